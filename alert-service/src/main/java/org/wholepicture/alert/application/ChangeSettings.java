package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.PartnershipSettings;
import org.wholepicture.alert.domain.SettingsFloor;
import org.wholepicture.alert.domain.ThresholdLimits;
import org.wholepicture.alert.domain.Voice;

/**
 * The partnership sets thresholds, which rules speak, and days off: an administrator proposes, the
 * preview shows what would change, and another administrator approves (domain.md B-59; assurance.md
 * "Who may do what"). A version is in force from the day after its approval at the earliest: days
 * that are folded already stay as they are.
 */
@ApplicationScoped
public class ChangeSettings {

    /** The longest reason, in characters. */
    public static final int LONGEST_REASON = 500;

    /** How many closed or open days a version may name. */
    public static final int MOST_DAYS = 200;

    private final SettingsBook book;
    private final SettingsInForce inForce;
    private final Previews previews;
    private final AlertAudit audit;
    private final InstantSource clock;

    ChangeSettings(
            SettingsBook book,
            SettingsInForce inForce,
            Previews previews,
            AlertAudit audit,
            InstantSource clock) {
        this.book = book;
        this.inForce = inForce;
        this.previews = previews;
        this.audit = audit;
        this.clock = clock;
    }

    /** How a version stands. */
    public enum State {
        /** Waits for another administrator. */
        PROPOSED,
        /** Rejected, or taken back by who proposed it. */
        REJECTED,
        /** Nobody decided it before another version was approved. */
        PASSED_OVER,
        /** Approved, and not yet in force. */
        TO_COME,
        IN_FORCE,
        /** Approved, and followed by another. */
        FORMER
    }

    /** A version with how it stands. */
    public record Version(SettingsBook.Entry entry, State state) {}

    /** Every version, newest first, the one in force, and the one that proposals are made from. */
    public record Versions(SettingsBook.Entry inForce, SettingsBook.Entry base, List<Version> all) {

        /** Copies the list. */
        public Versions {
            all = List.copyOf(all);
        }
    }

    /**
     * What somebody proposes; what they do not name stays as it is.
     *
     * @param thresholds by name
     * @param voices by the name of a rule
     * @param closedDays null where they stay
     * @param openDays null where they stay
     * @param newBirthVisitsFrom null where it stays
     * @param wantedFrom null for the day after approval
     */
    public record Proposal(
            Map<String, Integer> thresholds,
            Map<String, Voice> voices,
            @Nullable Set<LocalDate> closedDays,
            @Nullable Set<LocalDate> openDays,
            @Nullable NewBirthVisits newBirthVisitsFrom,
            @Nullable LocalDate wantedFrom,
            String reason) {}

    /**
     * Since when new-birth visits are expected.
     *
     * @param day null where health visiting sends nothing
     */
    public record NewBirthVisits(@Nullable LocalDate day) {}

    /** What came of proposing. */
    public sealed interface Proposed {

        /** It waits for another administrator. */
        record Done(int version) implements Proposed {}

        /** Nothing is kept: these may not be set. */
        record Faulty(List<SettingsFloor.Fault> faults) implements Proposed {}
    }

    /** What came of approving or rejecting. */
    public enum Decided {
        DONE,
        UNKNOWN,
        /** It is decided, or another version was approved since it was proposed. */
        DECIDED_ALREADY,
        /** Nobody approves what they proposed. */
        OWN_PROPOSAL,
        /** What it would change is not worked out yet. */
        PREVIEW_NOT_READY
    }

    /** The versions. */
    @Transactional
    public Versions versions(AlertReader reader) {
        audit.allowed(reader, "read-settings", List.of());
        int present = inForce.versions().on(today()).number();
        int latest = book.latestApproved();
        List<Version> all =
                book.newest().stream()
                        .map(entry -> new Version(entry, state(entry, present, latest)))
                        .toList();
        return new Versions(entry(present), entry(latest), all);
    }

