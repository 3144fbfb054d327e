package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small concerns that nobody adds up: DRIFT-CUMULATIVE, readings A05, A07b, A08, A13 to A16, A57.
 */
class CumulativeTest {

    private static void tells(String rule, String facts, String alerts) {
        // Each story is also told in reverse and twice, which must make no difference.
        assertThat(String.join(", ", Lines.story(facts).alerts(rule)))
                .isEqualTo(alerts == null ? "" : alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    three of two agencies 180 days apart                      | 0 school concern; 90 housing concern; 180 school concern | 180 raised
                    181 days apart                                            | 0 school concern; 90 housing concern; 181 school concern |
                    two                                                       | 0 school concern; 90 housing concern |
                    of one agency [A57]                                       | 0 school concern; 90 school concern; 180 school concern |
                    of three on one day                                       | 0 school concern; 0 housing concern; 0 police concern | 0 raised
                    of any level, category and basis [A16]                    | 0 school concern HIGH PHY; 5 housing concern EMO HEARSAY; 9 gp concern OPINION SAB | 9 raised
                    a later window of several                                 | 0 school concern; 150 housing concern; 200 school concern; 300 school concern | 300 raised
                    a response ends it [A14]                                  | 0 school concern; 9 housing concern; 20 school concern; 40 early-help eha | 20 raised, 40 resolved
                    a response of the same day counts as after [A10]          | 0 school concern; 9 housing concern; 20 school concern; 20 early-help eha |
                    a response before the last of them                        | 0 school concern; 9 housing concern; 15 early-help eha; 20 school concern |
                    an assessment is one                                      | 0 school concern; 9 housing concern; 20 school concern; 40 social-care assess | 20 raised, 40 resolved
                    a strategy discussion is one                              | 0 school concern; 9 housing concern; 20 school concern; 40 social-care strategy | 20 raised, 40 resolved
                    a team meeting is one                                     | 0 school concern; 9 housing concern; 20 school concern; 40 early-help taf | 20 raised, 40 resolved
                    a core group is one                                       | 0 school concern; 9 housing concern; 20 school concern; 40 social-care core | 20 raised, 40 resolved
                    a conference is one                                       | 0 school concern; 9 housing concern; 20 school concern; 40 social-care icpc | 20 raised, 40 resolved
                    a plan is one                                             | 0 school concern; 9 housing concern; 20 school concern; 40 early-help plan EH | 20 raised, 40 resolved
                    a referral is none                                        | 0 school concern; 9 housing concern; 20 school concern; 40 school referral | 20 raised
                    a decision is none                                        | 0 school concern; 9 housing concern; 20 school concern; 40 social-care decision ASSESS | 20 raised
                    a change of lead is none                                  | 0 school concern; 9 housing concern; 20 school concern; 40 social-care lead x new | 20 raised
                    a review of a plan is none                                | 0 school concern; 9 housing concern; 20 school concern; 40 social-care review | 20 raised
                    a decision against a strategy discussion is none          | 0 school concern; 9 housing concern; 20 school concern; 40 social-care declined | 20 raised
                    more are added and raise nothing [A07]                    | 0 school concern; 9 housing concern; 20 school concern; 60 gp concern | 20 raised
                    it does not end by ageing [A07b]                          | 0 school concern; 9 housing concern; 20 school concern; 800 gp concern | 20 raised
                    new ones after the response are a new episode             | 0 school concern; 9 housing concern; 20 school concern; 40 early-help eha; 50 school concern; 60 housing concern; 70 school concern | 20 raised, 40 resolved, 70 raised
                    one taken back of enough others [A08]                     | a: 0 school concern; 21 housing concern; 42 school concern; 60 gp concern; 70 school retract a | 42 raised
                    one taken back of just enough                             | a: 0 school concern; 21 housing concern; 42 school concern; 70 school retract a | 42 raised, 70 withdrawn
                    good news of the day of a correction that is enough [A06] | a: 0 school concern; 21 housing concern; 42 school concern; 60 gp concern; 70 school retract a; 70 early-help eha | 42 raised, 70 resolved
                    a correction that is not enough beside good news          | a: 0 school concern; 21 housing concern; 42 school concern; 70 school retract a; 70 early-help eha | 42 raised, 70 withdrawn
                    the other agency taken back                               | 0 school concern; a: 21 housing concern; 42 school concern; 70 housing retract a | 42 raised, 70 withdrawn
                    the response taken back                                   | 0 school concern; 9 housing concern; 20 school concern; e: 40 early-help eha; 50 early-help retract e | 20 raised, 40 resolved, 50 raised
                    known late and reversed [A05]                             | 0>200 school concern; 90>195 housing concern; 180 school concern | 200 raised
                    the window ends with the last fact, not with today        | -31 school concern; 70 housing concern; 137>161 school-nursing concern | 161 raised
                    """)
    void withoutAPlan(String what, String facts, String alerts) {
        tells("DRIFT-CUMULATIVE", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    four of two agencies 90 days apart        | 0 social-care plan CIN NEG; 10 school concern; 40 housing concern; 70 school concern; 100 gp concern | 100 raised
                    91 days apart                             | 0 social-care plan CIN NEG; 10 school concern; 40 housing concern; 70 school concern; 101 gp concern |
                    three                                     | 0 social-care plan CIN NEG; 10 school concern; 40 housing concern; 70 school concern |
                    of one agency                             | 0 social-care plan CIN NEG; 10 school concern; 40 school concern; 70 school concern; 100 school concern |
                    an early help plan is a plan [A13]        | 0 early-help plan EH; 10 school concern; 40 housing concern; 70 school concern |
                    later than its start [A15]                | 0 social-care plan CIN NEG; 0 school concern; 40 housing concern; 70 school concern; 90 gp concern |
                    later than its last review                | 0 social-care plan CIN NEG; 10 school concern; 40 social-care review; 50 housing concern; 70 school concern; 90 gp concern |
                    one on the day of the review is not later | 0 social-care plan CIN NEG; 40 school concern; 40 social-care review; 50 housing concern; 70 school concern; 90 gp concern |
                    the review ends it                        | 0 social-care plan CP NEG; 10 school concern; 40 housing concern; 70 school concern; 100 gp concern; 120 social-care rcpc | 100 raised, 120 resolved
                    core groups and team meetings do not      | 0 social-care plan CP NEG; 10 school concern; 40 housing concern; 60 social-care core; 70 school concern; 80 early-help taf; 100 gp concern | 100 raised
                    known late                                | 0 social-care plan CIN NEG; 10 school concern; 40>150 housing concern; 70 school concern; 100 gp concern | 150 raised
                    one taken back                            | 0 social-care plan CIN NEG; 10 school concern; a: 40 housing concern; 70 school concern; 100 gp concern; 130 housing retract a | 100 raised, 130 withdrawn
                    a plan that ends asks for three again     | 0 social-care plan CIN NEG; 10 school concern; 40 housing concern; 70 school concern; 80 social-care close | 80 raised
                    a plan that begins is a response          | 10 school concern; 40 housing concern; 50 social-care plan CIN NEG; 70 school concern; 80 gp concern; 90 school concern |
                    """)
    void onAPlan(String what, String facts, String alerts) {
        tells("DRIFT-CUMULATIVE", facts, alerts);
    }
}
