package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Story.day;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Around a birth: HCP-REVIEW-MISSED, reading A33; CLOCK-CPVISIT of an unborn child, reading A55.
 * The child is born on day 40, 14 February 2026; new-birth visits are expected from day 0.
 */
class HealthReviewsTest {

    private static final Settings HEALTH_VISITING_SENDS =
            new Settings(Thresholds.DEFAULTS, Story.SETTINGS.calendar(), day(0));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    not visited by the 14th day              | 0 gp contact                                              | 55 raised
                    nothing at all is known                  |                                                           | 55 raised
                    visited on the 14th                      | 54 health-visiting attended new-birth-visit               |
                    visited on the 15th [A10]                | 55 health-visiting attended new-birth-visit               |
                    visited late ends it                     | 57 health-visiting attended new-birth-visit               | 55 raised, 57 resolved
                    known late ends it [A06]                 | 50>60 health-visiting attended new-birth-visit            | 55 raised, 60 resolved
                    no access is no visit                    | 50 health-visiting noaccess new-birth-visit               | 55 raised
                    the visit taken back                     | v: 50 health-visiting attended new-birth-visit; 70 health-visiting retract v | 70 raised
                    6-8 weeks and 28 days                    | 50 health-visiting attended new-birth-visit; 90 health-visiting noaccess 6-8-week-review | 125 raised
                    attended on the last day                 | 50 health-visiting attended new-birth-visit; 90 health-visiting missed 6-8-week-review; 124 health-visiting attended 6-8-week-review |
                    attended later ends it                   | 50 health-visiting attended new-birth-visit; 90 health-visiting missed 6-8-week-review; 130 health-visiting attended 6-8-week-review | 125 raised, 130 resolved
                    without an appointment on record         | 50 health-visiting attended new-birth-visit               |
                    an appointment that becomes known late   | 50 health-visiting attended new-birth-visit; 90>200 health-visiting called-off 6-8-week-review | 200 raised
                    the appointment taken back               | 50 health-visiting attended new-birth-visit; a: 90 health-visiting missed 6-8-week-review; 130 health-visiting retract a | 125 raised, 130 withdrawn
                    one year and 28 days                     | 50 health-visiting attended new-birth-visit; 400 health-visiting missed 1-year-review | 434 raised
                    two and a half years and 28 days         | 50 health-visiting attended new-birth-visit; 900 health-visiting missed 2-year-review | 981 raised
                    one alert for each review [A09]          | 90 health-visiting missed 6-8-week-review                 | 55 raised, 125 raised
                    """)
    void reviews(String what, String facts, String alerts) {
        Story story =
                Lines.story(facts == null ? "" : facts).under(HEALTH_VISITING_SENDS).bornOn(40);

        assertThat(String.join(", ", story.alerts("HCP-REVIEW-MISSED")))
                .isEqualTo(alerts == null ? "" : alerts);
    }

    @Test
    void aChildBornBeforeHealthVisitingWasASenderIsNotExpectedToHaveANewBirthVisit() {
        // given
        Story eve = Lines.story("0 gp contact").under(HEALTH_VISITING_SENDS).bornOn(-1);
        Story first = Lines.story("0 gp contact").under(HEALTH_VISITING_SENDS).bornOn(0);

        // then
        assertThat(eve.alerts("HCP-REVIEW-MISSED")).isEmpty();
        assertThat(first.alerts("HCP-REVIEW-MISSED")).containsExactly("15 raised");
    }

    @Test
    void whereHealthVisitingIsNoSenderNoNewBirthVisitIsExpected() {
        assertThat(Lines.story("0 gp contact").bornOn(40).alerts("HCP-REVIEW-MISSED")).isEmpty();
    }

    @Test
    void aCorrectedBirthDayWithdrawsIt() {
        // given
        Story story =
                Lines.story("0 gp contact")
                        .under(HEALTH_VISITING_SENDS)
                        .bornOn(40)
                        .saidToBeBornOn(-900, 60);

        // then
        assertThat(story.alerts("HCP-REVIEW-MISSED")).containsExactly("55 raised", "60 withdrawn");
    }

    @Test
    void aBirthDayThatIsLearntLateDatesItOnTheDayItBecameKnown() {
        // given
        Story story =
                Lines.story("0 gp contact")
                        .under(HEALTH_VISITING_SENDS)
                        .bornOn((LocalDate) null)
                        .saidToBeBornOn(40, 70);

        // then
        assertThat(story.alerts("HCP-REVIEW-MISSED")).containsExactly("70 raised");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    the mother not visited                   | 0 social-care plan CP NEG; 30 social-care close           | 15 raised, 30 resolved
                    the mother visited                       | 0 social-care plan CP NEG; 14 social-care visit sw seen; 28 social-care visit sw seen; 45 social-care close |
                    the first visit 10 working days after    | 0 social-care plan CP NEG; 14 social-care visit sw seen; 28 social-care visit sw seen | 54 raised
                    birth ends what was overdue before       | 0 social-care plan CP NEG; 14 social-care visit sw seen   | 29 raised, 40 resolved, 54 raised
                    visited after birth                      | 0 social-care plan CP NEG; 14 social-care visit sw seen; 28 social-care visit sw seen; 53 social-care visit sw seen; 60 social-care close |
                    """)
    void unborn(String what, String facts, String alerts) {
        assertThat(String.join(", ", Lines.story(facts).bornOn(40).alerts("CLOCK-CPVISIT")))
                .isEqualTo(alerts == null ? "" : alerts);
    }
}
