package org.wholepicture.referral.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.application.DecideSharing;
import org.wholepicture.referral.application.DecideSharing.Outcome;
import org.wholepicture.referral.application.Words;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.SharingPolicy;

/** What the partnership shares, and who may see what is shielded. */
@Path("/v1")
@Tag(name = "Sharing", description = "What is shared with whom, decided by two people.")
final class SharingResource {

    private static final int MOST_LISTED = 50;

    private final Deciders deciders;
    private final DecideSharing sharing;

    SharingResource(Deciders deciders, DecideSharing sharing) {
        this.deciders = deciders;
        this.sharing = sharing;
    }

    /** Who did something, and when. */
    @Schema(name = "DoneBy")
    record DoneBy(String practitioner, Instant at) {

        static @Nullable DoneBy of(SharingPolicy.@Nullable By by) {
            return by == null ? null : new DoneBy(by.practitioner(), by.at());
        }
    }

    /** A policy. */
    @Schema(name = "SharingPolicy")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Policy(
            UUID policy,
            @Nullable String agency,
            SharingPolicy.@Nullable Purpose purpose,
            SharingPolicy.DataClass dataClass,
            SharingPolicy.Effect effect,
            Instant from,
            @Nullable Instant until,
            String reason,
            @Nullable DoneBy proposed,
            @Nullable DoneBy approved,
            @Nullable DoneBy ended) {

        static Policy of(SharingPolicy policy) {
            return new Policy(
                    policy.id(),
                    policy.agency(),
                    policy.purpose(),
                    policy.dataClass(),
                    policy.effect(),
                    policy.from(),
                    policy.until(),
                    policy.reason(),
                    DoneBy.of(policy.proposed()),
                    DoneBy.of(policy.approved()),
                    DoneBy.of(policy.ended()));
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Policy[" + policy + "]";
        }
    }

