package org.wholepicture.alert.application;

import java.util.UUID;

/** Telling the other services what people decided before a step-down or closure. */
public interface StepDownNews {

    /**
     * Publishes a decision in the caller's transaction.
     *
     * @param person whom it is about
     * @param agency the agency of whoever decided
     */
    void decided(StepDownStore.Decision decision, UUID person, String agency);
}
