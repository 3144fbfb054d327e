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

    private final Map<EntryKey, Entry> entries = new LinkedHashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<MarkKey, Mark> marks = new LinkedHashMap<>();
    private final Map<RecordId, NavigableMap<Long, Membership>> memberships = new LinkedHashMap<>();
    private final Map<Place, Child> children = new LinkedHashMap<>();
    private final Map<Place, Confirmation> confirmations = new LinkedHashMap<>();
    private final Map<AgencyId, Instant> heard = new HashMap<>();

    private record EntryKey(RecordId record, EventId event) {}

    private record MarkKey(
            RecordId record, EventId target, Mark.Kind kind, EventId by, Instant known) {}

    private record Place(RecordId record, long sequence) {}

    /** Which message told an entry. */
    public record Note(Entry entry, Origin origin) {}

    @Override
    public void add(Entry entry) {
        AgencyId agency = entry.agency();
        if (agency != null && entry.kind() == EntryKind.FACT) {
            heard.merge(agency, entry.known(), RebuiltFacts::earlier);
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
    public void note(Entry entry, Origin origin) {
        notes.add(new Note(entry, origin));
    }

    /** Everything said. */
    public Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** Which messages told them. */
    public List<Note> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** What was said of entries. */
    public Collection<Mark> marks() {
        return Collections.unmodifiableCollection(marks.values());
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
    public Collection<Child> children() {
        return Collections.unmodifiableCollection(children.values());
    }

    /** Who may read. */
    public Collection<Confirmation> confirmations() {
        return Collections.unmodifiableCollection(confirmations.values());
    }

    /** When each agency was first heard from. */
    public Map<AgencyId, Instant> heard() {
        return Collections.unmodifiableMap(heard);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
