package org.wholepicture.referral.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wholepicture.referral.application.HoldChildren;
import org.wholepicture.referral.application.OrderErasure;
import org.wholepicture.referral.domain.ErasureOrder;
import org.wholepicture.referral.domain.ErasureOrder.Covers;
import org.wholepicture.referral.domain.ErasureOrder.State;
import org.wholepicture.referral.domain.ErasureOrders;
import org.wholepicture.referral.domain.RetentionPeriod;

/** What the pages about erasure show. */
final class ErasureShown {

    private ErasureShown() {}

    /** One order in the list. */
    record Row(UUID order, String about, String ground, String proposed, String state) {

        static Row of(OrderErasure.Shown shown) {
            ErasureOrder order = shown.order();
            return new Row(
                    order.id(),
                    ErasureWords.about(order.covers()),
                    ErasureWords.of(order.ground()),
                    proposed(order),
                    ErasureWords.of(order.state()) + waiting(shown));
        }

        private static String waiting(OrderErasure.Shown shown) {
            long waited = shown.progress().stream().filter(each -> !each.done()).count();
            return waited == 0 ? "" : "; " + waited + " of the services have not reported";
        }

        static String proposed(ErasureOrder order) {
            return "Proposed on "
                    + ErasureWords.day(order.proposedAt())
                    + (order.proposedBy() == null
                            ? ", because it is kept too long"
                            : " by " + order.proposedBy());
        }
    }

    /** What a service has done. */
    record Service(String name, String says) {

        static Service of(ErasureOrders.Progress progress, Instant since) {
            return new Service(
                    progress.service(),
                    progress.done()
                            ? "Carried out: " + ErasureWords.counts(progress.erased())
                            : "Waited for since "
                                    + ErasureWords.day(since)
                                    + ": "
                                    + progress.reported()
                                    + " of "
                                    + progress.parts()
                                    + " messages carried out");
        }
    }

    /**
     * One order.
     *
     * @param open whether it waits for a second person
     * @param mine whether the reader proposed it
     */
    record Order(
            Row row,
            String reason,
            List<UUID> events,
            String erased,
            List<Service> services,
            boolean open,
            boolean mine) {

        static Order of(OrderErasure.Shown shown, String reader) {
            ErasureOrder order = shown.order();
            return new Order(
                    Row.of(shown),
                    order.reason(),
                    order.covers() instanceof Covers.Events(var events)
                            ? events.stream().map(event -> event.value()).toList()
                            : List.of(),
                    order.state() instanceof State.CarriedOut(_, _, var erased)
                            ? ErasureWords.counts(erased)
                            : "",
                    order.state() instanceof State.CarriedOut(_, var at, _)
                            ? shown.progress().stream().map(each -> Service.of(each, at)).toList()
                            : List.of(),
                    order.state() instanceof State.Proposed,
                    reader.equals(order.proposedBy()));
        }
    }

    /** A legal hold. */
    record Hold(UUID hold, UUID person, String reason, String set, String review, boolean overdue) {

        static Hold of(HoldChildren.Standing standing) {
            return new Hold(
                    standing.hold().id(),
                    standing.hold().person().value(),
                    standing.hold().reason(),
                    "Set by "
                            + standing.hold().set().practitioner()
                            + " on "
                            + ErasureWords.day(standing.hold().set().at()),
                    Days.of(standing.hold().reviewOn()),
                    standing.overdue());
        }
    }

    /** How long a class is kept. */
    record Period(
            long number, String what, String howLong, String said, boolean open, boolean mine) {

        static Period of(RetentionPeriod period, String reader) {
            return new Period(
                    period.number(),
                    ErasureWords.of(period.heldClass()),
                    ErasureWords.months(period.months()),
                    (period.approved() == null
                                    ? "Proposed by " + period.proposedBy()
                                    : "Approved by " + period.approved().practitioner())
                            + ": "
                            + period.reason(),
                    period.approved() == null,
                    period.proposedBy().equals(reader));
        }
    }
}
