package org.wholepicture.referral.domain;

import java.util.Optional;

/**
 * An agency or a practitioner of the partnership.
 *
 * @param id opaque; the key on the topic
 * @param kind which of the two
 * @param name as shown to colleagues
 * @param agency of a practitioner
 * @param manager of a practitioner who has one
 * @param active false once it has left
 * @param content the whole entry but its absences, JSON with its members in order
 * @param absences when a practitioner is away; an agency never is
 */
public record DirectoryEntry(
        String id,
        Kind kind,
        String name,
        Optional<String> agency,
        Optional<String> manager,
        boolean active,
        String content,
        Absences absences) {

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

    /** The same with other absences. */
    public DirectoryEntry away(Absences other) {
        return new DirectoryEntry(id, kind, name, agency, manager, active, content, other);
    }
}
