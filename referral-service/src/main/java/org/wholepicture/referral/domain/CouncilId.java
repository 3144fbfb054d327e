package org.wholepicture.referral.domain;

import java.util.Locale;
import java.util.Optional;

/**
 * A council's own id of a child: text without a check (domain.md D2, la_child_id). What people
 * write who have none, "N/A", "unknown", "0" or "0000", would bring different children together.
 */
final class CouncilId {

    private static final int SHORTEST = 4;

    private CouncilId() {}

    /**
     * In capitals and without spaces; empty if it has fewer than four letters and digits, or no two
     * different digits.
     */
    static Optional<String> read(String written) {
        String id = written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        boolean longEnough = id.chars().filter(Character::isLetterOrDigit).count() >= SHORTEST;
        boolean aNumber = id.chars().filter(Character::isDigit).distinct().count() > 1;
        return Optional.of(id).filter(_ -> longEnough && aNumber);
    }
}
