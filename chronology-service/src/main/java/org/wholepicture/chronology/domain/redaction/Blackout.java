package org.wholepicture.chronology.domain.redaction;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Mark;

/**
 * Withholds from lines what was agreed to withhold, and what would tell the same: every version of
 * the same record, the alerts that rest on it, and the words with which it was withdrawn. What is
 * shielded is withheld always: a safe address is not given out with a copy of the record. Build it
 * with all lines, then ask. Not thread-safe while it is built.
 */
public final class Blackout {

    private final Map<EventId, Withheld> said = new HashMap<>();
    // From what is withheld to what tells the same: all of it, or as a whole only.
    private final Map<EventId, Set<EventId>> versions = new HashMap<>();
    private final Map<EventId, Set<EventId>> tellers = new HashMap<>();
    private @Nullable Map<EventId, Withheld> all;

    /** Of these places. */
    public Blackout(Collection<Place> places) {
        places.forEach(
                place -> said.put(place.event(), new Withheld(place.ground(), place.parts())));
    }

    /** Takes notice of a line, as it is before anything is withheld. */
    public void notice(Line line) {
        Entry entry = line.entry();
        EventId id = entry.id();
        if (line.withheld()) {
            said.put(id, Withheld.entry(Ground.SERIOUS_HARM));
        }
        for (EventId fact : entry.restsOn()) {
            link(tellers, fact, id);
        }
        for (Line.Said mark : line.marks()) {
            switch (mark.kind()) {
                case SUPERSEDED -> {
                    link(versions, id, mark.by());
                    link(versions, mark.by(), id);
                }
                case RETRACTED -> link(tellers, id, mark.by());
                case DISPUTED, ADDED_TO, ACKNOWLEDGED, RESOLVED, WITHDRAWN -> {}
            }
        }
        all = null;
    }

    private static void link(Map<EventId, Set<EventId>> links, EventId from, EventId to) {
        links.computeIfAbsent(from, _ -> new HashSet<>()).add(to);
    }

    /** What is withheld of an entry, for whatever reason; null for nothing. */
    public @Nullable Withheld of(EventId event) {
        return whole().get(event);
    }

    /** The line without what is withheld. */
    public Line redact(Line line) {
        Withheld own = of(line.entry().id());
        return line.without(own, this::silences);
    }

    /** Whether the words with which somebody marked an entry are withheld themselves. */
    private boolean silences(Line.Said mark) {
        Withheld by = of(mark.by());
        return mark.kind() == Mark.Kind.RETRACTED
                && by != null
                && (by.whole() || by.parts().contains(Part.REASONS));
    }

    private Map<EventId, Withheld> whole() {
        Map<EventId, Withheld> known = all;
        if (known == null) {
            known = spread();
            all = known;
        }
        return known;
    }

    private Map<EventId, Withheld> spread() {
        Map<EventId, Withheld> spread = new HashMap<>(said);
        Deque<EventId> toDo = new ArrayDeque<>(said.keySet());
        while (!toDo.isEmpty()) {
            EventId from = toDo.remove();
            Withheld here = spread.get(from);
            if (here == null) {
                continue;
            }
            versions.getOrDefault(from, Set.of()).forEach(to -> more(spread, toDo, to, here));
            if (here.whole()) {
                tellers.getOrDefault(from, Set.of())
                        .forEach(to -> more(spread, toDo, to, Withheld.entry(here.ground())));
            } else {
                Set<Part> told = alertsTell(here.parts());
                if (!told.isEmpty()) {
                    tellers.getOrDefault(from, Set.of())
                            .forEach(
                                    to ->
                                            more(
                                                    spread,
                                                    toDo,
                                                    to,
                                                    new Withheld(here.ground(), told)));
                }
            }
        }
        return spread;
    }

    /** An alert names in its details what facts claim and who said them; a retraction does not. */
    private static Set<Part> alertsTell(Set<Part> parts) {
        return parts.contains(Part.CLAIMS)
                        || parts.contains(Part.DETAILS)
                        || parts.contains(Part.SAID_BY)
                ? EnumSet.of(Part.DETAILS)
                : Set.of();
    }

    private static void more(
            Map<EventId, Withheld> spread, Deque<EventId> toDo, EventId to, Withheld what) {
        Withheld before = spread.get(to);
        Withheld after = before == null ? what : before.and(what);
        if (!after.equals(before)) {
            spread.put(to, after);
            toDo.add(to);
        }
    }
}
