package org.wholepicture.alert.domain;

import java.util.Map;
import java.util.function.Function;

/**
 * What each rule looks at and when it fires, in plain words with the partnership's own numbers: the
 * published rule list is made of these and of {@link About} (domain.md B-92).
 *
 * @param looksAt which facts it looks at
 * @param firesWhen when its alert is raised
 */
public record FiresWhen(String looksAt, String firesWhen) {

    private static final Map<String, Function<Thresholds, FiresWhen>> WORDS =
            Map.ofEntries(
                    Map.entry("CLOCK-REF-1", t -> clocks(t.clocks()).referral()),
                    Map.entry("CLOCK-ASSESS-45", t -> clocks(t.clocks()).assessment()),
                    Map.entry("CLOCK-ICPC-15", t -> clocks(t.clocks()).conference()),
                    Map.entry("CLOCK-CORE-10", t -> clocks(t.clocks()).coreGroup()),
                    Map.entry("CLOCK-RCPC", t -> clocks(t.clocks()).review()),
                    Map.entry("CLOCK-CPVISIT", t -> clocks(t.clocks()).visit()),
                    Map.entry("CLOCK-MINUTES-15", t -> clocks(t.clocks()).minutes()),
                    Map.entry("DRIFT-NOTSEEN", t -> notSeen(t.drift())),
                    Map.entry(
                            "DRIFT-CP-12M",
                            t -> planOpen("a child protection plan", t.drift().planDays())),
                    Map.entry(
                            "DRIFT-CP-24M",
                            t -> planOpen("a child protection plan", t.drift().longPlanDays())),
                    Map.entry(
                            "DRIFT-CIN-6M",
                            t ->
                                    planOpen(
                                            "a child in need plan for neglect",
                                            t.drift().inNeedPlanDays())),
                    Map.entry("DRIFT-REPEAT-CP", FiresWhen::repeatPlan),
                    Map.entry("DRIFT-CUMULATIVE", t -> cumulative(t.drift())),
                    Map.entry("DRIFT-CYCLE", t -> cycle(t.drift())),
                    Map.entry("DRIFT-STARTAGAIN", t -> startAgain(t.drift())),
                    Map.entry("STEPDOWN-RELAPSE", t -> relapse(t.drift())),
                    Map.entry("DRIFT-GCP", t -> profiles(t.profiles())),
                    Map.entry("WNB-ON-PLAN", _ -> missedOnPlan()),
                    Map.entry("WNB-REPEAT", t -> missedRepeatedly(t.appointments())),
                    Map.entry("WNB-CANCEL", t -> cancelled(t.appointments())),
                    Map.entry("WNB-ANTENATAL", t -> antenatal(t.appointments())),
                    Map.entry("HCP-REVIEW-MISSED", t -> reviews(t.healthReviews())),
                    Map.entry("CONTRA-PAIR", t -> contradiction(t.contradictions())),
                    Map.entry("CONFIRM-MISSING", t -> notConfirmed(t.contradictions())),
                    Map.entry("STEPDOWN-CHECK", t -> stepDown(t.stepDown(), t.profiles())),
                    Map.entry("SAFE-PHYSICAL-HARM", t -> physicalHarm(t.safety())),
                    Map.entry("SAFE-NO-STRATEGY", t -> noStrategy(t.safety())),
                    Map.entry("SAFE-NO-MEDICAL-DECISION", _ -> noMedicalDecision()),
                    Map.entry("SAFE-INFANT", t -> infant(t.safety())),
                    Map.entry("EDU-PERSISTENT", t -> persistentAbsence(t.school())),
                    Map.entry("EDU-SEVERE", t -> severeAbsence(t.school())),
                    Map.entry("WHOLE-FACTORS", t -> factors(t.family())),
                    Map.entry("WHOLE-FATHER", _ -> father()),
                    Map.entry("WHOLE-SIBLING", _ -> sibling()),
                    Map.entry("VOICE-MISSING", _ -> noVoice()),
                    Map.entry("VOICE-NOT-ALONE", t -> notAlone(t.family())),
                    Map.entry("REF-QUALITY", _ -> referralQuality()),
                    Map.entry("ID-REVIEW", _ -> identityReview()));

