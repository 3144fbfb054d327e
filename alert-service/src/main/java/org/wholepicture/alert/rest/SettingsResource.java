package org.wholepicture.alert.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.ChangeSettings;
import org.wholepicture.alert.application.ReadVolume;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.SettingsFloor;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.ThresholdLimit;
import org.wholepicture.alert.domain.ThresholdLimits;
import org.wholepicture.alert.domain.Voice;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** What the partnership sets for its rules: one administrator proposes, another approves. */
@Path("/v1/settings")
@RolesAllowed("administrator")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
final class SettingsResource {

    private final ChangeSettings settings;
    private final ReadVolume volume;
    private final CurrentCaller caller;
    private final RequestId request;

    SettingsResource(
            ChangeSettings settings, ReadVolume volume, CurrentCaller caller, RequestId request) {
        this.settings = settings;
        this.volume = volume;
        this.caller = caller;
        this.request = request;
    }

    /** A proposal; what it does not name stays as the version approved last has it. */
    @Schema(name = "NewSettings")
    record NewSettings(
            @Schema(description = "Numbers that are to differ, by name; 1 for yes, 0 for no")
                    @Nullable Map<String, @Nullable Integer> thresholds,
            @Schema(description = "Voices that are to differ, by rule")
                    @Nullable Map<String, @Nullable Voice> rules,
            @Schema(
                            description =
                                    "Days that are no working days beside the bank holidays of"
                                            + " England; at most 200")
                    @Nullable List<@Nullable LocalDate> closedDays,
            @Schema(
                            description =
                                    "Bank holidays that were moved away, and so are worked; at"
                                            + " most 200")
                    @Nullable List<@Nullable LocalDate> openDays,
            SettingsAnswer.@Nullable NewBirthVisits newBirthVisits,
            @Schema(
                            description =
                                    "From which day it is to be in force; the day after its"
                                            + " approval at the earliest, and if it is not given")
                    @Nullable LocalDate inForceFrom,
            @Schema(required = true, minLength = 1, maxLength = ChangeSettings.LONGEST_REASON)
                    @Nullable String reason) {}

    /** Every version, newest first. */
    @Schema(name = "SettingsVersions")
    record VersionsAnswer(int inForce, List<SettingsAnswer> versions) {}

    /** The number of a proposal. */
    @Schema(name = "SettingsProposed")
    record ProposedAnswer(int version) {}

    /** What may be set. */
    @Schema(name = "SettingsLimits")
    record LimitsAnswer(List<NumberLimit> thresholds, List<RuleLimit> rules) {}

    /** What one number may be. */
    @Schema(name = "ThresholdLimit")
    record NumberLimit(
            String name,
            String rule,
            String counts,
            ThresholdLimit.Unit unit,
            int least,
            int most,
            int preset) {

        static NumberLimit of(ThresholdLimit limit) {
            return new NumberLimit(
                    limit.name(),
                    limit.rule(),
                    limit.words(),
                    limit.unit(),
                    limit.least(),
                    limit.most(),
                    limit.preset());
        }
    }

    /** What one rule may be. */
    @Schema(name = "RuleLimit")
    record RuleLimit(
            String rule,
            Severity severity,
            String explanation,
            @Schema(description = "It cannot be switched off, nor put in shadow since it speaks")
                    boolean neverSilent) {

        static RuleLimit of(Rule rule) {
            return new RuleLimit(
                    rule.name(),
                    rule.severity(),
                    rule.explanation(),
                    SettingsFloor.neverSilent(rule));
        }
    }

    /** How many alerts rules raise, or would raise. */
    @Schema(name = "AlertVolume")
    record VolumeAnswer(
            @Schema(description = "Mondays, oldest first") List<LocalDate> weeks,
            @Schema(description = "How many practitioners answer for a child") long practitioners,
            List<RuleVolume> rules) {}

    /** How many alerts one rule raises, or would raise. */
    @Schema(name = "RuleVolume")
    record RuleVolume(
            String rule,
            Voice voice,
            @Schema(description = "Alerts that people were told of") long raised,
            @Schema(description = "Alerts in shadow, which nobody was told of") long wouldBe,
            @Schema(description = "Both together, by week") List<Long> weekly,
            @Schema(description = "Both together, of one practitioner, on average")
                    double perPractitionerAWeek,
            @Schema(description = "Both together, of the practitioner who has most") long busiest) {

        static RuleVolume of(ReadVolume.RuleVolume one) {
            return new RuleVolume(
                    one.rule().name(),
                    one.voice(),
                    one.raised(),
                    one.wouldBe(),
                    one.weekly(),
                    one.perPractitionerAWeek(),
                    one.busiest());
        }
    }

