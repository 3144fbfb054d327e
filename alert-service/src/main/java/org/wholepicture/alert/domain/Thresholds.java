package org.wholepicture.alert.domain;

/**
 * The numbers of the rules, a partnership's setting (domain.md C10; all are proposals). Days are
 * calendar days; "within" includes the last day [A02].
 *
 * @param selfReportAndNotDays CONTRA-PAIR: a good self-report and an independent "not", days apart
 * @param disagreementDays CONTRA-PAIR: two claims of the same weight by two agencies, days apart
 * @param contradictionDays STEPDOWN-CHECK: how long an open contradiction is a reason
 * @param missedBeforeProposalDays STEPDOWN-CHECK: how far back an unrecovered appointment is a
 *     reason
 * @param profileDays STEPDOWN-CHECK: how old the last care profile may be on a neglect plan
 * @param profileGraceDays STEPDOWN-CHECK: how long a neglect plan may run before its first profile
 * @param profileHigh STEPDOWN-CHECK: the grade from which an area is a reason
 * @param silentAgencyDays STEPDOWN-CHECK: how long an agency of the network may be silent
 * @param checkedDays STEPDOWN-CHECK: how long a proposal is checked again as facts arrive
 * @param infantMonths SAFE-INFANT: the age below which it applies, calendar months
 * @param infantPairDays SAFE-INFANT: the two observations, days apart
 * @param confirmDays CONFIRM-MISSING: how long a service may send nothing after a referral
 * @param recoveryDays a missed appointment is recovered by one of the same kind within these days
 * @param missedWindowDays WNB-REPEAT: the missed appointments, days apart
 * @param missedUnrecovered WNB-REPEAT: how many unrecovered
 * @param missedInAll WNB-REPEAT: how many, recovered or not
 * @param planRestartDays a plan of the same kind that starts again within these days goes on [A59]
 */
public record Thresholds(
        int selfReportAndNotDays,
        int disagreementDays,
        int contradictionDays,
        int missedBeforeProposalDays,
        int profileDays,
        int profileGraceDays,
        int profileHigh,
        int silentAgencyDays,
        int checkedDays,
        int infantMonths,
        int infantPairDays,
        int confirmDays,
        int recoveryDays,
        int missedWindowDays,
        int missedUnrecovered,
        int missedInAll,
        int planRestartDays) {

    /** The defaults of domain.md C10. */
    public static final Thresholds DEFAULTS =
            new Thresholds(42, 14, 90, 84, 183, 60, 4, 42, 90, 12, 30, 42, 28, 365, 2, 4, 28);
}
