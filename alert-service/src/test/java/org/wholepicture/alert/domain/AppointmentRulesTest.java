package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Appointments that were missed or cancelled: readings A29 to A33. */
class AppointmentRulesTest {

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
                    the first on a child protection plan for neglect | 0 social-care plan CP NEG; 30 hospital missed eye; 60 hospital missed eye | 30 raised
                    recovered or not [A29]                           | 0 social-care plan CP NEG; 30 hospital missed eye; 35 hospital attended eye | 30 raised
                    no access                                        | 0 social-care plan CP NEG; 30 health-visiting noaccess home-visit | 30 raised
                    on the day it began                              | 30 social-care plan CP NEG; 30 hospital missed eye | 30 raised
                    the day before it began                          | 30 social-care plan CP NEG; 29 hospital missed eye |
                    on the day it ended [A11]                        | 0 social-care plan CP NEG; 30 social-care close; 30 hospital missed eye |
                    on a child in need plan                          | 0 social-care plan CIN NEG; 30 hospital missed eye |
                    on a plan that is not for neglect                | 0 social-care plan CP EMO; 30 hospital missed eye |
                    the new category applies from its day [A59]      | 0 social-care plan CP EMO; 30 hospital missed eye; 40 social-care plan CP NEG; 50 hospital missed eye | 50 raised
                    the error of the service                         | 0 social-care plan CP NEG; 30 hospital missed eye fault |
                    cancelled and not attended by a teenager         | 0 social-care plan CP NEG; 30 hospital cancelled eye; 31 hospital absent eye |
                    one alert for each plan [A09]                    | 0 social-care plan CP NEG; 30 hospital missed eye; 60 social-care close; 100 social-care plan CP NEG; 110 hospital missed eye | 30 raised, 110 raised
                    it does not end with the plan                    | 0 social-care plan CP NEG; 30 hospital missed eye; 60 social-care close | 30 raised
                    known late                                       | 0 social-care plan CP NEG; 30>80 hospital missed eye; 60 social-care close | 80 raised
                    the plan known late                              | 0>80 social-care plan CP NEG; 30 hospital missed eye | 80 raised
                    taken back                                       | 0 social-care plan CP NEG; a: 30 hospital missed eye; 40 hospital retract a | 30 raised, 40 withdrawn
                    taken back before another [A29]                  | 0 social-care plan CP NEG; a: 30 hospital missed eye; 40 hospital retract a; 50 hospital missed eye | 30 raised, 40 withdrawn, 50 raised
                    one of two taken back [A08]                      | 0 social-care plan CP NEG; a: 30 hospital missed eye; 35 hospital missed eye; 40 hospital retract a | 30 raised
                    the plan taken back                              | p: 0 social-care plan CP NEG; 30 hospital missed eye; 40 social-care retract p | 30 raised, 40 withdrawn
                    """)
    void onPlan(String what, String facts, String alerts) {
        tells("WNB-ON-PLAN", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    three within 183 days            | 9 hospital cancelled speech; 101 hospital cancelled speech; 192 hospital cancelled eye | 192 raised
                    184 days                         | 9 hospital cancelled speech; 101 hospital cancelled speech; 193 hospital cancelled speech |
                    two                              | 9 hospital cancelled speech; 101 hospital cancelled speech |
                    attended later or not [A31]      | 0 hospital cancelled speech; 5 hospital attended speech; 10 hospital cancelled speech; 20 hospital cancelled speech | 20 raised
                    cancelled by the service         | 0 hospital cancelled speech; 5 hospital called-off speech; 10 hospital cancelled speech |
                    missed is not cancelled          | 0 hospital cancelled speech; 5 hospital missed speech; 10 hospital cancelled speech |
                    the error of the service         | 0 hospital cancelled speech; 5 hospital cancelled speech fault; 10 hospital cancelled speech |
                    one reported twice               | 0 hospital cancelled speech S1; 0 gp cancelled speech S1; 10 hospital cancelled speech S2 |
                    known late                       | 0>50 hospital cancelled speech; 10 hospital cancelled speech; 20 hospital cancelled speech | 50 raised
                    it does not end by ageing [A07b] | 0 hospital cancelled speech; 10 hospital cancelled speech; 20 hospital cancelled speech; 400 hospital cancelled speech | 20 raised
                    taken back                       | a: 0 hospital cancelled speech; 10 hospital cancelled speech; 20 hospital cancelled speech; 30 hospital retract a | 20 raised, 30 withdrawn
                    """)
    void cancelled(String what, String facts, String alerts) {
        tells("WNB-CANCEL", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    two [A32]                              | -2400 maternity absent antenatal; -2390 maternity absent antenatal | -2390 raised
                    one                                    | -2400 maternity absent antenatal |
                    whatever was attended since            | -2400 maternity absent antenatal; -2395 maternity attended antenatal; -2390 maternity absent antenatal | -2390 raised
                    cancelled by her                       | -2400 maternity absent antenatal; -2390 maternity cancelled antenatal |
                    another kind                           | -2400 maternity absent antenatal; -2390 hospital absent scan |
                    the error of the service               | -2400 maternity absent antenatal; -2390 maternity absent antenatal fault |
                    one reported twice                     | -2400 maternity absent antenatal M1; -2400 gp absent antenatal M1 |
                    of another pregnancy, after this birth | 10 maternity absent antenatal; 20 maternity absent antenatal |
                    it does not end with the birth         | -2010 maternity absent antenatal; -2005 maternity absent antenatal | -2005 raised
                    known late                             | -2400 maternity absent antenatal; -2390>-2380 maternity absent antenatal | -2380 raised
                    taken back                             | a: -2400 maternity absent antenatal; -2390 maternity absent antenatal; -2380 maternity retract a | -2390 raised, -2380 withdrawn
                    """)
    void antenatal(String what, String facts, String alerts) {
        tells("WNB-ANTENATAL", facts, alerts);
    }
}
