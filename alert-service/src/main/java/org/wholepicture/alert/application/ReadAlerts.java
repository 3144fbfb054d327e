package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Alert;

/** Shows alerts to those who may see them; every look is written down before anything is shown. */
@ApplicationScoped
public class ReadAlerts {

    /** Most alerts in one answer. */
    public static final int MOST = 500;

    private final AlertStore alerts;
    private final AlertLife life;
    private final CheckRequests requests;
    private final AskAgency askAgency;
    private final AlertAccess access;
    private final AlertAudit audit;
    private final InstantSource clock;

    ReadAlerts(
            AlertStore alerts,
            AlertLife life,
            CheckRequests requests,
            AskAgency askAgency,
            AlertAccess access,
            AlertAudit audit,
            InstantSource clock) {
        this.alerts = alerts;
        this.life = life;
        this.requests = requests;
        this.askAgency = askAgency;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One alert with its history.
     *
     * @param alert as stored
     * @param history the oldest first
     * @param evidence what was recorded to settle it, the oldest first
     * @param mayAnswer whether the reader answers for the child now; whoever does not is told that
     *     it is there and how it stands, and no fact
     * @param moves what the reader may do with it now
     * @param asked what other agencies were asked from it, the oldest first
     * @param askable agencies that the reader may ask now
     */
    public record Shown(
            StoredAlert alert,
            List<AlertStore.Event> history,
            List<AlertLife.Evidence> evidence,
            boolean mayAnswer,
            Set<Move> moves,
            List<CheckRequests.Request> asked,
            List<String> askable) {}

    /** What somebody may do with an alert as it stands. */
    public enum Move {
        ACKNOWLEDGE,
        /** Say that it is known and in plan. */
        KEEP_IN_PLAN,
        /** Propose to put it off. */
        PROPOSE,
        /** Agree to a proposal, or not. */
        DECIDE,
        /** Take one's own proposal back. */
        TAKE_BACK,
        /** Record evidence that settles a contradiction. */
        RECORD_EVIDENCE,
        /** Take it from the queue. */
        CLAIM,
        /** Let it go again. */
        RELEASE
    }

    /**
     * The alerts that the reader answers for or took, by when they are to be answered, at most
     * {@link #MOST}.
     *
     * @param person only those of this person
     * @param standing only standing or only ended ones
     */
    @Transactional
    public List<StoredAlert> mine(
            AlertReader reader, @Nullable UUID person, @Nullable Boolean standing) {
        return list(reader, reader.practitioner(), person, standing, access.isKnown(reader));
    }

    /** The alerts that nobody answers for; empty for whoever is not at the front door. */
    @Transactional
    public List<StoredAlert> withoutOwner(
            AlertReader reader, @Nullable UUID person, @Nullable Boolean standing) {
        return list(reader, null, person, standing, reader.atFrontDoor() && access.isKnown(reader));
    }

    /** One alert; empty both when there is none and when the reader may not see it. */
    @Transactional
    public Optional<Shown> read(AlertReader reader, UUID alert) {
        Optional<StoredAlert> found =
                alerts.find(alert).filter(stored -> access.mayRead(reader, stored));
        if (found.isEmpty()) {
            audit.refused(reader, "read-alert", List.of(alert));
            return Optional.empty();
        }
        StoredAlert stored = found.get();
        audit.allowed(reader, "read-alert", List.of(alert, stored.person()));
        List<CheckRequests.Request> asked = requests.ofAlert(alert);
        return Optional.of(
                new Shown(
                        stored,
                        alerts.history(alert),
                        life.evidence(alert),
                        access.mayAnswer(reader, stored),
                        moves(reader, stored),
                        asked,
                        stored.standing() && access.mayAnswer(reader, stored)
                                ? askAgency.askable(reader, stored).stream()
                                        .filter(
                                                agency ->
                                                        asked.stream()
                                                                .noneMatch(
                                                                        one ->
                                                                                one.agency()
                                                                                                .equals(
                                                                                                        agency)
                                                                                        && one
                                                                                                        .answer()
                                                                                                == null))
                                        .toList()
                                : List.of()));
    }

    private Set<Move> moves(AlertReader reader, StoredAlert stored) {
        Set<Move> moves = EnumSet.noneOf(Move.class);
        if (!(stored.alert() instanceof Alert.Standing standing)) {
            return moves;
        }
        if (access.mayAnswer(reader, stored)) {
            switch (standing) {
                case Alert.Unanswered _ -> {
                    moves.add(Move.ACKNOWLEDGE);
                    moves.add(Move.KEEP_IN_PLAN);
                }
                case Alert.Acknowledged _ -> moves.add(Move.KEEP_IN_PLAN);
                case Alert.InPlan _ -> {}
            }
            if (RecordEvidence.mayEnd(stored)) {
                moves.add(Move.RECORD_EVIDENCE);
            }
        }
        if (standing instanceof Alert.Open open
                && open.mayBePutOff()
                && access.mayPropose(reader, stored)) {
            moves.add(Move.PROPOSE);
        }
        if (standing instanceof Alert.Proposed proposed) {
            String by = proposed.proposal().by();
            if (by.equals(reader.practitioner())) {
                moves.add(Move.TAKE_BACK);
            } else if (access.mayDecide(reader, stored, by)) {
                moves.add(Move.DECIDE);
            }
        }
        if (access.mayClaim(reader, stored)) {
            if (!access.isTaken(stored)) {
                moves.add(Move.CLAIM);
            } else if (stored.claimed()
                    .filter(claim -> claim.by().equals(reader.practitioner()))
                    .isPresent()) {
                moves.add(Move.RELEASE);
            }
        }
        return moves;
    }

    private List<StoredAlert> list(
            AlertReader reader,
            @Nullable String owner,
            @Nullable UUID person,
            @Nullable Boolean standing,
            boolean allowed) {
        if (!allowed) {
            audit.refused(reader, "list-alerts", List.of());
            return List.of();
        }
        List<StoredAlert> found =
                alerts.list(new AlertStore.Wanted(owner, person, standing, clock.instant(), MOST));
        var about = new ArrayList<UUID>();
        Set.copyOf(found.stream().map(StoredAlert::person).toList()).stream()
                .sorted()
                .forEach(about::add);
        audit.allowed(reader, "list-alerts", about);
        return found;
    }
}
