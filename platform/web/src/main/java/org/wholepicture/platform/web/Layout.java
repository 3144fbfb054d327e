package org.wholepicture.platform.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What {@code layout.html} shows around every page. */
@RequestScoped
@Named("layout")
public class Layout {

    static final String ASSETS = "/wp/";

    /** Changes with the style sheets, so that browsers may keep them for long. */
    private static final String VERSION = digest("govuk.css", "wp.css");

    private static final List<Entry> EVERYBODY =
            List.of(
                    new Entry("My children", "/chronology/"),
                    new Entry("My alerts", "/alert/"),
                    new Entry("My disagreements", "/escalation/"));

    private static final List<String> WITH_CHILDREN =
            List.of("practitioner", "front-door", "manager", "privacy-officer");

    private static final Entry LEADS = new Entry("My confirmations", "/referral/confirmations");
    private static final Entry AWAY = new Entry("My absences", "/referral/absences");
    private static final Entry FRONT_DOOR = new Entry("Front door", "/referral/front-door");
    private static final Entry PRIVACY = new Entry("Emergencies", "/chronology/emergencies");
    private static final List<Entry> ADMINISTRATION =
            List.of(
                    new Entry("Alert settings", "/alert/settings"),
                    new Entry("Monitoring return", "/escalation/monitoring-return"),
                    new Entry("Protocol", "/escalation/settings"));
    private static final Entry SHARING = new Entry("Sharing", "/referral/sharing");
    private static final Entry ERASURE = new Entry("Erasure", "/referral/erasure");
    private static final Entry OPERATIONS = new Entry("Quarantine", "/referral/quarantine");

    private final String root;
    private final SecurityIdentity identity;
    private final CurrentCaller caller;
    private final CurrentVertxRequest request;

    Layout(
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root,
            SecurityIdentity identity,
            CurrentCaller caller,
            CurrentVertxRequest request) {
        this.root = withoutLastSlash(root);
        this.identity = identity;
        this.caller = caller;
        this.request = request;
    }

    /** One entry of the navigation; the pages below its address belong to it. */
    private record Entry(String name, String href) {}

    /**
     * One link of the navigation.
     *
     * @param name what it says
     * @param href where it leads, on this origin
     * @param current whether the page shown belongs to it
     */
    public record Link(String name, String href, boolean current) {}

    /** The service's root path without a slash at the end: what addresses in a page begin with. */
    public String root() {
        return root;
    }

    /** Address of a style sheet or picture of the layout. */
    public String asset(String name) {
        return root + ASSETS + name + "?v=" + VERSION;
    }

    /** Whether somebody is signed in. */
    public boolean signedIn() {
        return !identity.isAnonymous();
    }

    /** Who is signed in; empty if the token does not say. */
    public String name() {
        return signedIn() ? caller.displayName().orElse("") : "";
    }

    /** The links between the services' pages, those that fit the caller's roles. */
    public List<Link> navigation() {
        if (!signedIn()) {
            return List.of();
        }
        // Whoever runs the settings alone reads about no child, and has pages enough.
        boolean settingsAlone =
                (identity.hasRole("administrator") || identity.hasRole("operations"))
                        && WITH_CHILDREN.stream().noneMatch(identity::hasRole);
        var entries = new ArrayList<Entry>(settingsAlone ? List.of() : EVERYBODY);
        if (identity.hasRole("practitioner")) {
            entries.add(LEADS);
            entries.add(AWAY);
        }
        if (identity.hasRole("front-door")) {
            entries.add(FRONT_DOOR);
        }
        if (identity.hasRole("administrator")) {
            entries.addAll(ADMINISTRATION);
        }
        if (identity.hasRole("privacy-officer")) {
            entries.add(PRIVACY);
        }
        if (identity.hasRole("administrator") || identity.hasRole("privacy-officer")) {
            entries.add(SHARING);
            entries.add(ERASURE);
        }
        if (identity.hasRole("operations")) {
            entries.add(OPERATIONS);
        }
        RoutingContext context = request.getCurrent();
        // A service's root is also asked for without the slash at its end.
        String here = (context == null ? "" : context.request().path()) + "/";
        // Of an entry and one below it, the page belongs to the one below.
        String current =
                entries.stream()
                        .map(Entry::href)
                        .filter(here::startsWith)
                        .max(Comparator.comparing(String::length))
                        .orElse("");
        return entries.stream()
                .map(entry -> new Link(entry.name(), entry.href(), entry.href().equals(current)))
                .toList();
    }

    static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String digest(String... names) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String name : names) {
                String path = "/META-INF/resources" + ASSETS + name;
                try (InputStream in = Layout.class.getResourceAsStream(path)) {
                    if (in == null) {
                        throw new IllegalStateException("the style sheet is missing: " + path);
                    }
                    sha.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
