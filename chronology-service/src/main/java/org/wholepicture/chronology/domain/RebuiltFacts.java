package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is to stand of some records, worked out anew from all their messages: the same adding as in
 * the database, kept in memory. Told in the order of the numbers it is what a service that missed
 * nothing has. Not thread-safe.
 */
public final class RebuiltFacts implements FactStore, EntryNotes {

    private static final Erased NOTHING = new Erased(List.of());

    private final Map<EntryKey, Entry> entries = new LinkedHashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<MarkKey, Mark> marks = new LinkedHashMap<>();
    private final Map<RecordId, NavigableMap<Long, Membership>> memberships = new LinkedHashMap<>();
    private final Map<Place, Child> children = new LinkedHashMap<>();
    private final Map<Place, Confirmation> confirmations = new LinkedHashMap<>();
    private final Map<AgencyId, Instant> heard = new HashMap<>();
    private final Map<RecordId, List<Erasure>> erasures = new LinkedHashMap<>();

    private record EntryKey(RecordId record, EventId event) {}

    private record MarkKey(
            RecordId record, EventId target, Mark.Kind kind, EventId by, Instant known) {}

    private record Place(RecordId record, long sequence) {}

    /** Which message told what. */
    public record Note(Telling told, Origin origin) {}

    @Override
    public void add(Entry entry) {
        AgencyId agency = entry.agency();
        if (agency != null && entry.kind() == EntryKind.FACT) {
            heard(agency, entry.known());
        }
        entries.putIfAbsent(new EntryKey(entry.record(), entry.id()), entry);
    }

    @Override
    public void add(Membership filedUnder, Entry entry, Collection<Mark> said) {
        addUnlessKnown(filedUnder);
        add(entry);
        add(said);
    }

    @Override
    public void add(Collection<Mark> said) {
        said.forEach(
                mark ->
                        marks.putIfAbsent(
                                new MarkKey(
                                        mark.record(),
                                        mark.target(),
                                        mark.kind(),
                                        mark.by(),
                                        mark.known()),
                                mark));
    }

    @Override
    public void add(Membership membership) {
        of(membership.record()).putIfAbsent(membership.sequence(), membership);
    }

    @Override
    public void addUnlessKnown(Membership membership) {
        boolean known =
                of(membership.record()).values().stream()
                        .filter(each -> Membership.BY_TIME_KNOWN.compare(each, membership) <= 0)
                        .max(Membership.BY_TIME_KNOWN)
                        .filter(each -> each.person().equals(membership.person()))
                        .isPresent();
        if (!known) {
            add(membership);
        }
    }

    private NavigableMap<Long, Membership> of(RecordId record) {
        return memberships.computeIfAbsent(record, _ -> new TreeMap<>());
    }

    @Override
    public void add(Child child) {
        children.putIfAbsent(new Place(child.record(), child.sequence()), child);
    }

    @Override
    public void add(Confirmation confirmation) {
        confirmations.putIfAbsent(
                new Place(confirmation.record(), confirmation.sequence()), confirmation);
    }

    @Override
    public Map<String, Long> add(Erasure erasure) {
        erasures.computeIfAbsent(erasure.record(), _ -> new ArrayList<>()).add(erasure);
        return Map.of();
    }

    @Override
    public void heard(AgencyId agency, Instant known) {
        heard.merge(agency, known, RebuiltFacts::earlier);
    }

    @Override
    public void note(Telling told, Origin origin) {
        notes.add(new Note(told, origin));
    }

    /** What orders say of records. */
    public List<Erasure> erasures() {
        return erasures.values().stream().flatMap(List::stream).toList();
    }

    private Erased erased(RecordId record) {
        return new Erased(erasures.getOrDefault(record, List.of()));
    }

    private Map<RecordId, Erased> erased() {
        Map<RecordId, Erased> erased = new HashMap<>();
        erasures.keySet().forEach(record -> erased.put(record, erased(record)));
        return erased;
    }

    /** Everything said, as far as orders left it. */
    public List<Entry> entries() {
        Map<RecordId, Erased> erased = erased();
        return entries.values().stream()
                .flatMap(entry -> erased.getOrDefault(entry.record(), NOTHING).left(entry).stream())
                .toList();
    }

    /** Which messages told them. */
    public List<Note> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** What was said of entries. */
    public List<Mark> marks() {
        Map<RecordId, Erased> erased = erased();
        return marks.values().stream()
                .flatMap(mark -> erased.getOrDefault(mark.record(), NOTHING).left(mark).stream())
                .toList();
    }

    /** To whom records belonged. */
    public List<Membership> memberships() {
        return memberships.values().stream().flatMap(each -> each.values().stream()).toList();
    }

    /** To whom each record belongs now. */
    public List<Membership> latest() {
        return memberships.values().stream()
                .flatMap(each -> each.values().stream().max(Membership.BY_TIME_KNOWN).stream())
                .toList();
    }

    /** Whom they are about. */
    public List<Child> children() {
        return children.values().stream()
                .filter(child -> !erased(child.record()).isForgotten())
                .toList();
    }

    /** Who may read. */
    public List<Confirmation> confirmations() {
        return confirmations.values().stream()
                .filter(confirmation -> !erased(confirmation.record()).isForgotten())
                .toList();
    }

    /** When each agency was first heard from. */
    public Map<AgencyId, Instant> heard() {
        return Collections.unmodifiableMap(heard);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
