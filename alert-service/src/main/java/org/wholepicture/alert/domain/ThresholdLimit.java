package org.wholepicture.alert.domain;

/**
 * One number of {@link Thresholds} as people set it.
 *
 * @param name where it stands: {@code clocks.referral}
 * @param rule the rules it belongs to, in words
 * @param words what it counts, in plain words
 * @param least the least that may be set
 * @param most the most that may be set; equal to {@code least} where nobody may change it
 * @param preset the default of domain.md C10
 */
public record ThresholdLimit(
        String name, String rule, String words, Unit unit, int least, int most, int preset) {

    /** What is counted. */
    public enum Unit {
        DAYS,
        WORKING_DAYS,
        MONTHS,
        YEARS,
        COUNT,
        PERCENT,
        SESSIONS,
        GRADE,
        /** 1 for yes, 0 for no. */
        YES_NO
    }

    /** Whether the law or the safety of children leaves nothing to set. */
    public boolean fixed() {
        return least == most;
    }

    /** Whether a value may be set. */
    public boolean allows(int value) {
        return value >= least && value <= most;
    }
}
