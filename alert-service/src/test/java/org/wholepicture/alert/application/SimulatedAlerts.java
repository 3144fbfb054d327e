package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.SimulatedDatabase.AlertRow;
import org.wholepicture.alert.application.SimulatedDatabase.Happened;
import org.wholepicture.alert.application.SimulatedDatabase.Line;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Suppression;

/** Alerts and their life as rows in memory. */
final class SimulatedAlerts implements AlertStore, AlertLife {

    private static final Comparator<StoredAlert> IN_ORDER =
            Comparator.comparing(StoredAlert::raisedAt).thenComparing(StoredAlert::id);

    private final SimulatedDatabase database;
    private final Owners owners;

    SimulatedAlerts(SimulatedDatabase database, Owners owners) {
        this.database = database;
        this.owners = owners;
    }

    /** Every alert, the first raised first. */
    Stream<StoredAlert> all() {
        return database.rows.alerts.values().stream().map(SimulatedAlerts::stored).sorted(IN_ORDER);
    }

    private static StoredAlert stored(AlertRow row) {
        return new StoredAlert(
                state(row),
                row.record(),
                row.raisedAt(),
                row.acknowledged(),
                row.waiting(),
                row.claim(),
                row.mailing());
    }

    private static Alert state(AlertRow row) {
        LocalDate endedOn = row.endedOn();
        if (endedOn != null) {
            return row.withdrawn()
                    ? new Alert.Withdrawn(row.core(), endedOn)
                    : new Alert.Resolved(row.core(), endedOn);
        }
        Acknowledgement acknowledged = row.acknowledged();
        if (acknowledged != null) {
            return acknowledged.inPlan()
                    ? new Alert.InPlan(row.core(), acknowledged)
                    : new Alert.Acknowledged(row.core(), acknowledged);
        }
        if (row.suppression() != null) {
            return new Alert.Suppressed(row.core(), row.suppression());
        }
        return row.proposal() == null
                ? new Alert.Open(row.core())
                : new Alert.Proposed(row.core(), row.proposal());
    }

    private void change(UUID alert, UnaryOperator<AlertRow> how) {
        database.written();
        AlertRow row = Objects.requireNonNull(database.rows.alerts.get(alert));
        database.rows.alerts.put(alert, how.apply(row));
    }

    @Override
    public List<StoredAlert> ofPerson(UUID person) {
        List<StoredAlert> found = new ArrayList<>();
        for (AlertRow row : database.rows.alerts.values()) {
            if (row.core().person().value().equals(person)) {
                found.add(stored(row));
            }
        }
        found.sort(IN_ORDER);
        return found;
    }

    @Override
    public Optional<StoredAlert> find(UUID alert) {
        return Optional.ofNullable(database.rows.alerts.get(alert)).map(SimulatedAlerts::stored);
    }

    @Override
    public void add(StoredAlert stored) {
        database.written();
        Alert.Core core = stored.alert().core();
        if (stored.standing()
                && ofPerson(stored.person()).stream()
                        .filter(StoredAlert::standing)
                        .map(each -> each.alert().core())
                        .anyMatch(
                                each ->
                                        each.rule().equals(core.rule())
                                                && each.subject().equals(core.subject()))) {
            throw new AssertionError("open twice: " + core.rule() + " " + core.subject());
        }
        var row =
                new AlertRow(
                        core,
                        null,
                        false,
                        stored.record(),
                        stored.raisedAt(),
                        stored.acknowledged(),
                        null,
                        null,
                        stored.waiting(),
                        stored.claim(),
                        stored.mailing());
        database.rows.alerts.put(stored.id(), with(row, stored.alert()));
    }

    @Override
    public void update(Alert alert) {
        change(alert.core().id().value(), row -> with(row, alert));
    }

    private static AlertRow with(AlertRow row, Alert alert) {
        LocalDate endedOn =
                switch (alert) {
                    case Alert.Standing _ -> null;
                    case Alert.Resolved resolved -> resolved.on();
                    case Alert.Withdrawn withdrawn -> withdrawn.on();
                };
        return new AlertRow(
                alert.core(),
                endedOn,
                alert instanceof Alert.Withdrawn,
                row.record(),
                row.raisedAt(),
                row.acknowledged(),
                row.proposal(),
                row.suppression(),
                row.waiting(),
                row.claim(),
                row.mailing());
    }

