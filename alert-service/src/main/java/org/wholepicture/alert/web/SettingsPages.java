package org.wholepicture.alert.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.ChangeSettings;
import org.wholepicture.alert.application.ReadVolume;
import org.wholepicture.alert.application.SettingsBook;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.SettingsFloor;
import org.wholepicture.alert.domain.ThresholdLimit;
import org.wholepicture.alert.domain.ThresholdLimits;
import org.wholepicture.alert.domain.Voice;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** The partnership's settings: what holds, what is proposed, and what that would change. */
@Path("/settings")
@Tenant("pages")
@RolesAllowed("administrator")
@Produces(MediaType.TEXT_HTML)
final class SettingsPages {

    private static final String NUMBERS = "thresholds/";
    private static final String RULES = "rules/";

    private final ChangeSettings settings;
    private final ReadVolume volume;
    private final SettingsLook look;
    private final CurrentCaller caller;
    private final RequestId request;

    SettingsPages(
            ChangeSettings settings,
            ReadVolume volume,
            SettingsLook look,
            CurrentCaller caller,
            RequestId request) {
        this.settings = settings;
        this.volume = volume;
        this.look = look;
        this.caller = caller;
        this.request = request;
    }

    /** The templates of the pages. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance settings(SettingsViews.Overview page);

        static native TemplateInstance settingsProposal(SettingsViews.Form page);

        static native TemplateInstance settingsVersion(SettingsViews.VersionPage page);

        static native TemplateInstance settingsVolume(SettingsViews.VolumePage page);
    }

    /** What holds, and every version. */
    @GET
    @RolesAllowed({"administrator", "privacy-officer"})
    public TemplateInstance overview() {
        AlertReader reader = reader();
        return Templates.settings(look.overview(settings.versions(reader), mayPropose(reader)));
    }

    /** How many alerts each rule raises, or would raise. */
    @GET
    @Path("volume")
    @RolesAllowed({"administrator", "privacy-officer"})
    public TemplateInstance volume() {
        AlertReader reader = reader();
        return Templates.settingsVolume(look.volume(volume.read(reader), mayPropose(reader)));
    }

    /**
     * The form that proposes.
     *
     * @param speaking {@code all}: with every rule speaking that is in shadow
     */
    @GET
    @Path("proposal")
    public TemplateInstance proposal(@QueryParam("speaking") @Nullable String speaking) {
        SettingsBook.Entry base = settings.versions(reader()).base();
        Map<String, String> typed = new HashMap<>();
        if ("all".equals(speaking)) {
            for (Rule rule : Rules.ALL) {
                if (base.settings().voice(rule.name()) == Voice.SHADOW) {
                    typed.put(RULES + rule.name(), Voice.SPEAKS.name());
                }
            }
        }
        return Templates.settingsProposal(look.form(base, typed, List.of()));
    }

    /** Takes a proposal and shows it. */
    @POST
    @Path("proposal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response propose(@Nullable String form) {
        AlertReader reader = reader();
        Map<String, String> typed = fields(form == null ? "" : form);
        List<SettingsFloor.Fault> faults = new ArrayList<>();
        ChangeSettings.Proposal asked = asked(typed, faults);
        if (faults.isEmpty()) {
            switch (settings.propose(reader, asked)) {
                case ChangeSettings.Proposed.Done(int version) -> {
                    return Response.seeOther(address(version)).build();
                }
                case ChangeSettings.Proposed.Faulty(List<SettingsFloor.Fault> found) ->
                        faults.addAll(found);
            }
        }
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(
                        Templates.settingsProposal(
                                look.form(settings.versions(reader).base(), typed, faults)))
                .build();
    }

    /** One version. */
    @GET
    @Path("versions/{version}")
    @RolesAllowed({"administrator", "privacy-officer"})
    public Response version(@PathParam("version") int version) {
        return show(reader(), version, null, Response.Status.OK);
    }

    /** Approves a version. */
    @POST
    @Path("versions/{version}/approval")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response approve(@PathParam("version") int version) {
        AlertReader reader = reader();
        return decided(reader, version, settings.approve(reader, version));
    }

    /** Rejects a version, or takes it back. */
    @POST
    @Path("versions/{version}/rejection")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response reject(@PathParam("version") int version) {
        AlertReader reader = reader();
        return decided(reader, version, settings.reject(reader, version));
    }

    /** Works out anew what a version would change. */
    @POST
    @Path("versions/{version}/preview")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response previewAgain(@PathParam("version") int version) {
        AlertReader reader = reader();
        return decided(reader, version, settings.previewAgain(reader, version));
    }

