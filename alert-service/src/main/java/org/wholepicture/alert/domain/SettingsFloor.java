package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What no partnership can set away (domain.md B-59; assurance.md, abuse case 34: settings under
 * which nothing fires).
 */
public final class SettingsFloor {

    /** MED rules without which the purpose of the product is gone. */
    private static final Set<String> NEVER_SILENT = Set.of("CONTRA-PAIR", "ID-REVIEW");

    private SettingsFloor() {}

    /**
     * Something that may not be set.
     *
     * @param field where: {@code thresholds/clocks.referral}, {@code rules/SAFE-INFANT}
     * @param sentence what may be set instead, in plain words
     */
    public record Fault(String field, String sentence) {}

    /** Whether a rule can neither be switched off nor, once it speaks, be put in shadow. */
    public static boolean neverSilent(Rule rule) {
        return rule.severity() == Severity.HIGH || NEVER_SILENT.contains(rule.name());
    }

    /**
     * What may not be set.
     *
     * @param proposed the numbers as they were given, by name
     * @param voices as they were given, by the name of a rule
     * @param former what is in force when they take effect
     * @return by field; empty when everything may be set
     */
    public static List<Fault> faults(
            Map<String, Integer> proposed, Map<String, Voice> voices, PartnershipSettings former) {
        List<Fault> faults = new ArrayList<>();
        new TreeMap<>(proposed)
                .forEach((name, value) -> number(name, value).ifPresent(faults::add));
        new TreeMap<>(voices)
                .forEach((name, voice) -> voice(name, voice, former).ifPresent(faults::add));
        Map<String, Integer> all = new TreeMap<>(ThresholdLimits.values(former.thresholds()));
        all.putAll(proposed);
        notBefore(all, "drift.notSeenByAnyDays", "drift.notSeenDays").ifPresent(faults::add);
        notBefore(all, "appointments.missedInAll", "appointments.missedUnrecovered")
                .ifPresent(faults::add);
        return faults.stream().distinct().toList();
    }

    private static Optional<Fault> number(String name, int value) {
        String field = "thresholds/" + name;
        Optional<ThresholdLimit> limit = ThresholdLimits.find(name);
        if (limit.isEmpty()) {
            // What is not known is not repeated: it may be anything.
            return Optional.of(new Fault("thresholds", "A number is named that there is not."));
        }
        if (limit.get().allows(value)) {
            return Optional.empty();
        }
        return Optional.of(
                new Fault(
                        field,
                        limit.get().fixed()
                                ? "This is %d and cannot be changed.".formatted(limit.get().least())
                                : "Give a number from %d to %d."
                                        .formatted(limit.get().least(), limit.get().most())));
    }

    private static Optional<Fault> voice(String name, Voice voice, PartnershipSettings former) {
        String field = "rules/" + name;
        Optional<Rule> rule = Rules.find(name);
        if (rule.isEmpty()) {
            return Optional.of(new Fault("rules", "A rule is named that there is not."));
        }
        if (!neverSilent(rule.get()) || voice == Voice.SPEAKS) {
            return Optional.empty();
        }
        if (voice == Voice.OFF) {
            return Optional.of(
                    new Fault(field, "This rule keeps children safe and cannot be switched off."));
        }
        return former.voice(name) == Voice.SPEAKS
                ? Optional.of(
                        new Fault(
                                field,
                                "This rule keeps children safe: since it speaks, it cannot be"
                                        + " put in shadow."))
                : Optional.empty();
    }

    private static Optional<Fault> notBefore(Map<String, Integer> all, String name, String other) {
        int value = all.getOrDefault(name, 0);
        int floor = all.getOrDefault(other, 0);
        return value >= floor
                ? Optional.empty()
                : Optional.of(
                        new Fault(
                                "thresholds/" + name,
                                "This cannot be less than %d, which is %s."
                                        .formatted(floor, other)));
    }

    /** Which days may be closed or open: within a lifetime of the product. */
    public static boolean isDayOfUse(LocalDate day) {
        return day.getYear() >= 2000 && day.getYear() <= 2100;
    }
}
