package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;

/**
 * A person says that they have seen an alert and what they make of it. That ends nothing: only
 * facts end an alert (domain.md B-57).
 */
@ApplicationScoped
public class AcknowledgeAlert {

    /** Most characters of a reason. */
    public static final int LONGEST_REASON = 2_000;

    private final AlertStore alerts;
    private final People people;
    private final AlertAccess access;
    private final AlertAudit audit;
    private final AlertNews news;
    private final InstantSource clock;

    AcknowledgeAlert(
            AlertStore alerts,
            People people,
            AlertAccess access,
            AlertAudit audit,
            AlertNews news,
            InstantSource clock) {
        this.alerts = alerts;
        this.people = people;
        this.access = access;
        this.audit = audit;
        this.news = news;
        this.clock = clock;
    }

    /** Whether a reason can be taken. */
    public sealed interface Checked {

        /** It can, without the spaces around it. */
        record Fit(String reason) implements Checked {}

        /** It cannot; a sentence says why. */
        record Unfit(String sentence) implements Checked {}
    }

    /** Looks whether somebody's words can be taken as a reason. */
    public static Checked check(String words) {
        String reason = words.replace("\r\n", "\n").strip();
        if (reason.isEmpty()) {
            return new Checked.Unfit("A reason is needed.");
        }
        if (reason.length() > LONGEST_REASON) {
            return new Checked.Unfit("The reason is longer than 2,000 characters.");
        }
        if (reason.codePoints().anyMatch(AcknowledgeAlert::cannotBeRead)) {
            return new Checked.Unfit("The reason has characters that cannot be shown.");
        }
        return new Checked.Fit(reason);
    }

    /** Control characters, and half of a pair, which no database keeps. */
    private static boolean cannotBeRead(int character) {
        return (Character.isISOControl(character) && character != '\n' && character != '\t')
                || Character.getType(character) == Character.SURROGATE;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It is acknowledged so, now or already before. */
        record Done(StoredAlert alert) implements Outcome {}

        /** There is no such alert for this reader. */
        record NotHere() implements Outcome {}

        /** It is acknowledged already, by somebody else or in other words. */
        record AlreadyOtherwise() implements Outcome {}

        /** The facts no longer make it: there is nothing to answer. */
        record Ended() implements Outcome {}
    }

    /**
     * Acknowledges an alert; the same again changes nothing.
     *
     * @param reason as {@link #check} gives it
     * @param useful whether the alert was of use; null when not said
     */
    @Transactional
    public Outcome acknowledge(
            AlertReader reader, UUID id, String reason, @Nullable Boolean useful) {
        Optional<StoredAlert> before = alerts.find(id);
        // Held first, so that the alert is looked at as the last change left it.
        before.ifPresent(alert -> people.hold(Set.of(alert.person())));
        Optional<StoredAlert> found =
                alerts.find(id).filter(alert -> access.mayAnswer(reader, alert));
        if (found.isEmpty()) {
            audit.refused(reader, "acknowledge-alert", List.of(id));
            return new Outcome.NotHere();
        }
        StoredAlert stored = found.get();
        audit.allowed(reader, "acknowledge-alert", List.of(id, stored.person()));
        Optional<Acknowledgement> earlier = stored.acknowledgement();
        if (earlier.isPresent()) {
            return isSame(earlier.get(), reader, reason, useful)
                    ? new Outcome.Done(stored)
                    : new Outcome.AlreadyOtherwise();
        }
        return switch (stored.alert()) {
            case Alert.Open open -> new Outcome.Done(write(reader, reason, useful, stored, open));
            case Alert.Acknowledged _ -> throw new IllegalStateException("told apart above");
            case Alert.Resolved _, Alert.Withdrawn _ -> new Outcome.Ended();
        };
    }

    private StoredAlert write(
            AlertReader reader,
            String reason,
            @Nullable Boolean useful,
            StoredAlert stored,
            Alert.Open open) {
        Instant now = clock.instant();
        var acknowledgement = new Acknowledgement(reader.practitioner(), reason, useful, now);
        StoredAlert acknowledged = stored.acknowledged(open.acknowledge(acknowledgement));
        alerts.acknowledge(stored.id(), acknowledgement);
        alerts.addHistory(
                stored.id(),
                new AlertStore.Event(
                        AlertStore.What.ACKNOWLEDGED,
                        now.atZone(MailTimes.LONDON).toLocalDate(),
                        now,
                        reader.practitioner()));
        news.tell(AlertStore.What.ACKNOWLEDGED, acknowledged, now);
        return acknowledged;
    }

    private static boolean isSame(
            Acknowledgement earlier, AlertReader reader, String reason, @Nullable Boolean useful) {
        return earlier.practitioner().equals(reader.practitioner())
                && earlier.reason().equals(reason)
                && Objects.equals(earlier.useful(), useful);
    }
}
