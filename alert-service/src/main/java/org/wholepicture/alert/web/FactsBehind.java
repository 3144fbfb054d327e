package org.wholepicture.alert.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the facts behind an alert from the chronology with the reader's own token: it alone
 * decides who may read facts about a child, and writes the reading down.
 */
@ApplicationScoped
class FactsBehind {

    private static final Logger log = Logger.getLogger(FactsBehind.class);

    private static final int MOST = 100;

    /** A hundred ids make an address longer than servers take; the chronology's bound is 100. */
    private static final int AT_ONCE = 50;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private static final Around NOTHING_AROUND = new Around(null, null, null);

    private final ChronologyClient chronology;

    FactsBehind(@RestClient ChronologyClient chronology) {
        this.chronology = chronology;
    }

    /** What the chronology answered. */
    sealed interface Answer<T> {

        /** What was asked for. */
        record Told<T>(T what) implements Answer<T> {}

        /** The reader may not read this timeline. */
        record NotForReader<T>() implements Answer<T> {}

        /** The chronology does not answer now. */
        record Away<T>() implements Answer<T> {}
    }

    /** An entry of the timeline, as far as the page shows it. */
    record Entry(
            UUID event,
            String type,
            @Nullable String agency,
            @Nullable String agencyName,
            @Nullable Happened happened,
            @Nullable String basis,
            @Nullable String summary,
            @Nullable List<Claim> claims,
            @Nullable Map<String, Object> details,
            boolean struck,
            boolean withheld) {

        /** When it happened or began, in the order of time; dates begin before their moments. */
        private String first() {
            return happened == null ? "" : happened.from();
        }

        /** Leaves the content out: it is personal data. */
        @Override
        public String toString() {
            return "Entry[event=" + event + "]";
        }
    }

    /** When something happened. */
    record Happened(String from, @Nullable String to, @Nullable String precision) {}

    /** A claim of change. */
    record Claim(String topic, String value, String basis) {}

    /**
     * What stands before the entries of a timeline.
     *
     * @param coverage what was heard from each agency
     * @param gaps messages that are known to be missing
     * @param child who it is, where the timeline has a name
     */
    record Around(@Nullable List<Coverage> coverage, @Nullable Gaps gaps, @Nullable Who child) {

        /** Leaves the child out. */
        @Override
        public String toString() {
            return "Around[]";
        }
    }

    /** What was heard from an agency about the child. */
    record Coverage(
            String agency,
            String name,
            String state,
            @Nullable LocalDate lastHeard,
            @Nullable Long daysAgo) {

        /** Whether its system sends anything at all. */
        boolean isConnected() {
            return !state.equals("NOT_CONNECTED");
        }
    }

    /** Messages that exist and have not arrived. */
    record Gaps(long missing) {}

    /** Who a child is. */
    record Who(@Nullable String given, @Nullable String family, @Nullable LocalDate birthDate) {

        /** Leaves everything out. */
        @Override
        public String toString() {
            return "Who[]";
        }
    }

    /** The answer's outer member. */
    private record Entries(List<Entry> entries) {}

    /** Asks for at most {@value #MOST} of the events, the oldest first. */
    Answer<List<Entry>> ask(UUID person, List<UUID> events, String accessToken, UUID request) {
        if (events.isEmpty()) {
            // Nothing to ask about, so nobody has said that this reader may read.
            return new Answer.NotForReader<>();
        }
        int most = Math.min(MOST, events.size());
        return asked(
                () -> {
                    var entries = new ArrayList<Entry>();
                    for (int from = 0; from < most; from += AT_ONCE) {
                        List<UUID> some = events.subList(from, Math.min(from + AT_ONCE, most));
                        entries.addAll(
                                read(chronology.entries(
                                                person, some, "Bearer " + accessToken, request))
                                        .entries());
                    }
                    entries.sort(Comparator.comparing(Entry::first));
                    return List.copyOf(entries);
                });
    }

    /** Asks what a child's timeline does not know, and who the child is. */
    Answer<Around> askAround(UUID person, String accessToken, UUID request) {
        return asked(
                () -> {
                    Around around =
                            MAPPER.readValue(
                                    chronology.timeline(
                                            person, 1, "Bearer " + accessToken, request),
                                    Around.class);
                    return around == null ? NOTHING_AROUND : around;
                });
    }

    /** A question to the chronology. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws JsonProcessingException;
    }

    private static <T> Answer<T> asked(Question<T> question) {
        try {
            return new Answer.Told<>(question.ask());
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            if (status == 401 || status == 403 || status == 404) {
                return new Answer.NotForReader<>();
            }
            log.warnf("chronology answered status=%d", status);
            return new Answer.Away<>();
        } catch (ProcessingException | JsonProcessingException e) {
            log.warnf("chronology does not answer failure=%s", e.getClass().getSimpleName());
            return new Answer.Away<>();
        }
    }

    private static Entries read(String json) throws JsonProcessingException {
        Entries read = MAPPER.readValue(json, Entries.class);
        if (read == null || read.entries() == null) {
            return new Entries(List.of());
        }
        return read;
    }
}
