package org.wholepicture.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One record from a topic, as far as it could be read. */
sealed interface Delivery {

    /** Where it stood and what it was. */
    Place place();

    /** A message of ours. */
    record Understood(Place place, Envelope message) implements Delivery {}

    /**
     * Not a message of ours.
     *
     * @param reason a sentence that quotes nothing of it
     */
    record Unreadable(Place place, String reason) implements Delivery {}

    /**
     * Where a record stood.
     *
     * @param key as text that every column can hold, at most 200 characters
     * @param producedAt when it was put on the topic; tells it from a record at the same offset of
     *     an earlier topic of this name
     * @param trace of whom it is a part, as its header says; null where it says nothing readable
     */
    // Never compared: the array is only handed on.
    @SuppressWarnings("ArrayRecordComponent")
    record Place(
            String topic,
            @Nullable String key,
            int partition,
            long offset,
            Instant producedAt,
            byte @Nullable [] payload,
            @Nullable String trace) {

        private static final int LONGEST_KEY = 200;
        private static final int TRACE_LENGTH = 55;

        static Place of(ConsumerRecord<byte[], byte[]> delivered) {
            return new Place(
                    delivered.topic(),
                    text(delivered.key()),
                    delivered.partition(),
                    delivered.offset(),
                    Instant.ofEpochMilli(Math.max(0, delivered.timestamp())),
                    delivered.value(),
                    trace(delivered.headers().lastHeader(Traces.HEADER)));
        }

        private static @Nullable String trace(@Nullable Header header) {
            // Its form is checked where it is read; only its length is anybody's choice.
            return header == null || header.value() == null || header.value().length != TRACE_LENGTH
                    ? null
                    : new String(header.value(), StandardCharsets.US_ASCII);
        }

        private static @Nullable String text(byte @Nullable [] key) {
            if (key == null) {
                return null;
            }
            String text = new String(key, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
            return text.length() > LONGEST_KEY ? text.substring(0, LONGEST_KEY) : text;
        }
    }

    /** Reads a record; never fails. */
    static Delivery of(Place place) {
        if (place.key() == null) {
            return new Unreadable(place, "no key");
        }
        if (place.payload() == null) {
            return new Unreadable(place, "no value");
        }
        try {
            Envelope message = EnvelopeJson.read(place.payload());
            return message.key().equals(place.key())
                    ? new Understood(place, message)
                    : new Unreadable(place, "subject differs from the key");
        } catch (IllegalArgumentException e) {
            return new Unreadable(place, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return new Unreadable(place, "nested too deeply");
        }
    }
}
