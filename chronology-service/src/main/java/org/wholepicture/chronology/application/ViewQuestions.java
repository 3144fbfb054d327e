package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.Partnership;

/**
 * Turns what was asked of a view into days, or says what is wrong with it, as {@link Questions}
 * does.
 */
@ApplicationScoped
public class ViewQuestions {

    private final InstantSource clock;

    ViewQuestions(InstantSource clock) {
        this.clock = clock;
    }

    /** What became of it. */
    public sealed interface Read {}

    /**
     * A question that can be answered.
     *
     * @param knownOn as known at the end of this day; null for now
     * @param since the earlier of two days; null where none was given
     * @param of the assessment or lead; null where none was given
     */
    public record Understood(
            @Nullable LocalDate knownOn, @Nullable LocalDate since, @Nullable EventId of)
            implements Read {}

    /** What is wrong: a sentence each, which quotes nothing. */
    public record NotUnderstood(List<String> faults) implements Read {

        /** Copies the list. */
        public NotUnderstood {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Reads the parameters; empty ones count as not given, as a form sends them.
     *
     * @param known the parameters that this view takes, of knownOn, since, until and of
     * @param parameters by name, as in the address
     */
    public Read read(Set<String> known, Map<String, List<String>> parameters) {
        List<String> faults = new ArrayList<>();
        if (!known.containsAll(parameters.keySet())) {
            faults.add("A parameter is not known here.");
        }
        LocalDate knownOn = past(known.contains("until") ? "until" : "knownOn", parameters, faults);
        LocalDate since = past("since", parameters, faults);
        if (since != null && knownOn != null && knownOn.isBefore(since)) {
            faults.add("until: the period ends before it begins.");
        }
        String of = Questions.single("of", parameters, faults);
        EventId event = of == null ? null : Ids.parse(of).map(id -> new EventId(id)).orElse(null);
        if (of != null && event == null) {
            faults.add("of: this is no id.");
        }
        return faults.isEmpty() ? new Understood(knownOn, since, event) : new NotUnderstood(faults);
    }

    private @Nullable LocalDate past(
            String name, Map<String, List<String>> parameters, List<String> faults) {
        LocalDate day = Questions.day(name, parameters, faults);
        if (day != null && day.isAfter(Partnership.dayOf(clock.instant()))) {
            faults.add(name + ": this day has not come yet.");
        }
        return day;
    }
}
