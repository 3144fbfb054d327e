package org.wholepicture.referral.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An accepted event, for ever; also the id of its receipt. */
public record EventId(UUID value) {

    /**
     * The id under which a further part of this event is published, where it is more than fits into
     * one message; the same in every run. Part 0 is the event itself.
     */
    public EventId part(int number) {
        return number == 0
                ? this
                : new EventId(
                        UUID.nameUUIDFromBytes(
                                ("part " + number + " of " + value)
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
