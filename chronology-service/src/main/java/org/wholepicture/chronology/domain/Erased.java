package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What orders leave of one record. Each thing is judged by itself against the set of orders, so it
 * does not matter which of them came first, nor how often: what arrives after the order is left as
 * what was here before it. Immutable.
 */
public final class Erased {

    /** Of plan history, by type [domain.md C8]. */
    private static final Set<String> CODES =
            Set.of(
                    "state",
                    "plan",
                    "category",
                    "categories",
                    "from",
                    "to",
                    "network",
                    "grades",
                    "whose");

    private static final String REASONS = "reasons";

    private final Set<EventId> gone = new HashSet<>();
    private final Set<String> goneAsText = new HashSet<>();
    private final Set<EventId> reduced = new HashSet<>();
    private final boolean forgotten;
    private final @Nullable Instant until;

    /**
     * Takes them together.
     *
     * @param orders about one record, in any order
     */
    public Erased(Collection<Erasure> orders) {
        boolean everything = false;
        Instant latest = null;
        for (Erasure order : orders) {
            gone.addAll(order.erased());
            reduced.addAll(order.kept());
            everything |= order.extent() == Erasure.Extent.EVERYTHING;
            if (order.extent() != null && (latest == null || order.known().isAfter(latest))) {
                latest = order.known();
            }
        }
        gone.forEach(event -> goneAsText.add(event.value().toString()));
        forgotten = everything;
        until = latest;
    }

    /** Whether nothing was ever erased. */
    public boolean isNothing() {
        return gone.isEmpty() && reduced.isEmpty() && until == null;
    }

    /** Whether nothing of the record stays. */
    public boolean isForgotten() {
        return forgotten;
    }

    /** What is left of an entry: all, codes alone, or nothing. */
    public Optional<Entry> left(Entry entry) {
        if (forgotten || gone.contains(entry.id())) {
            return Optional.empty();
        }
        return switch (entry.kind()) {
            case FACT -> Optional.of(reduced.contains(entry.id()) ? codes(entry) : entry);
            case DISSENT -> known(entry.known()) ? Optional.empty() : Optional.of(entry);
            case ALERT ->
                    known(entry.known())
                            ? Optional.empty()
                            : Optional.of(
                                    restsOnErased(entry.details())
                                            ? entry.withDetails(withoutReasons(entry.details()))
                                            : entry);
        };
    }

    /** What is left of what was said of an entry. */
    public Optional<Mark> left(Mark mark) {
        if (forgotten || gone.contains(mark.target())) {
            return Optional.empty();
        }
        Map<String, Object> details = mark.details();
        return switch (mark.kind()) {
            case RETRACTED, SUPERSEDED -> Optional.of(mark);
            case DISPUTED, ADDED_TO, ACKNOWLEDGED, RESOLVED, WITHDRAWN -> {
                if (known(mark.known())) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        details != null && restsOnErased(details)
                                ? new Mark(
                                        mark.record(),
                                        mark.target(),
                                        mark.kind(),
                                        mark.by(),
                                        mark.known(),
                                        mark.practitioner(),
                                        withoutReasons(details))
                                : mark);
            }
        };
    }

    private boolean known(Instant when) {
        return until != null && !when.isAfter(until);
    }

    /** The ids of an alert's facts stay and lead nowhere; why it was raised goes with them. */
    private boolean restsOnErased(Map<String, Object> details) {
        return details.get("events") instanceof List<?> events
                && events.stream().anyMatch(event -> goneAsText.contains(String.valueOf(event)));
    }

    private static Map<String, Object> withoutReasons(Map<String, Object> details) {
        Map<String, Object> left = new HashMap<>(details);
        left.put(REASONS, List.of());
        return left;
    }

    private static Entry codes(Entry entry) {
        Map<String, Object> left = new HashMap<>();
        entry.details()
                .forEach(
                        (name, value) -> {
                            if (CODES.contains(name)) {
                                left.put(name, value);
                            }
                        });
        return new Entry(
                entry.record(),
                entry.id(),
                entry.kind(),
                entry.type(),
                entry.agency(),
                entry.happened(),
                entry.recorded(),
                entry.received(),
                entry.known(),
                null,
                null,
                null,
                entry.sensitivity(),
                null,
                List.of(),
                left,
                Narrative.NONE);
    }
}
