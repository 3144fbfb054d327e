package org.wholepicture.alert.application;

import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Whom the messages of the transaction at hand touched, and until when what is known of them
 * reaches. One for each transaction, so of one thread.
 */
@TransactionScoped
class Touched implements Serializable {

    private static final long serialVersionUID = 1L;

    private final HashMap<UUID, Instant> persons = new HashMap<>();

    /** Something became known of a person; the latest moment counts. */
    void add(UUID person, Instant known) {
        persons.merge(person, known, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Everybody touched since it was asked last. */
    Map<UUID, Instant> takeAll() {
        Map<UUID, Instant> taken = Map.copyOf(persons);
        persons.clear();
        return taken;
    }
}
