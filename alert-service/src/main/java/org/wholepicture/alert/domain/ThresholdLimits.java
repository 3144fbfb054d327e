package org.wholepicture.alert.domain;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.wholepicture.alert.domain.ThresholdLimit.Unit;

/**
 * The numbers of the rules one by one: what each is called, what it counts, and the floor that no
 * partnership can set away. Limits of procedure and of safety may be made stricter, never laxer
 * than domain.md C10; what C10 proposes may be set within about half and double.
 */
public final class ThresholdLimits {

    private static final Map<String, Integer> PRESETS = values(Thresholds.DEFAULTS);

    /** Every number, in the order in which people read them. */
    public static final List<ThresholdLimit> ALL =
            List.of(
                    limit(
                            "clocks.referral",
                            "CLOCK-REF-1",
                            "working days from a referral to the decision on it",
                            Unit.WORKING_DAYS,
                            1,
                            1),
                    limit(
                            "clocks.assessment",
                            "CLOCK-ASSESS-45",
                            "working days from a referral to the end of the assessment",
                            Unit.WORKING_DAYS,
                            10,
                            45),
                    limit(
                            "clocks.conference",
                            "CLOCK-ICPC-15",
                            "working days from a strategy discussion to the conference",
                            Unit.WORKING_DAYS,
                            5,
                            15),
                    limit(
                            "clocks.coreGroup",
                            "CLOCK-CORE-10",
                            "working days from the start of a plan to its core group",
                            Unit.WORKING_DAYS,
                            3,
                            10),
                    limit(
                            "clocks.firstReviewMonths",
                            "CLOCK-RCPC",
                            "months from the start of a plan to its first review",
                            Unit.MONTHS,
                            1,
                            3),
                    limit(
                            "clocks.nextReviewMonths",
                            "CLOCK-RCPC",
                            "months from one review to the next",
                            Unit.MONTHS,
                            1,
                            6),
                    limit(
                            "clocks.visit",
                            "CLOCK-CPVISIT",
                            "working days between visits",
                            Unit.WORKING_DAYS,
                            3,
                            20),
                    limit(
                            "clocks.minutes",
                            "CLOCK-MINUTES-15",
                            "working days from a conference to its minutes",
                            Unit.WORKING_DAYS,
                            5,
                            30),
                    limit(
                            "drift.notSeenDays",
                            "DRIFT-NOTSEEN",
                            "days without a social worker seeing the child",
                            Unit.DAYS,
                            7,
                            42),
                    limit(
                            "drift.notSeenByAnyDays",
                            "DRIFT-NOTSEEN",
                            "days without anybody seeing the child",
                            Unit.DAYS,
                            14,
                            56),
                    limit(
                            "drift.notSeenInNeed",
                            "DRIFT-NOTSEEN",
                            "also on child in need plans",
                            Unit.YES_NO,
                            0,
                            1),
                    limit(
                            "drift.planDays",
                            "DRIFT-CP-12M",
                            "days that a child protection plan has been open",
                            Unit.DAYS,
                            180,
                            365),
                    limit(
                            "drift.longPlanDays",
                            "DRIFT-CP-24M",
                            "the same, the second time",
                            Unit.DAYS,
                            366,
                            730),
                    limit(
                            "drift.inNeedPlanDays",
                            "DRIFT-CIN-6M",
                            "days that a child in need plan for neglect has been open",
                            Unit.DAYS,
                            90,
                            365),
                    limit(
                            "drift.concerns",
                            "DRIFT-CUMULATIVE",
                            "concerns without a plan",
                            Unit.COUNT,
                            2,
                            5),
                    limit(
                            "drift.concernDays",
                            "DRIFT-CUMULATIVE",
                            "days within which they lie, without a plan",
                            Unit.DAYS,
                            90,
                            365),
                    limit(
                            "drift.planConcerns",
                            "DRIFT-CUMULATIVE",
                            "concerns on a plan",
                            Unit.COUNT,
                            2,
                            6),
                    limit(
                            "drift.planConcernDays",
                            "DRIFT-CUMULATIVE",
                            "days within which they lie, on a plan",
                            Unit.DAYS,
                            30,
                            365),
                    limit(
                            "drift.concernAgencies",
                            "DRIFT-CUMULATIVE",
                            "agencies that sent them",
                            Unit.COUNT,
                            1,
                            3),
                    limit(
                            "drift.cycleEndings",
                            "DRIFT-CYCLE",
                            "endings that were followed by something",
                            Unit.COUNT,
                            2,
                            3),
                    limit(
                            "drift.cycleMonths",
                            "DRIFT-CYCLE",
                            "months within which they lie",
                            Unit.MONTHS,
                            24,
                            60),
                    limit(
                            "drift.cycleDays",
                            "DRIFT-CYCLE",
                            "days after an ending within which something followed",
                            Unit.DAYS,
                            180,
                            730),
                    limit(
                            "drift.againEndings",
                            "DRIFT-STARTAGAIN",
                            "endings before a new start",
                            Unit.COUNT,
                            1,
                            3),
                    limit(
                            "drift.againEndingMonths",
                            "DRIFT-STARTAGAIN",
                            "months within which the endings lie",
                            Unit.MONTHS,
                            24,
                            60),
                    limit(
                            "drift.againDecisions",
                            "DRIFT-STARTAGAIN",
                            "decisions of no further action before a new start",
                            Unit.COUNT,
                            2,
                            5),
                    limit(
                            "drift.againDecisionMonths",
                            "DRIFT-STARTAGAIN",
                            "months within which the decisions lie",
                            Unit.MONTHS,
                            12,
                            48),
                    limit(
                            "drift.relapseDays",
                            "STEPDOWN-RELAPSE",
                            "days after an ending",
                            Unit.DAYS,
                            60,
                            365),
                    limit(
                            "drift.relapseSmall",
                            "STEPDOWN-RELAPSE",
                            "low concerns and missed appointments",
                            Unit.COUNT,
                            1,
                            3),
                    limit(
                            "profiles.high",
                            "DRIFT-GCP and STEPDOWN-CHECK",
                            "grade from which an area is high",
                            Unit.GRADE,
                            3,
                            4),
                    limit(
                            "profiles.worseAfterDays",
                            "DRIFT-GCP",
                            "days between a profile and the worse one after it",
                            Unit.DAYS,
                            7,
                            60),
                    limit(
                            "profiles.stillHighDays",
                            "DRIFT-GCP",
                            "days that an area has been high",
                            Unit.DAYS,
                            30,
                            180),
                    limit(
                            "profiles.firstWithinDays",
                            "DRIFT-GCP",
                            "days of a neglect plan before its first profile",
                            Unit.DAYS,
                            30,
                            90),
                    limit(
                            "profiles.beforePlanDays",
                            "DRIFT-GCP",
                            "days before the start of a plan that a profile may have been made",
                            Unit.DAYS,
                            0,
                            56),
                    limit(
                            "profiles.oldDays",
                            "DRIFT-GCP and STEPDOWN-CHECK",
                            "days after which the last profile is old on a neglect plan",
                            Unit.DAYS,
                            90,
                            183),
                    limit(
                            "appointments.recoveryDays",
                            "WNB-ON-PLAN, WNB-REPEAT and STEPDOWN-CHECK",
                            "days within which attending one of the same kind makes up for a missed one",
                            Unit.DAYS,
                            7,
                            42),
                    limit(
                            "appointments.missedDays",
                            "WNB-REPEAT",
                            "days within which the missed appointments lie",
                            Unit.DAYS,
                            180,
                            730),
                    limit(
                            "appointments.missedUnrecovered",
                            "WNB-REPEAT",
                            "missed appointments that nothing made up for",
                            Unit.COUNT,
                            2,
                            3),
                    limit(
                            "appointments.missedInAll",
                            "WNB-REPEAT",
                            "missed appointments in all",
                            Unit.COUNT,
                            2,
                            6),
                    limit(
                            "appointments.cancelled",
                            "WNB-CANCEL",
                            "appointments cancelled by the carer",
                            Unit.COUNT,
                            2,
                            6),
                    limit(
                            "appointments.cancelledDays",
                            "WNB-CANCEL",
                            "days within which they lie",
                            Unit.DAYS,
                            90,
                            365),
                    limit(
                            "appointments.antenatal",
                            "WNB-ANTENATAL",
                            "antenatal appointments not attended",
                            Unit.COUNT,
                            2,
                            3),
                    limit(
                            "healthReviews.newBirthDays",
                            "HCP-REVIEW-MISSED",
                            "days after birth by which the new-birth visit is made",
                            Unit.DAYS,
                            10,
                            21),
                    limit(
                            "healthReviews.sixToEightWeekDays",
                            "HCP-REVIEW-MISSED",
                            "days after birth by which the 6 to 8 week review is made",
                            Unit.DAYS,
                            42,
                            70),
                    limit(
                            "healthReviews.oneYearMonths",
                            "HCP-REVIEW-MISSED",
                            "months after birth by which the 1 year review is made",
                            Unit.MONTHS,
                            9,
                            15),
                    limit(
                            "healthReviews.twoYearMonths",
                            "HCP-REVIEW-MISSED",
                            "months after birth by which the 2 year review is made",
                            Unit.MONTHS,
                            24,
                            36),
                    limit(
                            "healthReviews.graceDays",
                            "HCP-REVIEW-MISSED",
                            "days after that within which a review may be made up for",
                            Unit.DAYS,
                            7,
                            56),
                    limit(
                            "contradictions.selfReportAndNotDays",
                            "CONTRA-PAIR",
                            "days between what a carer says and what a service sees",
                            Unit.DAYS,
                            42,
                            90),
                    limit(
                            "contradictions.disagreementDays",
                            "CONTRA-PAIR",
                            "days between what two agencies say",
                            Unit.DAYS,
                            14,
                            42),
                    limit(
                            "contradictions.confirmDays",
                            "CONFIRM-MISSING",
                            "days that a service may send nothing after a referral",
                            Unit.DAYS,
                            14,
                            60),
                    limit(
                            "stepDown.contradictionDays",
                            "STEPDOWN-CHECK",
                            "days that an open contradiction is a reason",
                            Unit.DAYS,
                            90,
                            365),
                    limit(
                            "stepDown.missedDays",
                            "STEPDOWN-CHECK",
                            "days that a missed appointment is a reason",
                            Unit.DAYS,
                            84,
                            365),
                    limit(
                            "stepDown.silentAgencyDays",
                            "STEPDOWN-CHECK",
                            "days that an agency may be silent",
                            Unit.DAYS,
                            14,
                            42),
                    limit(
                            "stepDown.checkedDays",
                            "STEPDOWN-CHECK",
                            "days that a proposal is checked again",
                            Unit.DAYS,
                            90,
                            180),
                    limit(
                            "safety.infantMonths",
                            "SAFE-INFANT",
                            "months of age below which it applies",
                            Unit.MONTHS,
                            12,
                            24),
                    limit(
                            "safety.infantPairDays",
                            "SAFE-INFANT",
                            "days between the two observations",
                            Unit.DAYS,
                            30,
                            90),
                    limit(
                            "safety.neglectDays",
                            "SAFE-PHYSICAL-HARM",
                            "days that a concern about neglect counts",
                            Unit.DAYS,
                            365,
                            730),
                    limit(
                            "safety.strategy",
                            "SAFE-NO-STRATEGY",
                            "working days from a disclosure to the strategy discussion",
                            Unit.WORKING_DAYS,
                            1,
                            1),
                    limit(
                            "school.persistentPercent",
                            "EDU-PERSISTENT",
                            "sessions missed, of the possible ones",
                            Unit.PERCENT,
                            5,
                            15),
                    limit(
                            "school.persistentSessions",
                            "EDU-PERSISTENT",
                            "possible sessions at least",
                            Unit.SESSIONS,
                            20,
                            120),
                    limit(
                            "school.severePercent",
                            "EDU-SEVERE",
                            "sessions missed, of the possible ones",
                            Unit.PERCENT,
                            20,
                            50),
                    limit(
                            "school.severeSessions",
                            "EDU-SEVERE",
                            "possible sessions at least",
                            Unit.SESSIONS,
                            10,
                            60),
                    limit(
                            "school.concernDays",
                            "EDU-PERSISTENT",
                            "days that a concern counts",
                            Unit.DAYS,
                            180,
                            730),
                    limit(
                            "family.factorDays",
                            "WHOLE-FACTORS",
                            "days within which the factors and a concern lie",
                            Unit.DAYS,
                            180,
                            730),
                    limit(
                            "family.notAlone",
                            "VOICE-NOT-ALONE",
                            "whether this optional rule runs",
                            Unit.YES_NO,
                            0,
                            1),
                    limit(
                            "family.notAloneVisits",
                            "VOICE-NOT-ALONE",
                            "visits running at which the child was not seen alone",
                            Unit.COUNT,
                            2,
                            4),
                    limit(
                            "family.notAloneYears",
                            "VOICE-NOT-ALONE",
                            "years of age from which it applies",
                            Unit.YEARS,
                            2,
                            8),
                    limit(
                            "planRestartDays",
                            "all rules about plans",
                            "days within which a plan of the same kind that starts again goes on",
                            Unit.DAYS,
                            0,
                            56));