    /** What is proposed. */
    @Schema(name = "SharingProposal")
    record Proposed(
            @Schema(description = "Whose people; without it, those of every agency.")
                    @Nullable String agency,
            @Schema(description = "For which purpose; without it, for every one.")
                    SharingPolicy.@Nullable Purpose purpose,
            SharingPolicy.@Nullable DataClass dataClass,
            SharingPolicy.@Nullable Effect effect,
            @Nullable Instant from,
            @Schema(description = "Needed unless it denies; at most two years from the beginning.")
                    @Nullable Instant until,
            @Schema(minLength = 1, maxLength = Words.MOST) @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Proposed[...]";
        }
    }

    /** All policies. */
    @GET
    @Path("/sharing-policies")
    @RolesAllowed({"administrator", "privacy-officer"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listSharingPolicies", summary = "List the sharing policies")
    public List<Policy> all() {
        return sharing.all(deciders.present()).stream().map(Policy::of).toList();
    }

    /** Proposes one. */
    @POST
    @Path("/sharing-policies")
    @RolesAllowed("administrator")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeSharingPolicy",
            summary = "Propose what is shared; deny at once",
            description =
                    "What opens something holds once another administrator has agreed. What denies holds at"
                            + " once, and overrides whatever opens.")
    @APIResponse(
            responseCode = "201",
            description = "Proposed, or denied.",
            content = @Content(schema = @Schema(implementation = Policy.class)))
    @APIResponse(responseCode = "403", description = "Not with this role or sign-in.")
    @APIResponse(responseCode = "422", description = "It does not fit what is known.")
    public Response propose(@Nullable Proposed proposed) {
        Decider decider = deciders.strong();
        SharingPolicy.DataClass dataClass = proposed == null ? null : proposed.dataClass();
        SharingPolicy.Effect effect = proposed == null ? null : proposed.effect();
        Optional<String> words = Words.read(proposed == null ? null : proposed.reason());
        if (proposed == null || dataClass == null || effect == null || words.isEmpty()) {
            throw Problem.of(CommonProblem.INVALID_CONTENT)
                    .withFaults(
                            List.of(
                                    new Fault(
                                            "",
                                            "\"dataClass\", \"effect\" and \"reason\" are needed.")))
                    .exception();
        }
        Outcome outcome =
                sharing.propose(
                        new DecideSharing.Proposal(
                                proposed.agency(),
                                proposed.purpose(),
                                dataClass,
                                effect,
                                proposed.from(),
                                proposed.until(),
                                words.get()),
                        decider);
        return answer(outcome, 201);
    }

    /** Agrees to one. */
    @POST
    @Path("/sharing-policies/{policy}/approval")
    @RolesAllowed("administrator")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveSharingPolicy",
            summary = "Agree to a policy that another administrator proposed")
    @APIResponse(
            responseCode = "200",
            description = "It is in force.",
            content = @Content(schema = @Schema(implementation = Policy.class)))
    @APIResponse(responseCode = "403", description = "You proposed it yourself.")
    @APIResponse(responseCode = "404", description = "No such policy.")
    @APIResponse(responseCode = "409", description = "It was agreed to before, or is ended.")
    public Response approve(@PathParam("policy") String policy) {
        Decider decider = deciders.strong();
        return answer(sharing.approve(id(policy), decider), 200);
    }

    /** Ends one. */
    @POST
    @Path("/sharing-policies/{policy}/end")
    @RolesAllowed("administrator")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "endSharingPolicy",
            summary = "End a policy at once; one that denies, if another proposed it")
    @APIResponse(
            responseCode = "200",
            description = "It is ended; effective within 5 seconds.",
            content = @Content(schema = @Schema(implementation = Policy.class)))
    @APIResponse(responseCode = "403", description = "You denied it yourself.")
    @APIResponse(responseCode = "404", description = "No such policy.")
    @APIResponse(responseCode = "409", description = "It is ended.")
    public Response end(@PathParam("policy") String policy) {
        Decider decider = deciders.strong();
        return answer(sharing.end(id(policy), decider), 200);
    }

    /** Who may see what is shielded. */
    @Schema(name = "ShieldList")
    record ShieldList(
            @Schema(maxItems = MOST_LISTED) @Nullable Set<String> practitioners,
            @Schema(minLength = 1, maxLength = Words.MOST) @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "ShieldList[...]";
        }
    }

    /** Sets who may see what is shielded of a child. */
    @PUT
    @Path("/people/{person}/shield-list")
    @RolesAllowed("front-door")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setShieldList",
            summary = "Set who may see what is shielded of a child",
            description =
                    "All of them and nobody else; they see it while they lead the work with the child or"
                            + " manage whoever does.")
    @APIResponse(
            responseCode = "204",
            description = "It takes people away alone, and holds at once.")
    @APIResponse(
            responseCode = "202",
            description = "It lets somebody in, and waits for a second person.",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    @APIResponse(responseCode = "404", description = "No such child.")
    @APIResponse(responseCode = "422", description = "The directory has no such practitioner.")
    public Response shield(@PathParam("person") String person, @Nullable ShieldList list) {
        Decider decider = deciders.strong();
        Optional<UUID> id = Ids.read(person);
        Set<String> practitioners = list == null ? null : list.practitioners();
        Optional<String> words = Words.read(list == null ? null : list.reason());
        if (practitioners == null || practitioners.size() > MOST_LISTED || words.isEmpty()) {
            throw Problem.of(CommonProblem.INVALID_CONTENT)
                    .withFaults(
                            List.of(
                                    new Fault(
                                            "",
                                            "\"practitioners\", at most %d, and \"reason\" are needed."
                                                    .formatted(MOST_LISTED))))
                    .exception();
        }
        if (id.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return answer(sharing.shield(new PersonId(id.get()), practitioners, words.get(), decider));
    }

    /** One list. */
    @Schema(name = "ShieldListSet")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(
            long number,
            Set<String> practitioners,
            String reason,
            @Nullable DoneBy set,
            @Nullable DoneBy approved) {

        static Listed of(org.wholepicture.referral.domain.ShieldList list) {
            return new Listed(
                    list.number(),
                    new TreeSet<>(list.practitioners()),
                    list.reason(),
                    DoneBy.of(list.set()),
                    DoneBy.of(list.approved()));
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Listed[" + number + "]";
        }
    }

    /** The list that holds, and those that wait. */
    @Schema(name = "ShieldLists")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AllListed(@Nullable Listed holds, List<Listed> waiting) {}

    /** Who may see what is shielded of a child. */
    @GET
    @Path("/people/{person}/shield-list")
    @RolesAllowed("front-door")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "readShieldLists",
            summary = "Read who may see what is shielded of a child, and the lists that wait")
    @APIResponse(
            responseCode = "200",
            description = "The lists.",
            content = @Content(schema = @Schema(implementation = AllListed.class)))
    @APIResponse(responseCode = "404", description = "No such child.")
    public AllListed shieldLists(@PathParam("person") String person) {
        Decider decider = deciders.present();
        return Ids.read(person)
                .flatMap(id -> sharing.shieldLists(new PersonId(id), decider))
                .map(
                        lists ->
                                new AllListed(
                                        lists.holds().map(Listed::of).orElse(null),
                                        lists.waiting().stream().map(Listed::of).toList()))
                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }

    /** Agrees to a list. */
    @POST
    @Path("/people/{person}/shield-lists/{number}/approval")
    @RolesAllowed("front-door")
    @Operation(
            operationId = "approveShieldList",
            summary = "Agree to a list that another person of the front door set")
    @APIResponse(responseCode = "204", description = "It holds.")
    @APIResponse(responseCode = "403", description = "You set it yourself.")
    @APIResponse(responseCode = "404", description = "No such child, or no such list that waits.")
    public Response approve(
            @PathParam("person") String person, @PathParam("number") String number) {
        Decider decider = deciders.strong();
        Optional<UUID> id = Ids.read(person);
        if (id.isEmpty() || !number.matches("[0-9]{1,18}")) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return answer(
                sharing.approveShieldList(new PersonId(id.get()), Long.parseLong(number), decider));
    }

    private static Response answer(DecideSharing.Listed listed) {
        return switch (listed) {
            case DecideSharing.Listed.Holds _ -> Response.noContent().build();
            case DecideSharing.Listed.Waits(var list) ->
                    Response.accepted(Listed.of(list)).type(MediaType.APPLICATION_JSON).build();
            case DecideSharing.Listed.Unknown _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case DecideSharing.Listed.NotYours _ ->
                    Problem.of(CommonProblem.FORBIDDEN).toResponse();
            case DecideSharing.Listed.NoSuchPractitioner _ ->
                    Problem.of(CommonProblem.UNPROCESSABLE)
                            .withFaults(
                                    List.of(
                                            new Fault(
                                                    "/practitioners",
                                                    "The directory has no such practitioner at work.")))
                            .toResponse();
        };
    }

    private static UUID id(String policy) {
        return Ids.read(policy).orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }

    private static Response answer(Outcome outcome, int status) {
        return switch (outcome) {
            case Outcome.Done(SharingPolicy policy) ->
                    Response.status(status).entity(Policy.of(policy)).build();
            case Outcome.Unknown _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case Outcome.NotYours _ -> Problem.of(CommonProblem.FORBIDDEN).toResponse();
            case Outcome.TooLate _ -> Problem.of(CommonProblem.CONFLICT).toResponse();
            case Outcome.Impossible(var fault) ->
                    Problem.of(CommonProblem.UNPROCESSABLE)
                            .withFaults(Answers.faults(List.of(fault), 1))
                            .toResponse();
        };
    }
}
