package org.wholepicture.alert.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.ChangeSettings;
import org.wholepicture.alert.application.Previews;
import org.wholepicture.alert.application.SettingsBook;
import org.wholepicture.alert.domain.PartnershipSettings;
import org.wholepicture.alert.domain.SettingsComparison;
import org.wholepicture.alert.domain.ThresholdLimits;
import org.wholepicture.alert.domain.Voice;

/** A version of the settings, as it is answered. */
@Schema(name = "SettingsVersion")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingsAnswer(
        int version,
        @Schema(
                        description =
                                "PROPOSED: waits for another administrator. REJECTED."
                                        + " PASSED_OVER: another version was approved first."
                                        + " TO_COME: approved. IN_FORCE. FORMER.")
                ChangeSettings.State state,
        @Schema(description = "The approved version that it was made from; 0 for the first")
                int base,
        @Schema(description = "Numbers by name, as /v1/settings/limits lists them")
                Map<String, Integer> thresholds,
        @Schema(description = "Voice of each rule that is named; any other rule is in shadow")
                Map<String, Voice> rules,
        List<LocalDate> closedDays,
        List<LocalDate> openDays,
        @Nullable NewBirthVisits newBirthVisits,
        @Schema(description = "The day from which it is asked to be in force")
                @Nullable LocalDate wantedFrom,
        @Schema(description = "The first day on which it is in force")
                @Nullable LocalDate inForceFrom,
        String reason,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable PreviewAnswer preview) {

    /** Since when new-birth visits are expected. */
    @Schema(name = "NewBirthVisits")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewBirthVisits(
            @Schema(
                            description =
                                    "Expected of children born on or after this day; not given"
                                            + " where health visiting sends nothing")
                    @Nullable LocalDate from) {}

    /** What it would have changed. */
    @Schema(name = "SettingsPreview")
    record PreviewAnswer(
            @Schema(description = "Whether everybody's facts are folded") boolean finished,
            int percent,
            @Schema(description = "The first day whose alerts are counted") LocalDate since,
            LocalDate through,
            long children,
            @Schema(description = "Children whose facts could not be folded") long failed,
            List<RuleCounts> rules) {

        static PreviewAnswer of(Previews.Preview preview) {
            return new PreviewAnswer(
                    preview.finished(),
                    preview.percent(),
                    preview.since(),
                    preview.day(),
                    preview.persons(),
                    preview.failed(),
                    new TreeMap<>(preview.counts())
                            .entrySet().stream()
                                    .map(one -> RuleCounts.of(one.getKey(), one.getValue()))
                                    .toList());
        }
    }

    /** Alerts of one rule; a rule that raises nothing either way is left out. */
    @Schema(name = "SettingsPreviewRule")
    record RuleCounts(
            String rule,
            @Schema(description = "Raised under the settings in force") long before,
            @Schema(description = "Raised under the proposed settings") long after,
            @Schema(description = "Raised under both, on another day") long moved,
            @Schema(description = "Raised under the proposed settings alone") long added,
            @Schema(description = "Raised under the settings in force alone") long gone,
            @Schema(description = "Would be raised at once when the version takes effect")
                    long beginning,
            @Schema(description = "Would end at once when the version takes effect") long ending) {

        static RuleCounts of(String rule, SettingsComparison.Counts counts) {
            return new RuleCounts(
                    rule,
                    counts.before(),
                    counts.after(),
                    counts.moved(),
                    counts.added(),
                    counts.gone(),
                    counts.beginning(),
                    counts.ending());
        }
    }

    static SettingsAnswer of(ChangeSettings.Version version, @Nullable PreviewAnswer preview) {
        SettingsBook.Entry entry = version.entry();
        PartnershipSettings settings = entry.settings();
        return new SettingsAnswer(
                entry.version(),
                version.state(),
                entry.base(),
                ThresholdLimits.values(settings.thresholds()),
                new TreeMap<>(settings.voices()),
                settings.closedDays().stream().sorted().toList(),
                settings.openDays().stream().sorted().toList(),
                settings.newBirthVisitsFrom() == null
                        ? null
                        : new NewBirthVisits(settings.newBirthVisitsFrom()),
                entry.wantedFrom(),
                entry.from(),
                entry.reason(),
                entry.proposedBy(),
                entry.proposedAt(),
                entry.decision().map(SettingsBook.Decision::by).orElse(null),
                entry.decision().map(SettingsBook.Decision::at).orElse(null),
                preview);
    }
}
