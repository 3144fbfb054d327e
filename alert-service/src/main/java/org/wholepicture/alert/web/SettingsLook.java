package org.wholepicture.alert.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.ChangeSettings;
import org.wholepicture.alert.application.Directory;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.Previews;
import org.wholepicture.alert.application.ReadVolume;
import org.wholepicture.alert.application.SettingsBook;
import org.wholepicture.alert.domain.PartnershipSettings;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.SettingsComparison;
import org.wholepicture.alert.domain.SettingsFloor;
import org.wholepicture.alert.domain.ThresholdLimit;
import org.wholepicture.alert.domain.ThresholdLimits;
import org.wholepicture.alert.domain.Voice;

/** Puts settings in plain words for the pages. */
@ApplicationScoped
class SettingsLook {

    private static final Map<String, String> HEADINGS =
            Map.ofEntries(
                    Map.entry("clocks", "Clocks of procedure"),
                    Map.entry("drift", "Drift of a case"),
                    Map.entry("profiles", "Graded care profiles"),
                    Map.entry("appointments", "Appointments"),
                    Map.entry("healthReviews", "Health reviews"),
                    Map.entry("contradictions", "Accounts that do not agree"),
                    Map.entry("stepDown", "Check before stepping down or closing"),
                    Map.entry("safety", "Safety"),
                    Map.entry("school", "School"),
                    Map.entry("family", "Family and voice"),
                    Map.entry("planRestartDays", "Plans"));

    private final Directory directory;

    SettingsLook(Directory directory) {
        this.directory = directory;
    }

    SettingsViews.Overview overview(ChangeSettings.Versions versions, boolean mayPropose) {
        SettingsBook.Entry present = versions.inForce();
        Map<String, String> names = names(versions.all());
        return new SettingsViews.Overview(
                present.version(),
                present.base() == 0 || present.from() == null
                        ? "since the service was set up"
                        : "since " + Words.day(present.from()),
                numbers(values(present.settings()), Map.of()),
                Rules.ALL.stream()
                        .filter(rule -> present.settings().voice(rule.name()) != Voice.SPEAKS)
                        .map(
                                rule ->
                                        rule(
                                                rule,
                                                present.settings().voice(rule.name()).name(),
                                                present.settings(),
                                                null))
                        .toList(),
                days(present.settings()),
                versions.all().stream().map(one -> line(one, names)).toList(),
                mayPropose);
    }

    /**
     * The form as somebody filled it in.
     *
     * @param typed by the name of the field; what is not there stands as in the base
     * @param faults by field of the API
     */
    SettingsViews.Form form(
            SettingsBook.Entry base, Map<String, String> typed, List<SettingsFloor.Fault> faults) {
        PartnershipSettings settings = base.settings();
        Map<String, String> sentences = new LinkedHashMap<>();
        faults.forEach(fault -> sentences.putIfAbsent(fault.field(), fault.sentence()));
        Map<String, String> values = new TreeMap<>(values(settings));
        values.replaceAll((name, value) -> typed.getOrDefault("thresholds/" + name, value));
        return new SettingsViews.Form(
                base.version(),
                numbers(values, sentences),
                Rules.ALL.stream()
                        .map(
                                rule ->
                                        rule(
                                                rule,
                                                typed.getOrDefault(
                                                        "rules/" + rule.name(),
                                                        settings.voice(rule.name()).name()),
                                                settings,
                                                sentences.get("rules/" + rule.name())))
                        .toList(),
                typed.getOrDefault("closedDays", lines(settings.closedDays())),
                typed.getOrDefault("openDays", lines(settings.openDays())),
                typed.getOrDefault(
                        "newBirthVisitsFrom",
                        settings.newBirthVisitsFrom() == null
                                ? ""
                                : settings.newBirthVisitsFrom().toString()),
                typed.getOrDefault("inForceFrom", ""),
                typed.getOrDefault("reason", ""),
                sentences.entrySet().stream()
                        .map(one -> new SettingsViews.FaultLine(one.getKey(), said(one)))
                        .toList());
    }

    private static String said(Map.Entry<String, String> fault) {
        String field = fault.getKey();
        String name = field.substring(field.indexOf('/') + 1);
        String about =
                field.startsWith("thresholds/")
                        ? ThresholdLimits.find(name).map(SettingsLook::title).orElse("")
                        : field.startsWith("rules/") ? Words.rule(name) : "";
        return about.isEmpty() ? fault.getValue() : about + ": " + fault.getValue();
    }

    SettingsViews.VersionPage version(
            ChangeSettings.Read read, AlertReader reader, @Nullable String notice) {
        SettingsBook.Entry entry = read.version().entry();
        boolean open = read.version().state() == ChangeSettings.State.PROPOSED;
        boolean own = entry.proposedBy().equals(reader.practitioner());
        boolean administrator = reader.roles().contains("administrator");
        boolean ready = read.preview().filter(Previews.Preview::finished).isPresent();
        return new SettingsViews.VersionPage(
                line(read.version(), names(List.of(read.version()))),
                changes(entry.settings(), read.base().settings()),
                read.preview().map(SettingsLook::table).orElse(null),
                open && administrator && !own && ready,
                open && administrator,
                own,
                notice);
    }

