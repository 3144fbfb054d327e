package org.wholepicture.escalation.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.Settings.StageSetting;

/** Settings of the protocol, and how two versions of them differ, in plain words. */
final class SettingsWords {

    private SettingsWords() {}

    /** Who stands at a stage. */
    static String who(Settings.Who who) {
        return switch (who) {
            case Settings.Who.Above(int steps) -> above(steps);
            case Settings.Who.Inbox(String role) -> "The agency’s inbox " + role;
        };
    }

    static String above(int steps) {
        return switch (steps) {
            case 0 -> "The practitioner";
            case 1 -> "Their line manager";
            default -> steps + " managers above the practitioner";
        };
    }

    static String limit(int days) {
        return days == 1 ? "1 working day" : days + " working days";
    }

    /** Role inboxes, or "nobody else". */
    static String told(List<String> roles) {
        return roles.isEmpty() ? "nobody else" : String.join(", ", roles);
    }

    /** Days in their order, or "none". */
    static String days(Set<LocalDate> days) {
        return days.isEmpty()
                ? "none"
                : new TreeSet<>(days).stream().map(Words::day).collect(Collectors.joining(", "));
    }

    /** What changes from one to the other, a sentence each; empty where nothing does. */
    static List<String> changes(Settings before, Settings after) {
        List<String> changes = new ArrayList<>();
        List<StageSetting> old = before.stages();
        List<StageSetting> now = after.stages();
        for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
            stage(i + 1, old.get(i), now.get(i), changes);
        }
        for (int i = old.size(); i < now.size(); i++) {
            StageSetting stage = now.get(i);
            changes.add(
                    "Stage %d, %s, is new: %s, %s, told at its beginning: %s."
                            .formatted(
                                    i + 1,
                                    stage.name(),
                                    inside(who(stage.who())),
                                    limit(stage.limit()),
                                    told(stage.notified())));
        }
        for (int i = now.size(); i < old.size(); i++) {
            changes.add("Stage %d, %s, is left out.".formatted(i + 1, old.get(i).name()));
        }
        days(before.closed(), after.closed(), "is a day off", changes);
        days(before.open(), after.open(), "is worked", changes);
        if (!before.monitor().equals(after.monitor())) {
            changes.add(
                    "The partnership is told at the inbox %s instead of %s."
                            .formatted(after.monitor(), before.monitor()));
        }
        return changes;
    }

    private static void stage(
            int number, StageSetting before, StageSetting after, List<String> changes) {
        String stage = "Stage %d, %s: ".formatted(number, before.name());
        if (!before.name().equals(after.name())) {
            changes.add(stage + "it is called " + after.name() + ".");
        }
        if (before.limit() != after.limit()) {
            changes.add(
                    stage
                            + "limit of %s instead of %s."
                                    .formatted(limit(after.limit()), limit(before.limit())));
        }
        if (!before.who().equals(after.who())) {
            changes.add(
                    stage
                            + "%s instead of %s."
                                    .formatted(
                                            inside(who(after.who())), inside(who(before.who()))));
        }
        if (!before.notified().equals(after.notified())) {
            changes.add(
                    stage
                            + "told at its beginning: %s, instead of %s."
                                    .formatted(told(after.notified()), told(before.notified())));
        }
    }

    private static void days(
            Set<LocalDate> before, Set<LocalDate> after, String what, List<String> changes) {
        new TreeSet<>(after)
                .stream()
                        .filter(day -> !before.contains(day))
                        .forEach(day -> changes.add(Words.day(day) + " " + what + "."));
        new TreeSet<>(before)
                .stream()
                        .filter(day -> !after.contains(day))
                        .forEach(
                                day ->
                                        changes.add(
                                                Words.day(day)
                                                        + " "
                                                        + what.replace("is ", "is no longer ")
                                                        + "."));
    }

    /** Within a sentence. */
    private static String inside(String words) {
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
