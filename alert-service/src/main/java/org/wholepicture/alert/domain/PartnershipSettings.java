package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one version of the settings says (domain.md B-59).
 *
 * @param thresholds the numbers of the rules
 * @param voices of each rule by its name; a rule that is not named, as one that is newer than the
 *     version, is in shadow: new rules are tried out before they speak
 * @param closedDays days that are no working days beside the bank holidays of England
 * @param openDays bank holidays that were moved away, and so are worked
 * @param newBirthVisitsFrom new-birth visits are expected of children born on or after this day;
 *     null where health visiting is no sender [A33]
 */
public record PartnershipSettings(
        Thresholds thresholds,
        Map<String, Voice> voices,
        Set<LocalDate> closedDays,
        Set<LocalDate> openDays,
        @Nullable LocalDate newBirthVisitsFrom) {

    /** Copies its collections. */
    public PartnershipSettings {
        voices = Map.copyOf(voices);
        closedDays = Set.copyOf(closedDays);
        openDays = Set.copyOf(openDays);
    }

    /** The defaults of domain.md C10 with every rule of one voice. */
    public static PartnershipSettings defaults(Voice voice) {
        return new PartnershipSettings(
                Thresholds.DEFAULTS,
                Rules.ALL.stream().collect(Collectors.toMap(Rule::name, _ -> voice)),
                Set.of(),
                Set.of(),
                null);
    }

    /** Whether anybody hears what the rule finds. */
    public Voice voice(String rule) {
        return voices.getOrDefault(rule, Voice.SHADOW);
    }

    /**
     * What the rules read.
     *
     * @param calendars working days from closed and open days
     */
    public Settings read(BiFunction<Set<LocalDate>, Set<LocalDate>, WorkingCalendar> calendars) {
        return new Settings(thresholds, calendars.apply(closedDays, openDays), newBirthVisitsFrom);
    }

    /**
     * In which numbers, voices and days two differ: the names, each with how it was and is.
     *
     * @return by name; empty when they are the same
     */
    public Map<String, Difference> differsFrom(PartnershipSettings former) {
        Map<String, Difference> differences = new TreeMap<>();
        Map<String, Integer> was = ThresholdLimits.values(former.thresholds);
        ThresholdLimits.values(thresholds)
                .forEach(
                        (name, now) ->
                                note(
                                        differences,
                                        name,
                                        String.valueOf(was.get(name)),
                                        String.valueOf(now)));
        for (Rule rule : Rules.ALL) {
            note(
                    differences,
                    rule.name(),
                    former.voice(rule.name()).name(),
                    voice(rule.name()).name());
        }
        note(differences, "closedDays", days(former.closedDays), days(closedDays));
        note(differences, "openDays", days(former.openDays), days(openDays));
        note(
                differences,
                "newBirthVisitsFrom",
                former.newBirthVisitsFrom == null ? "" : former.newBirthVisitsFrom.toString(),
                newBirthVisitsFrom == null ? "" : newBirthVisitsFrom.toString());
        return differences;
    }

    /** How something was, and is to be. */
    public record Difference(String was, String is) {}

    private static void note(
            Map<String, Difference> differences, String name, String was, String is) {
        if (!was.equals(is)) {
            differences.put(name, new Difference(was, is));
        }
    }

    private static String days(Set<LocalDate> days) {
        return new TreeSet<>(days)
                .stream().map(LocalDate::toString).collect(Collectors.joining(", "));
    }
}
