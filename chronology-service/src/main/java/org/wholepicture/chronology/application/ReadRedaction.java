package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.chronology.domain.redaction.Ground;
import org.wholepicture.chronology.domain.redaction.Part;
import org.wholepicture.chronology.domain.redaction.Place;

/** Turns what somebody wrote of a redaction into what they mean, or says what is wrong with it. */
@ApplicationScoped
public class ReadRedaction {

    /** What became of it. */
    public sealed interface Read<T> {}

    /** It can be done. */
    public record Understood<T>(T value) implements Read<T> {}

    /** What is wrong: sentences, which quote nothing. */
    public record NotUnderstood<T>(List<String> faults) implements Read<T> {

        /** Copies the list. */
        public NotUnderstood {
            faults = List.copyOf(faults);
        }
    }

    /** A request that came in. */
    public record Request(LocalDate received, String reason) {

        /** Leaves the reason out. */
        @Override
        public String toString() {
            return "Request[received=" + received + "]";
        }
    }

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private final RedactTimeline redact;

    ReadRedaction(RedactTimeline redact) {
        this.redact = redact;
    }

    /** The request somebody begins with. */
    public Read<Request> request(@Nullable String received, @Nullable String reason) {
        List<String> faults = new ArrayList<>();
        LocalDate day = day(received);
        if (day == null) {
            faults.add("Enter the day the request came in; it has to be before today");
        }
        Optional<String> words =
                Reasons.words(reason, ExportRequest.SHORTEST_REASON, ExportRequest.LONGEST_REASON);
        if (words.isEmpty()) {
            faults.add("Enter what the file is for in 10 to 500 characters");
        }
        return day == null || words.isEmpty()
                ? new NotUnderstood<>(faults)
                : new Understood<>(new Request(day, words.get()));
    }

    private @Nullable LocalDate day(@Nullable String text) {
        try {
            LocalDate day = LocalDate.parse(text == null ? "" : text);
            return day.isBefore(EARLIEST) || day.isAfter(redact.latestReceived()) ? null : day;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** What of an entry is withheld. */
    public Read<Place> place(EventId event, @Nullable String ground, @Nullable List<String> parts) {
        List<String> faults = new ArrayList<>();
        Ground why = Reasons.named(Ground.class, ground);
        if (why == null) {
            faults.add("Choose on what ground it is withheld");
        }
        Set<Part> what = EnumSet.noneOf(Part.class);
        for (String name : parts == null ? List.<String>of() : parts) {
            Part part = Reasons.named(Part.class, name);
            if (part == null) {
                faults.add("Choose parts from the list");
                break;
            }
            what.add(part);
        }
        if (what.isEmpty() && faults.stream().noneMatch(one -> one.startsWith("Choose parts"))) {
            faults.add("Choose what is withheld");
        }
        return why == null || !faults.isEmpty()
                ? new NotUnderstood<>(faults)
                : new Understood<>(new Place(event, why, what));
    }

    /** What has to change before it is proposed again. */
    public Read<String> note(@Nullable String note) {
        return Reasons.words(note, ExportRequest.SHORTEST_REASON, ExportRequest.LONGEST_REASON)
                .<Read<String>>map(Understood::new)
                .orElseGet(
                        () ->
                                new NotUnderstood<>(
                                        List.of("Say what has to change in 10 to 500 characters")));
    }
}
