package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.SimulatedDatabase.Born;
import org.wholepicture.alert.application.SimulatedDatabase.Confirmed;
import org.wholepicture.alert.application.SimulatedDatabase.Membership;
import org.wholepicture.alert.application.SimulatedDatabase.MembershipKey;
import org.wholepicture.alert.application.SimulatedDatabase.Record;
import org.wholepicture.alert.domain.Birth;

/** Records, persons, leads and the directory as rows in memory. */
final class SimulatedPeople implements People, Directory {

    private static final Inbox DESK =
            new Inbox("social-care", Inbox.OUT_OF_HOURS, "desk@social-care.example");

    private final SimulatedDatabase database;

    SimulatedPeople(SimulatedDatabase database) {
        this.database = database;
    }

    @Override
    public Set<UUID> belongs(UUID record, UUID person, long sequence, Instant known) {
        database.written();
        var rows = database.rows;
        rows.foldedThrough.putIfAbsent(person, LocalDate.EPOCH);
        rows.memberships.putIfAbsent(
                new MembershipKey(record, sequence), new Membership(person, known));
        Record before = rows.records.get(record);
        Record after = settled(record);
        rows.records.put(record, after);
        Set<UUID> changed = new TreeSet<>();
        if (before == null || !before.person().equals(after.person())) {
            changed.add(after.person());
            if (before != null) {
                changed.add(before.person());
            }
        }
        return changed;
    }

    /** The latest message says whose it is, since the first after the last that says otherwise. */
    private Record settled(UUID record) {
        var said =
                database.rows
                        .memberships
                        .subMap(
                                new MembershipKey(record, Long.MIN_VALUE),
                                new MembershipKey(record, Long.MAX_VALUE))
                        .values();
        Membership latest = null;
        Instant joined = Instant.MAX;
        Instant firstKnown = Instant.MAX;
        for (Membership one : said) {
            if (latest == null || !latest.person().equals(one.person())) {
                joined = Instant.MAX;
            }
            joined = one.known().isBefore(joined) ? one.known() : joined;
            firstKnown = one.known().isBefore(firstKnown) ? one.known() : firstKnown;
            latest = one;
        }
        if (latest == null) {
            throw new IllegalStateException("nobody's record");
        }
        return new Record(latest.person(), joined, firstKnown);
    }

    @Override
    public void born(UUID record, LocalDate day, long sequence, Instant known) {
        database.written();
        database.rows.births.putIfAbsent(new MembershipKey(record, sequence), new Born(day, known));
    }

    @Override
    public void hold(Set<UUID> persons) {
        persons.forEach(person -> database.rows.foldedThrough.putIfAbsent(person, LocalDate.EPOCH));
    }

    @Override
    public Optional<UUID> personOf(UUID record) {
        return Optional.ofNullable(database.rows.records.get(record)).map(Record::person);
    }

    @Override
    public List<UUID> records(UUID person) {
        return database.rows.records.entrySet().stream()
                .filter(one -> one.getValue().person().equals(person))
                .sorted(
                        Comparator.comparing(
                                        (Map.Entry<UUID, Record> one) ->
                                                one.getValue().firstKnown())
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public List<Birth> births(UUID person) {
        return database.rows.births.entrySet().stream()
                .filter(one -> recordOf(one).person().equals(person))
                .map(one -> Map.entry(later(one), one))
                .sorted(
                        Comparator.comparing(
                                        (Map.Entry<Instant, Map.Entry<MembershipKey, Born>> one) ->
                                                one.getKey())
                                .thenComparing(one -> one.getValue().getKey()))
                .map(
                        one ->
                                new Birth(
                                        one.getValue().getValue().day(),
                                        one.getKey().atZone(MailTimes.LONDON).toLocalDate()))
                .toList();
    }

    private Record recordOf(Map.Entry<MembershipKey, Born> one) {
        return Objects.requireNonNull(database.rows.records.get(one.getKey().record()));
    }

    private Instant later(Map.Entry<MembershipKey, Born> one) {
        Instant joined = recordOf(one).joined();
        Instant known = one.getValue().known();
        return known.isBefore(joined) ? joined : known;
    }

    @Override
    public void confirm(Confirmation confirmation, long sequence) {
        database.written();
        database.rows.confirmations.putIfAbsent(
                confirmation.event(), new Confirmed(confirmation, sequence));
    }

    @Override
    public void settleLead(UUID person) {
        database.written();
        List<Confirmed> mine =
                database.rows.confirmations.values().stream()
                        .filter(
                                one ->
                                        personOf(one.confirmation().record())
                                                .filter(person::equals)
                                                .isPresent())
                        .toList();
        mine.stream()
                .filter(one -> !one.confirmation().ended())
                .max(LATEST)
                .filter(
                        latest ->
                                mine.stream()
                                        .filter(one -> one.confirmation().ended())
                                        .filter(
                                                one ->
                                                        one.confirmation()
                                                                .practitioner()
                                                                .equals(
                                                                        latest.confirmation()
                                                                                .practitioner()))
                                        .noneMatch(one -> LATEST.compare(one, latest) > 0))
                .ifPresentOrElse(
                        lead -> database.rows.leads.put(person, lead.confirmation().practitioner()),
                        () -> database.rows.leads.remove(person));
    }

    private static final Comparator<Confirmed> LATEST =
            Comparator.comparing((Confirmed one) -> one.confirmation().known())
                    .thenComparing(Confirmed::sequence);

    @Override
    public Optional<String> lead(UUID person, Instant at) {
        return Optional.ofNullable(database.rows.leads.get(person));
    }

    @Override
    public Optional<LocalDate> foldedThrough(UUID person) {
        return Optional.ofNullable(database.rows.foldedThrough.get(person));
    }

    @Override
    public void foldedThrough(UUID person, LocalDate day) {
        database.written();
        database.rows.foldedThrough.merge(
                person, day, (one, other) -> one.isAfter(other) ? one : other);
    }

    @Override
    public long behind(LocalDate day, Instant now) {
        return database.rows.foldedThrough.values().stream().filter(day::isAfter).count();
    }

    @Override
    public Optional<UUID> holdOneBehind(LocalDate day, Instant now) {
        return database.rows.foldedThrough.entrySet().stream()
                .filter(one -> one.getValue().isBefore(day))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void setAside(UUID person, Instant until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setMailAside(UUID person, Instant until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean put(Practitioner practitioner, long sequence) {
        database.written();
        database.rows.practitioners.put(practitioner.id(), practitioner);
        return true;
    }

    @Override
    public boolean putAgency(
            String agency,
            String name,
            Map<String, String> inboxes,
            boolean active,
            long sequence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inbox> desk(@Nullable String agency) {
        return Optional.of(DESK);
    }

    @Override
    public Optional<Inbox> safeguardingInbox(String agency) {
        return Optional.of(
                new Inbox(agency, Inbox.SAFEGUARDING_LEAD, "safeguarding@" + agency + ".example"));
    }

    @Override
    public Optional<Practitioner> find(String practitioner) {
        return Optional.ofNullable(database.rows.practitioners.get(practitioner));
    }

    @Override
    public SequencedMap<String, String> agencies() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> agencyNames(Set<String> agencies) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> practitionerNames(Set<String> practitioners) {
        throw new UnsupportedOperationException();
    }
}
