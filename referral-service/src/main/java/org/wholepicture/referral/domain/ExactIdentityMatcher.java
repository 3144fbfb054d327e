package org.wholepicture.referral.domain;

import static org.wholepicture.referral.domain.IdentifierSystem.LA_CHILD_ID;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Matching by identifiers alone, all of which have passed their check digits.
 *
 * <ul>
 *   <li>no identifier: LOW_CONFIDENCE, for names alone match nobody;
 *   <li>identifiers of two persons: MANY;
 *   <li>identifiers of one person: MATCH, unless something speaks against it: another identifier of
 *       a system in which the person already has one, another birth date, or new national numbers
 *       for a person who has others where only the council's id is the same and no birth date
 *       confirms it: POTENTIAL;
 *   <li>all unknown: NONE, unless the mother is already known to expect a child on another day, for
 *       that may be the same child with a corrected date: POTENTIAL.
 * </ul>
 */
public final class ExactIdentityMatcher implements IdentityMatcher {

    private final IdentityIndex index;

    /** Looks identifiers up in this index. */
    public ExactIdentityMatcher(IdentityIndex index) {
        this.index = index;
    }

    @Override
    public Match match(PersonDetails child) {
        if (child.identifiers().isEmpty()) {
            return new Match.LowConfidence();
        }
        Set<IdentityIndex.Hit> hits = index.find(child.identifiers());
        if (hits.isEmpty()) {
            return child.identifiers().stream()
                            .filter(i -> i.system() == IdentifierSystem.UNBORN)
                            .anyMatch(index::expectsAnother)
                    ? new Match.Potential()
                    : new Match.None();
        }
        if (hits.stream().map(IdentityIndex.Hit::person).distinct().count() > 1) {
            return new Match.Many();
        }
        RecordId record =
                hits.stream()
                        .min(
                                Comparator.comparing(
                                                (IdentityIndex.Hit hit) ->
                                                        hit.identifier().system())
                                        .thenComparing(IdentityIndex.Hit::record))
                        .orElseThrow()
                        .record();
        return contradicts(child, hits) ? new Match.Potential() : new Match.Found(record);
    }

    /** Whether something that the event says is at odds with what is known of the person. */
    private boolean contradicts(PersonDetails child, Set<IdentityIndex.Hit> hits) {
        Set<RecordId> records =
                hits.stream().map(IdentityIndex.Hit::record).collect(Collectors.toSet());
        LocalDate birthDate = child.birthDate();
        boolean confirmed = false;
        if (birthDate != null) {
            Set<LocalDate> birthDates = index.birthDatesOf(records);
            confirmed = birthDates.contains(birthDate);
            if (!confirmed && !birthDates.isEmpty()) {
                return true;
            }
        }
        if (identifiers(hits).containsAll(child.identifiers())) {
            return false;
        }
        Set<Identifier> known = identifiers(index.identifiersOf(records));
        return Identifier.contradict(child.identifiers(), known)
                || (!confirmed && joinsByCouncilIdAlone(child, hits, known));
    }

    private static Set<Identifier> identifiers(Set<IdentityIndex.Hit> hits) {
        return hits.stream().map(IdentityIndex.Hit::identifier).collect(Collectors.toSet());
    }

    /** A council's id has no check digit: it does not tie one child's numbers to another's. */
    private static boolean joinsByCouncilIdAlone(
            PersonDetails child, Set<IdentityIndex.Hit> hits, Set<Identifier> known) {
        return hits.stream().allMatch(hit -> hit.identifier().system() == LA_CHILD_ID)
                && hasNational(child.identifiers())
                && hasNational(known);
    }

    private static boolean hasNational(Set<Identifier> identifiers) {
        return identifiers.stream().anyMatch(identifier -> identifier.system().isNational());
    }
}
