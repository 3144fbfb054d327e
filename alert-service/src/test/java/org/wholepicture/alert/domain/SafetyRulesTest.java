package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disclosed physical harm: readings A39 to A41. */
class SafetyRulesTest {

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
                    on a neglect plan                       | 0 social-care plan CIN NEG; 50 school concern HIGH PHY harm | 50 raised
                    on another plan                         | 0 social-care plan CP PHY; 50 school concern HIGH PHY harm |
                    after a neglect concern 365 days before | 0 school concern NEG; 365 school concern PHY harm | 365 raised
                    366 days before                         | 0 school concern NEG; 366 school concern PHY harm |
                    of the same day [A10]                   | 50 housing concern NEG; 50 school concern PHY harm | 50 raised
                    it is another event [A39]               | 50 school concern NEG harm |
                    a later one is not before it            | 50 school concern PHY harm; 51 school concern NEG |
                    another category is none [A16]          | 0 school concern EMO; 50 school concern PHY harm |
                    nothing disclosed                       | 0 school concern NEG; 50 school concern HIGH PHY |
                    on the day the plan ended [A11]         | 0 social-care plan CIN NEG; 50 social-care close; 50 school concern PHY harm |
                    each its own alert                      | 0 social-care plan CIN NEG; 50 school concern PHY harm; 60 school concern PHY harm | 50 raised, 60 raised
                    the neglect concern known late          | 0>70 school concern NEG; 50 school concern PHY harm | 70 raised
                    the disclosure known late               | 0 school concern NEG; 50>70 school concern PHY harm | 70 raised
                    it does not end with the plan           | 0 social-care plan CIN NEG; 50 school concern PHY harm; 60 social-care close | 50 raised
                    the disclosure taken back               | 0 school concern NEG; d: 50 school concern PHY harm; 60 school retract d | 50 raised, 60 withdrawn
                    the neglect concern taken back          | a: 0 school concern NEG; 50 school concern PHY harm; 60 school retract a | 50 raised, 60 withdrawn
                    one of two taken back [A08]             | a: 0 school concern NEG; 5 gp concern NEG; 50 school concern PHY harm; 60 school retract a | 50 raised
                    """)
    void physicalHarm(String what, String facts, String alerts) {
        tells("SAFE-PHYSICAL-HARM", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    none within one working day          | 0 school concern PHY harm | 2 raised
                    of every child [A40]                 | 4 school concern EMO harm | 8 raised
                    held on the working day after        | 0 school concern PHY harm; 1 social-care strategy |
                    held on the same day [A10]           | 0 school concern PHY harm; 0 social-care strategy |
                    held before it                       | 1 social-care strategy; 2 school concern PHY harm | 4 raised
                    held on the weekend between          | 4 school concern PHY harm; 5 social-care strategy |
                    held too late does not undo that     | 0 school concern PHY harm; 2 social-care strategy | 2 raised
                    nor does one held later              | 0 school concern PHY harm; 8 social-care strategy | 2 raised
                    a decision against one with a reason | 0 school concern PHY harm; 1 social-care decision NO_STRATEGY reason |
                    a decision without a reason          | 0 school concern PHY harm; 1 social-care decision NO_STRATEGY | 2 raised
                    a decision that there is none yet    | 0 school concern PHY harm; 1 social-care decision NO_STRATEGY_YET reason | 2 raised
                    another decision                     | 0 school concern PHY harm; 1 social-care decision NO_FURTHER_ACTION reason | 2 raised
                    a record that it was declined        | 0 school concern PHY harm; 1 social-care declined |
                    held in time and known late [A06]    | 0 school concern PHY harm; 1>5 social-care strategy | 2 raised, 5 resolved
                    the disclosure known late            | 0>10 school concern PHY harm; 8 social-care strategy | 10 raised
                    over Easter                          | 87 school concern PHY harm | 93 raised
                    nothing disclosed                    | 0 school concern HIGH PHY |
                    taken back                           | d: 0 school concern PHY harm; 8 social-care strategy; 9 school retract d | 2 raised, 9 withdrawn
                    the discussion taken back            | 0 school concern PHY harm; s: 1 social-care strategy; 9 social-care retract s | 9 raised
                    """)
    void noStrategy(String what, String facts, String alerts) {
        tells("SAFE-NO-STRATEGY", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    about physical harm without a decision | 8 social-care strategy s47 physical | 8 raised
                    with one                               | 8 social-care strategy s47 physical medical |
                    not about physical harm                | 8 social-care strategy s47 |
                    each its own alert                     | 8 social-care strategy physical; 9 social-care strategy physical | 8 raised, 9 raised
                    a later one does not end it            | 8 social-care strategy physical; 9 social-care strategy physical medical | 8 raised
                    known late                             | 8>20 social-care strategy physical | 20 raised
                    corrected                              | s: 8 social-care strategy physical; 8>10 social-care strategy physical medical; 10 social-care retract s | 8 raised, 10 withdrawn
                    """)
    void noMedicalDecision(String what, String facts, String alerts) {
        tells("SAFE-NO-MEDICAL-DECISION", facts, alerts);
    }
}
