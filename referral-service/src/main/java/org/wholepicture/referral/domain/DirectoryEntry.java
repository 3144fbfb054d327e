package org.wholepicture.referral.domain;

import java.util.Optional;

/**
 * An agency or a practitioner of the partnership.
 *
 * @param id opaque; the key on the topic
 * @param kind which of the two
 * @param name as shown to colleagues
 * @param agency of a practitioner
 * @param active false once it has left
 * @param content the whole entry, JSON with its members in order
 */
public record DirectoryEntry(
        String id,
        Kind kind,
        String name,
        Optional<String> agency,
        boolean active,
        String content) {

    /** The two kinds of entries. */
    public enum Kind {
        AGENCY,
        PRACTITIONER
    }

    /** Leaves name and content out: it is personal data. */
    @Override
    public String toString() {
        return "DirectoryEntry[" + kind + "]";
    }
}
