package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportPurpose;
import org.wholepicture.chronology.domain.export.ExportRequest;

/**
 * Turns what somebody wrote who wants a file into what they want, or says what is wrong with it.
 */
@ApplicationScoped
public class ReadWanted {

    /** What became of it. */
    public sealed interface Read {}

    /** A file that can be asked for. */
    public record Understood(ExportTimeline.Wanted wanted) implements Read {}

    /** What is wrong: sentences, which quote nothing. */
    public record NotUnderstood(List<String> faults) implements Read {

        /** Copies the list. */
        public NotUnderstood {
            faults = List.copyOf(faults);
        }
    }

    private final Questions questions;

    ReadWanted(Questions questions) {
        this.questions = questions;
    }

    /**
     * Reads it.
     *
     * @param person whose timeline
     * @param format and purpose: names of constants
     * @param filters by the names of the timeline's parameters
     */
    public Read read(
            PersonId person,
            @Nullable String format,
            @Nullable String purpose,
            @Nullable String reason,
            Map<String, List<String>> filters) {
        List<String> faults = new ArrayList<>();
        ExportFormat as = choice(ExportFormat.values(), format);
        if (as == null) {
            faults.add("Choose what kind of file you need");
        }
        ExportPurpose wantedFor = choice(ExportPurpose.values(), purpose);
        if (wantedFor == ExportPurpose.SUBJECT_ACCESS) {
            faults.add(
                    "A file for a subject access request is made of what two people agreed to"
                            + " withhold: begin there");
        } else if (wantedFor == null) {
            faults.add("Choose what the file is for");
        }
        String words = reason == null ? "" : reason.strip();
        int length = words.codePointCount(0, words.length());
        if (length < ExportRequest.SHORTEST_REASON || length > ExportRequest.LONGEST_REASON) {
            faults.add("Enter the reason in 10 to 500 characters");
        } else if (words.indexOf('\u0000') >= 0) {
            faults.add("The reason has a character that cannot be kept");
        }
        return switch (questions.read(person, filters, Question.Layer.ALL)) {
            case Questions.NotUnderstood(List<String> wrong) -> {
                faults.addAll(wrong);
                yield new NotUnderstood(faults);
            }
            case Questions.Understood(var question) ->
                    !faults.isEmpty() || as == null || wantedFor == null
                            ? new NotUnderstood(faults)
                            : new Understood(
                                    new ExportTimeline.Wanted(
                                            as, wantedFor, words, question, null));
        };
    }

    private static <E extends Enum<E>> @Nullable E choice(E[] choices, @Nullable String name) {
        for (E one : choices) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return null;
    }
}
