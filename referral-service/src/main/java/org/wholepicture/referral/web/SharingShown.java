package org.wholepicture.referral.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.SharingPolicy;

/**
 * The sharing policies in words.
 *
 * @param decides whether the reader proposes, agrees and ends
 */
record SharingShown(List<Row> waiting, List<Row> standing, List<Row> over, boolean decides) {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK).withZone(ZONE);

    /** One policy. */
    record Row(
            String id,
            String what,
            String when,
            String reason,
            String decided,
            boolean denies,
            boolean mine,
            boolean mayEnd) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    static SharingShown of(List<SharingPolicy> all, String reader, boolean decides, Instant now) {
        return new SharingShown(
                rows(all, State.WAITING, reader, now),
                rows(all, State.STANDING, reader, now),
                rows(all, State.OVER, reader, now),
                decides);
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    private enum State {
        WAITING,
        STANDING,
        OVER
    }

    private static List<Row> rows(
            List<SharingPolicy> all, State wanted, String reader, Instant now) {
        return all.stream()
                .filter(policy -> state(policy, now) == wanted)
                .map(policy -> row(policy, reader))
                .toList();
    }

    private static State state(SharingPolicy policy, Instant now) {
        if (policy.ended() != null || policy.until() != null && !policy.until().isAfter(now)) {
            return State.OVER;
        }
        return policy.approved() == null ? State.WAITING : State.STANDING;
    }

    private static Row row(SharingPolicy policy, String reader) {
        boolean mine = policy.proposed().practitioner().equals(reader);
        boolean denies = policy.effect() == SharingPolicy.Effect.DENY;
        return new Row(
                policy.id().toString(),
                (policy.agency() == null ? "Every agency" : policy.agency())
                        + ": "
                        + effect(policy),
                "From "
                        + TIME.format(policy.from())
                        + (policy.until() == null
                                ? ", without an end"
                                : " until " + TIME.format(policy.until())),
                policy.reason(),
                decided(policy),
                denies,
                mine,
                !(denies && mine));
    }

    private static String effect(SharingPolicy policy) {
        String what =
                switch (policy.dataClass()) {
                    case NORMAL -> "what is not restricted";
                    case RESTRICTED -> "what is restricted";
                };
        String purpose =
                policy.purpose() == null
                        ? "for every purpose"
                        : switch (policy.purpose()) {
                            case SAFEGUARDING -> "for safeguarding a child";
                            case STATUTORY_ASSESSMENT -> "for a statutory assessment";
                            case EARLY_HELP -> "for early help";
                            case REVIEW_OF_PRACTICE -> "for a review of practice";
                        };
        return switch (policy.effect()) {
            case CONTENT -> "may read " + what + ", " + purpose;
            case EXISTENCE -> "may know that there is something, of " + what + ", " + purpose;
            case DENY -> "is denied " + what + ", " + purpose;
        };
    }

    private static String decided(SharingPolicy policy) {
        boolean denies = policy.effect() == SharingPolicy.Effect.DENY;
        StringBuilder said =
                new StringBuilder(by(denies ? "Denied" : "Proposed", policy.proposed()));
        if (!denies && policy.approved() != null) {
            said.append(by(" Agreed", policy.approved()));
        }
        return said.append(by(" Ended", policy.ended())).toString();
    }

    private static String by(String what, SharingPolicy.@Nullable By who) {
        return who == null
                ? ""
                : what + " by " + who.practitioner() + " on " + TIME.format(who.at()) + ".";
    }
}
