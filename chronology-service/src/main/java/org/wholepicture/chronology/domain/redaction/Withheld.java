package org.wholepicture.chronology.domain.redaction;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a redacted file says of what is not in it.
 *
 * @param parts at least one
 */
public record Withheld(Ground ground, Set<Part> parts) {

    /** Copies the parts. */
    public Withheld {
        parts = Set.copyOf(parts);
    }

    /** All of the entry. */
    public static Withheld entry(Ground ground) {
        return new Withheld(ground, Set.of(Part.ENTRY));
    }

    /** Whether nothing of the entry is in the file. */
    public boolean whole() {
        return parts.contains(Part.ENTRY);
    }

    /** Both; the first one's ground is told. */
    Withheld and(@Nullable Withheld other) {
        if (other == null) {
            return this;
        }
        Set<Part> all = EnumSet.copyOf(parts);
        all.addAll(other.parts);
        return new Withheld(ground, all);
    }
}
