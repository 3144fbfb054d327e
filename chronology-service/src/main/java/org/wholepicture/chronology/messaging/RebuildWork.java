package org.wholepicture.chronology.messaging;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.ChronologyConfig;
import org.wholepicture.chronology.application.Keeping;
import org.wholepicture.chronology.application.RebuildChronology;
import org.wholepicture.chronology.application.RebuildChronology.Outcome;
import org.wholepicture.chronology.application.RebuildChronology.Page;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.Rebuilds.Stretch;
import org.wholepicture.chronology.domain.RebuiltFacts;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageHandler;
import org.wholepicture.platform.messaging.PassingFailureException;
import org.wholepicture.platform.messaging.PrivateMember;
import org.wholepicture.platform.messaging.WholeKeys;
import org.wholepicture.platform.messaging.Worker;
import org.wholepicture.platform.messaging.Workers;

/**
 * Works on a rebuild while there is one: reads the messages of some records from their sources,
 * works out what should stand with the handlers that read them from Kafka, and has it set right.
 */
@Singleton
class RebuildWork {

    private static final Logger LOG = Logger.getLogger(RebuildWork.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** What is in the consumer's hands at the first reading is there at the next. */
    private static final int READINGS = 3;

    private static final String DIRECTORY = "directory";

    private final RebuildChronology rebuild;
    private final RebuildSources sources;
    private final PrivateMember privateMember;
    private final DirectoryCopy directory;
    private final ChronologyConfig.Rebuild config;

    RebuildWork(
            RebuildChronology rebuild,
            RebuildSources sources,
            PrivateMember privateMember,
            DirectoryCopy directory,
            ChronologyConfig config) {
        this.rebuild = rebuild;
        this.sources = sources;
        this.privateMember = privateMember;
        this.directory = directory;
        this.config = config.rebuild();
    }

    void start(@Observes StartupEvent event, Workers workers) {
        for (int i = 1; i <= config.workers(); i++) {
            Worker _ = workers.start("rebuild-" + i, INTERVAL, new Hand());
        }
    }

    /** One worker; it keeps a stretch until that is done or has come into other hands. */
    private final class Hand implements Worker.Turn {

        private @Nullable Stretch held;

        @Override
        public boolean run() {
            Stretch stretch = held;
            if (stretch == null) {
                Optional<Stretch> free = rebuild.claim();
                if (free.isEmpty()) {
                    finish();
                    return false;
                }
                stretch = free.get();
            }
            held = stretch;
            try {
                held = page(stretch);
            } catch (RuntimeException e) {
                rebuild.trouble(stretch, e.getClass().getSimpleName());
                throw e;
            }
            return true;
        }
    }

    private void finish() {
        if (rebuild.waitsForItsEnd()) {
            for (Envelope each : sources.readAll(DIRECTORY, "", "", config.page())) {
                rebuild.keep(() -> directory.handle(DIRECTORY, each));
            }
            if (rebuild.finish()) {
                LOG.info("the chronology is rebuilt");
            }
        }
    }

    /** The stretch after its next page; none when it is no longer in our hands. */
    private @Nullable Stretch page(Stretch stretch) {
        if (stretch.position().equals(stretch.until())) {
            rebuild.done(stretch);
            return null;
        }
        Set<String> left = new HashSet<>();
        for (int reading = 1; ; reading++) {
            Outcome outcome = rebuild.apply(stretch, read(stretch, left));
            switch (outcome) {
                case Outcome.Moved(var moved) -> {
                    return moved;
                }
                case Outcome.Lost _ -> {
                    return null;
                }
                case Outcome.Ahead(var keys) -> {
                    if (reading >= READINGS) {
                        leave(keys, left, "more was applied than its source has");
                    }
                }
                case Outcome.Unexplained(var keys) ->
                        leave(keys, left, "what was applied is refused now");
            }
        }
    }

    private static void leave(Set<String> keys, Set<String> left, String why) {
        left.addAll(keys);
        keys.forEach(key -> LOG.warnf("record left as it is reason=\"%s\" record=%s", why, key));
    }

    private Page read(Stretch stretch, Set<String> left) {
        RebuildSources.Answer first =
                sources.read(
                        RebuildChronology.TOPICS.getFirst(),
                        stretch.position(),
                        stretch.until(),
                        config.page());
        String until = first.last().orElse(stretch.until());
        RebuiltFacts facts = new RebuiltFacts();
        Keeping keeping = Keeping.in(facts);
        Map<String, MessageHandler> handlers =
                Map.of(
                        "child-events",
                        new ChildEvents(
                                keeping.entries(),
                                keeping.records(),
                                keeping.confirmations(),
                                keeping.erasures(),
                                privateMember),
                        "alerts",
                        new Alerts(keeping.entries()),
                        "escalations",
                        new Escalations(keeping.entries()));
        Set<RecordId> records = new HashSet<>();
        List<WholeKeys.Message> applied = new ArrayList<>();
        List<WholeKeys.Message> refused = new ArrayList<>();
        Map<WholeKeys.Line, Set<Long>> numbers = new HashMap<>();
        for (String topic : RebuildChronology.TOPICS) {
            boolean ofRecord = topic.equals(RebuildChronology.TOPICS.getFirst());
            List<Envelope> messages =
                    ofRecord
                            ? first.messages()
                            : sources.readAll(topic, stretch.position(), until, config.page());
            for (Envelope each : messages) {
                Optional<UUID> record = Ids.parse(each.key());
                if (record.isEmpty() || left.contains(each.key())) {
                    continue;
                }
                if (ofRecord) {
                    records.add(new RecordId(record.get()));
                } else if (!records.contains(new RecordId(record.get()))) {
                    // The system of record does not know it: nothing of it is touched.
                    continue;
                }
                WholeKeys.Message message = new WholeKeys.Message(topic, each);
                numbers.computeIfAbsent(message.line(), _ -> new HashSet<>()).add(each.sequence());
                if (handled(handlers, topic, each)) {
                    applied.add(message);
                } else {
                    refused.add(message);
                }
            }
        }
        return new Page(stretch.position(), until, facts, records, applied, refused, numbers, left);
    }

    private static boolean handled(
            Map<String, MessageHandler> handlers, String topic, Envelope message) {
        MessageHandler handler = handlers.get(topic);
        if (handler == null) {
            throw new IllegalStateException("nobody reads " + topic);
        }
        try {
            handler.handle(topic, message);
            return true;
        } catch (PassingFailureException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debugf(e, "message cannot be applied id=%s", message.id());
            return false;
        }
    }
}