    SettingsViews.VolumePage volume(ReadVolume.Volume volume, boolean mayPropose) {
        return new SettingsViews.VolumePage(
                "From %s to today".formatted(Words.day(volume.weeks().getFirst())),
                volume.practitioners(),
                volume.rules().stream().map(SettingsLook::row).toList(),
                volume.rules().stream().anyMatch(one -> one.voice() == Voice.SHADOW),
                mayPropose);
    }

    private static SettingsViews.VolumeRow row(ReadVolume.RuleVolume one) {
        return new SettingsViews.VolumeRow(
                Words.rule(one.rule().name()),
                one.rule().name(),
                voice(one.voice()),
                one.raised(),
                one.wouldBe(),
                one.weekly().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                String.format(Locale.UK, "%.2f", one.perPractitionerAWeek()),
                one.busiest());
    }

    private static SettingsViews.PreviewTable table(Previews.Preview preview) {
        return new SettingsViews.PreviewTable(
                preview.finished()
                        ? null
                        : "%d of %d children are looked at so far (%d percent). Load the page again to see how far it is."
                                .formatted(preview.persons(), preview.total(), preview.percent()),
                "%s to %s".formatted(Words.day(preview.since()), Words.day(preview.day())),
                preview.failed() == 0
                        ? null
                        : "%d children could not be looked at and are left out."
                                .formatted(preview.failed()),
                Rules.ALL.stream()
                        .filter(rule -> preview.counts().containsKey(rule.name()))
                        .map(
                                rule ->
                                        row(
                                                rule,
                                                preview.counts()
                                                        .getOrDefault(
                                                                rule.name(),
                                                                SettingsComparison.Counts.NONE)))
                        .toList());
    }

    private static SettingsViews.PreviewRow row(Rule rule, SettingsComparison.Counts counts) {
        return new SettingsViews.PreviewRow(
                Words.rule(rule.name()),
                rule.name(),
                counts.before(),
                counts.after(),
                counts.added(),
                counts.gone(),
                counts.moved(),
                counts.beginning(),
                counts.ending());
    }

    private static List<String> changes(PartnershipSettings settings, PartnershipSettings base) {
        List<String> changes = new ArrayList<>();
        settings.differsFrom(base)
                .forEach(
                        (name, difference) ->
                                changes.add(
                                        "%s: %s instead of %s"
                                                .formatted(
                                                        named(name),
                                                        value(name, difference.is()),
                                                        value(name, difference.was()))));
        return changes;
    }

    private static String named(String name) {
        return switch (name) {
            case "closedDays" -> "Closed days";
            case "openDays" -> "Bank holidays that are worked";
            case "newBirthVisitsFrom" -> "New-birth visits are expected of children born from";
            default ->
                    ThresholdLimits.find(name)
                            .map(SettingsLook::title)
                            .orElseGet(() -> Words.rule(name) + " (" + name + ")");
        };
    }

    private static String value(String name, String value) {
        if (value.isEmpty()) {
            return "none";
        }
        if (Rules.find(name).isPresent()) {
            return voice(Voice.valueOf(value));
        }
        return ThresholdLimits.find(name)
                .filter(limit -> limit.unit() == ThresholdLimit.Unit.YES_NO)
                .map(_ -> value.equals("1") ? "yes" : "no")
                .orElse(value);
    }

    private static String title(ThresholdLimit limit) {
        return limit.words().substring(0, 1).toUpperCase(Locale.UK)
                + limit.words().substring(1)
                + " ("
                + limit.rule()
                + ")";
    }

    private static Map<String, String> values(PartnershipSettings settings) {
        Map<String, String> values = new TreeMap<>();
        ThresholdLimits.values(settings.thresholds())
                .forEach((name, value) -> values.put(name, String.valueOf(value)));
        return values;
    }

    private static List<SettingsViews.Group> numbers(
            Map<String, String> values, Map<String, String> faults) {
        Map<String, List<SettingsViews.NumberLine>> groups = new LinkedHashMap<>();
        for (ThresholdLimit limit : ThresholdLimits.ALL) {
            String group = limit.name().split("\\.", 2)[0];
            groups.computeIfAbsent(HEADINGS.getOrDefault(group, group), _ -> new ArrayList<>())
                    .add(
                            new SettingsViews.NumberLine(
                                    "thresholds/" + limit.name(),
                                    limit.words(),
                                    limit.rule(),
                                    values.getOrDefault(limit.name(), ""),
                                    unit(limit.unit()),
                                    limit.fixed()
                                            ? "cannot be changed"
                                            : "%d to %d".formatted(limit.least(), limit.most()),
                                    limit.fixed(),
                                    limit.unit() == ThresholdLimit.Unit.YES_NO,
                                    faults.get("thresholds/" + limit.name())));
        }
        return groups.entrySet().stream()
                .map(one -> new SettingsViews.Group(one.getKey(), one.getValue()))
                .toList();
    }

