package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.ExportConfig;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.chronology.domain.export.ExportAnswer;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportJob;
import org.wholepicture.chronology.domain.export.ExportJobs;
import org.wholepicture.chronology.domain.export.ExportPurpose;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.chronology.domain.redaction.RedactionId;

/**
 * Asks for files of one child's timeline and fetches them: the lead alone, each with a reason, each
 * asking and each fetching decided anew and written down [assurance.md section 4].
 */
@ApplicationScoped
public class ExportTimeline {

    private static final Logger LOG = Logger.getLogger(ExportTimeline.class);

    /**
     * The files of one child that somebody asked for.
     *
     * @param child who that is, as far as it is known
     */
    public record Files(@Nullable Child child, List<ExportJob> jobs) {

        /** Copies the list. */
        public Files {
            jobs = List.copyOf(jobs);
        }
    }

    /** Everything that is asked for but who asks. */
    public record Wanted(
            ExportFormat format,
            ExportPurpose purpose,
            String reason,
            Question question,
            @Nullable RedactionId redaction) {

        /** Leaves the reason out. */
        @Override
        public String toString() {
            return "Wanted[format=" + format + "]";
        }
    }

    /** A file that may be fetched now. */
    public record Fetched(ExportJob job, Content content) {}

    /** Writes the file's bytes. */
    public interface Content {

        /** Writes all of them; the stream is not closed. */
        void write(OutputStream out) throws IOException;
    }

    private sealed interface May {

        record Export(Asker.Practitioner asker, Grounds.Held held, Set<PersonId> granted)
                implements May {}

        record ReadOnly() implements May {}

        record Nothing() implements May {}
    }

    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final ExportJobs jobs;
    private final MakeExports make;
    private final ReadingLog log;
    private final InstantSource clock;
    private final ExportConfig config;

    ExportTimeline(
            ReadingRights rights,
            TimelineStore timelines,
            ExportJobs jobs,
            MakeExports make,
            ReadingLog log,
            InstantSource clock,
            ExportConfig config) {
        this.rights = rights;
        this.timelines = timelines;
        this.jobs = jobs;
        this.make = make;
        this.log = log;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Asks for a file. A short one is made before this returns; others in the background.
     *
     * @param request id of the request
     * @throws RuntimeException when the audit could not be written
     */
    public ExportAnswer<ExportId> ask(Asker asker, UUID request, PersonId person, Wanted wanted) {
        return switch (decide(asker, person)) {
            case May.Nothing() -> refused(asker, request, "ask-for-export", person);
            case May.ReadOnly() -> notAllowed(asker, request, "ask-for-export", person);
            case May.Export(
                            Asker.Practitioner practitioner,
                            Grounds.Held held,
                            Set<PersonId> granted) -> {
                Instant now = clock.instant();
                ExportRequest asked =
                        new ExportRequest(
                                new ExportId(UUID.randomUUID()),
                                person,
                                practitioner.id(),
                                practitioner.agency(),
                                practitioner.roles(),
                                request,
                                wanted.format(),
                                wanted.purpose(),
                                wanted.reason(),
                                wanted.question(),
                                wanted.redaction(),
                                now);
                write(asker, request, "ask-for-export", asked, held.as());
                boolean isShort =
                        QuarkusTransaction.requiringNew()
                                .call(
                                        () -> {
                                            jobs.add(granted, asked);
                                            return isShort(granted, asked, now);
                                        });
                if (isShort) {
                    makeNow(asked.id());
                }
                yield new ExportAnswer.Given<>(asked.id());
            }
        };
    }

    private boolean isShort(Set<PersonId> granted, ExportRequest asked, Instant now) {
        Question first = asked.question().page(null, config.atOnce());
        return timelines.find(granted, asked.person(), first, now).next() == null;
    }

    /** What fails now, or finds no place, is made in the background. */
    private void makeNow(ExportId id) {
        try {
            make.make(id);
        } catch (RuntimeException e) {
            LOG.warnf("an export is made later reason=%s", e.getClass().getSimpleName());
        }
    }

    /** The files of a child that somebody asked for, newest first. */
    public ExportAnswer<Files> list(Asker asker, UUID request, PersonId person) {
        return switch (decide(asker, person)) {
            case May.Nothing() -> refused(asker, request, "list-exports", person);
            case May.ReadOnly() -> notAllowed(asker, request, "list-exports", person);
            case May.Export(
                            Asker.Practitioner practitioner,
                            Grounds.Held held,
                            Set<PersonId> granted) -> {
                Files files =
                        QuarkusTransaction.requiringNew()
                                .call(
                                        () ->
                                                new Files(
                                                        timelines.children(granted).get(person),
                                                        jobs.of(
                                                                granted,
                                                                practitioner.id(),
                                                                person)));
                log.write(
                        asker,
                        request,
                        "list-exports",
                        List.of(person),
                        List.of(),
                        held.as().name(),
                        true);
                yield new ExportAnswer.Given<>(files);
            }
        };
    }

    /** One file that somebody asked for, and how far it is. */
    public ExportAnswer<ExportJob> find(Asker asker, UUID request, PersonId person, ExportId id) {
        return switch (decide(asker, person)) {
            case May.Nothing() -> refused(asker, request, "look-at-export", person);
            case May.ReadOnly() -> notAllowed(asker, request, "look-at-export", person);
            case May.Export(
                            Asker.Practitioner practitioner,
                            Grounds.Held held,
                            Set<PersonId> granted) -> {
                Optional<ExportJob> job = find(granted, practitioner, person, id);
                if (job.isEmpty()) {
                    yield refused(asker, request, "look-at-export", person);
                }
                write(asker, request, "look-at-export", job.get().request(), held.as());
                yield new ExportAnswer.Given<>(
                        QuarkusTransaction.requiringNew()
                                .call(() -> asItCanBeFetched(job.get(), held, granted)));
            }
        };
    }

    /**
     * A finished file, for whoever asked for it, and while they may still export the child, see as
     * much as when it was made, and every record it was read from is still the child's.
     *
     * @throws RuntimeException when the audit could not be written
     */
    public ExportAnswer<Fetched> fetch(Asker asker, UUID request, PersonId person, ExportId id) {
        return switch (decide(asker, person)) {
            case May.Nothing() -> refused(asker, request, "fetch-export", person);
            case May.ReadOnly() -> notAllowed(asker, request, "fetch-export", person);
            case May.Export(
                            Asker.Practitioner practitioner,
                            Grounds.Held held,
                            Set<PersonId> granted) -> {
                Optional<ExportJob> found =
                        QuarkusTransaction.requiringNew()
                                .call(
                                        () ->
                                                jobs.find(granted, practitioner.id(), person, id)
                                                        .filter(
                                                                job ->
                                                                        canBeFetched(
                                                                                job,
                                                                                held.clearance(),
                                                                                granted)));
                if (found.isEmpty()) {
                    yield refused(asker, request, "fetch-export", person);
                }
                ExportJob job = found.get();
                write(asker, request, "fetch-export", job.request(), held.as());
                yield new ExportAnswer.Given<>(
                        new Fetched(job, out -> copy(granted, practitioner, id, out)));
            }
        };
    }

    /** An attempt that names no possible person or file: refused and written down like others. */
    public <T> ExportAnswer<T> refuse(Asker asker, UUID request, String action) {
        log.write(asker, request, action, List.of(), List.of(), "", false);
        return new ExportAnswer.Refused<>();
    }

    private Optional<ExportJob> find(
            Set<PersonId> granted, Asker.Practitioner asker, PersonId person, ExportId id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> jobs.find(granted, asker.id(), person, id));
    }

