package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long and how often a child is on a plan: readings A03, A11, A12, A58, A59, A60. */
class PlanDriftTest {

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
                    its 365th day                                        | 0 social-care plan CP NEG | 365 raised
                    closed on that day [A11]                             | 0 social-care plan CP NEG; 365 social-care close |
                    closed the day after                                 | 0 social-care plan CP NEG; 366 social-care close | 365 raised, 366 resolved
                    of any category                                      | 0 social-care plan CP | 365 raised
                    stepped down                                         | 0 social-care plan CP NEG; 300 social-care stepdown |
                    another plan begins                                  | 0 social-care plan CP NEG; 300 social-care plan CIN NEG |
                    the end of another kind of plan is not its end       | 0 social-care plan CP NEG; 300 social-care endplan CIN | 365 raised
                    started again while open [A59]                       | 0 social-care plan CP NEG; 200 social-care plan CP EMO | 365 raised
                    started again within 28 days                         | 0 social-care plan CP NEG; 100 social-care endplan CP; 128 social-care plan CP NEG | 365 raised
                    29 days later is another plan                        | 0 social-care plan CP NEG; 100 social-care endplan CP; 129 social-care plan CP NEG | 494 raised
                    a concern between                                    | 0 social-care plan CP NEG; 100 social-care endplan CP; 110 school concern; 128 social-care plan CP NEG | 493 raised
                    a concern on the day of the end is not between       | 0 social-care plan CP NEG; 100 social-care endplan CP; 100 school concern; 128 social-care plan CP NEG | 365 raised
                    another plan between                                 | 0 social-care plan CP NEG; 100 social-care plan CIN NEG; 128 social-care plan CP NEG | 365 raised
                    open again after it had fired is a new episode [A07] | 0 social-care plan CP NEG; 400 social-care endplan CP; 420 social-care plan CP NEG | 365 raised, 400 resolved, 420 raised
                    a concern between that becomes known late            | 0 social-care plan CP NEG; 100 social-care endplan CP; 110>380 school concern; 120 social-care plan CP NEG | 365 raised, 380 resolved, 485 raised
                    known late                                           | 0>400 social-care plan CP NEG | 400 raised
                    taken back                                           | p: 0 social-care plan CP NEG; 400 social-care retract p | 365 raised, 400 withdrawn
                    one of two starts taken back [A08]                   | p: 0 social-care plan CP NEG; q: 0 social-care plan CP NEG; 400 social-care retract p | 365 raised
                    only a start starts one [A11]                        | 0 social-care icpc; 90 social-care rcpc |
                    """)
    void aYear(String what, String facts, String alerts) {
        tells("DRIFT-CP-12M", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    its 730th day                | 0 social-care plan CP NEG | 730 raised
                    closed on that day           | 0 social-care plan CP NEG; 730 social-care close |
                    taken back                   | p: 0 social-care plan CP NEG; 800 social-care retract p | 730 raised, 800 withdrawn
                    known late                   | 0>800 social-care plan CP NEG | 800 raised
                    started again within 28 days | 0 social-care plan CP; 100 social-care close; 120 social-care plan CP | 730 raised
                    """)
    void twoYears(String what, String facts, String alerts) {
        tells("DRIFT-CP-24M", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    its 183rd day                               | 7 social-care plan CIN NEG | 190 raised
                    closed on that day                          | 7 social-care plan CIN NEG; 190 social-care close |
                    stepped up                                  | 0 social-care plan CIN NEG; 180 social-care plan CP NEG |
                    stepped up later                            | 0 social-care plan CIN NEG; 190 social-care plan CP NEG | 183 raised, 190 resolved
                    not for neglect [A12]                       | 0 social-care plan CIN EMO |
                    without a category [A12]                    | 0 social-care plan CIN |
                    of several categories with neglect          | 0 social-care plan CIN MUL PHY NEG | 183 raised
                    of several categories without               | 0 social-care plan CIN MUL PHY EMO |
                    early help is no such plan                  | 0 early-help plan EH NEG |
                    the new category applies from its day [A59] | 0 social-care plan CIN EMO; 200 social-care plan CIN NEG | 200 raised
                    no longer for neglect                       | 0 social-care plan CIN NEG; 200 social-care plan CIN EMO | 183 raised, 200 resolved
                    taken back                                  | p: 0 social-care plan CIN NEG; 200 social-care retract p | 183 raised, 200 withdrawn
                    known late                                  | 0>200 social-care plan CIN NEG | 200 raised
                    """)
    void halfAYear(String what, String facts, String alerts) {
        tells("DRIFT-CIN-6M", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a second plan                      | 0 social-care plan CP EMO; 100 social-care endplan CP; 200 social-care plan CP PHY | 200 raised
                    the first is none                  | 0 social-care plan CP NEG |
                    a plan started again is none [A59] | 0 social-care plan CP NEG; 100 social-care endplan CP; 128 social-care plan CP NEG |
                    29 days later it is                | 0 social-care plan CP NEG; 100 social-care endplan CP; 129 social-care plan CP NEG | 129 raised
                    a concern between                  | 0 social-care plan CP NEG; 100 social-care endplan CP; 101 school concern; 102 social-care plan CP NEG | 102 raised
                    one alert for each [A58]           | 0 social-care plan CP NEG; 100 social-care close; 200 social-care plan CP NEG; 300 social-care close; 400 social-care plan CP NEG | 200 raised, 400 raised
                    other plans are none               | 0 social-care plan CIN NEG; 100 social-care close; 200 social-care plan CP NEG |
                    the earlier one known late         | 200 social-care plan CP NEG; 0>250 social-care plan CP NEG; 100>250 social-care endplan CP | 250 raised
                    its end does not undo it           | 0 social-care plan CP; 100 social-care close; 200 social-care plan CP; 300 social-care close | 200 raised
                    the earlier plan taken back        | p: 0 social-care plan CP; 100 social-care close; 200 social-care plan CP; 210 social-care retract p | 200 raised, 210 withdrawn
                    the later plan taken back          | 0 social-care plan CP; 100 social-care close; p: 200 social-care plan CP; 310 social-care retract p | 200 raised, 310 withdrawn
                    """)
    void repeat(String what, String facts, String alerts) {
        tells("DRIFT-REPEAT-CP", facts, alerts);
    }
}