    private Response decided(AlertReader reader, int version, ChangeSettings.Decided decided) {
        return switch (decided) {
            case DONE -> Response.seeOther(address(version)).build();
            case UNKNOWN -> nothingHere();
            case DECIDED_ALREADY ->
                    show(
                            reader,
                            version,
                            "It is decided already, or another version was approved meanwhile.",
                            Response.Status.CONFLICT);
            case OWN_PROPOSAL ->
                    show(
                            reader,
                            version,
                            "You have proposed it: another administrator approves it.",
                            Response.Status.FORBIDDEN);
            case PREVIEW_NOT_READY ->
                    show(
                            reader,
                            version,
                            "It is not worked out yet what it would change.",
                            Response.Status.CONFLICT);
        };
    }

    private Response show(
            AlertReader reader, int version, @Nullable String notice, Response.Status status) {
        Optional<ChangeSettings.Read> read = settings.version(reader, version);
        return read.isEmpty()
                ? nothingHere()
                : Response.status(status)
                        .entity(Templates.settingsVersion(look.version(read.get(), reader, notice)))
                        .build();
    }

    /** The fields of a form with more of them than a method can name. */
    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String field : form.split("&")) {
                String[] parts = field.split("=", 2);
                fields.putIfAbsent(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length == 1
                                ? ""
                                : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException _) {
            throw Problem.of(CommonProblem.BAD_REQUEST).exception();
        }
        return fields;
    }

    private static ChangeSettings.Proposal asked(
            Map<String, String> typed, List<SettingsFloor.Fault> faults) {
        Map<String, Integer> thresholds = new HashMap<>();
        for (ThresholdLimit limit : ThresholdLimits.ALL) {
            String field = NUMBERS + limit.name();
            String value = typed.get(field);
            if (value != null && !limit.fixed()) {
                if (value.strip().matches("\\d{1,6}")) {
                    thresholds.put(limit.name(), Integer.parseInt(value.strip()));
                } else {
                    faults.add(
                            new SettingsFloor.Fault(
                                    field,
                                    "Give a number from %d to %d."
                                            .formatted(limit.least(), limit.most())));
                }
            }
        }
        Map<String, Voice> voices = new HashMap<>();
        for (Rule rule : Rules.ALL) {
            String value = typed.get(RULES + rule.name());
            if (value != null) {
                voice(value)
                        .ifPresentOrElse(
                                voice -> voices.put(rule.name(), voice),
                                () ->
                                        faults.add(
                                                new SettingsFloor.Fault(
                                                        RULES + rule.name(), "Choose one.")));
            }
        }
        Set<LocalDate> closed = days("closedDays", typed, faults);
        Set<LocalDate> open = days("openDays", typed, faults);
        ChangeSettings.NewBirthVisits visits =
                typed.containsKey("newBirthVisitsFrom")
                        ? new ChangeSettings.NewBirthVisits(
                                day("newBirthVisitsFrom", typed, faults))
                        : null;
        return new ChangeSettings.Proposal(
                thresholds,
                voices,
                closed,
                open,
                visits,
                day("inForceFrom", typed, faults),
                typed.getOrDefault("reason", ""));
    }

    private static Optional<Voice> voice(String value) {
        for (Voice voice : Voice.values()) {
            if (voice.name().equals(value)) {
                return Optional.of(voice);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Set<LocalDate> days(
            String field, Map<String, String> typed, List<SettingsFloor.Fault> faults) {
        String value = typed.get(field);
        if (value == null) {
            return null;
        }
        Set<LocalDate> days = new TreeSet<>();
        for (String one : value.split("[\\s,;]+")) {
            if (!one.isEmpty()) {
                LocalDate day = day(one);
                if (day == null) {
                    faults.add(
                            new SettingsFloor.Fault(
                                    field, "Write each day like 2026-12-24, one on a line."));
                    return days;
                }
                days.add(day);
            }
        }
        return days;
    }

    private static @Nullable LocalDate day(
            String field, Map<String, String> typed, List<SettingsFloor.Fault> faults) {
        String value = typed.getOrDefault(field, "").strip();
        if (value.isEmpty()) {
            return null;
        }
        LocalDate day = day(value);
        if (day == null) {
            faults.add(new SettingsFloor.Fault(field, "Write the day like 2026-12-24."));
        }
        return day;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Below the root path, which is put in front. */
    private static URI address(int version) {
        return URI.create("/settings/versions/" + version);
    }

    private static Response nothingHere() {
        return Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }

    private static boolean mayPropose(AlertReader reader) {
        return reader.roles().contains("administrator");
    }

    private AlertReader reader() {
        Caller.Practitioner practitioner =
                caller.practitioner()
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        return new AlertReader(
                practitioner.id(), practitioner.agency(), practitioner.roles(), request.value());
    }
}
