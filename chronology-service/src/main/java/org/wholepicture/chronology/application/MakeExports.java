package org.wholepicture.chronology.application;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.ChronologyConfig;
import org.wholepicture.chronology.ExportConfig;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.MissingRecords;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportHead;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportJob;
import org.wholepicture.chronology.domain.export.ExportJobs;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.chronology.domain.export.ExportSource;
import org.wholepicture.chronology.domain.export.ExportWriter;
import org.wholepicture.chronology.domain.redaction.Redaction;
import org.wholepicture.chronology.domain.redaction.RedactionId;
import org.wholepicture.chronology.domain.redaction.Redactions;

/**
 * Makes the files that were asked for. Whoever makes one has a lease that each step renews; the
 * timeline is read in one transaction that sees one moment and writes nothing, and what is written
 * stands in short transactions of its own, so that nothing else waits for a long file, the sealing
 * of the audit least of all. A file is there once and whole, or not at all: what a crash interrupts
 * is begun again by whoever comes after the lease, and parts of two makings never mix.
 */
@ApplicationScoped
public class MakeExports {

    private static final Logger LOG = Logger.getLogger(MakeExports.class);

    /** A file that ends the service each time must not do so for ever. */
    static final int MOST_ATTEMPTS = 3;

    /** Each holds two connections at times, and readers need the others. */
    static final int AT_ONCE = 2;

    private final ExportJobs jobs;
    private final Redactions redactions;
    private final Reviewing reviewing;
    private final AccessStore access;
    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final MissingRecords missing;
    private final ReadingLog log;
    private final InstantSource clock;
    private final ExportConfig config;
    private final ChronologyConfig chronology;
    private final List<ExportWriter> writers;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    MakeExports(
            ExportJobs jobs,
            Redactions redactions,
            Reviewing reviewing,
            AccessStore access,
            ReadingRights rights,
            TimelineStore timelines,
            MissingRecords missing,
            ReadingLog log,
            InstantSource clock,
            ExportConfig config,
            ChronologyConfig chronology,
            @All List<ExportWriter> writers) {
        this.jobs = jobs;
        this.redactions = redactions;
        this.reviewing = reviewing;
        this.access = access;
        this.rights = rights;
        this.timelines = timelines;
        this.missing = missing;
        this.log = log;
        this.clock = clock;
        this.config = config;
        this.chronology = chronology;
        this.writers = writers;
    }

    /**
     * Makes the file that waits longest; nothing where none waits that nobody is making. Waits for
     * a place.
     *
     * @return whether there was one
     */
    public boolean next() {
        places.acquireUninterruptibly();
        return makeInPlace(jobs::claim);
    }

    /**
     * Makes this file, unless it is being made or was, or as many as may are being made here
     * already.
     *
     * @return whether it was begun
     */
    public boolean make(ExportId id) {
        return places.tryAcquire() && makeInPlace(() -> jobs.claim(id));
    }

    /** Removes files whose time is over. */
    public int expire() {
        return QuarkusTransaction.requiringNew().call(() -> jobs.expire(clock.instant()));
    }

    private boolean makeInPlace(Supplier<Optional<ExportJob>> claim) {
        try {
            Optional<ExportJob> job = QuarkusTransaction.requiringNew().call(claim::get);
            job.ifPresent(this::make);
            return job.isPresent();
        } finally {
            places.release();
        }
    }

    private void make(ExportJob job) {
        ExportJobs.Attempt attempt = new ExportJobs.Attempt(job.request().id(), job.attempts());
        try {
            Optional<ExportJob.Ready> made =
                    job.attempts() > MOST_ATTEMPTS ? givenUp(attempt) : read(job, attempt);
            TakenOver.unless(
                    QuarkusTransaction.requiringNew()
                            .call(
                                    () ->
                                            made.isPresent()
                                                    ? jobs.ready(attempt, made.get())
                                                    : jobs.failed(attempt, clock.instant())));
        } catch (TakenOver e) {
            LOG.warnf("an export is made by another export=%s", attempt.export());
        } catch (RuntimeException e) {
            release(attempt, e);
            throw e;
        }
    }

    private static Optional<ExportJob.Ready> givenUp(ExportJobs.Attempt attempt) {
        LOG.errorf("an export cannot be made export=%s", attempt.export());
        return Optional.empty();
    }