    /**
     * The words for a rule under these thresholds.
     *
     * @throws IllegalArgumentException for a rule that has none: each has
     */
    public static FiresWhen of(Rule rule, Thresholds thresholds) {
        Function<Thresholds, FiresWhen> words = WORDS.get(rule.name());
        if (words == null) {
            throw new IllegalArgumentException("a rule without words: " + rule.name());
        }
        return words.apply(thresholds);
    }

    /** Those of the clocks, which share their numbers. */
    private record Clocks(
            FiresWhen referral,
            FiresWhen assessment,
            FiresWhen conference,
            FiresWhen coreGroup,
            FiresWhen review,
            FiresWhen visit,
            FiresWhen minutes) {}

    private static Clocks clocks(Thresholds.Clocks n) {
        return new Clocks(
                new FiresWhen(
                        "Referrals to the front door and the decisions on them.",
                        "There is no decision by the end of "
                                + workingDays(n.referral())
                                + " after the referral."),
                new FiresWhen(
                        "Referrals, and assessments that started and ended.",
                        "An assessment has started and has not ended "
                                + workingDays(n.assessment())
                                + " after the referral before it, or after its start if there is none."),
                new FiresWhen(
                        "Strategy discussions that begin a section 47 enquiry, conferences, and"
                                + " enquiries that ended without one.",
                        "There is neither by the end of "
                                + workingDays(n.conference())
                                + " after the strategy discussion."),
                new FiresWhen(
                        "Starts of child protection plans and core groups.",
                        "There was no core group by the end of "
                                + workingDays(n.coreGroup())
                                + " after the plan's start."),
                new FiresWhen(
                        "Starts of child protection plans and review conferences.",
                        "There was no review conference within "
                                + months(n.firstReviewMonths())
                                + " of the plan's start, or within "
                                + months(n.nextReviewMonths())
                                + " of the review before."),
                new FiresWhen(
                        "Visits by social workers at which the child was seen, while a child"
                                + " protection plan is open.",
                        "More than "
                                + workingDays(n.visit())
                                + " have passed since the last one, or since the plan's start."),
                new FiresWhen(
                        "Child protection conferences and the minutes shared of them.",
                        "The minutes were not shared by the end of "
                                + workingDays(n.minutes())
                                + " after the conference."));
    }

    private static FiresWhen notSeen(Thresholds.Drift n) {
        return new FiresWhen(
                "Visits, contacts and attended appointments at which the child was seen, while a"
                        + " child protection plan"
                        + (n.notSeenInNeed() ? " or a child in need plan" : "")
                        + " is open.",
                "No social worker has seen the child for "
                        + days(n.notSeenDays())
                        + ". If no agency has for "
                        + days(n.notSeenByAnyDays())
                        + ", the alert says so.");
    }

    private static FiresWhen planOpen(String plan, int days) {
        return new FiresWhen(
                "Starts and ends of plans.",
                "On the " + days + "th day on which " + plan + " is open.");
    }

    private static FiresWhen repeatPlan(Thresholds t) {
        return new FiresWhen(
                "Starts and ends of child protection plans.",
                "A child protection plan starts and the child had one before. A plan that starts"
                        + " again within "
                        + days(t.planRestartDays())
                        + ", with no concern between, goes on and is no repeat.");
    }

    private static FiresWhen cumulative(Thresholds.Drift n) {
        return new FiresWhen(
                "Concerns of any level, and what was done about them together: assessments, plans,"
                        + " strategy discussions, team meetings and reviews.",
                "Without a plan: "
                        + n.concerns()
                        + " concerns within "
                        + days(n.concernDays())
                        + ". On a plan: "
                        + n.planConcerns()
                        + " within "
                        + days(n.planConcernDays())
                        + " since the last review. In both, of at least "
                        + n.concernAgencies()
                        + " agencies, and nothing done about them together since.");
    }

    private static FiresWhen cycle(Thresholds.Drift n) {
        return new FiresWhen(
                "Step-downs and closures, and what came after them: concerns that are moderate or"
                        + " high, and referrals.",
                n.cycleEndings()
                        + " endings within "
                        + months(n.cycleMonths())
                        + ", each followed within "
                        + days(n.cycleDays())
                        + " by such a concern or a referral.");
    }

