package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.SimulatedDatabase.Copy;
import org.wholepicture.alert.application.SimulatedDatabase.CopyKey;
import org.wholepicture.alert.application.SimulatedDatabase.MailRow;
import org.wholepicture.alert.application.SimulatedDatabase.Sending;

/** Mails and copies as rows in memory, and the mail server. */
final class SimulatedMails implements AlertMails, AlertCopies {

    private static final String OWNER_OF = "owner of ";
    private static final String DESK = "desk";

    private final SimulatedDatabase database;
    private final SimulatedPeople people;
    private final Owners owners;
    private final InstantSource clock;

    SimulatedMails(
            SimulatedDatabase database,
            SimulatedPeople people,
            Owners owners,
            InstantSource clock) {
        this.database = database;
        this.people = people;
        this.owners = owners;
        this.clock = clock;
    }

    private UUID post(
            AlertMails.@Nullable Kind kind, String addressee, List<UUID> alerts, Instant due) {
        database.written();
        UUID mail = new UUID(77, database.rows.mails.size());
        database.rows.mails.put(
                mail,
                new MailRow(kind, addressee, List.copyOf(alerts), due, Sending.WAITS, Set.of()));
        return mail;
    }

    private static List<UUID> ids(List<Mailed> alerts) {
        return alerts.stream().map(Mailed::alert).toList();
    }

    @Override
    public UUID tellOwner(UUID person, List<Mailed> alerts, Instant due) {
        return post(AlertMails.Kind.OWNER, OWNER_OF + person, ids(alerts), due);
    }

    @Override
    public UUID tellDigest(String practitioner, List<Mailed> alerts, Instant due) {
        return post(AlertMails.Kind.DIGEST, practitioner, ids(alerts), due);
    }

    @Override
    public UUID tellWithdrawn(String recipient, Mailed alert, Instant due) {
        return post(null, recipient, List.of(alert.alert()), due);
    }

    @Override
    public UUID tellMovedUp(String manager, List<Mailed> alerts, Instant due) {
        return post(AlertMails.Kind.MOVED_UP, manager, ids(alerts), due);
    }

    @Override
    public UUID tellManager(String manager, List<Mailed> alerts, Instant due) {
        return post(AlertMails.Kind.MANAGER, manager, ids(alerts), due);
    }

    @Override
    public UUID tellDecision(String manager, Mailed alert, Instant due) {
        return post(AlertMails.Kind.DECISION, manager, List.of(alert.alert()), due);
    }

    @Override
    public UUID tellDesk(UUID person, List<Mailed> alerts, Instant due) {
        return post(AlertMails.Kind.DESK, DESK, ids(alerts), due);
    }

    @Override
    public UUID tellUsed(String agency, Instant due) {
        return post(null, "used " + agency, List.of(), due);
    }

    @Override
    public boolean holdUnread(UUID mail) {
        return row(mail).sending() == Sending.WAITS;
    }

    private MailRow row(UUID mail) {
        return Objects.requireNonNull(database.rows.mails.get(mail));
    }

    private void change(UUID mail, UnaryOperator<MailRow> how) {
        database.written();
        database.rows.mails.put(mail, how.apply(row(mail)));
    }

    @Override
    public void change(UUID mail, AlertMails.Kind kind, List<Mailed> alerts) {
        if (!holdUnread(mail) || row(mail).kind() != kind) {
            throw new AssertionError("changed what is not held, or to another kind");
        }
        change(
                mail,
                row ->
                        new MailRow(
                                kind,
                                row.addressee(),
                                ids(alerts),
                                row.due(),
                                row.sending(),
                                row.reached()));
    }

    @Override
    public void tryNow(UUID mail) {
        database.written();
    }

    @Override
    public void cancel(UUID mail) {
        if (!holdUnread(mail)) {
            throw new AssertionError("cancelled what is not held");
        }
        stop(mail);
    }

    @Override
    public boolean stop(UUID mail) {
        Sending before = row(mail).sending();
        boolean waited = before == Sending.WAITS || before == Sending.UNKNOWN;
        if (waited) {
            change(mail, row -> as(row, Sending.STOPPED, null));
        }
        return waited;
    }

    private static MailRow as(MailRow row, Sending sending, @Nullable String reached) {
        Set<String> all = new HashSet<>(row.reached());
        if (reached != null) {
            all.add(reached);
        }
        return new MailRow(
                row.kind(), row.addressee(), row.alerts(), row.due(), sending, Set.copyOf(all));
    }

