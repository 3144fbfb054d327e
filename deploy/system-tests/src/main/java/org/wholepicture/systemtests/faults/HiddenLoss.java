package org.wholepicture.systemtests.faults;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.wholepicture.systemtests.Stack;

/**
 * A row deleted by hand, of which no number tells (assurance.md F29). Over when the event stands on
 * the timeline again, for which there are two minutes.
 *
 * @param what is deleted
 * @param probe sends the event whose row it is
 */
record HiddenLoss(Row what, Probe probe) implements Fault {

    private static final Duration MENDED_WITHIN = Duration.ofMinutes(2);
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    /** The rows. */
    enum Row {
        /** Filed, and not yet given to Kafka, which is away. */
        OUTBOX(
                "outbox row deleted",
                true,
                "referral",
                """
                DELETE FROM outbox
                WHERE published_at IS NULL AND message_id IN (
                    SELECT message_id FROM numbered_message WHERE event_id = ?)
                """),
        /** Applied and shown. */
        ENTRY("timeline row deleted", false, "chronology", "DELETE FROM entry WHERE event = ?");

        private final String named;

        /** Whether it is deleted before Kafka has what it says, and not after all have it. */
        private final boolean withoutKafka;

        private final String database;
        private final String delete;

        Row(String named, boolean withoutKafka, String database, String delete) {
            this.named = named;
            this.withoutKafka = withoutKafka;
            this.database = database;
            this.delete = delete;
        }

        private boolean delete(Stack stack, String receipt) {
            return !receipt.isEmpty()
                    && stack.execute(database, delete, UUID.fromString(receipt)) > 0;
        }
    }

    @Override
    public List<String> names() {
        return List.of(what.named);
    }

    @Override
    public int kills() {
        return 0;
    }

    @Override
    public void strike(Stack stack) throws InterruptedException {
        String event;
        long since;
        if (what.withoutKafka) {
            stack.wp("stop", "kafka");
        }
        try {
            event = probe.send();
            boolean deleted =
                    Probe.await(
                            System.nanoTime(),
                            UNDER_WAY,
                            () ->
                                    (what.withoutKafka || probe.isVisible(event))
                                            && what.delete(stack, probe.receipt(event)));
            if (!deleted) {
                throw new IllegalStateException("there was no row to delete");
            }
            since = System.nanoTime();
        } finally {
            if (what.withoutKafka) {
                stack.wp("start", "kafka");
            }
        }
        if (!Probe.await(since, MENDED_WITHIN, () -> probe.isVisible(event))) {
            throw new IllegalStateException("what was lost is not back after two minutes");
        }
    }
}
