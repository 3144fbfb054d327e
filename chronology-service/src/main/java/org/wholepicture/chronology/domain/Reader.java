package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody who may read the timeline of a person now. */
public record Reader(PersonId person, PractitionerId practitioner, Confirmation.HeldAs heldAs) {

    /**
     * Who may read whom at a time: of each record, for each practitioner and what they were
     * confirmed as, the latest word holds; of the leads only the one confirmed last, because
     * confirming another ends the former. A person with several records is read by the readers of
     * each: after a merge nobody is shut out until somebody decides. LEAD is stated where somebody
     * is both. What was said of another child opens nothing; it still ends what was said before it,
     * so that after a split nobody reads whom the front door has not confirmed for this child.
     *
     * @param confirmations all of the records asked about, in any order
     * @param memberships all of these records, in any order; a record without any is nobody's
     */
    public static List<Reader> at(
            Instant now,
            Collection<Confirmation> confirmations,
            Collection<Membership> memberships) {
        Map<RecordId, List<Membership>> histories =
                memberships.stream()
                        .sorted(Membership.BY_TIME_KNOWN)
                        .collect(Collectors.groupingBy(Membership::record));
        Map<RecordId, List<Confirmation>> byRecord =
                confirmations.stream()
                        .filter(said -> histories.containsKey(said.record()))
                        .collect(Collectors.groupingBy(Confirmation::record));
        Map<PersonId, Map<PractitionerId, Confirmation.HeldAs>> readers = new HashMap<>();
        byRecord.forEach(
                (record, said) -> {
                    List<Membership> history = histories.getOrDefault(record, List.of());
                    for (Confirmation open : openAt(now, said)) {
                        if (speaksOfTheChildNow(open, history)) {
                            readers.computeIfAbsent(
                                            history.getLast().person(), _ -> new HashMap<>())
                                    .merge(
                                            open.practitioner(),
                                            open.heldAs(),
                                            (one, other) ->
                                                    one.compareTo(other) <= 0 ? one : other);
                        }
                    }
                });
        List<Reader> sorted = new ArrayList<>();
        readers.forEach(
                (person, of) -> of.forEach((who, as) -> sorted.add(new Reader(person, who, as))));
        sorted.sort(
                Comparator.comparing((Reader reader) -> reader.person().value())
                        .thenComparing(Reader::heldAs)
                        .thenComparing(reader -> reader.practitioner().value()));
        return List.copyOf(sorted);
    }

    /** The persons that a practitioner may read, of those that were looked at. */
    public static Set<PersonId> personsOf(PractitionerId practitioner, Collection<Reader> readers) {
        return readers.stream()
                .filter(reader -> reader.practitioner().equals(practitioner))
                .map(Reader::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether what was said of a record's child is about the child to whom the record belongs now.
     * A merge carries it along. A split undoes the merges before it: what was said before them
     * holds again, what was said while they stood does not; a split that undoes no merge parts two
     * children who were one from the first, and nothing from before it holds.
     *
     * @param history of the record, oldest first
     */
    private static boolean speaksOfTheChildNow(Confirmation said, List<Membership> history) {
        if (said.person().equals(history.getLast().person())) {
            return true;
        }
        boolean saidInMerge = false;
        boolean mergedSince = false;
        PersonId person = history.getFirst().person();
        for (Membership membership : history) {
            if (membership.person().equals(person)) {
                continue;
            }
            person = membership.person();
            boolean since = said.isBefore(membership);
            if (membership.merged()) {
                saidInMerge |= !since;
                mergedSince |= since;
            } else if (!since) {
                saidInMerge = false;
            } else if (saidInMerge || !mergedSince) {
                return false;
            } else {
                mergedSince = false;
            }
        }
        return true;
    }

    /** Those that were said to begin later do not speak yet: they neither open nor end anything. */
    private static List<Confirmation> openAt(Instant now, List<Confirmation> ofRecord) {
        Map<PractitionerId, Confirmation> named = new HashMap<>();
        Map<PractitionerId, Confirmation> lead = new HashMap<>();
        ofRecord.stream()
                .filter(said -> !now.isBefore(said.from()))
                .sorted(Confirmation.BY_TIME_KNOWN)
                .forEach(
                        said -> {
                            switch (said.heldAs()) {
                                case NAMED -> named.put(said.practitioner(), said);
                                case LEAD -> {
                                    if (said.ended()) {
                                        lead.remove(said.practitioner());
                                    } else {
                                        lead.clear();
                                        lead.put(said.practitioner(), said);
                                    }
                                }
                            }
                        });
        return Stream.concat(lead.values().stream(), named.values().stream())
                .filter(said -> said.isOpenAt(now))
                .toList();
    }
}
