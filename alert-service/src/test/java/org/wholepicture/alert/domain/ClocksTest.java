package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clocks of procedure: domain.md C10 "Clocks", readings A01 to A04, A18 to A23, A56, A60. */
class ClocksTest {

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
                    decided on the working day after [A01]           | 0 school referral; 1 social-care decision ASSESS |
                    not decided fires on the next day                | 0 school referral | 2 raised
                    decided on the day it would fire [A10]           | 0 school referral; 2 social-care decision ASSESS |
                    decided later ends it                            | 0 school referral; 3 social-care decision ASSESS | 2 raised, 3 resolved
                    a decision of the same day counts as after [A10] | 0 school referral; 0 social-care decision EARLY_HELP |
                    the start does not count, a Friday               | 4 school referral | 8 raised
                    nor does a Saturday, and it may fire on one      | 5 school referral; 10 school referral | 8 raised, 12 raised
                    over Easter [A56]                                | 87 health-visiting referral | 93 raised
                    over the May bank holiday                        | 118 police referral | 121 raised
                    over Christmas with its substitute day           | 353 school referral | 359 raised
                    a decision not to act is one                     | 0 school referral; 1 social-care decision NO_FURTHER_ACTION |
                    late good news ends it [A06]                     | 0 school referral; 1>5 social-care decision ASSESS | 2 raised, 5 resolved
                    a referral known late                            | 0>10 school referral | 10 raised
                    both known late                                  | 0>10 school referral; 8>10 social-care decision ASSESS |
                    the named one is answered [A19]                  | a: 0 school referral; b: 0 police referral; 1 social-care decision ASSESS a | 2 raised
                    without a name every earlier one                 | 0 school referral; 0 police referral; 1 social-care decision ASSESS |
                    a decision before it answers nothing             | 0 social-care decision ASSESS; 3 school referral | 5 raised
                    taken back withdraws it [A08]                    | a: 0 school referral; 10 school retract a | 2 raised, 10 withdrawn
                    taken back after its end withdraws nothing [A49] | a: 0 school referral; 3 social-care decision ASSESS; 10 school retract a | 2 raised, 3 resolved
                    a decision taken back is a new episode [A07]     | 0 school referral; d: 3 social-care decision ASSESS; 9 social-care retract d | 2 raised, 3 resolved, 9 raised
                    """)
    void referral(String what, String facts, String alerts) {
        tells("CLOCK-REF-1", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    45 working days after its start          | 0 social-care assess | 64 raised
                    ended on the last day                    | 0 social-care assess; 63 social-care assessed |
                    ended late ends it                       | 0 social-care assess; 70 social-care assessed | 64 raised, 70 resolved
                    counted from the referral [A18]          | 0 school referral; 1 social-care decision ASSESS; 5 social-care assess | 64 raised
                    the latest one on or before its start    | 0 school referral; 5 police referral; 5 social-care assess; 9 school referral | 68 raised
                    not from one that was refused            | 0 school referral; 1 social-care decision NO_FURTHER_ACTION; 7 social-care assess | 71 raised
                    a referral alone starts no clock         | 0 school referral |
                    a referral that ran out before the start | 0 school referral; 100 social-care assess | 100 raised
                    a referral known late                    | 0>65 school referral; 5 social-care assess | 65 raised
                    Easter lies between, as in easter-baby   | 87 health-visiting referral; 92 social-care decision ASSESS; 93 social-care assess | 157 raised
                    one alert for each [A09]                 | 0 social-care assess; 1 social-care assess | 64 raised, 65 raised
                    an end ends every earlier one            | 0 social-care assess; 1 social-care assess; 30 social-care assessed |
                    one that starts on the day another ends  | 0 social-care assess; 7 social-care assessed; 7 social-care assess | 71 raised
                    started and ended on one day             | 0 social-care assess; 0 social-care assessed |
                    taken back                               | a: 0 social-care assess; 80 social-care retract a | 64 raised, 80 withdrawn
                    the end taken back                       | 0 social-care assess; e: 60 social-care assessed; 80 social-care retract e | 80 raised
                    """)
    void assessment(String what, String facts, String alerts) {
        tells("CLOCK-ASSESS-45", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    15 working days                                | 0 social-care strategy s47 | 22 raised
                    held on the last day                           | 0 social-care strategy s47; 21 social-care icpc |
                    held late ends it                              | 0 social-care strategy s47; 30 social-care icpc | 22 raised, 30 resolved
                    no enquiry, no clock                           | 0 social-care strategy physical |
                    the enquiry ended                              | 0 social-care strategy s47; 9 social-care s47end |
                    over the May holidays as in easter-baby        | 122 social-care strategy s47 | 145 raised
                    a review conference of a child on a plan [A20] | 0 social-care plan CP NEG; 10 social-care strategy s47; 20 social-care rcpc |
                    not of a child who was not                     | 10 social-care strategy s47; 20 social-care rcpc | 32 raised
                    nor on a plan of another kind                  | 0 social-care plan CIN NEG; 10 social-care strategy s47; 20 social-care rcpc | 32 raised
                    a further discussion starts no new clock       | 0 social-care strategy s47; 7 social-care strategy s47 | 22 raised
                    also after it has run out                      | 0 social-care strategy s47; 25 social-care strategy s47; 30 social-care icpc | 22 raised, 30 resolved
                    after its end it does                          | 0 social-care strategy s47; 9 social-care s47end; 14 social-care strategy s47 | 36 raised
                    one of the day of the end does not             | 0 social-care strategy s47; 9 social-care s47end; 9 social-care strategy s47 |
                    the conference known late                      | 0 social-care strategy s47; 10>25 social-care icpc | 22 raised, 25 resolved
                    taken back                                     | a: 0 social-care strategy s47; 30 social-care retract a | 22 raised, 30 withdrawn
                    the first taken back, the further one counts   | a: 0 social-care strategy s47; 7 social-care strategy s47; 10 social-care retract a | 29 raised
                    """)
    void conference(String what, String facts, String alerts) {
        tells("CLOCK-ICPC-15", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10 working days                           | 0 social-care plan CP NEG | 15 raised
                    held on the last day                      | 0 social-care plan CP NEG; 14 social-care core |
                    held on the day the plan began            | 0 social-care plan CP NEG; 0 social-care core |
                    one before the plan is none               | 0 social-care core; 3 social-care plan CP NEG | 18 raised
                    held late ends it                         | 0 social-care plan CP NEG; 20 social-care core | 15 raised, 20 resolved
                    the end of the plan ends it [A60]         | 0 social-care plan CP NEG; 20 social-care stepdown | 15 raised, 20 resolved
                    other plans have no clock [A21]           | 0 social-care plan CIN NEG; 0 social-care plan EH |
                    only the first has a clock                | 0 social-care plan CP NEG; 5 social-care core; 200 social-care plan CP EMO |
                    a plan started again needs no other [A59] | 0 social-care plan CP NEG; 5 social-care core; 30 social-care endplan CP; 50 social-care plan CP NEG |
                    a new plan does                           | 0 social-care plan CP NEG; 5 social-care core; 30 social-care endplan CP; 70 social-care plan CP NEG | 85 raised
                    taken back                                | p: 0 social-care plan CP NEG; 20 social-care retract p | 15 raised, 20 withdrawn
                    known late                                | 0>40 social-care plan CP NEG | 40 raised
                    """)
    void coreGroup(String what, String facts, String alerts) {
        tells("CLOCK-CORE-10", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    three months to the day, then the next day [A04]   | 0 social-care plan CP NEG | 91 raised
                    held on the last day                               | 0 social-care plan CP NEG; 90 social-care rcpc | 274 raised
                    from the last day of a month that is shorter [A04] | 26 social-care plan CP NEG | 116 raised
                    six months after the review held                   | 0 social-care plan CP NEG; 50 social-care rcpc | 232 raised
                    one alert for each overdue review                  | 0 social-care plan CP NEG; 100 social-care rcpc | 91 raised, 100 resolved, 284 raised
                    a review known late                                | 0 social-care plan CP NEG; 80>95 social-care rcpc | 91 raised, 95 resolved, 265 raised
                    an initial conference is no review                 | 0 social-care plan CP NEG; 0 social-care icpc; 80 social-care icpc | 91 raised
                    a review before the plan is of another plan        | 0 social-care rcpc; 7 social-care plan CP NEG | 98 raised
                    the review taken back                              | 0 social-care plan CP NEG; r: 80 social-care rcpc; 100 social-care retract r | 100 raised
                    the plan taken back                                | p: 0 social-care plan CP NEG; 100 social-care retract p | 91 raised, 100 withdrawn
                    ends with the plan                                 | 0 social-care plan CP NEG; 95 social-care close | 91 raised, 95 resolved
                    no other plan                                      | 0 social-care plan CIN NEG |
                    """)
    void review(String what, String facts, String alerts) {
        tells("CLOCK-RCPC", facts, alerts);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    15 working days                           | c: 0 social-care icpc | 22 raised
                    shared on the last day                    | c: 0 social-care icpc; 21 social-care minutes c |
                    shared late ends it                       | c: 87 social-care rcpc; 126 social-care minutes c | 113 raised, 126 resolved
                    of another conference                     | c: 0 social-care icpc; d: 60 social-care rcpc; 61 social-care minutes d | 22 raised
                    a core group has none                     | 0 social-care core; 0 social-care taf; 0 social-care strategy s47 |
                    they are due after the plan has ended too | c: 0 social-care rcpc; 0 social-care plan CP; 5 social-care close | 22 raised
                    taken back                                | c: 0 social-care icpc; 40 social-care retract c | 22 raised, 40 withdrawn
                    known late                                | c: 0 social-care icpc; 10>30 social-care minutes c | 22 raised, 30 resolved
                    """)
    void minutes(String what, String facts, String alerts) {
        tells("CLOCK-MINUTES-15", facts, alerts);
    }
}
