package org.wholepicture.escalation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.ChangeSettings;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;

/** What the partnership sets: one administrator proposes, another approves. */
@Path("/v1/settings")
@RolesAllowed("administrator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
public class SettingsResource {

    private static final String ROLE = "[A-Z][A-Z_]{1,39}";
    private static final int MOST_DAYS = 200;
    private static final int LONGEST_REASON = 500;

    private final ChangeSettings settings;
    private final Askers askers;

    SettingsResource(ChangeSettings settings, Askers askers) {
        this.settings = settings;
        this.askers = askers;
    }

    /** A proposal. */
    @Schema(name = "NewSettings")
    record NewSettings(
            @NotNull @Size(min = 1, max = Settings.MOST_STAGES)
                    List<@NotNull @Valid StageBody> stages,
            @Size(max = MOST_DAYS)
                    @Schema(
                            description =
                                    "Days that are no working days beside the bank holidays of"
                                            + " England: closure days, and bank holidays given once")
                    @Nullable List<@NotNull LocalDate> closedDays,
            @Size(max = MOST_DAYS)
                    @Schema(description = "Bank holidays that were moved away, and so are worked")
                    @Nullable List<@NotNull LocalDate> openDays,
            @NotNull
                    @Pattern(regexp = ROLE)
                    @Schema(
                            description =
                                    "Role inbox of the agency that watches over the protocol for"
                                            + " the partnership")
                    String monitor,
            @NotBlank @Size(max = LONGEST_REASON) @PlainText String reason) {}

    /** A stage; either so many managers above the practitioner, or a role inbox. */
    @Schema(name = "StageSetting")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StageBody(
            @NotBlank @Size(max = 60) @PlainText String name,
            @Min(0)
                    @Max(10)
                    @Schema(description = "Managers above the practitioner; 0 is the practitioner")
                    @Nullable Integer above,
            @Pattern(regexp = ROLE) @Schema(description = "A role inbox of the side's agency")
                    @Nullable String inbox,
            @Min(1) @Max(60) @Schema(description = "Working days") int limit,
            @Size(max = 10) @Schema(description = "Role inboxes of both agencies told at its start")
                    @Nullable List<@NotNull @Pattern(regexp = ROLE) String> notified) {

        static StageBody of(Settings.StageSetting stage) {
            return switch (stage.who()) {
                case Settings.Who.Above(int steps) ->
                        new StageBody(stage.name(), steps, null, stage.limit(), stage.notified());
                case Settings.Who.Inbox(String role) ->
                        new StageBody(stage.name(), null, role, stage.limit(), stage.notified());
            };
        }

        Settings.StageSetting setting() {
            return new Settings.StageSetting(
                    name,
                    inbox != null
                            ? new Settings.Who.Inbox(inbox)
                            : new Settings.Who.Above(above == null ? 0 : above),
                    limit,
                    notified == null ? List.of() : notified);
        }
    }

    /** A version as it is answered. */
    @Schema(name = "SettingsVersion")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionAnswer(
            int version,
            boolean inEffect,
            List<StageBody> stages,
            List<LocalDate> closedDays,
            List<LocalDate> openDays,
            String monitor,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable String approvedBy) {

        static VersionAnswer of(SettingsBook.Entry entry, int inEffect) {
            Settings s = entry.settings();
            return new VersionAnswer(
                    s.version(),
                    s.version() == inEffect,
                    s.stages().stream().map(StageBody::of).toList(),
                    s.closed().stream().sorted().toList(),
                    s.open().stream().sorted().toList(),
                    s.monitor(),
                    entry.reason(),
                    entry.proposedBy().value(),
                    entry.proposedAt(),
                    entry.approvedBy().map(PractitionerId::value).orElse(null));
        }
    }

    /** Every version, newest first. */
    @Schema(name = "SettingsVersions")
    record VersionsAnswer(List<VersionAnswer> versions) {}

    /** The number of a proposal. */
    @Schema(name = "Proposed")
    record Proposed(int version) {}

    @GET
    @Operation(operationId = "readSettings", summary = "Every version of the settings")
    @APIResponse(
            responseCode = "200",
            description = "Newest first",
            content = @Content(schema = @Schema(implementation = VersionsAnswer.class)))
    public Response all() {
        return Response.ok(versions()).build();
    }

    @POST
    @Operation(operationId = "proposeSettings", summary = "Propose a version")
    @APIResponse(
            responseCode = "201",
            description = "It waits for another administrator",
            content = @Content(schema = @Schema(implementation = Proposed.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    public Response propose(@NotNull @Valid NewSettings proposal) {
        for (int i = 0; i < proposal.stages().size(); i++) {
            StageBody stage = proposal.stages().get(i);
            if ((stage.above() == null) == (stage.inbox() == null)) {
                throw Problem.of(CommonProblem.INVALID_CONTENT)
                        .withFaults(List.of(new Fault("/stages/" + i, "either above or inbox.")))
                        .exception();
            }
        }
        int version =
                settings.propose(
                        askers.present(),
                        new Settings(
                                0,
                                Instant.EPOCH,
                                proposal.stages().stream().map(StageBody::setting).toList(),
                                days(proposal.closedDays()),
                                days(proposal.openDays()),
                                proposal.monitor()),
                        proposal.reason());
        return Response.status(Response.Status.CREATED).entity(new Proposed(version)).build();
    }

    @POST
    @Path("{version}/approval")
    @Operation(
            operationId = "approveSettings",
            summary = "Put a version into effect that another administrator has proposed")
    @APIResponse(
            responseCode = "200",
            description = "It is in effect; stages under way are planned anew",
            content = @Content(schema = @Schema(implementation = VersionsAnswer.class)))
    @APIResponse(responseCode = "403", description = "You have proposed it")
    @APIResponse(responseCode = "404", description = "There is no such version")
    @APIResponse(responseCode = "409", description = "It is approved, or passed over")
    public Response approve(@PathParam("version") int version) {
        return switch (settings.approve(askers.present(), version)) {
            case DONE -> Response.ok(versions()).build();
            case UNKNOWN -> throw Problem.of(CommonProblem.NOT_FOUND).exception();
            case DECIDED_ALREADY -> Problem.of(DissentProblem.ALREADY_DECIDED).toResponse();
            case OWN_PROPOSAL -> Problem.of(DissentProblem.OWN_PROPOSAL).toResponse();
        };
    }

    private VersionsAnswer versions() {
        ChangeSettings.Versions versions = settings.versions();
        return new VersionsAnswer(
                versions.all().stream()
                        .map(entry -> VersionAnswer.of(entry, versions.inEffect().version()))
                        .toList());
    }

    private static Set<LocalDate> days(@Nullable List<LocalDate> days) {
        return days == null ? Set.of() : Set.copyOf(days);
    }
}
