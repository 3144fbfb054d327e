package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Suppression;

/**
 * The rows of a simulated alert-service: everything a transaction changes, and nothing else. A
 * transaction that ends in a {@link Crash} leaves none of its changes. Of one thread.
 */
final class SimulatedDatabase {

    Rows rows = new Rows();
    private int writesUntilCrash;

    /** The process ends between two statements of a transaction. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** All tables. Rows are values, so that a copy of the tables is a copy of everything. */
    static final class Rows {
        final Map<FactKey, Said> facts;
        final TreeMap<MembershipKey, Membership> memberships;
        final Map<UUID, Record> records;
        final Map<MembershipKey, Born> births;
        final Map<UUID, Confirmed> confirmations;
        final Map<UUID, String> leads;
        final TreeMap<UUID, LocalDate> foldedThrough;
        final Map<UUID, AlertRow> alerts;
        final Set<Line> leftOut;
        final List<Happened> history;
        final Map<CopyKey, Copy> copies;
        final Map<UUID, MailRow> mails;
        final Map<String, Practitioner> practitioners;

        Rows() {
            facts = new HashMap<>();
            memberships = new TreeMap<>();
            records = new HashMap<>();
            births = new TreeMap<>();
            confirmations = new HashMap<>();
            leads = new HashMap<>();
            foldedThrough = new TreeMap<>();
            alerts = new LinkedHashMap<>();
            leftOut = new HashSet<>();
            history = new ArrayList<>();
            copies = new LinkedHashMap<>();
            mails = new LinkedHashMap<>();
            practitioners = new HashMap<>();
        }

        private Rows(Rows other) {
            facts = new HashMap<>(other.facts);
            memberships = new TreeMap<>(other.memberships);
            records = new HashMap<>(other.records);
            births = new TreeMap<>(other.births);
            confirmations = new HashMap<>(other.confirmations);
            leads = new HashMap<>(other.leads);
            foldedThrough = new TreeMap<>(other.foldedThrough);
            alerts = new LinkedHashMap<>(other.alerts);
            leftOut = new HashSet<>(other.leftOut);
            history = new ArrayList<>(other.history);
            copies = new LinkedHashMap<>(other.copies);
            mails = new LinkedHashMap<>(other.mails);
            practitioners = new HashMap<>(other.practitioners);
        }

        long count(UUID alert, AlertStore.What what) {
            return history.stream()
                    .filter(one -> one.alert().equals(alert) && one.event().what() == what)
                    .count();
        }
    }

    record FactKey(UUID record, String kind, UUID event) {}

    record Said(long sequence, List<Fact> facts) {}

    record MembershipKey(UUID record, long sequence) implements Comparable<MembershipKey> {
        @Override
        public int compareTo(MembershipKey other) {
            int byRecord = record.compareTo(other.record);
            return byRecord == 0 ? Long.compare(sequence, other.sequence) : byRecord;
        }
    }

    record Membership(UUID person, Instant known) {}

    /** Whose a record is. */
    record Record(UUID person, Instant joined, Instant firstKnown) {}

    record Born(LocalDate day, Instant known) {}

    record Confirmed(Confirmation confirmation, long sequence) {}

    record Line(UUID alert, UUID mail) {}

    record Happened(UUID alert, AlertStore.Event event) {}

    record CopyKey(UUID alert, AlertCopies.Kind kind, String agency) {}

    record Copy(Instant due, @Nullable UUID mail) {}

    /** An alert with the columns that the product keeps of it. */
    record AlertRow(
            Alert.Core core,
            @Nullable LocalDate endedOn,
            boolean withdrawn,
            UUID record,
            Instant raisedAt,
            @Nullable Acknowledgement acknowledged,
            Suppression.@Nullable Proposal proposal,
            @Nullable Suppression suppression,
            StoredAlert.Waiting waiting,
            StoredAlert.@Nullable Claim claim,
            StoredAlert.Mailing mailing) {

        boolean open() {
            return endedOn == null;
        }
    }

    /** How far a mail is. */
    enum Sending {
        WAITS,
        /** Handed over, and nobody knows whether it was taken. */
        UNKNOWN,
        SENT,
        STOPPED
    }

    /**
     * A mail.
     *
     * @param kind null for those that tell of no standing alert
     * @param addressee a practitioner, an inbox, or a person whose owner is looked up when it
     *     leaves
     * @param alerts what it speaks of
     * @param reached whom it went to
     */
    record MailRow(
            AlertMails.@Nullable Kind kind,
            String addressee,
            List<UUID> alerts,
            Instant due,
            Sending sending,
            Set<String> reached) {}

    /** Has the next transaction end after so many writes; 0 for never. */
    void crashAfter(int writes) {
        writesUntilCrash = writes;
    }

    /** Every write comes past here. */
    void written() {
        if (writesUntilCrash > 0 && --writesUntilCrash == 0) {
            throw new Crash();
        }
    }

    /**
     * Does work in a transaction.
     *
     * @return false when it ended in a crash, and nothing of it is left
     */
    boolean transaction(Runnable work) {
        Optional<Rows> before =
                writesUntilCrash > 0 ? Optional.of(new Rows(rows)) : Optional.empty();
        try {
            work.run();
            return true;
        } catch (RuntimeException failed) {
            if (!(failed instanceof Crash) && !(failed.getCause() instanceof Crash)) {
                throw failed;
            }
            rows = before.orElseThrow();
            return false;
        } finally {
            writesUntilCrash = 0;
        }
    }
}
