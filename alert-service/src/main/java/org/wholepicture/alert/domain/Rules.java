package org.wholepicture.alert.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every rule of domain.md C10 in its order, but ESC-OVERDUE, which is the escalation protocol's.
 */
public final class Rules {

    /** Every rule. */
    public static final List<Rule> ALL =
            List.of(
                    new ClockReferral(),
                    new ClockAssessment(),
                    new ClockConference(),
                    new ClockCoreGroup(),
                    new ClockReview(),
                    new ClockVisit(),
                    new ClockMinutes(),
                    new DriftNotSeen(),
                    PlanAge.protectionForAYear(),
                    PlanAge.protectionForTwoYears(),
                    PlanAge.neglectForHalfAYear(),
                    new DriftRepeatPlan(),
                    new DriftCumulative(),
                    new DriftCycle(),
                    new DriftStartAgain(),
                    new StepDownRelapse(),
                    new DriftProfile(),
                    new MissedOnPlan(),
                    new WnbRepeat(),
                    new CancelledByCarer(),
                    new MissedAntenatal(),
                    new HealthReviewMissed(),
                    new ContraPair(),
                    new ConfirmMissing(),
                    new StepDownCheck(),
                    new PhysicalHarm(),
                    new NoStrategy(),
                    new NoMedicalDecision(),
                    new SafeInfant(),
                    new PersistentAbsence(),
                    new SevereAbsence(),
                    new FamilyFactors(),
                    new FatherLeftOut(),
                    new SiblingConcern(),
                    new VoiceMissing(),
                    new NotSeenAlone(),
                    new ReferralQuality(),
                    new IdentityReview());

    private static final Map<String, Rule> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::name, Function.identity()));

    private Rules() {}

    /** The rule of that name. */
    public static Optional<Rule> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
