package org.wholepicture.escalation.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the chronology for entries of a child's timeline with the reader's own token: it alone
 * serves facts about a child, and decides who may read them. Where it does not answer, or the
 * reader may not read, a page does without.
 */
@ApplicationScoped
class TimelineEntries {

    private static final Logger log = Logger.getLogger(TimelineEntries.class);

    /** As many as somebody looks through to choose from. */
    private static final int LATEST = 20;

    /** As many as an address may hold. */
    private static final int AT_ONCE = 50;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final ChronologyClient chronology;

    TimelineEntries(@RestClient ChronologyClient chronology) {
        this.chronology = chronology;
    }

    /**
     * Who reads.
     *
     * @param accessToken their token; nothing where the page was opened without
     */
    record Reader(Optional<String> accessToken, UUID request) {

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Reader[]";
        }
    }

    /** An entry: its day, its kind and who sent it, in a line. */
    record Line(UUID event, String words) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Line[event=" + event + "]";
        }
    }

    private record Answer(@Nullable List<Entry> entries) {}

    private record Entry(
            UUID event,
            String kind,
            String type,
            @Nullable String agencyName,
            @Nullable String agency,
            @Nullable Happened happened,
            @Nullable String summary,
            boolean struck,
            boolean withheld) {

        /** Leaves the content out. */
        @Override
        public String toString() {
            return "Entry[event=" + event + "]";
        }
    }

    private record Happened(String from) {}

    /** The newest entries that an agency has sent and that stand; empty where nobody says. */
    Optional<List<Line>> latest(UUID person, Reader reader) {
        return ask(reader, bearer -> chronology.timeline(person, LATEST, bearer, reader.request()))
                .map(
                        entries ->
                                entries.stream()
                                        .filter(e -> e.kind().equals("FACT"))
                                        .filter(e -> !e.struck() && !e.withheld())
                                        .map(TimelineEntries::line)
                                        .toList());
    }

    /** Those of these entries that the reader may read; empty where nobody says. */
    Optional<List<Line>> of(UUID person, List<UUID> events, Reader reader) {
        if (events.isEmpty()) {
            return Optional.of(List.of());
        }
        List<UUID> some = events.stream().distinct().limit(AT_ONCE).toList();
        return ask(reader, bearer -> chronology.entries(person, some, bearer, reader.request()))
                .map(entries -> entries.stream().map(TimelineEntries::line).toList());
    }

    @FunctionalInterface
    private interface Question {
        String json(String bearer);
    }

    private static Optional<List<Entry>> ask(Reader reader, Question question) {
        if (reader.accessToken().isEmpty()) {
            return Optional.empty();
        }
        try {
            String json = question.json("Bearer " + reader.accessToken().get());
            Answer answer = MAPPER.readValue(json, Answer.class);
            return Optional.ofNullable(answer).map(Answer::entries);
        } catch (WebApplicationException e) {
            log.debugf("chronology answered status=%d", e.getResponse().getStatus());
            return Optional.empty();
        } catch (ProcessingException | JsonProcessingException e) {
            log.warnf("chronology does not answer failure=%s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Line line(Entry entry) {
        String agency = entry.agencyName() == null ? entry.agency() : entry.agencyName();
        String type = entry.type().replace('-', ' ');
        return new Line(
                entry.event(),
                (entry.happened() == null ? "" : day(entry.happened().from()) + ": ")
                        + type.substring(0, 1).toUpperCase(Locale.ROOT)
                        + type.substring(1)
                        + (agency == null ? "" : ", " + agency)
                        + (entry.withheld() || entry.summary() == null
                                ? ""
                                : ". " + entry.summary()));
    }

    private static String day(String dayOrMoment) {
        try {
            return Words.day(LocalDate.parse(dayOrMoment.substring(0, 10)));
        } catch (DateTimeException | IndexOutOfBoundsException notADay) {
            return dayOrMoment;
        }
    }
}
