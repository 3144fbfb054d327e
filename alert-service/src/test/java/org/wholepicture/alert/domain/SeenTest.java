package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Visits on a plan: CLOCK-CPVISIT and DRIFT-NOTSEEN, readings A17, A24, A55, A60. */
class SeenTest {

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
                    10 working days after the plan began                   | 0 social-care plan CP NEG | 15 raised
                    visited on the last day                                | 0 social-care plan CP NEG; 14 social-care visit sw seen; 17 social-care close |
                    visited late ends it                                   | 0 social-care plan CP NEG; 20 social-care visit sw seen; 25 social-care close | 15 raised, 20 resolved
                    not seen is not visited                                | 0 social-care plan CP NEG; 14 social-care visit sw; 17 social-care close | 15 raised, 17 resolved
                    seen by somebody else is not either                    | 0 social-care plan CP NEG; 14 health-visiting visit seen; 17 social-care close | 15 raised, 17 resolved
                    a visit before the plan                                | 0 social-care visit sw seen; 3 social-care plan CP NEG; 20 social-care close | 18 raised, 20 resolved
                    each visit has its own clock [A09]                     | 0 social-care plan CP NEG; 16 social-care visit sw seen; 40 social-care close | 15 raised, 16 resolved, 31 raised, 40 resolved
                    a visit of the day of the start changes nothing        | 0 social-care plan CP NEG; 0>16 social-care visit sw seen; 40 social-care close | 15 raised, 40 resolved
                    an earlier visit known late                            | 0 social-care plan CP NEG; 1>20 social-care visit sw seen; 40 social-care close | 15 raised, 20 resolved, 20 raised, 40 resolved
                    the visit taken back                                   | 0 social-care plan CP NEG; v: 10 social-care visit sw seen; 20 social-care retract v; 40 social-care close | 20 raised, 40 resolved
                    the plan taken back                                    | p: 0 social-care plan CP NEG; 20 social-care retract p | 15 raised, 20 withdrawn
                    no other plan                                          | 0 social-care plan CIN NEG |
                    the plan started again runs from its first start [A59] | 0 social-care plan CP NEG; 7 social-care plan CP EMO; 17 social-care close | 15 raised, 17 resolved
                    """)
    void visit(String what, String facts, String alerts) {
        tells("CLOCK-CPVISIT", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    the 29th day after the plan began             | 0 social-care plan CP NEG | 29 raised
                    visited on the 28th                           | 0 social-care plan CP NEG; 28 social-care visit sw seen; 56 social-care close |
                    visited on the 29th [A10]                     | 0 social-care plan CP NEG; 29 social-care visit sw seen; 56 social-care close |
                    visited on the 30th                           | 0 social-care plan CP NEG; 30 social-care visit sw seen; 56 social-care close | 29 raised, 30 resolved
                    seen by others is not seen by a social worker | 0 social-care plan CP NEG; 20 school contact seen; 20 health-visiting visit seen; 56 social-care close | 29 raised, 56 resolved
                    each last visit has its own [A09]             | 0 social-care plan CP NEG; 35 social-care visit sw seen; 70 social-care close | 29 raised, 35 resolved, 64 raised, 70 resolved
                    not on a child in need plan by default        | 0 social-care plan CIN NEG |
                    a visit known late                            | 0 social-care plan CP NEG; 20>40 social-care visit sw seen; 45 social-care close | 29 raised, 40 resolved
                    the visit taken back                          | 0 social-care plan CP NEG; v: 20 social-care visit sw seen; 40 social-care retract v; 45 social-care close | 40 raised, 45 resolved
                    the plan taken back                           | p: 0 social-care plan CP NEG; 40 social-care retract p | 29 raised, 40 withdrawn
                    """)
    void notSeen(String what, String facts, String alerts) {
        tells("DRIFT-NOTSEEN", facts, alerts);
    }
}