    private static String unit(ThresholdLimit.Unit unit) {
        return switch (unit) {
            case DAYS -> "days";
            case WORKING_DAYS -> "working days";
            case MONTHS -> "months";
            case YEARS -> "years";
            case PERCENT -> "percent";
            case SESSIONS -> "sessions";
            case COUNT, GRADE, YES_NO -> "";
        };
    }

    private static SettingsViews.RuleLine rule(
            Rule rule, String voice, PartnershipSettings base, @Nullable String fault) {
        boolean never = SettingsFloor.neverSilent(rule);
        boolean speaks = base.voice(rule.name()) == Voice.SPEAKS;
        return new SettingsViews.RuleLine(
                "rules/" + rule.name(),
                rule.name(),
                Words.rule(rule.name()),
                voice,
                Arrays.stream(Voice.values())
                        .filter(one -> one.name().equals(voice))
                        .map(SettingsLook::voice)
                        .collect(Collectors.joining()),
                Arrays.stream(Voice.values())
                        .filter(one -> !never || one != Voice.OFF)
                        .filter(one -> !never || !speaks || one == Voice.SPEAKS)
                        .map(
                                one ->
                                        new SettingsViews.Choice(
                                                one.name(), voice(one), one.name().equals(voice)))
                        .toList(),
                !base.voice(rule.name()).name().equals(voice),
                fault);
    }

    private static String voice(Voice voice) {
        return switch (voice) {
            case SPEAKS -> "speaks";
            case SHADOW -> "in shadow";
            case OFF -> "off";
        };
    }

    private static List<String> days(PartnershipSettings settings) {
        List<String> days = new ArrayList<>();
        days.add(
                settings.newBirthVisitsFrom() == null
                        ? "New-birth visits are not expected: health visiting sends no appointments."
                        : "New-birth visits are expected of children born on or after "
                                + Words.day(settings.newBirthVisitsFrom())
                                + ".");
        days.add(
                settings.closedDays().isEmpty()
                        ? "No working day is closed beside the bank holidays of England."
                        : "Closed beside the bank holidays of England: "
                                + list(settings.closedDays())
                                + ".");
        if (!settings.openDays().isEmpty()) {
            days.add("Bank holidays that are worked: " + list(settings.openDays()) + ".");
        }
        return days;
    }

    private static String list(Set<LocalDate> days) {
        return new TreeSet<>(days).stream().map(Words::day).collect(Collectors.joining(", "));
    }

    private static String lines(Set<LocalDate> days) {
        return new TreeSet<>(days)
                .stream().map(LocalDate::toString).collect(Collectors.joining("\n"));
    }

    private Map<String, String> names(List<ChangeSettings.Version> versions) {
        Set<String> people = new HashSet<>();
        for (ChangeSettings.Version version : versions) {
            people.add(version.entry().proposedBy());
            version.entry().decision().ifPresent(decision -> people.add(decision.by()));
        }
        return directory.practitionerNames(people);
    }

    private static SettingsViews.VersionLine line(
            ChangeSettings.Version version, Map<String, String> names) {
        SettingsBook.Entry entry = version.entry();
        if (entry.base() == 0) {
            return new SettingsViews.VersionLine(
                    entry.version(),
                    state(version.state()),
                    tag(version.state()),
                    "Put there when the service was set up.",
                    entry.reason());
        }
        StringBuilder detail = new StringBuilder();
        detail.append("Proposed by ")
                .append(name(entry.proposedBy(), names))
                .append(" on ")
                .append(Words.day(entry.proposedAt().atZone(MailTimes.LONDON).toLocalDate()))
                .append('.');
        entry.decision()
                .ifPresent(
                        decision ->
                                detail.append(
                                                decision.approved()
                                                        ? " Approved by "
                                                        : " Rejected by ")
                                        .append(name(decision.by(), names))
                                        .append(" on ")
                                        .append(
                                                Words.day(
                                                        decision.at()
                                                                .atZone(MailTimes.LONDON)
                                                                .toLocalDate()))
                                        .append('.'));
        if (entry.from() != null) {
            detail.append(" In force from ").append(Words.day(entry.from())).append('.');
        } else if (entry.wantedFrom() != null) {
            detail.append(" Asked to be in force from ")
                    .append(Words.day(entry.wantedFrom()))
                    .append('.');
        }
        return new SettingsViews.VersionLine(
                entry.version(),
                state(version.state()),
                tag(version.state()),
                detail.toString(),
                entry.reason());
    }

    private static String name(String practitioner, Map<String, String> names) {
        return names.getOrDefault(practitioner, practitioner);
    }

    private static String state(ChangeSettings.State state) {
        return switch (state) {
            case PROPOSED -> "Waits for approval";
            case REJECTED -> "Rejected";
            case PASSED_OVER -> "Passed over";
            case TO_COME -> "To come";
            case IN_FORCE -> "In force";
            case FORMER -> "Former";
        };
    }

    private static String tag(ChangeSettings.State state) {
        return switch (state) {
            case PROPOSED -> "govuk-tag--yellow";
            case IN_FORCE -> "govuk-tag--green";
            case TO_COME -> "govuk-tag--blue";
            case REJECTED, PASSED_OVER, FORMER -> "govuk-tag--grey";
        };
    }
}
