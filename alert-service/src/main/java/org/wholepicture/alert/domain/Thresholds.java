package org.wholepicture.alert.domain;

/**
 * The numbers of the rules, a partnership's setting (domain.md C10; most are proposals). Days are
 * calendar days unless they are said to be working days; "within" includes the last day [A02].
 *
 * @param planRestartDays a plan of the same kind that starts again within these days goes on [A59]
 */
public record Thresholds(
        Clocks clocks,
        Drift drift,
        Profiles profiles,
        Appointments appointments,
        HealthReviews healthReviews,
        Contradictions contradictions,
        StepDown stepDown,
        Safety safety,
        School school,
        Family family,
        int planRestartDays) {

    /** The defaults of domain.md C10. */
    public static final Thresholds DEFAULTS =
            new Thresholds(
                    new Clocks(1, 45, 15, 10, 3, 6, 10, 15),
                    new Drift(
                            28, 42, false, 365, 730, 183, 3, 180, 4, 90, 2, 2, 36, 365, 2, 36, 3,
                            24, 90, 2),
                    new Profiles(4, 28, 90, 60, 28, 183),
                    new Appointments(28, 365, 2, 4, 3, 183, 2),
                    new HealthReviews(14, 56, 12, 30, 28),
                    new Contradictions(42, 14, 42),
                    new StepDown(90, 84, 42, 90),
                    new Safety(12, 30, 365, 1),
                    new School(10, 60, 50, 30, 365),
                    new Family(365, false, 2, 4),
                    28);

    /**
     * Clocks of procedure (domain.md C1).
     *
     * @param referral CLOCK-REF-1: working days to a decision
     * @param assessment CLOCK-ASSESS-45: working days from the referral
     * @param conference CLOCK-ICPC-15: working days from the strategy discussion
     * @param coreGroup CLOCK-CORE-10: working days from the plan's start
     * @param firstReviewMonths CLOCK-RCPC: calendar months from the plan's start
     * @param nextReviewMonths CLOCK-RCPC: calendar months from the last review
     * @param visit CLOCK-CPVISIT: working days between visits
     * @param minutes CLOCK-MINUTES-15: working days from the conference
     */
    public record Clocks(
            int referral,
            int assessment,
            int conference,
            int coreGroup,
            int firstReviewMonths,
            int nextReviewMonths,
            int visit,
            int minutes) {}

    /**
     * Drift of a case.
     *
     * @param notSeenDays DRIFT-NOTSEEN: how long no social worker may have seen the child
     * @param notSeenByAnyDays DRIFT-NOTSEEN: how long no agency may have
     * @param notSeenInNeed DRIFT-NOTSEEN: whether it runs on child in need plans too
     * @param planDays DRIFT-CP-12M: the age of a child protection plan
     * @param longPlanDays DRIFT-CP-24M: the same, the second time
     * @param inNeedPlanDays DRIFT-CIN-6M: the age of a child in need plan for neglect
     * @param concerns DRIFT-CUMULATIVE, no plan: how many
     * @param concernDays DRIFT-CUMULATIVE, no plan: days apart
     * @param planConcerns DRIFT-CUMULATIVE on a plan: how many
     * @param planConcernDays DRIFT-CUMULATIVE on a plan: days apart
     * @param concernAgencies DRIFT-CUMULATIVE: of how many agencies
     * @param cycleEndings DRIFT-CYCLE: how many endings that were followed by something
     * @param cycleMonths DRIFT-CYCLE: calendar months from the first of them to what followed last
     * @param cycleDays DRIFT-CYCLE: how soon it followed
     * @param againEndings DRIFT-STARTAGAIN: how many endings
     * @param againEndingMonths DRIFT-STARTAGAIN: within how many calendar months
     * @param againDecisions DRIFT-STARTAGAIN: how many decisions of no further action
     * @param againDecisionMonths DRIFT-STARTAGAIN: within how many calendar months
     * @param relapseDays STEPDOWN-RELAPSE: how soon after an ending
     * @param relapseSmall STEPDOWN-RELAPSE: how many low concerns and missed appointments
     */
    public record Drift(
            int notSeenDays,
            int notSeenByAnyDays,
            boolean notSeenInNeed,
            int planDays,
            int longPlanDays,
            int inNeedPlanDays,
            int concerns,
            int concernDays,
            int planConcerns,
            int planConcernDays,
            int concernAgencies,
            int cycleEndings,
            int cycleMonths,
            int cycleDays,
            int againEndings,
            int againEndingMonths,
            int againDecisions,
            int againDecisionMonths,
            int relapseDays,
            int relapseSmall) {}

    /**
     * Graded care profiles: DRIFT-GCP and STEPDOWN-CHECK.
     *
     * @param high the grade from which an area is high
     * @param worseAfterDays how much older the profile must be than which one is worse
     * @param stillHighDays how long an area has been high
     * @param firstWithinDays how long a neglect plan may run before its first profile
     * @param beforePlanDays how long before the plan's start a profile may have been made
     * @param oldDays how old the last profile may be on a neglect plan
     */
    public record Profiles(
            int high,
            int worseAfterDays,
            int stillHighDays,
            int firstWithinDays,
            int beforePlanDays,
            int oldDays) {}

    /**
     * Appointments.
     *
     * @param recoveryDays a missed one is recovered by one of the same kind within these days
     * @param missedDays WNB-REPEAT: the missed ones, days apart
     * @param missedUnrecovered WNB-REPEAT: how many unrecovered
     * @param missedInAll WNB-REPEAT: how many, recovered or not
     * @param cancelled WNB-CANCEL: how many cancelled by the carer
     * @param cancelledDays WNB-CANCEL: days apart
     * @param antenatal WNB-ANTENATAL: how many
     */
    public record Appointments(
            int recoveryDays,
            int missedDays,
            int missedUnrecovered,
            int missedInAll,
            int cancelled,
            int cancelledDays,
            int antenatal) {}

    /**
     * HCP-REVIEW-MISSED: when reviews are due after birth (domain.md C3).
     *
     * @param newBirthDays the new-birth visit
     * @param sixToEightWeekDays end of the window of the 6-8 week review
     * @param oneYearMonths end of the window of the 1 year review, calendar months
     * @param twoYearMonths end of the window of the 2 year review, calendar months
     * @param graceDays how long after its window a review may be made up for
     */
    public record HealthReviews(
            int newBirthDays,
            int sixToEightWeekDays,
            int oneYearMonths,
            int twoYearMonths,
            int graceDays) {}

    /**
     * Accounts that do not agree or are not confirmed.
     *
     * @param selfReportAndNotDays CONTRA-PAIR: a good self-report and an independent "not", days
     *     apart
     * @param disagreementDays CONTRA-PAIR: two claims of the same weight by two agencies, days
     *     apart
     * @param confirmDays CONFIRM-MISSING: how long a service may send nothing after a referral
     */
    public record Contradictions(int selfReportAndNotDays, int disagreementDays, int confirmDays) {}

    /**
     * STEPDOWN-CHECK.
     *
     * @param contradictionDays how long an open contradiction is a reason
     * @param missedDays how far back an unrecovered appointment is a reason
     * @param silentAgencyDays how long an agency of the network may be silent
     * @param checkedDays how long a proposal is checked again as facts arrive
     */
    public record StepDown(
            int contradictionDays, int missedDays, int silentAgencyDays, int checkedDays) {}

    /**
     * Safety.
     *
     * @param infantMonths SAFE-INFANT: the age below which it applies, calendar months
     * @param infantPairDays SAFE-INFANT: the two observations, days apart
     * @param neglectDays SAFE-PHYSICAL-HARM: how far back a neglect concern counts
     * @param strategy SAFE-NO-STRATEGY: working days from the disclosure
     */
    public record Safety(int infantMonths, int infantPairDays, int neglectDays, int strategy) {}

    /**
     * School absence.
     *
     * @param persistentPercent EDU-PERSISTENT: of the possible sessions
     * @param persistentSessions EDU-PERSISTENT: possible sessions at least
     * @param severePercent EDU-SEVERE: of the possible sessions
     * @param severeSessions EDU-SEVERE: possible sessions at least
     * @param concernDays EDU-PERSISTENT: how far back a concern counts
     */
    public record School(
            int persistentPercent,
            int persistentSessions,
            int severePercent,
            int severeSessions,
            int concernDays) {}

    /**
     * Family and voice.
     *
     * @param factorDays WHOLE-FACTORS: the factors and the concern, days apart
     * @param notAlone VOICE-NOT-ALONE: whether it runs [A54]
     * @param notAloneVisits VOICE-NOT-ALONE: how many visits running
     * @param notAloneYears VOICE-NOT-ALONE: the age from which it applies
     */
    public record Family(int factorDays, boolean notAlone, int notAloneVisits, int notAloneYears) {}
}
