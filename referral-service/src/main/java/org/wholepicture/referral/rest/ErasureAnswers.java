package org.wholepicture.referral.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.application.HoldChildren;
import org.wholepicture.referral.application.OrderErasure.Shown;
import org.wholepicture.referral.domain.ErasureOrder;
import org.wholepicture.referral.domain.ErasureOrder.By;
import org.wholepicture.referral.domain.ErasureOrder.Covers;
import org.wholepicture.referral.domain.ErasureOrder.State;
import org.wholepicture.referral.domain.ErasureOrders;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.LegalHold;
import org.wholepicture.referral.domain.RetentionPeriod;

/** Orders of erasure, holds and periods as the API shows them. */
final class ErasureAnswers {

    private ErasureAnswers() {}

    /** Who decided, and when. */
    @Schema(name = "DecidedBy")
    record DecidedBy(String practitioner, Instant at) {

        static DecidedBy of(By by) {
            return new DecidedBy(by.practitioner(), by.at());
        }
    }

    /** How far an order is. */
    @Schema(name = "ErasureState")
    enum How {
        PROPOSED,
        DECLINED,
        APPROVED,
        CARRIED_OUT
    }

    /** What another service has done. */
    @Schema(name = "ErasureProgress")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            String service,
            @Schema(description = "Messages of the order that it was sent.") long parts,
            @Schema(description = "Messages of the order that it has carried out.") long reported,
            boolean done,
            @Schema(description = "When it reported last.") @Nullable Instant last,
            @Schema(description = "Since when it is waited for.") @Nullable Instant waitingSince,
            Map<String, Long> erased) {

        static Progress of(ErasureOrders.Progress progress, Instant carriedOut) {
            return new Progress(
                    progress.service(),
                    progress.parts(),
                    progress.reported(),
                    progress.done(),
                    progress.last(),
                    progress.done() ? null : carriedOut,
                    progress.erased());
        }
    }

    /** An order. */
    @Schema(name = "ErasureOrder")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(
            UUID order,
            @Nullable UUID person,
            ErasureOrder.@Nullable Extent extent,
            List<UUID> events,
            ErasureOrder.Ground ground,
            String reason,
            @Schema(description = "None where the round over what is kept too long proposed it.")
                    @Nullable String proposedBy,
            Instant proposedAt,
            How state,
            @Nullable DecidedBy decided,
            @Nullable String declinedReason,
            @Nullable Instant carriedOutAt,
            @Schema(description = "How much of what went at the front door.")
                    @Nullable Map<String, Long> erased,
            List<Progress> services,
            @Schema(description = "Whether every service has carried it out.") boolean complete) {

        static Order of(Shown shown) {
            ErasureOrder order = shown.order();
            State state = order.state();
            return new Order(
                    order.id(),
                    order.covers() instanceof Covers.Child(var person, _) ? person.value() : null,
                    order.covers() instanceof Covers.Child(_, var extent) ? extent : null,
                    order.covers() instanceof Covers.Events(var events)
                            ? events.stream().map(EventId::value).toList()
                            : List.of(),
                    order.ground(),
                    order.reason(),
                    order.proposedBy(),
                    order.proposedAt(),
                    how(state),
                    decided(state),
                    state instanceof State.Declined(_, var why) ? why : null,
                    state instanceof State.CarriedOut(_, var at, _) ? at : null,
                    state instanceof State.CarriedOut(_, _, var erased) ? erased : null,
                    state instanceof State.CarriedOut(_, var at, _)
                            ? shown.progress().stream().map(each -> Progress.of(each, at)).toList()
                            : List.of(),
                    shown.complete());
        }

        private static How how(State state) {
            return switch (state) {
                case State.Proposed _ -> How.PROPOSED;
                case State.Declined _ -> How.DECLINED;
                case State.Approved _ -> How.APPROVED;
                case State.CarriedOut _ -> How.CARRIED_OUT;
            };
        }

        private static @Nullable DecidedBy decided(State state) {
            return switch (state) {
                case State.Proposed _ -> null;
                case State.Declined(var by, _) -> DecidedBy.of(by);
                case State.Approved(var by) -> DecidedBy.of(by);
                case State.CarriedOut(var by, _, _) -> DecidedBy.of(by);
            };
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Order[" + order + "]";
        }
    }

    /** A legal hold. */
    @Schema(name = "LegalHold")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Hold(
            UUID hold,
            UUID person,
            String reason,
            LocalDate reviewOn,
            @Schema(description = "Whether its day of review has passed.") boolean overdue,
            DecidedBy set,
            @Nullable DecidedBy lifted,
            @Nullable String liftedReason) {

        static Hold of(LegalHold hold, boolean overdue) {
            LegalHold.Lifted lifted = hold.lifted();
            return new Hold(
                    hold.id(),
                    hold.person().value(),
                    hold.reason(),
                    hold.reviewOn(),
                    overdue,
                    DecidedBy.of(hold.set()),
                    lifted == null ? null : DecidedBy.of(lifted.by()),
                    lifted == null ? null : lifted.why());
        }

        static Hold of(HoldChildren.Standing standing) {
            return of(standing.hold(), standing.overdue());
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Hold[" + hold + "]";
        }
    }

    /** How long a class of what is held stays. */
    @Schema(name = "RetentionPeriod")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Period(
            long number,
            RetentionPeriod.HeldClass heldClass,
            @Schema(
                            description =
                                    "SHARED_COPY: since the child was open to any agency."
                                            + " PLAN_HISTORY: since birth.")
                    int months,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable DecidedBy approved) {

        static Period of(RetentionPeriod period) {
            By approved = period.approved();
            return new Period(
                    period.number(),
                    period.heldClass(),
                    period.months(),
                    period.reason(),
                    period.proposedBy(),
                    period.proposedAt(),
                    approved == null ? null : DecidedBy.of(approved));
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Period[" + number + "]";
        }
    }
}