    private ThresholdLimits() {}

    private static ThresholdLimit limit(
            String name, String rule, String words, Unit unit, int least, int most) {
        Integer preset = PRESETS.get(name);
        if (preset == null) {
            throw new IllegalArgumentException("no threshold: " + name);
        }
        return new ThresholdLimit(name, rule, words, unit, least, most, preset);
    }

    /** The limit of that name. */
    public static Optional<ThresholdLimit> find(String name) {
        return ALL.stream().filter(limit -> limit.name().equals(name)).findFirst();
    }

    /** The numbers by name; yes is 1, no is 0. */
    public static Map<String, Integer> values(Thresholds thresholds) {
        Map<String, Integer> values = new LinkedHashMap<>();
        read("", thresholds, values);
        return Collections.unmodifiableMap(values);
    }

    /**
     * The numbers from their names.
     *
     * @param values what is not named has its default; names that there are not say nothing
     */
    public static Thresholds thresholds(Map<String, Integer> values) {
        return (Thresholds) written("", Thresholds.class, values);
    }

    private static void read(String prefix, Record group, Map<String, Integer> values) {
        for (RecordComponent part : group.getClass().getRecordComponents()) {
            String name = prefix + part.getName();
            switch (valueOf(group, part)) {
                case Record inner -> read(name + ".", inner, values);
                case Integer number -> values.put(name, number);
                case Boolean yes -> values.put(name, yes ? 1 : 0);
                case Object other -> throw new IllegalStateException("no number: " + other);
            }
        }
    }

    private static Object written(String prefix, Class<?> group, Map<String, Integer> values) {
        RecordComponent[] parts = group.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] arguments = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String name = prefix + parts[i].getName();
            types[i] = parts[i].getType();
            if (types[i].isRecord()) {
                arguments[i] = written(name + ".", types[i], values);
            } else {
                Integer preset = PRESETS.get(name);
                int value = values.getOrDefault(name, preset == null ? 0 : preset);
                arguments[i] = types[i] == boolean.class ? (Object) (value != 0) : value;
            }
        }
        try {
            Constructor<?> constructor = group.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException impossible) {
            throw new IllegalStateException("a record without its constructor", impossible);
        }
    }

    private static Object valueOf(Record group, RecordComponent part) {
        try {
            return Objects.requireNonNull(part.getAccessor().invoke(group));
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("a record without its parts", impossible);
        }
    }
}
