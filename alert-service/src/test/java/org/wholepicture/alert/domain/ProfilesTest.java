package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graded care profiles over time: DRIFT-GCP, readings A05, A07, A12, A28, A60. */
class ProfilesTest {

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
                    (a) an area of 4 without a neglect plan       | 10 school-nursing gcp 4333 | 10 raised
                    (a) 3 is not high                             | 10 school-nursing gcp 3333 |
                    (a) on a neglect plan                         | 0 social-care plan CIN NEG; 10 school-nursing gcp 5333; 60 social-care close |
                    (a) a plan of another category is none [A12]  | 0 social-care plan CP EMO; 10 school-nursing gcp 4333 | 10 raised
                    (a) nor is an early help plan                 | 0 early-help plan EH NEG; 10 school-nursing gcp 4333 | 10 raised
                    (a) not on the day the plan ends [A11]        | 0 social-care plan CIN NEG; 50 social-care close; 50 school-nursing gcp 4333 | 50 raised
                    (a) a plan that ends later makes none         | 0 social-care plan CIN NEG; 10 school-nursing gcp 4333; 50 social-care close |
                    (a) a better profile ends it                  | 10 school-nursing gcp 4333; 30 school-nursing gcp 3333 | 10 raised, 30 resolved
                    (a) a neglect plan ends it                    | 10 school-nursing gcp 4333; 30 social-care plan CIN NEG; 31 school-nursing gcp 4333; 60 social-care close | 10 raised, 30 resolved
                    (a) the plan that ends does not make it again | 10 school-nursing gcp 4333; 30 social-care plan CIN NEG; 60 social-care close | 10 raised, 30 resolved
                    (a) known late                                | 10>40 school-nursing gcp 4333 | 40 raised
                    (a) the plan known late                       | 10 school-nursing gcp 4333; 5>20 social-care plan CIN NEG; 60 social-care close | 10 raised, 20 resolved
                    (a) taken back                                | g: 10 school-nursing gcp 4333; 20 school-nursing retract g | 10 raised, 20 withdrawn
                    (a) the plan taken back                       | p: 0 social-care plan CIN NEG; 10 school-nursing gcp 4333; 20 social-care retract p | 20 raised
                    (b) worse after 28 days                       | 0 school-nursing gcp 2222; 28 school-nursing gcp 2322 | 28 raised
                    (b) worse after 27 days                       | 0 school-nursing gcp 2222; 27 school-nursing gcp 2322 |
                    (b) another area is better                    | 0 school-nursing gcp 2322; 28 school-nursing gcp 3222 | 28 raised
                    (b) as bad as before                          | 0 school-nursing gcp 2322; 28 school-nursing gcp 2322 |
                    (b) than the one just before it               | 0 school-nursing gcp 1222; 50 school-nursing gcp 2222; 60 school-nursing gcp 3222 | 50 raised, 60 resolved
                    (b) an area that was not graded               | 0 school-nursing gcp -222; 28 school-nursing gcp 3222 |
                    (b) the former known late                     | 28 school-nursing gcp 2322; 0>40 school-nursing gcp 2222 | 40 raised
                    (b) the former taken back                     | g: 0 school-nursing gcp 2222; 28 school-nursing gcp 2322; 40 school-nursing retract g | 28 raised, 40 withdrawn
                    (b) the next one ends it                      | 0 school-nursing gcp 2222; 28 school-nursing gcp 2322; 40 school-nursing gcp 2322 | 28 raised, 40 resolved
                    (c) still 4 after 90 days                     | 0 social-care plan CIN NEG; 10 school-nursing gcp 4333; 100 school-nursing gcp 4333; 110 social-care close | 100 raised
                    (c) after 89 days                             | 0 social-care plan CIN NEG; 10 school-nursing gcp 4333; 99 school-nursing gcp 4333; 110 social-care close |
                    (c) another area                              | 0 social-care plan CIN NEG; 10 school-nursing gcp 4333; 20 school-nursing gcp 4433; 100 school-nursing gcp 3433; 105 social-care close |
                    (c) better between                            | 0 social-care plan CIN NEG; 10 school-nursing gcp 4333; 60 school-nursing gcp 3333; 70 school-nursing gcp 4333; 100 school-nursing gcp 4333; 110 social-care close |
                    (c) not graded between says nothing           | 0 social-care plan CIN NEG; 10 school-nursing gcp 4333; 60 school-nursing gcp -333; 100 school-nursing gcp 4333; 110 social-care close | 100 raised
                    (d) none on day 61                            | 0 social-care plan CIN NEG; 100 social-care close | 61 raised, 100 resolved
                    (d) one on day 60                             | 0 social-care plan CP NEG; 60 school-nursing gcp 3333; 100 social-care close |
                    (d) one on day 61                             | 0 social-care plan CP NEG; 61 school-nursing gcp 3333; 100 social-care close |
                    (d) one ends it                               | 0 social-care plan CP NEG; 70 school-nursing gcp 3333; 100 social-care close | 61 raised, 70 resolved
                    (d) one 28 days before the start              | -28 school-nursing gcp 3333; 0 social-care plan CIN NEG; 100 social-care close |
                    (d) one 29 days before                        | -29 school-nursing gcp 3333; 0 social-care plan CIN NEG; 100 social-care close | 61 raised, 100 resolved
                    (d) not a neglect plan                        | 0 social-care plan CIN EMO; 100 social-care close |
                    (d) the plan ends before [A60]                | 0 social-care plan CIN NEG; 61 social-care close |
                    (d) known late                                | 0>80 social-care plan CIN NEG; 100 social-care close | 80 raised, 100 resolved
                    (d) the plan taken back                       | p: 0 social-care plan CIN NEG; 80 social-care retract p | 61 raised, 80 withdrawn
                    (e) 184 days after the last                   | 7 social-care plan CIN NEG; 14 school-nursing gcp 3333; 250 social-care close | 198 raised, 250 resolved
                    (e) 183 days after                            | 7 social-care plan CIN NEG; 14 school-nursing gcp 3333; 197 school-nursing gcp 3333; 250 social-care close |
                    (e) a new one ends it                         | 7 social-care plan CIN NEG; 14 school-nursing gcp 3333; 200 school-nursing gcp 3333; 250 social-care close | 198 raised, 200 resolved
                    (e) after day 60 of the plan                  | -20 school-nursing gcp 3333; 160 social-care plan CIN NEG; 230 social-care close | 221 raised, 230 resolved
                    (e) known late ends it                        | 0 social-care plan CIN NEG; 14 school-nursing gcp 3333; 100>220 school-nursing gcp 3333; 250 social-care close | 198 raised, 220 resolved
                    further clauses are added [A09]               | 10 school-nursing gcp 4333; 40 school-nursing gcp 5333 | 10 raised
                    """)
    void profiles(String what, String facts, String alerts) {
        tells("DRIFT-GCP", facts, alerts);
    }
}
