package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows step-downs and closures: readings A04, A05, A10, A25 to A27. */
class EndingsTest {

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
                    two endings each followed                      | 0 early-help close; 50 school concern MODERATE; 200 social-care stepdown; 300 school concern HIGH | 300 raised
                    by a referral too                              | 0 early-help close; 50 school referral; 200 social-care close; 300 school referral | 300 raised
                    not by a low concern                           | 0 early-help close; 50 school concern LOW; 200 social-care close; 300 school concern HIGH |
                    the second not followed yet                    | 0 early-help close; 50 school concern HIGH; 200 social-care close |
                    365 days after                                 | 0 early-help close; 365 school concern HIGH; 400 social-care close; 765 school concern HIGH | 765 raised
                    366 days after                                 | 0 early-help close; 366 school concern HIGH; 400 social-care close; 500 school concern HIGH |
                    on the day of the ending is not after it [A10] | 0 early-help close; 0 school concern HIGH; 200 social-care close; 300 school concern HIGH |
                    after the next ending is not before it         | 0 early-help close; 100 social-care close; 150 school concern HIGH |
                    36 months to the day [A04]                     | 0 early-help close; 100 school concern HIGH; 900 social-care close; 1096 school concern HIGH; 1096 school concern HIGH | 1096 raised
                    36 months and a day                            | 0 early-help close; 100 school concern HIGH; 900 social-care close; 1097 school concern HIGH |
                    two of three endings                           | 0 early-help close; 100 school concern HIGH; 200 social-care close; 300 social-care close; 350 school referral | 350 raised
                    known late                                     | 0 early-help close; 50>400 school concern HIGH; 200 social-care close; 300 school concern HIGH | 400 raised
                    it does not end by ageing [A07b]               | 0 early-help close; 50 school concern HIGH; 200 social-care close; 300 school concern HIGH; 850 social-care close | 300 raised
                    an ending taken back                           | a: 0 early-help close; 50 school concern HIGH; 200 social-care close; 300 school concern HIGH; 310 early-help retract a | 300 raised, 310 withdrawn
                    what followed taken back                       | 0 early-help close; a: 50 school concern HIGH; 200 social-care close; 300 school concern HIGH; 310 school retract a | 300 raised, 310 withdrawn
                    and something else followed too [A08]          | 0 early-help close; a: 50 school concern HIGH; 60 school referral; 200 social-care close; 300 school concern HIGH; 310 school retract a | 300 raised
                    """)
    void cycle(String what, String facts, String alerts) {
        tells("DRIFT-CYCLE", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    two endings and a new worker who assesses | 0 early-help close; 200 social-care stepdown; 300 social-care assess new | 300 raised
                    and a new lead                            | 0 early-help close; 200 social-care close; 300 social-care lead x new | 300 raised
                    without anybody new [A26]                 | 0 early-help close; 200 social-care close; 300 social-care assess; 300 social-care lead x |
                    without any trigger                       | 0 early-help close; 200 social-care close; 300 school referral |
                    one ending                                | 200 social-care close; 300 social-care assess new |
                    up to and including that day              | 0 early-help close; 300 social-care close; 300 social-care assess new | 300 raised
                    an ending after it does not count         | 0 early-help close; 300 social-care assess new; 301 social-care close |
                    36 months                                 | 0 early-help close; 200 social-care close; 1096 social-care assess new | 1096 raised
                    36 months and a day                       | 0 early-help close; 200 social-care close; 1097 social-care assess new |
                    three decisions of no further action      | 0 social-care decision NO_FURTHER_ACTION; 100 social-care decision NO_FURTHER_ACTION; 200 social-care decision NO_FURTHER_ACTION; 300 social-care assess new | 300 raised
                    two of them                               | 100 social-care decision NO_FURTHER_ACTION; 200 social-care decision NO_FURTHER_ACTION; 300 social-care assess new |
                    other decisions are none                  | 0 social-care decision ASSESS; 100 social-care decision NO_FURTHER_ACTION; 200 social-care decision NO_FURTHER_ACTION; 300 social-care assess new |
                    24 months                                 | 0 social-care decision NO_FURTHER_ACTION; 100 social-care decision NO_FURTHER_ACTION; 200 social-care decision NO_FURTHER_ACTION; 730 social-care assess new | 730 raised
                    24 months and a day                       | 0 social-care decision NO_FURTHER_ACTION; 100 social-care decision NO_FURTHER_ACTION; 200 social-care decision NO_FURTHER_ACTION; 731 social-care assess new |
                    one alert for each [A09]                  | 0 early-help close; 200 social-care close; 300 social-care assess new; 310 social-care lead x new | 300 raised, 310 raised
                    an ending known late                      | 0>400 early-help close; 200 social-care close; 300 social-care assess new | 400 raised
                    an ending taken back                      | a: 0 early-help close; 200 social-care close; 300 social-care assess new; 310 early-help retract a | 300 raised, 310 withdrawn
                    an early help assessment is no trigger    | 0 early-help close; 200 social-care close; 300 early-help eha |
                    """)
    void startAgain(String what, String facts, String alerts) {
        tells("DRIFT-STARTAGAIN", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one of moderate level on the 90th day           | 0 early-help close; 90 school concern MODERATE | 90 raised
                    on the 91st                                     | 0 early-help close; 91 school concern MODERATE |
                    on the day itself is not after it [A10]         | 0 early-help close; 0 school concern HIGH |
                    on the day after                                | 0 early-help stepdown; 1 school concern HIGH | 1 raised
                    one low concern                                 | 0 early-help close; 50 school concern LOW |
                    two low ones                                    | 0 early-help close; 50 school concern LOW; 60 school concern LOW | 60 raised
                    a low one and a missed appointment              | 0 early-help close; 50 school concern LOW; 90 dental missed | 90 raised
                    two missed appointments, recovered or not [A27] | 0 early-help close; 50 dental missed; 60 dental attended; 70 health-visiting noaccess home-visit | 70 raised
                    one appointment reported twice [A30]            | 0 early-help close; 50 dental missed dental D1; 50 gp missed dental D1 |
                    the error of a service is none                  | 0 early-help close; 50 dental missed; 60 dental missed dental fault |
                    referrals do not count                          | 0 early-help close; 50 school referral; 60 school referral; 70 school concern LOW |
                    one alert for each ending that it fits          | 0 social-care stepdown; 60 early-help close; 80 school concern HIGH | 80 raised, 80 raised
                    known late [A05]                                | 0 early-help close; 88>130 police concern MODERATE | 130 raised
                    the ending known late                           | 0>130 early-help close; 88 police concern MODERATE | 130 raised
                    corrected to low, and again [A07]               | 0 early-help close; a: 50 housing concern MODERATE; 50>56 housing concern LOW; 56 housing retract a; 80 dental missed | 50 raised, 56 withdrawn, 80 raised
                    the ending taken back                           | c: 0 early-help close; 50 school concern HIGH; 60 early-help retract c | 50 raised, 60 withdrawn
                    it does not end by ageing [A07b]                | 0 early-help close; 50 school concern HIGH; 400 school concern HIGH | 50 raised
                    """)
    void relapse(String what, String facts, String alerts) {
        tells("STEPDOWN-RELAPSE", facts, alerts);
    }
}
