package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** School absence: reading A43. */
class SchoolRulesTest {

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
                    exactly 10% of exactly 60                 | 0 school concern; 81 school attendance 6/60 spring-2 | 81 raised
                    9.8%                                      | 0 school concern; 81 school attendance 6/61 spring-2 |
                    of 59                                     | 0 school concern; 81 school attendance 9/59 spring-2 |
                    without a concern                         | 81 school attendance 6/60 spring-2 |
                    a concern 365 days before [A02]           | 0 school concern; 365 school attendance 6/60 autumn-2 | 365 raised
                    366 days before                           | 0 school concern; 366 school attendance 6/60 spring-1 |
                    on that day                               | 81 gp concern; 81 school attendance 6/60 spring-2 | 81 raised
                    later than that day                       | 82 gp concern; 81 school attendance 6/60 spring-2 |
                    known late                                | 0>90 gp concern PHY; 81 school attendance 6/60 spring-2 | 90 raised
                    severe absence silences it                | 0 school concern; 81 school attendance 30/60 spring-2 |
                    also when it is reported apart            | 0 school concern; 81 school attendance 6/60 spring-2; 85 other-school attendance 30/60 spring-2 | 81 raised, 85 resolved
                    not for another half term                 | 0 school concern; 30 school attendance 30/60 spring-1; 81 school attendance 6/60 spring-2 | 81 raised
                    nor for the same one of another year      | 0 school concern; 81 school attendance 30/60 spring-2; 90 school concern; 446 school attendance 6/60 spring-2 | 446 raised
                    a summer half term reported in the autumn | 0 school concern; 200 school attendance 30/60 summer-2; 240 school attendance 6/60 summer-2 |
                    half of less than 30 does not             | 0 school concern; 81 school attendance 15/29 spring-2; 82 school attendance 6/60 spring-2 | 82 raised
                    each report alone                         | 0 school concern; 81 school attendance 4/40 spring-2; 82 school attendance 4/40 spring-2 |
                    one alert for each half term [A09]        | 0 school concern; 81 school attendance 6/60 spring-2; 82 other-school attendance 7/60 spring-2; 137 school attendance 6/60 summer-1 | 81 raised, 137 raised
                    the concern taken back                    | a: 0 school concern; 81 school attendance 6/60 spring-2; 90 school retract a | 81 raised, 90 withdrawn
                    the report taken back                     | 0 school concern; a: 81 school attendance 6/60 spring-2; 90 school retract a | 81 raised, 90 withdrawn
                    a report that names no half term          | 0 school concern; 81 school attendance 6/60 | 81 raised
                    """)
    void persistent(String what, String facts, String alerts) {
        tells("EDU-PERSISTENT", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    exactly half of exactly 30         | 81 school attendance 15/30 spring-2 | 81 raised
                    less than half                     | 81 school attendance 29/59 spring-2 |
                    of 29                              | 81 school attendance 15/29 spring-2 |
                    without any concern                | 81 school attendance 60/60 spring-2 | 81 raised
                    one alert for each half term [A09] | 81 school attendance 30/60 spring-2; 82 other-school attendance 30/60 spring-2; 137 school attendance 30/60 summer-1 | 81 raised, 137 raised
                    known late                         | 81>100 school attendance 15/30 spring-2 | 100 raised
                    taken back                         | a: 81 school attendance 15/30 spring-2; 90 school retract a | 81 raised, 90 withdrawn
                    """)
    void severe(String what, String facts, String alerts) {
        tells("EDU-SEVERE", facts, alerts);
    }
}
