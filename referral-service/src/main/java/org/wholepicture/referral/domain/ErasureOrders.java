package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: orders of erasure, and who has carried them out. */
public interface ErasureOrders {

    /**
     * How far a service is with an order.
     *
     * @param parts how many messages of the order it was told
     * @param reported how many of them it has carried out
     * @param last when it reported last
     * @param erased how much of what went there
     */
    record Progress(
            String service,
            long parts,
            long reported,
            @Nullable Instant last,
            Map<String, Long> erased) {

        /** Copies the counts. */
        public Progress {
            erased = Map.copyOf(erased);
        }

        /** Whether nothing is waited for. */
        public boolean done() {
            return reported == parts;
        }
    }

    /**
     * Keeps an order as it is now.
     *
     * @return false if another one about the child is open
     */
    boolean put(ErasureOrder order);

    /** An order. */
    Optional<ErasureOrder> find(UUID id);

    /** An order, held until the transaction ends. */
    Optional<ErasureOrder> lock(UUID id);

    /** The oldest order that is to be carried out, held; another process takes another. */
    Optional<ErasureOrder> lockApproved();

    /** The latest orders, the latest first. */
    List<ErasureOrder> latest(int most);

    /** Whether an order about all of the child is open, or left nothing that came since. */
    boolean isSettled(PersonId person, ErasureOrder.Extent extent);

    /** Notes a message that tells the others of the order. */
    void addPart(UUID order, UUID part, RecordId record);

    /** Keeps what a service reports; nothing happens if it is known, or no such message is. */
    void report(ErasureReport report);

    /** What was told again. */
    record ToldAgain(long orders, long messages) {}

    /**
     * Has the messages of all orders that were carried out since then published once more: the same
     * ones, with their numbers, so that whoever has applied them drops them.
     */
    ToldAgain tellAgain(Instant since);

    /** How far each of these services is with an order. */
    List<Progress> progress(UUID order, List<String> services);
}