    private static FiresWhen startAgain(Thresholds.Drift n) {
        return new FiresWhen(
                "New assessments and new workers, earlier endings, and decisions that nothing"
                        + " further be done.",
                "Somebody new begins, and there were "
                        + n.againEndings()
                        + " endings in the last "
                        + months(n.againEndingMonths())
                        + " or "
                        + n.againDecisions()
                        + " such decisions in the last "
                        + months(n.againDecisionMonths())
                        + ".");
    }

    private static FiresWhen relapse(Thresholds.Drift n) {
        return new FiresWhen(
                "Step-downs and closures, concerns, and missed appointments.",
                "Within "
                        + days(n.relapseDays())
                        + " of an ending: one concern that is moderate or high, or "
                        + n.relapseSmall()
                        + " low concerns or missed appointments.");
    }

    private static FiresWhen profiles(Thresholds.Profiles n) {
        return new FiresWhen(
                "Graded care profiles, and plans for neglect.",
                "A profile has an area of "
                        + n.high()
                        + " or more without a plan for neglect; an area is worse than in a profile at"
                        + " least "
                        + days(n.worseAfterDays())
                        + " older; an area has been "
                        + n.high()
                        + " or more for "
                        + days(n.stillHighDays())
                        + "; on a plan for neglect, none was made from "
                        + days(n.beforePlanDays())
                        + " before its start to "
                        + days(n.firstWithinDays())
                        + " after it, or the last one is more than "
                        + days(n.oldDays())
                        + " old.");
    }

    private static FiresWhen missedOnPlan() {
        return new FiresWhen(
                "Missed appointments and visits without access, while a child protection plan for"
                        + " neglect is open.",
                "The first one on each plan.");
    }

    private static FiresWhen missedRepeatedly(Thresholds.Appointments n) {
        return new FiresWhen(
                "Appointments to which the child was not brought, visits without access, and"
                        + " appointments of the same kind that were attended.",
                n.missedUnrecovered()
                        + " within "
                        + days(n.missedDays())
                        + " that were not made up for within "
                        + days(n.recoveryDays())
                        + ", or "
                        + n.missedInAll()
                        + " in all.");
    }

    private static FiresWhen cancelled(Thresholds.Appointments n) {
        return new FiresWhen(
                "Appointments that the carer cancelled.",
                n.cancelled() + " within " + days(n.cancelledDays()) + ", also if attended later.");
    }

    private static FiresWhen antenatal(Thresholds.Appointments n) {
        return new FiresWhen(
                "Antenatal appointments.",
                "The expectant mother did not attend " + n.antenatal() + " of them.");
    }

    private static FiresWhen reviews(Thresholds.HealthReviews n) {
        return new FiresWhen(
                "The child's birth day and the reviews of health visiting.",
                "There was no new-birth visit within "
                        + days(n.newBirthDays())
                        + " of birth, where health visiting sends its appointments; or an arranged"
                        + " review was not attended by "
                        + days(n.graceDays())
                        + " after its time: "
                        + days(n.sixToEightWeekDays())
                        + ", "
                        + months(n.oneYearMonths())
                        + " and "
                        + months(n.twoYearMonths())
                        + " after birth.");
    }

    private static FiresWhen contradiction(Thresholds.Contradictions n) {
        return new FiresWhen(
                "What agencies were told, saw or have on record about the same topic.",
                "Somebody said that it goes well, and another saw or recorded that it does not,"
                        + " within "
                        + days(n.selfReportAndNotDays())
                        + "; or two agencies differ, both by what they saw or both by what they were"
                        + " told, within "
                        + days(n.disagreementDays())
                        + ".");
    }

    private static FiresWhen notConfirmed(Thresholds.Contradictions n) {
        return new FiresWhen(
                "Referrals on to services, what the family says of them, and anything the service"
                        + " sends.",
                "The service has sent nothing for "
                        + days(n.confirmDays())
                        + " after the referral, and the family says that it goes well.");
    }

