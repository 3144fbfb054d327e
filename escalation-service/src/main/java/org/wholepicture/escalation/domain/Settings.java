package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What a partnership has set for its protocol, in one version (domain.md C2).
 *
 * @param version 1 is what the product comes with
 * @param since from when it is in effect
 * @param stages 1 to 10
 * @param closed days that are no working days beside the bank holidays: closure days, and bank
 *     holidays announced once [reading A56]
 * @param open bank holidays that were moved away, and so are working days
 * @param monitor role inbox of the agency that watches over the protocol for the partnership
 */
public record Settings(
        int version,
        Instant since,
        List<StageSetting> stages,
        Set<LocalDate> closed,
        Set<LocalDate> open,
        String monitor) {

    /** Most stages. */
    public static final int MOST_STAGES = 10;

    private static final String SAFEGUARDING_LEAD = "SAFEGUARDING_LEAD";

    /** What the product comes with: limits of 1, 1, 2, 3 and 5 working days (domain.md C2). */
    public static final Settings DEFAULTS =
            new Settings(
                    1,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    List.of(
                            new StageSetting("Practitioners", new Who.Above(0), 1, List.of()),
                            new StageSetting("Line managers", new Who.Above(1), 1, List.of()),
                            new StageSetting(
                                    "Second-tier managers",
                                    new Who.Above(2),
                                    2,
                                    List.of(SAFEGUARDING_LEAD)),
                            new StageSetting(
                                    "Heads of service",
                                    new Who.Above(3),
                                    3,
                                    List.of(SAFEGUARDING_LEAD)),
                            new StageSetting(
                                    "Safeguarding partners",
                                    new Who.Inbox("SAFEGUARDING_PARTNER"),
                                    5,
                                    List.of(SAFEGUARDING_LEAD))),
                    Set.of(),
                    Set.of(),
                    "PARTNERSHIP");

    /** Checks and copies. */
    public Settings {
        stages = List.copyOf(stages);
        closed = Set.copyOf(closed);
        open = Set.copyOf(open);
        if (stages.isEmpty() || stages.size() > MOST_STAGES) {
            throw new IllegalArgumentException("stages out of bounds: " + stages.size());
        }
    }

    /**
     * What is set for the stage of that number; for one beyond the list what is set for the last,
     * by its own number [reading A50].
     */
    public StageSetting stage(int number) {
        if (number <= stages.size()) {
            return stages.get(number - 1);
        }
        StageSetting last = stages.getLast();
        return new StageSetting("Stage " + number, last.who(), last.limit(), last.notified());
    }

    /**
     * A stage.
     *
     * @param name 1 to 60 characters, for pages
     * @param who stands there on each side
     * @param limit working days, 1 to 60
     * @param notified role inboxes of both agencies that are told when it begins
     */
    public record StageSetting(String name, Who who, int limit, List<String> notified) {

        /** Checks and copies. */
        public StageSetting {
            notified = List.copyOf(notified);
            if (name.isBlank() || name.length() > 60 || limit < 1 || limit > 60) {
                throw new IllegalArgumentException("a stage out of bounds");
            }
        }
    }

    /** Who stands on each side. */
    public sealed interface Who {

        /**
         * So many managers above the practitioner.
         *
         * @param steps 0 is the practitioner
         */
        record Above(int steps) implements Who {}

        /**
         * A role inbox of the side's agency.
         *
         * @param role its code: SAFEGUARDING_LEAD
         */
        record Inbox(String role) implements Who {}
    }
}
