package org.wholepicture.alert.application;

import java.time.Instant;

/** Telling the other services what happens to alerts. */
public interface AlertNews {

    /** Publishes what happened to the alert in the caller's transaction. */
    void tell(AlertStore.What what, StoredAlert alert, Instant at);
}