    private static FiresWhen stepDown(Thresholds.StepDown n, Thresholds.Profiles p) {
        return new FiresWhen(
                "Proposals to step down or close, and everything known about the child then, again"
                        + " with each new fact for "
                        + days(n.checkedDays())
                        + ".",
                "There is one of these: accounts that have not agreed in the last "
                        + days(n.contradictionDays())
                        + " and are not settled; a worry that was seen or recorded and not since seen"
                        + " or recorded to be better; an appointment missed in the last "
                        + days(n.missedDays())
                        + " and not made up for; on a plan for neglect, no graded care profile in the"
                        + " last "
                        + days(p.oldDays())
                        + " or one with an area of "
                        + p.high()
                        + " or more; an agency that is said to work with the child and has sent"
                        + " nothing for "
                        + days(n.silentAgencyDays())
                        + "; a disagreement that is open.");
    }

    private static FiresWhen physicalHarm(Thresholds.Safety n) {
        return new FiresWhen(
                "Concerns in which physical harm is disclosed, plans for neglect, and other concerns"
                        + " about neglect.",
                "Harm is disclosed while a plan for neglect is open, or within "
                        + days(n.neglectDays())
                        + " of a concern about neglect.");
    }

    private static FiresWhen noStrategy(Thresholds.Safety n) {
        return new FiresWhen(
                "Disclosures of physical harm, strategy discussions, and decisions not to hold one.",
                "There is neither by the end of "
                        + workingDays(n.strategy())
                        + " after the disclosure.");
    }

    private static FiresWhen noMedicalDecision() {
        return new FiresWhen(
                "Strategy discussions about physical harm.",
                "Nothing is recorded of a medical: held, to be held, or not needed and why.");
    }

    private static FiresWhen infant(Thresholds.Safety n) {
        return new FiresWhen(
                "Substance use at home and unsafe sleep, as seen or recorded.",
                "Both are known of a child under "
                        + months(n.infantMonths())
                        + ", within "
                        + days(n.infantPairDays())
                        + " of each other.");
    }

    private static FiresWhen persistentAbsence(Thresholds.School n) {
        return new FiresWhen(
                "School attendance by half term, and concerns.",
                "At least "
                        + n.persistentPercent()
                        + " in 100 of "
                        + n.persistentSessions()
                        + " or more possible sessions were missed, and there was a concern in the "
                        + days(n.concernDays())
                        + " before.");
    }

    private static FiresWhen severeAbsence(Thresholds.School n) {
        return new FiresWhen(
                "School attendance by half term.",
                "At least "
                        + n.severePercent()
                        + " in 100 of "
                        + n.severeSessions()
                        + " or more possible sessions were missed.");
    }

    private static FiresWhen factors(Thresholds.Family n) {
        return new FiresWhen(
                "Domestic abuse, parental mental ill-health and substance misuse, as seen or"
                        + " recorded, and concerns.",
                "Two of them and a concern about the child lie within "
                        + days(n.factorDays())
                        + " of each other.");
    }

    private static FiresWhen father() {
        return new FiresWhen(
                "Assessments that ended, and men known to live in the household.",
                "An assessment says that it did not consider them, and one is known.");
    }

    private static FiresWhen sibling() {
        return new FiresWhen(
                "Concerns about a home that children share.",
                "A concern about a brother or sister is moderate or high and about the shared home,"
                        + " and another person leads for that child.");
    }

    private static FiresWhen noVoice() {
        return new FiresWhen(
                "Assessments that ended.",
                "An assessment says that the child's voice is not in it.");
    }

    private static FiresWhen notAlone(Thresholds.Family n) {
        return new FiresWhen(
                "Visits by social workers, while a child protection plan is open.",
                n.notAlone()
                        ? "The child, of "
                                + n.notAloneYears()
                                + " years or more, was seen at "
                                + n.notAloneVisits()
                                + " visits running and at none of them alone."
                        : "Never at present: this partnership has not turned it on.");
    }

    private static FiresWhen referralQuality() {
        return new FiresWhen(
                "Referrals to the front door.",
                "A referral says that it gives no history, or not how each thing is known.");
    }

    private static FiresWhen identityReview() {
        return new FiresWhen(
                "Events that wait in review, because it is not certain whom they are about.",
                "As soon as one waits.");
    }

    private static String days(int n) {
        return n == 1 ? "1 day" : n + " days";
    }

    private static String workingDays(int n) {
        return n == 1 ? "1 working day" : n + " working days";
    }

    private static String months(int n) {
        return n == 1 ? "1 month" : n + " months";
    }
}
