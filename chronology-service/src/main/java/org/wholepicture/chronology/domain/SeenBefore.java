package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Since when and until when somebody could read a child's records. What was corrected or withdrawn
 * is shown struck through to those who saw the first version, and hidden by default from others
 * [domain.md B-33]. Who saw it is taken to be who was confirmed while it stood: that is known from
 * the same facts as everything else, on every day asked about and after a rebuild, and a page that
 * was printed or told of counts like one that was looked at [ADR 0015].
 */
public final class SeenBefore {

    /** In the order of time: from each of them on, the next records could be read. */
    private record From(Instant time, Set<RecordId> records) {}

    private final List<From> turns;

    private SeenBefore(List<From> turns) {
        this.turns = List.copyOf(turns);
    }

    /**
     * When this practitioner could read which records.
     *
     * @param confirmations all of the records
     * @param memberships all of the records
     */
    public static SeenBefore of(
            PractitionerId practitioner,
            Collection<Confirmation> confirmations,
            Collection<Membership> memberships) {
        if (confirmations.stream().noneMatch(said -> said.practitioner().equals(practitioner))) {
            return new SeenBefore(List.of());
        }
        TreeSet<Instant> times = new TreeSet<>();
        memberships.forEach(membership -> times.add(membership.known()));
        for (Confirmation said : confirmations) {
            times.add(said.known());
            times.add(said.from());
            if (said.until() != null) {
                times.add(said.until());
            }
        }
        List<From> turns = new ArrayList<>();
        for (Instant time : times) {
            turns.add(new From(time, readable(time, practitioner, confirmations, memberships)));
        }
        return new SeenBefore(turns);
    }

    /**
     * Whether a record could be read at any time from a moment until before another. Never where
     * there is no time between: what came after the version that takes its place never stood.
     */
    public boolean couldRead(RecordId record, Instant from, Instant until) {
        if (!from.isBefore(until)) {
            return false;
        }
        for (int i = 0; i < turns.size(); i++) {
            Instant begins = turns.get(i).time();
            Instant ends = i + 1 < turns.size() ? turns.get(i + 1).time() : Instant.MAX;
            if (turns.get(i).records().contains(record)
                    && begins.isBefore(until)
                    && ends.isAfter(from)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a line is shown to somebody without being asked for: what stands, what they could see
     * while it stood, and what is their own agency's word.
     */
    public boolean shows(Line line, AgencyId ownAgency) {
        return line.struckAt()
                .map(
                        struck ->
                                ownAgency.equals(line.entry().agency())
                                        || couldRead(
                                                line.entry().record(),
                                                line.entry().known(),
                                                struck))
                .orElse(true);
    }

    private static Set<RecordId> readable(
            Instant time,
            PractitionerId practitioner,
            Collection<Confirmation> confirmations,
            Collection<Membership> memberships) {
        List<Membership> knownThen =
                memberships.stream().filter(one -> !one.known().isAfter(time)).toList();
        Set<PersonId> persons =
                Reader.personsOf(
                        practitioner,
                        Reader.at(
                                time,
                                confirmations.stream()
                                        .filter(said -> !said.known().isAfter(time))
                                        .toList(),
                                knownThen));
        Map<RecordId, PersonId> owners = new HashMap<>();
        knownThen.stream()
                .sorted(Membership.BY_TIME_KNOWN)
                .forEach(one -> owners.put(one.record(), one.person()));
        Set<RecordId> records = new HashSet<>();
        owners.forEach(
                (record, owner) -> {
                    if (persons.contains(owner)) {
                        records.add(record);
                    }
                });
        return Set.copyOf(records);
    }
}