    /** Lists the versions. */
    @GET
    @RolesAllowed({"administrator", "privacy-officer"})
    @Operation(summary = "The newest 100 versions of the settings, newest first")
    @APIResponse(responseCode = "200", description = "The versions.")
    @APIResponse(responseCode = "403", description = "The caller may not see this.")
    public VersionsAnswer all() {
        ChangeSettings.Versions versions = settings.versions(reader());
        return new VersionsAnswer(
                versions.inForce().version(),
                versions.all().stream().map(one -> SettingsAnswer.of(one, null)).toList());
    }

    /** Says what may be set. */
    @GET
    @Path("/limits")
    @RolesAllowed({"administrator", "privacy-officer"})
    @Operation(summary = "Every number and rule, and what nobody can set away")
    @APIResponse(responseCode = "200", description = "The limits.")
    @APIResponse(responseCode = "403", description = "The caller may not see this.")
    public LimitsAnswer limits() {
        return new LimitsAnswer(
                ThresholdLimits.ALL.stream().map(NumberLimit::of).toList(),
                Rules.ALL.stream().map(RuleLimit::of).toList());
    }

    /** Counts alerts and would-be alerts. */
    @GET
    @Path("/volume")
    @RolesAllowed({"administrator", "privacy-officer"})
    @Operation(summary = "How many alerts each rule raised, or would have, in the last 13 weeks")
    @APIResponse(responseCode = "200", description = "Counts alone.")
    @APIResponse(responseCode = "403", description = "The caller may not see this.")
    public VolumeAnswer volume() {
        ReadVolume.Volume read = volume.read(reader());
        return new VolumeAnswer(
                read.weeks(),
                read.practitioners(),
                read.rules().stream().map(RuleVolume::of).toList());
    }