    @Override
    public UUID askAgency(String agency, UUID request, LocalDate answerBy, Instant due) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UUID remindAgency(String agency, UUID request, LocalDate answerBy, Instant due) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<UUID> gone(Set<UUID> mails) {
        return mails.stream()
                .filter(mail -> row(mail).sending() == Sending.STOPPED)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> reached(UUID mail) {
        return row(mail).reached();
    }

    @Override
    public void addressChanged(String practitioner) {
        // Nobody is refused here.
    }

    @Override
    public void lookAgainForRecipients() {
        // Recipients are looked up at each attempt.
    }

    /**
     * The mail server takes every mail that is due.
     *
     * @param known whether the answer comes back
     */
    void send(boolean known) {
        Instant now = clock.instant();
        List<UUID> due =
                database.rows.mails.entrySet().stream()
                        .filter(one -> !one.getValue().due().isAfter(now))
                        .filter(
                                one ->
                                        one.getValue().sending() == Sending.WAITS
                                                || one.getValue().sending() == Sending.UNKNOWN)
                        .map(Map.Entry::getKey)
                        .toList();
        for (UUID mail : due) {
            MailRow row = row(mail);
            recipient(row.addressee())
                    .ifPresent(
                            recipient -> {
                                if (row.sending() == Sending.WAITS) {
                                    assertStanding(row);
                                }
                                change(
                                        mail,
                                        before ->
                                                as(
                                                        before,
                                                        known ? Sending.SENT : Sending.UNKNOWN,
                                                        recipient));
                            });
        }
    }

    private void assertStanding(MailRow mail) {
        for (UUID alert : mail.alerts()) {
            boolean open = Objects.requireNonNull(database.rows.alerts.get(alert)).open();
            if (open != (mail.kind() != null)) {
                throw new AssertionError(
                        mail.kind() == null
                                ? "withdrawn, and it stands"
                                : "a mail " + mail.kind() + " leaves about what has ended");
            }
        }
    }

    private Optional<String> recipient(String addressee) {
        if (addressee.startsWith(OWNER_OF)) {
            UUID person = UUID.fromString(addressee.substring(OWNER_OF.length()));
            return owners.owner(person, Set.of()).map(Practitioner::id);
        }
        return people.find(addressee).isPresent()
                ? owners.inPlaceOf(addressee, Set.of()).map(Practitioner::id)
                : Optional.of(addressee);
    }

    @Override
    public void add(UUID alert, AlertCopies.Kind kind, String agency, Instant due) {
        database.written();
        database.rows.copies.putIfAbsent(new CopyKey(alert, kind, agency), new Copy(due, null));
    }

    /** Copies that no mail tells yet and that somebody is there for, with whom. */
    private Stream<Map.Entry<CopyKey, Due>> dueCopies(Instant now) {
        return database.rows.copies.entrySet().stream()
                .filter(one -> one.getValue().mail() == null)
                .filter(one -> !one.getValue().due().isAfter(now))
                .flatMap(
                        one ->
                                whom(one.getKey())
                                        .map(
                                                whom ->
                                                        Map.entry(
                                                                one.getKey(),
                                                                new Due(one.getKey().kind(), whom)))
                                        .stream());
    }

    private Optional<String> whom(CopyKey key) {
        UUID person = person(key.alert());
        return switch (key.kind()) {
            case MANAGER ->
                    people.lead(person, clock.instant())
                            .flatMap(people::find)
                            .flatMap(lead -> Optional.ofNullable(lead.manager()));
            case DESK -> Optional.of(person.toString());
            case USED -> Optional.of(key.agency());
        };
    }

    private UUID person(UUID alert) {
        return Objects.requireNonNull(database.rows.alerts.get(alert)).core().person().value();
    }

    @Override
    public Optional<Due> due(Instant now) {
        return dueCopies(now).map(Map.Entry::getValue).findFirst();
    }

    @Override
    public long remaining(Instant now) {
        return dueCopies(now).count();
    }

    @Override
    public List<UUID> alerts(Due due, Instant now) {
        return dueCopies(now)
                .filter(one -> one.getValue().equals(due))
                .map(one -> one.getKey().alert())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    @Override
    public Set<UUID> persons(Due due, Instant now) {
        return alerts(due, now).stream().map(this::person).collect(Collectors.toSet());
    }

    @Override
    public void written(Due due, List<UUID> alerts, UUID mail) {
        for (CopyKey key : keys(due, alerts)) {
            database.written();
            database.rows.copies.computeIfPresent(key, (_, copy) -> new Copy(copy.due(), mail));
        }
    }

    @Override
    public void forget(Due due, List<UUID> alerts) {
        for (CopyKey key : keys(due, alerts)) {
            database.written();
            database.rows.copies.remove(key);
        }
    }

    private List<CopyKey> keys(Due due, List<UUID> alerts) {
        String agency = due.kind() == AlertCopies.Kind.USED ? due.whom() : "";
        List<CopyKey> keys = new ArrayList<>();
        for (UUID alert : alerts) {
            CopyKey key = new CopyKey(alert, due.kind(), agency);
            Copy copy = database.rows.copies.get(key);
            if (copy != null && copy.mail() == null) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Override
    public void forget(UUID alert, boolean withdrawn) {
        database.written();
        database.rows
                .copies
                .entrySet()
                .removeIf(
                        one ->
                                one.getKey().alert().equals(alert)
                                        && one.getValue().mail() == null
                                        && (withdrawn
                                                || one.getKey().kind() != AlertCopies.Kind.USED));
    }

    @Override
    public List<UUID> mailsOfNothingElse(UUID alert) {
        return usedMails(one -> one.alert().equals(alert))
                .filter(
                        mail ->
                                database.rows.copies.entrySet().stream()
                                        .filter(one -> mail.equals(one.getValue().mail()))
                                        .map(one -> one.getKey().alert())
                                        .filter(other -> !other.equals(alert))
                                        .allMatch(other -> isWithdrawn(other)))
                .toList();
    }

    private boolean isWithdrawn(UUID alert) {
        return Objects.requireNonNull(database.rows.alerts.get(alert)).withdrawn();
    }

    private Stream<UUID> usedMails(Predicate<CopyKey> which) {
        return database.rows.copies.entrySet().stream()
                .filter(one -> one.getKey().kind() == AlertCopies.Kind.USED)
                .filter(one -> which.test(one.getKey()))
                .flatMap(one -> Optional.ofNullable(one.getValue().mail()).stream());
    }
}
