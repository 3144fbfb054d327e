package org.wholepicture.alert.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages about settings show. */
final class SettingsViews {

    private SettingsViews() {}

    /**
     * The settings in force and the versions.
     *
     * @param since since when, in words
     * @param numbers how each number stands
     * @param silent rules that nobody hears, with whether they are off or in shadow
     * @param days what is set about days, in sentences
     * @param mayPropose whether the reader is an administrator
     */
    record Overview(
            int inForce,
            String since,
            List<Group> numbers,
            List<RuleLine> silent,
            List<String> days,
            List<VersionLine> versions,
            boolean mayPropose) {}

    /** Numbers that belong together. */
    record Group(String heading, List<NumberLine> lines) {

        /** Whether what was typed has a fault that must not be hidden. */
        public boolean faulty() {
            return lines.stream().anyMatch(line -> line.fault() != null);
        }
    }

    /**
     * One number.
     *
     * @param id of its field
     * @param words what it counts
     * @param rules which rules it belongs to, by their short names
     * @param value as it stands, or as somebody typed it
     * @param unit in words
     * @param limits what may be set, in words
     * @param fixed whether it cannot be set
     * @param yesNo whether it is yes (1) or no (0)
     * @param fault what is wrong with what was typed
     */
    record NumberLine(
            String id,
            String words,
            String rules,
            String value,
            String unit,
            String limits,
            boolean fixed,
            boolean yesNo,
            @Nullable String fault) {}

    /**
     * One rule.
     *
     * @param id of its field
     * @param voice SPEAKS, SHADOW or OFF
     * @param voiceWords in words
     * @param choices what may be chosen
     * @param changed whether it is not as in the version that is changed
     */
    record RuleLine(
            String id,
            String name,
            String title,
            String voice,
            String voiceWords,
            List<Choice> choices,
            boolean changed,
            @Nullable String fault) {}

    /** One choice of a list. */
    record Choice(String value, String words, boolean chosen) {}

    /** One version in the list. */
    record VersionLine(int version, String state, String tag, String detail, String reason) {}

    /** A fault with the field it belongs to; no field for the whole form. */
    record FaultLine(String field, String sentence) {}

    /**
     * The form that proposes.
     *
     * @param base number of the version that is changed
     */
    record Form(
            int base,
            List<Group> numbers,
            List<RuleLine> rules,
            String closedDays,
            String openDays,
            String newBirthVisitsFrom,
            String inForceFrom,
            String reason,
            List<FaultLine> faults) {

        /** Whether the rules' choices stand open: one has a fault, or is not as it was. */
        public boolean rulesOpen() {
            return rules.stream().anyMatch(rule -> rule.fault() != null || rule.changed());
        }
    }

    /**
     * One version.
     *
     * @param changes what it changes, each in a sentence
     * @param preview null where there is none: the first version
     * @param mayApprove whether the reader may approve it now
     * @param mayReject whether the reader may reject it, or take it back
     * @param own whether the reader has proposed it
     * @param notice why something could not be done
     */
    record VersionPage(
            VersionLine line,
            List<String> changes,
            @Nullable PreviewTable preview,
            boolean mayApprove,
            boolean mayReject,
            boolean own,
            @Nullable String notice) {}

    /**
     * What it would change.
     *
     * @param progress how far it is worked out, in a sentence; null when it is finished
     * @param period which days are counted, in words
     * @param failed a sentence about children left out; null when nobody is
     */
    record PreviewTable(
            @Nullable String progress,
            String period,
            @Nullable String failed,
            List<PreviewRow> rows) {}

    /** One rule's alerts. */
    record PreviewRow(
            String title,
            String name,
            long before,
            long after,
            long added,
            long gone,
            long moved,
            long beginning,
            long ending) {}

    /**
     * How many alerts there are, or would be.
     *
     * @param mayPropose whether the reader is an administrator
     * @param shadow whether any rule is in shadow
     */
    record VolumePage(
            String period,
            long practitioners,
            List<VolumeRow> rows,
            boolean shadow,
            boolean mayPropose) {}

    /** One rule's. */
    record VolumeRow(
            String title,
            String name,
            String voice,
            long raised,
            long wouldBe,
            String weekly,
            String perPractitioner,
            long busiest) {}
}