    /** One version with how it stands, and what it was made from. */
    @Transactional
    public Optional<Read> version(AlertReader reader, int number) {
        Optional<SettingsBook.Entry> found = book.find(number);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        audit.allowed(reader, "read-settings", List.of());
        SettingsBook.Entry entry = found.get();
        State state = state(entry, inForce.versions().on(today()).number(), book.latestApproved());
        return Optional.of(
                new Read(
                        new Version(entry, state),
                        entry.base() == 0 ? entry : entry(entry.base()),
                        previews.find(number)));
    }

    /**
     * A version as it is read.
     *
     * @param base the version it was made from; itself for the first
     * @param preview what it would change, as far as that is worked out
     */
    public record Read(
            Version version, SettingsBook.Entry base, Optional<Previews.Preview> preview) {}

    /** Proposes a version, made from the one that was approved last, and begins its preview. */
    @Transactional
    public Proposed propose(AlertReader reader, Proposal proposal) {
        book.hold();
        SettingsBook.Entry base = entry(book.latestApproved());
        List<SettingsFloor.Fault> faults = faults(proposal, base.settings());
        PartnershipSettings settings = made(proposal, base.settings());
        if (faults.isEmpty() && settings.differsFrom(base.settings()).isEmpty()) {
            faults =
                    List.of(
                            new SettingsFloor.Fault(
                                    "", "Change something: this is how it is set already."));
        }
        if (!faults.isEmpty()) {
            return new Proposed.Faulty(faults);
        }
        Instant now = clock.instant();
        int version =
                book.propose(
                        settings,
                        base.version(),
                        proposal.wantedFrom(),
                        proposal.reason().strip(),
                        reader.practitioner(),
                        now);
        previews.begin(version, today());
        audit.allowed(reader, "propose-settings", List.of());
        return new Proposed.Done(version);
    }

    /** Approves a version that another administrator has proposed, once its preview is there. */
    @Transactional
    public Decided approve(AlertReader reader, int version) {
        book.hold();
        Optional<SettingsBook.Entry> found = book.find(version);
        Decided outcome = found.map(entry -> mayApprove(reader, entry)).orElse(Decided.UNKNOWN);
        if (outcome == Decided.DONE) {
            LocalDate earliest = today().plusDays(1);
            LocalDate wanted = found.orElseThrow().wantedFrom();
            book.approve(
                    version,
                    wanted == null || wanted.isBefore(earliest) ? earliest : wanted,
                    reader.practitioner(),
                    clock.instant());
        }
        note(reader, "approve-settings", outcome);
        return outcome;
    }

    /** Rejects a proposal, or takes one's own back. */
    @Transactional
    public Decided reject(AlertReader reader, int version) {
        book.hold();
        Optional<SettingsBook.Entry> found = book.find(version);
        Decided outcome = found.map(this::mayDecide).orElse(Decided.UNKNOWN);
        if (outcome == Decided.DONE) {
            book.reject(version, reader.practitioner(), clock.instant());
        }
        note(reader, "reject-settings", outcome);
        return outcome;
    }

    /** Works out anew what a proposal would change: facts have come since. */
    @Transactional
    public Decided previewAgain(AlertReader reader, int version) {
        book.hold();
        Optional<SettingsBook.Entry> found = book.find(version);
        Decided outcome = found.map(this::mayDecide).orElse(Decided.UNKNOWN);
        if (outcome == Decided.DONE) {
            previews.begin(version, today());
        }
        note(reader, "preview-settings", outcome);
        return outcome;
    }

    private void note(AlertReader reader, String action, Decided outcome) {
        if (outcome == Decided.DONE) {
            audit.allowed(reader, action, List.of());
        } else {
            audit.refused(reader, action, List.of());
        }
    }

