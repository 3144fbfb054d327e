package org.wholepicture.alert.domain;

/** What the front door decided on a referral (cases/README.md). */
public enum ReferralOutcome {
    ASSESS,
    EARLY_HELP,
    STRATEGY,
    NO_STRATEGY,
    NO_STRATEGY_YET,
    NO_FURTHER_ACTION
}
