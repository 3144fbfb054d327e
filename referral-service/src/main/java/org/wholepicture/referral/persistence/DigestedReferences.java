package org.wholepicture.referral.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.wholepicture.referral.domain.AppointmentReferences;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventIds;
import org.wholepicture.referral.domain.EventKey;

/** Keyed digests in place of what agencies call their appointments and events. */
@ApplicationScoped
class DigestedReferences implements AppointmentReferences, EventIds {

    private static final long VERSION = 0xF000L;
    private static final long CUSTOM = 0x8000L;
    private static final long VARIANT = 0xC000_0000_0000_0000L;
    private static final long RFC_9562 = 0x8000_0000_0000_0000L;

    private final KeyedDigests digests;

    DigestedReferences(KeyedDigests digests) {
        this.digests = digests;
    }

    @Override
    public String digest(String reference) {
        return HexFormat.of().formatHex(digests.of(reference));
    }

    /** A UUID of version 8, whose bits are ours to give. */
    @Override
    public EventId of(EventKey key) {
        // The line breaks keep it apart from every reference: none of the parts has one.
        ByteBuffer digest =
                ByteBuffer.wrap(
                        digests.of(
                                String.join("\n", "event", key.agency(), key.source(), key.id())));
        return new EventId(
                new UUID(
                        digest.getLong() & ~VERSION | CUSTOM,
                        digest.getLong() & ~VARIANT | RFC_9562));
    }
}
