package org.wholepicture.referral.domain;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Matching by identifiers alone, all of which have passed their check digits.
 *
 * <ul>
 *   <li>no identifier: LOW_CONFIDENCE, for names alone match nobody;
 *   <li>identifiers of two persons: MANY;
 *   <li>identifiers of one person: MATCH, unless the event names another identifier of a system in
 *       which that record already has one, which speaks against it: POTENTIAL;
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

    /** Whether an identifier that we do not know is of a system in which the person has another. */
    private boolean contradicts(PersonDetails child, Set<IdentityIndex.Hit> hits) {
        Set<Identifier> known =
                hits.stream().map(IdentityIndex.Hit::identifier).collect(Collectors.toSet());
        Set<IdentifierSystem> unknownSystems =
                child.identifiers().stream()
                        .filter(identifier -> !known.contains(identifier))
                        .map(Identifier::system)
                        .collect(Collectors.toSet());
        if (unknownSystems.isEmpty()) {
            return false;
        }
        Set<RecordId> records =
                hits.stream().map(IdentityIndex.Hit::record).collect(Collectors.toSet());
        return index.identifiersOf(records).stream()
                .anyMatch(hit -> unknownSystems.contains(hit.identifier().system()));
    }
}