    @Override
    public void addHistory(UUID alert, Event event) {
        database.written();
        database.rows.history.add(new Happened(alert, event));
    }

    @Override
    public void told(List<UUID> alerts, UUID mail, AlertMails.Kind kind, String owner) {
        boolean toOwner = kind == AlertMails.Kind.OWNER || kind == AlertMails.Kind.DIGEST;
        var line = new StoredAlert.Told(mail, kind, owner);
        for (UUID alert : alerts) {
            change(
                    alert,
                    row -> {
                        List<StoredAlert.Told> told = new ArrayList<>(row.mailing().told());
                        if (!told.contains(line)) {
                            told.add(line);
                        }
                        return mailing(
                                row,
                                new StoredAlert.Mailing(
                                        row.mailing().due(),
                                        row.mailing().byDigest(),
                                        toOwner ? mail : row.mailing().mail(),
                                        List.copyOf(told)));
                    });
        }
    }

    @Override
    public void leftOut(UUID alert, UUID mail) {
        database.written();
        database.rows.leftOut.add(new Line(alert, mail));
    }

    @Override
    public void untold(UUID alert, UUID mail) {
        change(
                alert,
                row ->
                        mailing(
                                row,
                                new StoredAlert.Mailing(
                                        row.mailing().due(),
                                        row.mailing().byDigest(),
                                        row.mailing().mail(),
                                        row.mailing().told().stream()
                                                .filter(told -> !told.mail().equals(mail))
                                                .toList())));
    }

    @Override
    public void tellAgain(UUID alert, Instant due) {
        change(
                alert,
                row ->
                        mailing(
                                row,
                                new StoredAlert.Mailing(
                                        due,
                                        row.mailing().byDigest(),
                                        null,
                                        row.mailing().told())));
    }

    @Override
    public List<StoredAlert> standingOn(UUID mail) {
        return all().filter(StoredAlert::standing)
                .filter(alert -> alert.mails().contains(mail))
                .filter(alert -> !database.rows.leftOut.contains(new Line(alert.id(), mail)))
                .toList();
    }

    private Stream<StoredAlert> toTell(Instant now, boolean byDigest) {
        return all().filter(StoredAlert::standing)
                .filter(alert -> alert.mail() == null)
                .filter(alert -> isPast(alert.mailing().due(), now))
                .filter(alert -> alert.mailing().byDigest() == byDigest)
                .filter(alert -> owner(alert).isPresent())
                .sorted(Comparator.comparing(alert -> alert.mailing().due()));
    }

    private Optional<String> owner(StoredAlert alert) {
        return owners.owner(alert.person(), Set.of()).map(Practitioner::id);
    }

    private static boolean isPast(@Nullable Instant due, Instant now) {
        return due != null && !due.isAfter(now);
    }

    @Override
    public Optional<UUID> personToTell(Instant now) {
        return toTell(now, false).map(StoredAlert::person).findFirst();
    }

    @Override
    public long personsToTell(Instant now) {
        return toTell(now, false).map(StoredAlert::person).distinct().count();
    }

    @Override
    public Optional<String> practitionerToSendDigest(Instant now) {
        return toTell(now, true).flatMap(alert -> owner(alert).stream()).findFirst();
    }

    @Override
    public Set<UUID> personsInDigest(String practitioner, Instant now) {
        return toTell(now, true)
                .filter(alert -> owner(alert).filter(practitioner::equals).isPresent())
                .map(StoredAlert::person)
                .collect(Collectors.toSet());
    }

    @Override
    public long inDueDigests(Instant now) {
        return toTell(now, true).count();
    }

    @Override
    public void answer(StoredAlert alert, Acknowledgement answer) {
        change(alert.id(), row -> answered(row, answer));
    }

