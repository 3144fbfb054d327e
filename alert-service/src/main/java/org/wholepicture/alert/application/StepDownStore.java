package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.StepDownDecision;
import org.wholepicture.alert.domain.SteppedDown;

/**
 * Decisions after a look before closing, and the step-downs of every child as the fold has them.
 */
public interface StepDownStore {

    /**
     * A decision that somebody recorded.
     *
     * @param event the fact that the rules see
     * @param record the record it stands under
     * @param by directory id of whoever decided
     * @param reasons codes of what was open then
     * @param events the facts behind them
     * @param network agencies that were looked at for silence
     * @param words why; empty where nothing was open and nothing was written
     */
    record Decision(
            EventId event,
            UUID record,
            String by,
            Instant at,
            StepDownDecision decision,
            List<String> reasons,
            List<EventId> events,
            List<String> network,
            String words) {

        /** Copies the lists. */
        public Decision {
            reasons = List.copyOf(reasons);
            events = List.copyOf(events);
            network = List.copyOf(network);
        }

        /** Leaves the words out: they are personal data. */
        @Override
        public String toString() {
            return "Decision[event=" + event + "]";
        }
    }

    /**
     * A line of the oversight list.
     *
     * @param decidedBy directory id of whoever recorded a decision before; null where nobody did
     */
    record Line(UUID person, SteppedDown steppedDown, @Nullable String decidedBy) {}

    /** Where a page of the oversight list ended. */
    record Place(LocalDate knownOn, UUID event) {

        private static final Pattern FORM =
                Pattern.compile(
                        "([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})");

        /** Reads what {@link #toString} wrote. */
        public static Optional<Place> read(String text) {
            Matcher read = FORM.matcher(text);
            try {
                return read.matches()
                        ? Optional.of(
                                new Place(
                                        LocalDate.parse(read.group(1)),
                                        UUID.fromString(read.group(2))))
                        : Optional.empty();
            } catch (DateTimeParseException notADay) {
                return Optional.empty();
            }
        }

        /** As addresses and answers carry it. */
        @Override
        public String toString() {
            return knownOn + "_" + event;
        }
    }

    /**
     * Which lines somebody asks for.
     *
     * @param mark only those; null for all
     * @param agency only those that this agency's events told, and those of children led by whom
     *     the manager manages; null for all
     * @param manager see agency
     * @param now when they ask: who led until then does not count
     * @param after where the page before ended; null for the first
     * @param most lines at most
     */
    record Wanted(
            SteppedDown.@Nullable Mark mark,
            @Nullable String agency,
            @Nullable String manager,
            Instant now,
            @Nullable Place after,
            int most) {}

    /** Writes a decision down. */
    void record(Decision decision);

    /** The decisions about a child, the latest first. */
    List<Decision> decisions(UUID person);

    /** Keeps the step-downs of a child, in the place of those that were kept. */
    void put(UUID person, List<SteppedDown> stepDowns);

    /** The step-downs of a child as they are kept. */
    List<SteppedDown> of(UUID person);

    /** Step-downs, the latest known first. */
    List<Line> list(Wanted wanted);

    /**
     * Takes reasons and words away from decisions that an order of erasure is about.
     *
     * @return the decisions
     */
    List<UUID> strip(Erasure erasure);
}
