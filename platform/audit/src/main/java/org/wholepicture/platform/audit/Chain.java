package org.wholepicture.platform.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** How each row's digest is tied to all before it. */
final class Chain {

    /** What the first link follows. */
    static final byte[] BEGINNING = new byte[32];

    private Chain() {}

    /**
     * The link of a row: SHA-256 of the link before it, its place and its digest.
     *
     * @param position place in the chain, from 1
     * @param number the row's number in its table
     */
    static byte[] link(byte[] before, long position, long number, UUID entry, byte[] digest) {
        ByteBuffer linked =
                ByteBuffer.allocate(before.length + 4 * Long.BYTES + digest.length)
                        .put(before)
                        .putLong(position)
                        .putLong(number)
                        .putLong(entry.getMostSignificantBits())
                        .putLong(entry.getLeastSignificantBits())
                        .put(digest);
        try {
            return MessageDigest.getInstance("SHA-256").digest(linked.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
