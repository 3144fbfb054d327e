package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Family, voice, referral and identity: readings A44 to A48. */
class FamilyRulesTest {

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
                    two and a concern                     | 16 maternity concern; 18 police factor DOMESTIC_ABUSE; 21 drug-alcohol factor SUBSTANCE_MISUSE | 21 raised
                    in any order                          | 18 police factor DOMESTIC_ABUSE; 21 gp factor PARENTAL_MENTAL_ILL_HEALTH; 30 school concern | 30 raised
                    without a concern                     | 18 police factor DOMESTIC_ABUSE; 21 drug-alcohol factor SUBSTANCE_MISUSE |
                    one factor twice                      | 16 maternity concern; 18 police factor DOMESTIC_ABUSE; 21 gp factor DOMESTIC_ABUSE |
                    hearsay confirms nothing              | 16 maternity concern; 18 police factor DOMESTIC_ABUSE; 21 gp factor SUBSTANCE_MISUSE HEARSAY |
                    365 days apart                        | 0 maternity concern; 100 police factor DOMESTIC_ABUSE; 365 gp factor SUBSTANCE_MISUSE | 365 raised
                    366 days apart                        | 0 maternity concern; 100 police factor DOMESTIC_ABUSE; 366 gp factor SUBSTANCE_MISUSE |
                    the factors themselves 366 days apart | 0 police factor DOMESTIC_ABUSE; 200 maternity concern; 366 gp factor SUBSTANCE_MISUSE |
                    known late                            | 0>400 police factor DOMESTIC_ABUSE; 200 maternity concern; 300 gp factor SUBSTANCE_MISUSE | 400 raised
                    it does not end by ageing [A07b]      | 16 maternity concern; 18 police factor DOMESTIC_ABUSE; 21 gp factor SUBSTANCE_MISUSE; 800 school concern | 21 raised
                    a factor taken back                   | 16 maternity concern; a: 18 police factor DOMESTIC_ABUSE; 21 gp factor SUBSTANCE_MISUSE; 30 police retract a | 21 raised, 30 withdrawn
                    of two concerns one taken back [A08]  | a: 16 maternity concern; 17 gp concern; 18 police factor DOMESTIC_ABUSE; 21 gp factor SUBSTANCE_MISUSE; 30 maternity retract a | 21 raised
                    """)
    void factors(String what, String facts, String alerts) {
        tells("WHOLE-FACTORS", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a man is known and was not considered | 18 police male; 70 social-care assessed nomen | 70 raised
                    considered                            | 18 police male; 70 social-care assessed men |
                    not said [A45]                        | 18 police male; 70 social-care assessed |
                    nobody known                          | 70 social-care assessed nomen |
                    known of on that day                  | 70 police male; 70 social-care assessed nomen | 70 raised
                    of a later day                        | 71 police male; 70 social-care assessed nomen |
                    known later                           | 18>90 police male; 70 social-care assessed nomen | 90 raised
                    one alert for each                    | 18 police male; 70 social-care assessed nomen; 100 social-care assessed nomen | 70 raised, 100 raised
                    the man taken back                    | m: 18 police male; 70 social-care assessed nomen; 80 police retract m | 70 raised, 80 withdrawn
                    """)
    void father(String what, String facts, String alerts) {
        tells("WHOLE-FATHER", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    somebody else leads          | -5 council lead b; 60 school linked MODERATE a | 60 raised
                    the same leads               | -5 council lead a; 60 school linked HIGH a |
                    of low level                 | -5 council lead b; 60 school linked LOW a |
                    nobody leads for this child  | 60 school linked HIGH a |
                    nobody leads for the other   | -5 council lead b; 60 school linked HIGH | 60 raised
                    one of theirs leads here too | -5 council lead b; 60 school linked HIGH a b |
                    the lead of that day         | -5 council lead a; 60 council lead b; 60 school linked HIGH a; 70 council lead a | 60 raised
                    the lead before that day     | -5 council lead a; 61 council lead b; 60 school linked HIGH a |
                    each its own alert           | -5 council lead b; 60 school linked HIGH a; 70 school linked HIGH a | 60 raised, 70 raised
                    the lead known late          | -5 council lead a; 50>80 council lead b; 60 school linked HIGH a | 80 raised
                    known late                   | -5 council lead b; 60>80 school linked HIGH a | 80 raised
                    taken back                   | -5 council lead b; c: 60 school linked HIGH a; 70 school retract c | 60 raised, 70 withdrawn
                    """)
    void sibling(String what, String facts, String alerts) {
        tells("WHOLE-SIBLING", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    it is no concern about this child [A46] | 0 school concern; 9 housing concern; 20 school linked HIGH a |
                    """)
    void siblingIsNoConcern(String what, String facts, String alerts) {
        tells("DRIFT-CUMULATIVE", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    without it         | 70 social-care assessed novoice | 70 raised
                    with it            | 70 social-care assessed voice |
                    not said           | 70 social-care assessed |
                    known late         | 70>80 social-care assessed novoice | 80 raised
                    corrected          | a: 70 social-care assessed novoice; 70>75 social-care assessed voice; 75 social-care retract a | 70 raised, 75 withdrawn
                    one alert for each | 70 social-care assessed novoice; 80 social-care assessed novoice | 70 raised, 80 raised
                    """)
    void voice(String what, String facts, String alerts) {
        tells("VOICE-MISSING", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    is off [A54] | 0 social-care plan CP NEG; 5 social-care visit sw seen together; 15 social-care visit sw seen together |
                    """)
    void alone(String what, String facts, String alerts) {
        tells("VOICE-NOT-ALONE", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    without the history                             | 5 school referral nohistory basis | 5 raised
                    without the basis                               | 5 school referral history nobasis | 5 raised
                    with both                                       | 5 school referral history basis |
                    not asked [A47]                                 | 5 school referral |
                    further ones are added, it has no subject [A09] | 5 school referral nohistory; 9 gp referral nobasis | 5 raised
                    known late                                      | 5>9 school referral nohistory | 9 raised
                    taken back                                      | a: 5 school referral nohistory; 9 school retract a | 5 raised, 9 withdrawn
                    """)
    void quality(String what, String facts, String alerts) {
        tells("REF-QUALITY", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one for each [A48] | 5 school held; 6>9 gp held | 5 raised, 9 raised
                    taken back         | a: 5 school held; 9 school retract a | 5 raised, 9 withdrawn
                    """)
    void held(String what, String facts, String alerts) {
        tells("ID-REVIEW", facts, alerts);
    }
}
