package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs only where the partnership has set it: readings A17 and A54. Born on day -2000. */
class OptionalRulesTest {

    private static final Thresholds DEFAULTS = Thresholds.DEFAULTS;

    private static Settings with(Thresholds.Drift drift, Thresholds.Family family) {
        return new Settings(
                new Thresholds(
                        DEFAULTS.clocks(),
                        drift,
                        DEFAULTS.profiles(),
                        DEFAULTS.appointments(),
                        DEFAULTS.healthReviews(),
                        DEFAULTS.contradictions(),
                        DEFAULTS.stepDown(),
                        DEFAULTS.safety(),
                        DEFAULTS.school(),
                        family,
                        DEFAULTS.planRestartDays()),
                Story.SETTINGS.calendar(),
                null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    not alone at two visits running  | 0 social-care plan CP NEG; 5 social-care visit sw seen together; 15 social-care visit sw seen together | 15 raised
                    alone at one of them             | 0 social-care plan CP NEG; 5 social-care visit sw seen together; 15 social-care visit sw seen alone |
                    not said                         | 0 social-care plan CP NEG; 5 social-care visit sw seen together; 15 social-care visit sw seen |
                    alone later ends it              | 0 social-care plan CP NEG; 5 social-care visit sw seen together; 15 social-care visit sw seen together; 25 social-care visit sw seen alone | 15 raised, 25 resolved
                    ends with the plan [A60]         | 0 social-care plan CP NEG; 5 social-care visit sw seen together; 15 social-care visit sw seen together; 25 social-care close | 15 raised, 25 resolved
                    on another plan                  | 0 social-care plan CIN NEG; 5 social-care visit sw seen together; 15 social-care visit sw seen together |
                    visits of others                 | 0 social-care plan CP NEG; 5 health-visiting visit seen together; 15 social-care visit sw seen together |
                    taken back                       | 0 social-care plan CP NEG; v: 5 social-care visit sw seen together; 15 social-care visit sw seen together; 20 social-care retract v | 15 raised, 20 withdrawn
                    """)
    void notAlone(String what, String facts, String alerts) {
        Settings settings = with(DEFAULTS.drift(), new Thresholds.Family(365, true, 2, 4));

        assertThat(String.join(", ", Lines.story(facts).under(settings).alerts("VOICE-NOT-ALONE")))
                .isEqualTo(alerts == null ? "" : alerts);
        // Not yet four years old at the visits.
        assertThat(Lines.story(facts).under(settings).bornOn(-1440).alerts("VOICE-NOT-ALONE"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    on a child in need plan  | 0 social-care plan CIN NEG | 29 raised
                    on an early help plan    | 0 early-help plan EH       |
                    """)
    void notSeenInNeed(String what, String facts, String alerts) {
        Thresholds.Drift off = DEFAULTS.drift();
        Thresholds.Drift on =
                new Thresholds.Drift(
                        off.notSeenDays(),
                        off.notSeenByAnyDays(),
                        true,
                        off.planDays(),
                        off.longPlanDays(),
                        off.inNeedPlanDays(),
                        off.concerns(),
                        off.concernDays(),
                        off.planConcerns(),
                        off.planConcernDays(),
                        off.concernAgencies(),
                        off.cycleEndings(),
                        off.cycleMonths(),
                        off.cycleDays(),
                        off.againEndings(),
                        off.againEndingMonths(),
                        off.againDecisions(),
                        off.againDecisionMonths(),
                        off.relapseDays(),
                        off.relapseSmall());

        assertThat(
                        String.join(
                                ", ",
                                Lines.story(facts)
                                        .under(with(on, DEFAULTS.family()))
                                        .alerts("DRIFT-NOTSEEN")))
                .isEqualTo(alerts == null ? "" : alerts);
    }
}
