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
     * is both.
     *
     * @param confirmations all of the persons asked about, in any order
     */
    public static List<Reader> at(Instant now, Collection<Confirmation> confirmations) {
        Map<RecordId, List<Confirmation>> byRecord =
                confirmations.stream().collect(Collectors.groupingBy(Confirmation::record));
        Map<PersonId, Map<PractitionerId, Confirmation.HeldAs>> readers = new HashMap<>();
        for (List<Confirmation> ofRecord : byRecord.values()) {
            for (Confirmation open : openAt(now, ofRecord)) {
                readers.computeIfAbsent(open.person(), _ -> new HashMap<>())
                        .merge(
                                open.practitioner(),
                                open.heldAs(),
                                (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
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
