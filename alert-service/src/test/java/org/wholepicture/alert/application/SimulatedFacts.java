package org.wholepicture.alert.application;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.wholepicture.alert.application.SimulatedDatabase.FactKey;
import org.wholepicture.alert.application.SimulatedDatabase.Said;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.platform.messaging.Losses;

/** Facts as rows in memory; nothing is erased or missed here. */
final class SimulatedFacts implements Facts {

    private static final Map<Class<?>, Constructor<?>> CONSTRUCTORS = new ConcurrentHashMap<>();

    private final SimulatedDatabase database;

    SimulatedFacts(SimulatedDatabase database) {
        this.database = database;
    }

    @Override
    public void put(
            UUID record, String kind, UUID event, Instant known, long sequence, List<Fact> facts) {
        database.written();
        database.rows.facts.merge(
                new FactKey(record, kind, event),
                new Said(sequence, List.copyOf(facts)),
                (one, other) -> one.sequence() >= other.sequence() ? one : other);
    }

    @Override
    public List<Fact> about(UUID person) {
        List<Fact> about = new ArrayList<>();
        database.rows.facts.forEach(
                (key, said) -> {
                    var record = database.rows.records.get(key.record());
                    if (record != null && record.person().equals(person)) {
                        for (Fact fact : said.facts()) {
                            about.add(
                                    fact.provenance().known().isBefore(record.joined())
                                            ? knownSince(fact, record.joined())
                                            : fact);
                        }
                    }
                });
        return about;
    }

    /** The same fact, known only since its record joined. */
    private static Fact knownSince(Fact fact, Instant joined) {
        Provenance was = fact.provenance();
        var now = new Provenance(was.event(), was.agency(), was.happened(), joined);
        try {
            RecordComponent[] components = fact.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int at = 0; at < components.length; at++) {
                components[at].getAccessor().setAccessible(true);
                Object value = components[at].getAccessor().invoke(fact);
                values[at] = value instanceof Provenance ? now : value;
            }
            return (Fact) constructor(fact.getClass(), components).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Constructor<?> constructor(Class<?> kind, RecordComponent[] components) {
        return CONSTRUCTORS.computeIfAbsent(
                kind,
                _ -> {
                    try {
                        Constructor<?> found =
                                kind.getDeclaredConstructor(
                                        Stream.of(components)
                                                .map(RecordComponent::getType)
                                                .toArray(Class<?>[]::new));
                        found.setAccessible(true);
                        return found;
                    } catch (NoSuchMethodException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Override
    public void note(Hearing.Filed filed, Hearing.Told told, String kind, UUID event) {
        database.written();
    }

    @Override
    public Optional<Instant> lastErased(UUID person) {
        return Optional.empty();
    }

    @Override
    public Map<String, Long> erase(Erasure erasure) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void noteErased(UUID record, UUID event, UUID order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long highestNoted() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Losses.Lost> gone(long first, long last) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> count(Instant from, Instant until) {
        throw new UnsupportedOperationException();
    }
}
