package org.wholepicture.alert.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.SettingsComparison;

/** What proposed settings would change, counted by rule, as far as it is worked out. */
public interface Previews {

    /**
     * A preview.
     *
     * @param version of the settings
     * @param day through which facts are folded; alerts of the year before it are counted
     * @param persons how many are folded
     * @param total how many there were when it began
     * @param failed how many could not be folded
     * @param counts by the name of the rule
     */
    record Preview(
            int version,
            LocalDate day,
            boolean finished,
            long persons,
            long total,
            long failed,
            Map<String, SettingsComparison.Counts> counts) {

        /** Copies the map. */
        public Preview {
            counts = Map.copyOf(counts);
        }

        /** The first day whose alerts are counted. */
        public LocalDate since() {
            return since(day);
        }

        static LocalDate since(LocalDate day) {
            return day.minusYears(1).plusDays(1);
        }

        /** How much is done, in percent. */
        public int percent() {
            return finished ? 100 : total == 0 ? 0 : (int) Math.min(99, persons * 100 / total);
        }
    }

    /**
     * Where a preview goes on.
     *
     * @param after the person folded last; null before the first
     */
    record Due(int version, LocalDate day, @Nullable UUID after) {}

    /** Begins a preview, or begins it again. */
    void begin(int version, LocalDate day);

    /** A version's preview. */
    Optional<Preview> find(int version);

    /** Takes, and holds, an unfinished preview of an undecided version, unless somebody has it. */
    Optional<Due> holdOne();

    /** How many are unfinished, of undecided versions. */
    long remaining();

    /** The next persons in the order of their ids. */
    List<UUID> persons(@Nullable UUID after, int most);

    /**
     * Adds what was counted, and goes on after these persons.
     *
     * @param folded the persons, at least one
     * @param failed how many of them could not be folded
     */
    void add(
            int version,
            List<UUID> folded,
            long failed,
            Map<String, SettingsComparison.Counts> counts);

    /** There is nobody left. */
    void finish(int version);
}
