package org.wholepicture.referral.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.AfterCommit;
import org.wholepicture.platform.messaging.CrashPoints;
import org.wholepicture.platform.messaging.Traces;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.EventStore.Claim;
import org.wholepicture.referral.domain.ReviewReason;
import org.wholepicture.referral.domain.Troubles;

/** Files accepted events, one transaction each, and says what is left to do. */
@ApplicationScoped
public class FileEvents {

    /** How long a failed event waits, by how often it has failed; the last one again and again. */
    private static final List<Duration> RETRIES =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60));

    /** How long it waits when the trouble passes by itself: it had no part in it. */
    private static final Duration TROUBLE_PASSES = Duration.ofSeconds(5);

    /**
     * Failures that do not pass by themselves, after which a person has to look: about 5 minutes.
     */
    private static final int PATIENCE = 8;

    private final EventStore events;
    private final Filing filing;
    private final InstantSource clock;
    private final AfterCommit afterCommit;
    private final FilingBell bell;
    private final Troubles troubles;
    private final CrashPoints crashPoints;
    private final Traces traces;

    FileEvents(
            EventStore events,
            Filing filing,
            InstantSource clock,
            AfterCommit afterCommit,
            FilingBell bell,
            Troubles troubles,
            CrashPoints crashPoints,
            Traces traces) {
        this.events = events;
        this.filing = filing;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.bell = bell;
        this.troubles = troubles;
        this.crashPoints = crashPoints;
        this.traces = traces;
    }

    /** How a turn went. */
    public enum Turn {
        /** Nothing was due. */
        NOTHING,
        /** An event was filed on every timeline that it belongs to. */
        FILED,
        /** An event, or a part of it, waits for a person or for another event. */
        IN_REVIEW
    }

    /**
     * Takes the next event that is due and files it.
     *
     * @throws FilingFailedException with the event that failed; nothing of it has been written
     */
    public Turn fileNext() {
        AtomicReference<@Nullable Claim> taken = new AtomicReference<>();
        try {
            // By hand: a commit that fails belongs to the claim as well.
            return QuarkusTransaction.requiringNew().call(() -> fileNext(taken));
        } catch (Throwable e) {
            Claim claim = taken.get();
            if (claim == null) {
                throw e;
            }
            throw new FilingFailedException(claim, e);
        }
    }

    private Turn fileNext(AtomicReference<@Nullable Claim> taken) {
        Instant now = clock.instant();
        Optional<Claim> claim = events.claim(now);
        if (claim.isEmpty()) {
            return Turn.NOTHING;
        }
        taken.set(claim.get());
        crashPoints.reached(CrashPoints.Point.AFTER_ACCEPT_BEFORE_FILE);
        return traces.resumed("file", claim.get().trace(), () -> file(claim.get(), now));
    }

    private Turn file(Claim claim, Instant now) {
        Filing.Outcome outcome = filing.file(claim.event());
        Set<ReviewReason> reasons = outcome.reasons();
        if (!outcome.alsoFile().isEmpty()) {
            events.refile(outcome.alsoFile(), now);
            afterCommit.run(bell::ring);
        }
        if (reasons.isEmpty()) {
            events.filed(claim);
            return Turn.FILED;
        }
        events.inReview(claim, reasons, now);
        return Turn.IN_REVIEW;
    }

    /**
     * Gives a failed event back to be tried later, or to a person when trying does not help.
     * Trouble with the database never brings an event into review.
     */
    @Transactional
    public void giveBack(FilingFailedException failure) {
        Claim claim = failure.claim();
        if (!events.takeAgain(claim)) {
            return;
        }
        Instant now = clock.instant();
        if (failure.getCause() instanceof ChangedMeanwhileException || troubles.passes(failure)) {
            events.postpone(claim, false, TROUBLE_PASSES, now);
            return;
        }
        int attempts = events.attempts(claim);
        if (attempts + 1 >= PATIENCE) {
            events.inReview(claim, EnumSet.of(ReviewReason.CANNOT_BE_FILED), now);
        } else {
            events.postpone(claim, true, RETRIES.get(Math.min(attempts, RETRIES.size() - 1)), now);
        }
    }

    /** How many events are due and not filed. */
    @Transactional
    public long due() {
        return events.due(clock.instant());
    }

    /** What is not filed. */
    @Transactional
    public EventStore.Unfiled unfiled() {
        return events.countUnfiled();
    }
}
