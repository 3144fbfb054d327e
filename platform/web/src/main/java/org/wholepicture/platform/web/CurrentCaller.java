package org.wholepicture.platform.web;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking in the present request; the same for a bearer token and for a signed-in session,
 * because both read the access token. Reads the identity when first asked: only for code that runs
 * on a worker thread.
 */
@RequestScoped
public class CurrentCaller {

    private static final String AGENCY_ROLE = "agency";

    /** Methods of RFC 8176 beside a password. */
    private static final Set<String> SECOND_FACTORS =
            Set.of("mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris", "vbm");

    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private @Nullable Caller caller;

    CurrentCaller(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    /** The caller; {@link Caller.Nobody} when the token names none. */
    public Caller caller() {
        if (caller == null) {
            caller = identity.isAnonymous() ? new Caller.Nobody("", Set.of()) : fromToken();
        }
        return caller;
    }

    /** The caller if it is a person. */
    public Optional<Caller.Practitioner> practitioner() {
        return caller() instanceof Caller.Practitioner p ? Optional.of(p) : Optional.empty();
    }

    /** The caller if it is an agency's system. */
    public Optional<Caller.AgencySystem> agencySystem() {
        return caller() instanceof Caller.AgencySystem a ? Optional.of(a) : Optional.empty();
    }

    /** The name to show the signed-in person on their own page; never logged. */
    public Optional<String> displayName() {
        return text("name").or(() -> text("preferred_username"));
    }

    /** The raw access token, to ask another service on the caller's behalf. */
    public Optional<String> accessToken() {
        AccessTokenCredential credential = identity.getCredential(AccessTokenCredential.class);
        return credential == null
                ? Optional.ofNullable(token.getRawToken())
                : Optional.of(credential.getToken());
    }

    private Caller fromToken() {
        Optional<String> agency = text("agency");
        Optional<String> practitioner = text("practitioner");
        if (agency.isEmpty()) {
            return nobody();
        }
        if (practitioner.isPresent()) {
            return identity.hasRole(AGENCY_ROLE)
                    // Neither one nor the other: a wrongly set up client gets nothing.
                    ? nobody()
                    : new Caller.Practitioner(practitioner.get(), agency.get(), roles());
        }
        return identity.hasRole(AGENCY_ROLE)
                ? new Caller.AgencySystem(
                        agency.get(), texts("event_types"), List.copyOf(texts("sources")))
                : nobody();
    }

    /**
     * The realm's roles, and whether they signed in with a second factor: no realm role says so.
     */
    private Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>(identity.getRoles());
        roles.remove(Caller.SECOND_FACTOR);
        if (texts("amr").stream().anyMatch(SECOND_FACTORS::contains)) {
            roles.add(Caller.SECOND_FACTOR);
        }
        return roles;
    }

    private Caller nobody() {
        return new Caller.Nobody(text("sub").orElse(""), identity.getRoles());
    }

    private Optional<String> text(String claim) {
        Object value = token.getClaim(claim);
        return Optional.ofNullable(value).map(CurrentCaller::plain).filter(s -> !s.isBlank());
    }

    private Set<String> texts(String claim) {
        Object value = token.getClaim(claim);
        var found = new LinkedHashSet<String>();
        if (value instanceof Collection<?> many) {
            many.forEach(one -> found.add(plain(one)));
        } else if (value != null) {
            found.add(plain(value));
        }
        return found;
    }

    private static String plain(Object value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
