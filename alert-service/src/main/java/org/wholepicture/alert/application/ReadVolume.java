package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.VersionedSettings;
import org.wholepicture.alert.domain.Voice;

/** How many alerts each rule raises, or would raise: what is looked at before a rule speaks. */
@ApplicationScoped
public class ReadVolume {

    /** A quarter of a year. */
    static final int WEEKS = 13;

    private final ShadowAlerts shadow;
    private final SettingsInForce inForce;
    private final AlertAudit audit;
    private final InstantSource clock;

    ReadVolume(
            ShadowAlerts shadow, SettingsInForce inForce, AlertAudit audit, InstantSource clock) {
        this.shadow = shadow;
        this.inForce = inForce;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The volume.
     *
     * @param weeks Mondays of the weeks, oldest first; the last week is the present one
     * @param practitioners how many answer for a child
     * @param rules every rule
     */
    public record Volume(List<LocalDate> weeks, long practitioners, List<RuleVolume> rules) {

        /** Copies its lists. */
        public Volume {
            weeks = List.copyOf(weeks);
            rules = List.copyOf(rules);
        }
    }

    /**
     * One rule's.
     *
     * @param voice today
     * @param raised how many people heard of, in all weeks
     * @param wouldBe how many were raised in shadow, in all weeks
     * @param weekly both together, by week
     * @param perPractitionerAWeek both together, of one practitioner, on average
     * @param busiest both together, of the practitioner who has most, in all weeks
     */
    public record RuleVolume(
            Rule rule,
            Voice voice,
            long raised,
            long wouldBe,
            List<Long> weekly,
            double perPractitionerAWeek,
            long busiest) {

        /** Copies its list. */
        public RuleVolume {
            weekly = List.copyOf(weekly);
        }
    }

    /** Counts the last thirteen weeks. */
    @Transactional
    public Volume read(AlertReader reader) {
        audit.allowed(reader, "read-alert-volume", List.of());
        LocalDate today = clock.instant().atZone(MailTimes.LONDON).toLocalDate();
        LocalDate first =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .minusWeeks(WEEKS - 1L);
        List<LocalDate> weeks = IntStream.range(0, WEEKS).mapToObj(first::plusWeeks).toList();
        Map<String, Map<LocalDate, ShadowAlerts.Weekly>> counted = new HashMap<>();
        for (ShadowAlerts.Weekly one : shadow.weekly(first)) {
            counted.computeIfAbsent(one.rule(), _ -> new HashMap<>()).put(one.week(), one);
        }
        Map<String, Long> busiest = new HashMap<>();
        shadow.busiest(first, today).forEach(one -> busiest.put(one.rule(), one.most()));
        long practitioners = shadow.practitioners(today);
        VersionedSettings.Version present = inForce.versions().on(today);
        return new Volume(
                weeks,
                practitioners,
                Rules.ALL.stream()
                        .map(
                                rule ->
                                        volume(
                                                rule,
                                                present.voice(rule),
                                                weeks,
                                                counted.getOrDefault(rule.name(), Map.of()),
                                                practitioners,
                                                busiest.getOrDefault(rule.name(), 0L)))
                        .toList());
    }

    private static RuleVolume volume(
            Rule rule,
            Voice voice,
            List<LocalDate> weeks,
            Map<LocalDate, ShadowAlerts.Weekly> counted,
            long practitioners,
            long busiest) {
        long raised = counted.values().stream().mapToLong(ShadowAlerts.Weekly::raised).sum();
        long wouldBe = counted.values().stream().mapToLong(ShadowAlerts.Weekly::wouldBe).sum();
        return new RuleVolume(
                rule,
                voice,
                raised,
                wouldBe,
                weeks.stream()
                        .map(
                                week -> {
                                    ShadowAlerts.Weekly one = counted.get(week);
                                    return one == null ? 0L : one.raised() + one.wouldBe();
                                })
                        .toList(),
                practitioners == 0 ? 0 : (double) (raised + wouldBe) / weeks.size() / practitioners,
                busiest);
    }
}