    private boolean canBeFetched(ExportJob job, Clearance clearance, Set<PersonId> granted) {
        Instant now = clock.instant();
        return job.state() instanceof ExportJob.Ready ready
                && now.isBefore(ready.expires())
                && ready.source().stands(clearance, here(granted, job.request(), now));
    }

    /**
     * What is ready and would be refused when it is fetched is over: the page must not say else.
     */
    private ExportJob asItCanBeFetched(ExportJob job, Grounds.Held held, Set<PersonId> granted) {
        return job.state() instanceof ExportJob.Ready
                        && !canBeFetched(job, held.clearance(), granted)
                ? new ExportJob(
                        job.request(), new ExportJob.Expired(clock.instant()), job.attempts())
                : job;
    }

    /** The records that the file would be read from if it was made now. */
    private List<RecordId> here(Set<PersonId> granted, ExportRequest request, Instant now) {
        Question one = request.question().page(null, 1);
        return timelines.find(granted, request.person(), one, now).here();
    }

    /** Part by part: the file is never in memory as a whole. */
    private void copy(
            Set<PersonId> granted, Asker.Practitioner asker, ExportId id, OutputStream out)
            throws IOException {
        for (int number = 0; ; number++) {
            int wanted = number;
            Optional<byte[]> part =
                    QuarkusTransaction.requiringNew()
                            .call(() -> jobs.part(granted, asker.id(), id, wanted));
            if (part.isEmpty()) {
                return;
            }
            out.write(part.get());
        }
    }

    private May decide(Asker asker, PersonId person) {
        ReadingRights.Rights granted =
                QuarkusTransaction.requiringNew().call(() -> rights.of(asker, clock.instant()));
        if (!(asker instanceof Asker.Practitioner practitioner)
                || !granted.persons().contains(person)) {
            return new May.Nothing();
        }
        Grounds.Held held = granted.held().get(person);
        return held != null && mayExport(held.as())
                ? new May.Export(practitioner, held, granted.persons())
                : new May.ReadOnly();
    }

    /**
     * Those who carry the work with the child, that is the lead and the lead's manager, and nobody
     * else [assurance.md section 4].
     */
    static boolean mayExport(ReadAs as) {
        return switch (as) {
            case LEAD, TEAM -> true;
            case NAMED, FRONT_DOOR, SHARED, EMERGENCY -> false;
        };
    }

    private <T> ExportAnswer<T> refused(Asker asker, UUID request, String action, PersonId person) {
        log.write(asker, request, action, List.of(person), List.of(), "", false);
        return new ExportAnswer.Refused<>();
    }

    private <T> ExportAnswer<T> notAllowed(
            Asker asker, UUID request, String action, PersonId person) {
        log.write(asker, request, action, List.of(person), List.of(), "", false);
        return new ExportAnswer.NotAllowed<>();
    }

    private void write(Asker asker, UUID request, String action, ExportRequest export, ReadAs as) {
        log.write(
                asker,
                request,
                action,
                List.of(export.person()),
                List.of(),
                MakeExports.purpose(export, as),
                true);
    }
}