    private Decided mayApprove(AlertReader reader, SettingsBook.Entry entry) {
        Decided open = mayDecide(entry);
        if (open != Decided.DONE) {
            return open;
        }
        if (entry.proposedBy().equals(reader.practitioner())) {
            return Decided.OWN_PROPOSAL;
        }
        return previews.find(entry.version()).filter(Previews.Preview::finished).isPresent()
                ? Decided.DONE
                : Decided.PREVIEW_NOT_READY;
    }

    /** Undecided, and made from what still holds. */
    private Decided mayDecide(SettingsBook.Entry entry) {
        return entry.decision().isEmpty() && entry.base() == book.latestApproved()
                ? Decided.DONE
                : Decided.DECIDED_ALREADY;
    }

    private State state(SettingsBook.Entry entry, int present, int latest) {
        if (entry.decision().isEmpty()) {
            return entry.base() == latest ? State.PROPOSED : State.PASSED_OVER;
        }
        if (!entry.approved()) {
            return State.REJECTED;
        }
        if (entry.version() == present) {
            return State.IN_FORCE;
        }
        return entry.version() > present && inForce.versions().includes(entry.version())
                ? State.TO_COME
                : State.FORMER;
    }

    private static List<SettingsFloor.Fault> faults(Proposal proposal, PartnershipSettings base) {
        List<SettingsFloor.Fault> faults =
                new ArrayList<>(
                        SettingsFloor.faults(proposal.thresholds(), proposal.voices(), base));
        days("closedDays", proposal.closedDays(), faults);
        days("openDays", proposal.openDays(), faults);
        if (proposal.newBirthVisitsFrom() != null) {
            day("newBirthVisitsFrom", proposal.newBirthVisitsFrom().day(), faults);
        }
        day("inForceFrom", proposal.wantedFrom(), faults);
        if (proposal.reason().isBlank()) {
            faults.add(new SettingsFloor.Fault("reason", "Say why."));
        } else if (proposal.reason().length() > LONGEST_REASON) {
            faults.add(
                    new SettingsFloor.Fault("reason", "The reason is longer than 500 characters."));
        } else if (Written.reason(proposal.reason()) instanceof Written.Unfit unfit) {
            faults.add(new SettingsFloor.Fault("reason", unfit.sentence()));
        }
        return faults;
    }

    private static void days(
            String field, @Nullable Set<LocalDate> days, List<SettingsFloor.Fault> faults) {
        if (days == null) {
            return;
        }
        if (days.size() > MOST_DAYS) {
            faults.add(new SettingsFloor.Fault(field, "Give 200 days at most."));
        }
        if (!days.stream().allMatch(SettingsFloor::isDayOfUse)) {
            faults.add(new SettingsFloor.Fault(field, "Give days from 2000 to 2100."));
        }
    }

    private static void day(
            String field, @Nullable LocalDate day, List<SettingsFloor.Fault> faults) {
        if (day != null && !SettingsFloor.isDayOfUse(day)) {
            faults.add(new SettingsFloor.Fault(field, "Give a day from 2000 to 2100."));
        }
    }

    private static PartnershipSettings made(Proposal proposal, PartnershipSettings base) {
        Map<String, Integer> thresholds = new HashMap<>(ThresholdLimits.values(base.thresholds()));
        thresholds.putAll(proposal.thresholds());
        Map<String, Voice> voices = new HashMap<>(base.voices());
        voices.putAll(proposal.voices());
        return new PartnershipSettings(
                ThresholdLimits.thresholds(thresholds),
                voices,
                proposal.closedDays() == null ? base.closedDays() : proposal.closedDays(),
                proposal.openDays() == null ? base.openDays() : proposal.openDays(),
                proposal.newBirthVisitsFrom() == null
                        ? base.newBirthVisitsFrom()
                        : proposal.newBirthVisitsFrom().day());
    }

    private SettingsBook.Entry entry(int version) {
        return book.find(version)
                .orElseThrow(() -> new IllegalStateException("settings that are gone"));
    }

    private LocalDate today() {
        return clock.instant().atZone(MailTimes.LONDON).toLocalDate();
    }
}