    /** Otherwise the lease runs out by itself. */
    private void release(ExportJobs.Attempt attempt, RuntimeException failure) {
        try {
            QuarkusTransaction.requiringNew().call(() -> jobs.release(attempt));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Nothing where its asker may not have the file any more. */
    private Optional<ExportJob.Ready> read(ExportJob job, ExportJobs.Attempt attempt) {
        return QuarkusTransaction.requiringNew()
                .timeout(Math.toIntExact(config.longest().toSeconds()))
                .call(
                        () -> {
                            jobs.oneMoment();
                            return read(job.request(), attempt);
                        });
    }

    private Optional<ExportJob.Ready> read(ExportRequest request, ExportJobs.Attempt attempt) {
        Instant now = clock.instant();
        Asker.Practitioner asker =
                new Asker.Practitioner(request.by(), request.agency(), request.roles());
        ReadingRights.Rights granted = rights.of(asker, now);
        Grounds.Held held = granted.held().get(request.person());
        if (held == null || !ExportTimeline.mayExport(held.as())) {
            wrote(request, asker, "", false);
            return Optional.empty();
        }
        // Before anything is kept: without the row in the audit there is no file.
        wrote(request, asker, purpose(request, held.as()), true);
        Optional<Agreed> agreed = agreed(request, asker, granted.persons());
        if (request.redaction() != null && agreed.isEmpty()) {
            LOG.warnf("a redacted export is not what was agreed to export=%s", request.id());
            return Optional.empty();
        }
        try {
            return Optional.of(
                    write(
                            request,
                            attempt,
                            asker,
                            granted.persons(),
                            held,
                            agreed.orElse(null),
                            now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What was agreed to withhold, with everything as it was when it was looked at.
     *
     * @param blackout takes it out
     */
    private record Agreed(UnaryOperator<Line> blackout, ExportHead.LeftOut leftOut) {}

    /** Nothing where anything was not looked at, or nobody agreed. */
    private Optional<Agreed> agreed(
            ExportRequest request, Asker.Practitioner asker, Set<PersonId> granted) {
        RedactionId id = request.redaction();
        if (id == null) {
            return Optional.empty();
        }
        return redactions
                .find(granted, asker.id(), request.person(), id)
                .flatMap(
                        redaction ->
                                redaction.state() instanceof Redaction.Approved approved
                                        ? agreed(asker, granted, redaction, approved)
                                        : Optional.empty());
    }

    private Optional<Agreed> agreed(
            Asker.Practitioner asker,
            Set<PersonId> granted,
            Redaction redaction,
            Redaction.Approved approved) {
        Reviewing.Reviewed reviewed =
                reviewing.review(
                        granted,
                        asker.agency(),
                        redaction,
                        redactions.places(granted, asker.id(), redaction.id()));
        return reviewed.digest().equals(approved.digest())
                ? Optional.of(
                        new Agreed(
                                reviewed.blackout()::redact,
                                new ExportHead.LeftOut(
                                        reviewed.counts().whole(),
                                        reviewed.counts().inPart(),
                                        access.names(Set.of(approved.by()), Set.of())
                                                .of(approved.by()),
                                        approved.at())))
                : Optional.empty();
    }

    private void wrote(
            ExportRequest request, Asker.Practitioner asker, String purpose, boolean made) {
        log.write(
                asker,
                request.request(),
                "make-export",
                List.of(request.person()),
                List.of(),
                purpose,
                made);
    }

    private ExportJob.Ready write(
            ExportRequest request,
            ExportJobs.Attempt attempt,
            Asker.Practitioner asker,
            Set<PersonId> granted,
            Grounds.Held held,
            @Nullable Agreed agreed,
            Instant now)
            throws IOException {
        Clearance clearance =
                agreed == null ? held.clearance() : Reviewing.clearance(asker.agency());
        ExportPages pages =
                new ExportPages(
                        timelines,
                        granted,
                        asker,
                        clearance,
                        request,
                        now,
                        agreed == null ? UnaryOperator.identity() : agreed.blackout(),
                        () -> step(() -> jobs.renew(attempt)));
        ExportHead head = head(request, asker, held.as(), pages, agreed, now);
        ExportParts parts = new ExportParts(jobs, attempt);
        writer(request.format())
                .write(
                        head,
                        stepping(pages, done -> jobs.moved(attempt, done, pages.count())),
                        out ->
                                writer(ExportFormat.JSON)
                                        .write(
                                                head,
                                                stepping(pages, _ -> jobs.renew(attempt)),
                                                _ -> {},
                                                out),
                        parts);
        parts.close();
        return new ExportJob.Ready(
                pages.count(),
                parts.size(),
                parts.sha256(),
                now,
                now.plus(config.keptFor()),
                ExportSource.of(clearance, pages.first().here()));
    }

    /**
     * The pages, and after each that was written a sign that the making goes on.
     *
     * @param sign given how many lines stand in the file
     */
    private static ExportWriter.Entries stepping(ExportPages pages, LongPredicate sign) {
        return page -> {
            long[] done = {0};
            pages.forEach(
                    (lines, names) -> {
                        page.take(lines, names);
                        done[0] += lines.size();
                        step(() -> sign.test(done[0]));
                    });
        };
    }

    private static void step(Callable<Boolean> said) {
        TakenOver.unless(QuarkusTransaction.requiringNew().call(said));
    }

    private ExportHead head(
            ExportRequest request,
            Asker.Practitioner asker,
            ReadAs as,
            ExportPages pages,
            @Nullable Agreed agreed,
            Instant now) {
        Timeline.Found found = pages.first();
        Question question = request.question();
        Timeline first =
                new Timeline(
                        request.person(),
                        as,
                        found.child(),
                        question.day(now),
                        // When an agency last told something would tell of what is withheld.
                        agreed == null
                                ? found.coverage(question, now, chronology.silentAfter())
                                : List.of(),
                        missing.count(found.here()),
                        found.moved(),
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        null,
                        null,
                        found.names(),
                        null);
        return new ExportHead(
                request,
                found.names().of(asker.id()),
                found.agencies().stream()
                        .filter(agency -> agency.id().equals(asker.agency()))
                        .map(Coverage.Agency::name)
                        .flatMap(name -> Optional.ofNullable(name).stream())
                        .findFirst()
                        .orElse(asker.agency().value()),
                first,
                pages.count(),
                now,
                agreed == null ? null : agreed.leftOut());
    }

    private ExportWriter writer(ExportFormat format) {
        return writers.stream()
                .filter(writer -> writer.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody writes " + format));
    }

    /** What the audit says of a file. */
    static String purpose(ExportRequest request, ReadAs as) {
        LocalDate knownOn = request.question().knownOn();
        return as
                + ", "
                + request.purpose()
                + ", "
                + request.format()
                + " "
                + request.id().reference()
                + (knownOn == null ? "" : ", as known on " + knownOn)
                + ": "
                + request.reason();
    }
}