    /** Shows one version. */
    @GET
    @Path("/{version}")
    @RolesAllowed({"administrator", "privacy-officer"})
    @Operation(summary = "One version, with what it would change as far as that is worked out")
    @APIResponse(
            responseCode = "200",
            description = "The version.",
            content = @Content(schema = @Schema(implementation = SettingsAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller may not see this.")
    @APIResponse(responseCode = "404", description = "There is no such version.")
    public Response one(@PathParam("version") @Parameter(description = "Its number.") int version) {
        return settings.version(reader(), version)
                .map(
                        read ->
                                Response.ok(
                                                SettingsAnswer.of(
                                                        read.version(),
                                                        read.preview()
                                                                .map(
                                                                        SettingsAnswer.PreviewAnswer
                                                                                ::of)
                                                                .orElse(null)))
                                        .build())
                .orElseGet(() -> Problem.of(CommonProblem.NOT_FOUND).toResponse());
    }

    /** Proposes a version. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Propose a version",
            description = "Then it is worked out which alerts of the last year it would change.")
    @APIResponse(
            responseCode = "201",
            description = "It waits for another administrator.",
            content = @Content(schema = @Schema(implementation = ProposedAnswer.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer.")
    @APIResponse(responseCode = "403", description = "The caller is not an administrator.")
    public Response propose(@Nullable NewSettings proposal) {
        AlertReader reader = reader();
        if (proposal == null) {
            return faulty(List.of(new Fault("", "Say what to change.")));
        }
        if (hasNull(proposal)) {
            return faulty(List.of(new Fault("", "A value is missing: null stands in its place.")));
        }
        return switch (settings.propose(reader, asked(proposal))) {
            case ChangeSettings.Proposed.Done(int version) ->
                    Response.status(Response.Status.CREATED)
                            .entity(new ProposedAnswer(version))
                            .build();
            case ChangeSettings.Proposed.Faulty(List<SettingsFloor.Fault> faults) ->
                    faulty(
                            faults.stream()
                                    .map(
                                            fault ->
                                                    new Fault(
                                                            fault.field().isEmpty()
                                                                    ? ""
                                                                    : "/" + fault.field(),
                                                            fault.sentence()))
                                    .toList());
        };
    }

    /** Approves a version. */
    @POST
    @Path("/{version}/approval")
    @Operation(
            summary = "Approve a version that another administrator has proposed",
            description = "It is in force from the next day, or from the later day it asks for.")
    @APIResponse(
            responseCode = "200",
            description = "It is approved.",
            content = @Content(schema = @Schema(implementation = SettingsAnswer.class)))
    @APIResponse(
            responseCode = "403",
            description = "The caller is not an administrator, or has proposed it.")
    @APIResponse(responseCode = "404", description = "There is no such version.")
    @APIResponse(
            responseCode = "409",
            description = "It is decided or passed over, or its preview is not finished.")
    public Response approve(
            @PathParam("version") @Parameter(description = "Its number.") int version) {
        AlertReader reader = reader();
        return answer(version, settings.approve(reader, version));
    }

    /** Rejects a version. */
    @POST
    @Path("/{version}/rejection")
    @Operation(summary = "Reject a proposal, or take one's own back")
    @APIResponse(
            responseCode = "200",
            description = "It is rejected.",
            content = @Content(schema = @Schema(implementation = SettingsAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not an administrator.")
    @APIResponse(responseCode = "404", description = "There is no such version.")
    @APIResponse(responseCode = "409", description = "It is decided or passed over.")
    public Response reject(
            @PathParam("version") @Parameter(description = "Its number.") int version) {
        AlertReader reader = reader();
        return answer(version, settings.reject(reader, version));
    }

    /** Works the preview out anew. */
    @POST
    @Path("/{version}/preview")
    @Operation(summary = "Work out anew which alerts of the last year a proposal would change")
    @APIResponse(
            responseCode = "200",
            description = "It has begun.",
            content = @Content(schema = @Schema(implementation = SettingsAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not an administrator.")
    @APIResponse(responseCode = "404", description = "There is no such version.")
    @APIResponse(responseCode = "409", description = "It is decided or passed over.")
    public Response preview(
            @PathParam("version") @Parameter(description = "Its number.") int version) {
        AlertReader reader = reader();
        return answer(version, settings.previewAgain(reader, version));
    }

    private Response answer(int version, ChangeSettings.Decided decided) {
        return switch (decided) {
            case DONE -> one(version);
            case UNKNOWN -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case DECIDED_ALREADY -> Problem.of(AlertProblem.ALREADY_DECIDED).toResponse();
            case OWN_PROPOSAL -> Problem.of(AlertProblem.OWN_PROPOSAL).toResponse();
            case PREVIEW_NOT_READY -> Problem.of(AlertProblem.PREVIEW_NOT_READY).toResponse();
        };
    }

    private static boolean hasNull(NewSettings proposal) {
        return (proposal.thresholds() != null
                        && proposal.thresholds().values().stream().anyMatch(Objects::isNull))
                || (proposal.rules() != null
                        && proposal.rules().values().stream().anyMatch(Objects::isNull))
                || hasNull(proposal.closedDays())
                || hasNull(proposal.openDays());
    }

    private static boolean hasNull(@Nullable List<@Nullable LocalDate> days) {
        return days != null && days.stream().anyMatch(Objects::isNull);
    }

    private static ChangeSettings.Proposal asked(NewSettings proposal) {
        return new ChangeSettings.Proposal(
                present(proposal.thresholds()),
                present(proposal.rules()),
                days(proposal.closedDays()),
                days(proposal.openDays()),
                proposal.newBirthVisits() == null
                        ? null
                        : new ChangeSettings.NewBirthVisits(proposal.newBirthVisits().from()),
                proposal.inForceFrom(),
                proposal.reason() == null ? "" : proposal.reason());
    }

    private static <T> Map<String, T> present(@Nullable Map<String, @Nullable T> values) {
        Map<String, T> present = new HashMap<>();
        if (values != null) {
            values.forEach(
                    (name, value) -> {
                        if (value != null) {
                            present.put(name, value);
                        }
                    });
        }
        return present;
    }

    private static @Nullable Set<LocalDate> days(@Nullable List<@Nullable LocalDate> days) {
        return days == null
                ? null
                : days.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    private static Response faulty(List<Fault> faults) {
        return Problem.of(CommonProblem.INVALID_CONTENT).withFaults(faults).toResponse();
    }

    private AlertReader reader() {
        Caller.Practitioner practitioner =
                caller.practitioner()
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        return new AlertReader(
                practitioner.id(), practitioner.agency(), practitioner.roles(), request.value());
    }
}
