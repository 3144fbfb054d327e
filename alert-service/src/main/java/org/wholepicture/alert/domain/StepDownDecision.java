package org.wholepicture.alert.domain;

/** What a person decides after looking at what is open before a step-down or closure (B-36). */
public enum StepDownDecision {
    GO_AHEAD,
    DO_NOT_GO_AHEAD,
    WAIT
}
