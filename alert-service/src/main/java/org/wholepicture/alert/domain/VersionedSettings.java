package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which version of the settings holds on which day (design.md promise 2): the latest that was
 * approved to be in force by then. Immutable; thread-safe.
 */
public final class VersionedSettings {

    private final NavigableMap<LocalDate, Version> versions = new TreeMap<>();

    /**
     * A version as the rules need it.
     *
     * @param number approved ones are numbered in the order of their approval
     * @param from the first day on which it is in force, unless a higher one is
     * @param voices of the rules; one that is not named is in shadow
     */
    public record Version(
            int number, LocalDate from, Settings settings, Map<String, Voice> voices) {

        /** Copies the map. */
        public Version {
            voices = Map.copyOf(voices);
        }

        /** Whether anybody hears what a rule finds. */
        public Voice voice(Rule rule) {
            return voices.getOrDefault(rule.name(), Voice.SHADOW);
        }
    }

    /**
     * The approved versions.
     *
     * @param approved in any order, at least one; the one with the lowest number holds from the
     *     first of days
     */
    public VersionedSettings(Collection<Version> approved) {
        if (approved.isEmpty()) {
            throw new IllegalArgumentException("no settings");
        }
        for (Version version :
                approved.stream().sorted(Comparator.comparingInt(Version::number)).toList()) {
            LocalDate from = versions.isEmpty() ? LocalDate.MIN : version.from();
            versions.tailMap(from, true).clear();
            versions.put(
                    from,
                    new Version(
                            version.number(),
                            from,
                            new Settings(
                                    version.settings().thresholds(),
                                    new RememberedCalendar(version.settings().calendar()),
                                    version.settings().newBirthVisitsFrom()),
                            version.voices()));
        }
    }

    /** The same settings on every day, under which these rules speak. */
    public static VersionedSettings always(List<Rule> rules, Settings settings) {
        return new VersionedSettings(
                List.of(
                        new Version(
                                1,
                                LocalDate.MIN,
                                settings,
                                rules.stream()
                                        .map(Rule::name)
                                        .collect(
                                                Collectors.toMap(
                                                        Function.identity(), _ -> Voice.SPEAKS)))));
    }

    /** The version in force on a day. */
    public Version on(LocalDate day) {
        return versions.floorEntry(day).getValue();
    }

    /** Whether a version is in force on any day. */
    public boolean includes(int number) {
        return versions.values().stream().anyMatch(version -> version.number() == number);
    }

    /** The first day after a day on which another version is in force; null when none is. */
    @Nullable LocalDate changeAfter(LocalDate day) {
        return versions.higherKey(day);
    }
}