    private static AlertRow answered(AlertRow row, @Nullable Acknowledgement answer) {
        return new AlertRow(
                row.core(),
                row.endedOn(),
                row.withdrawn(),
                row.record(),
                row.raisedAt(),
                answer,
                row.proposal(),
                row.suppression(),
                row.waiting(),
                row.claim(),
                row.mailing());
    }

    @Override
    public void propose(UUID alert, Suppression.Proposal proposal) {
        change(alert, row -> putOff(row, proposal, null));
    }

    @Override
    public void approve(UUID alert, Suppression suppression) {
        change(alert, row -> putOff(row, row.proposal(), suppression));
    }

    @Override
    public void endSuppression(UUID alert, Instant at) {
        change(alert, row -> putOff(row, null, null));
    }

    private static AlertRow putOff(
            AlertRow row,
            Suppression.@Nullable Proposal proposal,
            @Nullable Suppression suppression) {
        return new AlertRow(
                row.core(),
                row.endedOn(),
                row.withdrawn(),
                row.record(),
                row.raisedAt(),
                row.acknowledged(),
                proposal,
                suppression,
                row.waiting(),
                row.claim(),
                row.mailing());
    }

    @Override
    public void askFrom(UUID alert, Instant from, @Nullable Instant movesUpAt) {
        change(alert, row -> waiting(row, new StoredAlert.Waiting(from, movesUpAt, null)));
    }

    @Override
    public void movedUp(UUID alert, StoredAlert.MovedUp movedUp) {
        change(
                alert,
                row ->
                        waiting(
                                row,
                                new StoredAlert.Waiting(
                                        row.waiting().from(), row.waiting().movesUpAt(), movedUp)));
    }

    private static AlertRow waiting(AlertRow row, StoredAlert.Waiting waiting) {
        return new AlertRow(
                row.core(),
                row.endedOn(),
                row.withdrawn(),
                row.record(),
                row.raisedAt(),
                row.acknowledged(),
                row.proposal(),
                row.suppression(),
                waiting,
                row.claim(),
                row.mailing());
    }

    @Override
    public void speakAgain(UUID alert, Instant due, boolean byDigest) {
        change(
                alert,
                row ->
                        mailing(
                                answered(row, null),
                                new StoredAlert.Mailing(
                                        due, byDigest, null, row.mailing().told())));
    }

    private static AlertRow mailing(AlertRow row, StoredAlert.Mailing mailing) {
        return new AlertRow(
                row.core(),
                row.endedOn(),
                row.withdrawn(),
                row.record(),
                row.raisedAt(),
                row.acknowledged(),
                row.proposal(),
                row.suppression(),
                row.waiting(),
                row.claim(),
                mailing);
    }

    private Stream<StoredAlert> toMoveUp(Instant now) {
        return all().filter(StoredAlert::asksForAnAnswer)
                .filter(alert -> alert.movedUp().isEmpty())
                .filter(alert -> isPast(alert.waiting().movesUpAt(), now))
                .filter(alert -> owner(alert).isPresent());
    }

    @Override
    public Optional<UUID> personToMoveUp(Instant now) {
        return toMoveUp(now).map(StoredAlert::person).findFirst();
    }

    @Override
    public long personsToMoveUp(Instant now) {
        return toMoveUp(now).map(StoredAlert::person).distinct().count();
    }

    private Stream<UUID> putOffUntilBefore(LocalDate today) {
        Predicate<Alert> over =
                alert ->
                        alert instanceof Alert.Suppressed put
                                && put.suppression().until().isBefore(today);
        return all().filter(each -> over.test(each.alert())).map(StoredAlert::person).distinct();
    }

    @Override
    public Optional<UUID> personPutOffUntilBefore(LocalDate today, Instant now) {
        return putOffUntilBefore(today).findFirst();
    }

    @Override
    public long personsPutOffUntilBefore(LocalDate today, Instant now) {
        return putOffUntilBefore(today).count();
    }

    @Override
    public void claim(UUID alert, StoredAlert.@Nullable Claim claim) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void record(Evidence evidence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Evidence> evidence(UUID alert) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredAlert> list(Wanted wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> history(UUID alert) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Stripped> strip(Erasure erasure) {
        throw new UnsupportedOperationException();
    }
}
