package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.chronology.domain.FactMender;
import org.wholepicture.chronology.domain.Rebuild;
import org.wholepicture.chronology.domain.Rebuilds;
import org.wholepicture.chronology.domain.RebuiltFacts;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.platform.audit.AuditEntry;
import org.wholepicture.platform.audit.AuditLog;
import org.wholepicture.platform.messaging.WholeKeys;

/**
 * Makes the chronology anew from what the other services ever numbered, record by record, while
 * everything goes on: what is right stays untouched, what is not is set right in one transaction
 * [docs/adr/0018].
 */
@ApplicationScoped
public class RebuildChronology {

    /**
     * The topics whose messages are keyed by record and make up the chronology, in the order in
     * which they are read.
     */
    public static final List<String> TOPICS = List.of("child-events", "alerts", "escalations");

    /** A page takes seconds; whoever is silent so long has gone. */
    private static final Duration REST = Duration.ofSeconds(45);

    private final Rebuilds rebuilds;
    private final FactMender mender;
    private final WholeKeys keys;
    private final AuditLog audit;
    private final InstantSource clock;

    /**
     * Records with all their messages.
     *
     * @param after the records above this one
     * @param until and up to this one; the others of that stretch are not known to their source
     * @param facts what the messages say of them
     * @param records which they are, but those to be left as they are
     * @param applied the messages that say it
     * @param refused those that this version cannot apply
     * @param numbers of each topic and record those at hand
     * @param left records that are left as they are
     */
    public record Page(
            String after,
            String until,
            RebuiltFacts facts,
            Set<RecordId> records,
            List<WholeKeys.Message> applied,
            List<WholeKeys.Message> refused,
            Map<WholeKeys.Line, Set<Long>> numbers,
            Set<String> left) {}

    /** What came of a page. */
    public sealed interface Outcome {

        /** The records stand as they should, and the stretch has moved on. */
        record Moved(Rebuilds.Stretch stretch) implements Outcome {}

        /**
         * More of these has been applied than was read: they are read again, as it may have been
         * since.
         */
        record Ahead(Set<String> keys) implements Outcome {}

        /**
         * Of these something was applied before that this version refuses: it cannot say what
         * should stand of them.
         */
        record Unexplained(Set<String> keys) implements Outcome {}

        /** The stretch has come into other hands. */
        record Lost() implements Outcome {}
    }

    RebuildChronology(
            Rebuilds rebuilds,
            FactMender mender,
            WholeKeys keys,
            AuditLog audit,
            InstantSource clock) {
        this.rebuilds = rebuilds;
        this.mender = mender;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Starts a rebuild, unless one runs already; the one that runs then.
     *
     * @param by who asks for it, as in their token
     * @param roles what they are
     */
    @Transactional
    public Rebuild order(String by, Set<String> roles, UUID request) {
        audit.record(
                new AuditEntry(
                        UUID.randomUUID(),
                        clock.instant(),
                        by,
                        "",
                        roles,
                        "rebuild-chronology",
                        List.of(),
                        "",
                        AuditEntry.Outcome.ALLOWED,
                        request));
        return rebuilds.start(UUID.randomUUID(), clock.instant(), by, request);
    }

    /** The last rebuild that was ordered. */
    @Transactional
    public Optional<Rebuild> last() {
        return rebuilds.last();
    }

    /** Takes a stretch in hand. */
    @Transactional
    public Optional<Rebuilds.Stretch> claim() {
        return rebuilds.claim(UUID.randomUUID(), REST);
    }

    /** Sets right what a page is about and moves on, all of it or nothing. */
    @Transactional
    public Outcome apply(Rebuilds.Stretch stretch, Page page) {
        // First, as the consumer does: what it has in hand is waited for and never met half-way.
        keys.take(page.applied());
        keys.leave(page.refused());
        FactMender.Mended mended =
                mender.mend(
                        page.facts(),
                        page.records(),
                        new RecordId(UUID.fromString(page.after())),
                        new RecordId(UUID.fromString(page.until())));
        Optional<Rebuilds.Stretch> moved =
                rebuilds.moveOn(
                        stretch,
                        page.until(),
                        new Rebuilds.Part(
                                page.records().size(),
                                page.applied().size(),
                                mended.written(),
                                mended.removed(),
                                page.left().size(),
                                page.refused().size()),
                        page.facts().heard());
        if (moved.isEmpty()) {
            QuarkusTransaction.setRollbackOnly();
            return new Outcome.Lost();
        }
        // Last: what the consumer applied before our statements looked is seen here, and what it
        // applied after them they have not touched.
        Set<String> unexplained = keys.appliedBefore(page.refused());
        if (!unexplained.isEmpty()) {
            QuarkusTransaction.setRollbackOnly();
            return new Outcome.Unexplained(unexplained);
        }
        Set<String> ahead = keys.ahead(TOPICS, page.numbers(), page.after(), page.until());
        ahead.removeAll(page.left());
        if (!ahead.isEmpty()) {
            QuarkusTransaction.setRollbackOnly();
            return new Outcome.Ahead(ahead);
        }
        return new Outcome.Moved(moved.get());
    }

    /** Ends a stretch of which nothing is left. */
    @Transactional
    public void done(Rebuilds.Stretch stretch) {
        boolean _ = rebuilds.done(stretch);
    }

    /** Notes why a stretch does not move. */
    @Transactional
    public void trouble(Rebuilds.Stretch stretch, String reason) {
        rebuilds.trouble(stretch, reason);
    }

    /** Whether a rebuild runs of which all stretches are done. */
    @Transactional
    public boolean waitsForItsEnd() {
        return rebuilds.last()
                .filter(last -> last.finished() == null)
                .filter(last -> last.stretches().done() == last.stretches().all())
                .isPresent();
    }

    /** Keeps what is not about a record, in a transaction of its own. */
    @Transactional
    public void keep(Runnable work) {
        work.run();
    }

    /** Ends the rebuild when all stretches are done; whether it did. */
    @Transactional
    public boolean finish() {
        Optional<Rebuilds.Ended> ended = rebuilds.finish(clock.instant());
        ended.ifPresent(each -> mender.mendHeard(each.heard(), each.ordered()));
        return ended.isPresent();
    }
}
