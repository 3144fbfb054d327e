package org.wholepicture.alert.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertStore;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Severity;

/**
 * An alert as the API tells it. Members without content are left out; whoever does not answer for
 * the child is told no more than rule, severity, state and dates.
 */
@Schema(name = "Alert")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertAnswer(
        UUID alert,
        @Nullable UUID person,
        String rule,
        int ruleVersion,
        @Schema(description = "Version of the settings in force on the day it was raised")
                @Nullable Integer settings,
        @Nullable String subject,
        Severity severity,
        State state,
        @Nullable List<String> reasons,
        @Nullable List<UUID> events,
        LocalDate raised,
        @Nullable LocalDate answerBy,
        @Nullable LocalDate ended,
        @Nullable Acknowledged acknowledged,
        @Nullable List<Happening> history) {

    /** Where an alert stands. */
    @Schema(name = "AlertState")
    enum State {
        OPEN,
        ACKNOWLEDGED,
        RESOLVED,
        WITHDRAWN
    }

    /** Who acknowledged it and why. */
    @Schema(name = "Acknowledged")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Acknowledged(String by, Instant at, String reason, @Nullable Boolean useful) {

        static Acknowledged of(Acknowledgement given) {
            return new Acknowledged(
                    given.practitioner(), given.at(), given.reason(), given.useful());
        }

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "Acknowledged[by=" + by + "]";
        }
    }

    /** One line of its history. */
    @Schema(name = "AlertHappening")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Happening(AlertStore.What what, LocalDate day, Instant at, @Nullable String by) {

        static Happening of(AlertStore.Event event) {
            return new Happening(event.what(), event.day(), event.at(), event.by());
        }
    }

    static AlertAnswer of(ReadAlerts.Shown shown, Deadlines deadlines) {
        return shown.mayAnswer()
                ? of(shown.alert(), shown.history(), deadlines)
                : outside(shown.alert(), deadlines);
    }

    /** For whoever answers for the child. */
    static AlertAnswer of(
            StoredAlert stored, @Nullable List<AlertStore.Event> history, Deadlines deadlines) {
        Alert.Core core = stored.alert().core();
        return new AlertAnswer(
                stored.id(),
                stored.person(),
                core.rule(),
                core.ruleVersion(),
                core.settings(),
                core.subject().toString(),
                core.severity(),
                state(stored.alert()),
                core.reasons(),
                core.events().stream().map(EventId::value).toList(),
                core.raisedOn(),
                deadlines.answerBy(core.severity(), core.raisedOn()).orElse(null),
                ended(stored.alert()),
                stored.acknowledgement().map(Acknowledged::of).orElse(null),
                history == null ? null : history.stream().map(Happening::of).toList());
    }

    private static AlertAnswer outside(StoredAlert stored, Deadlines deadlines) {
        Alert.Core core = stored.alert().core();
        return new AlertAnswer(
                stored.id(),
                null,
                core.rule(),
                core.ruleVersion(),
                null,
                null,
                core.severity(),
                state(stored.alert()),
                null,
                null,
                core.raisedOn(),
                deadlines.answerBy(core.severity(), core.raisedOn()).orElse(null),
                ended(stored.alert()),
                null,
                null);
    }

    private static State state(Alert alert) {
        return switch (alert) {
            case Alert.Open _ -> State.OPEN;
            case Alert.Acknowledged _ -> State.ACKNOWLEDGED;
            case Alert.Resolved _ -> State.RESOLVED;
            case Alert.Withdrawn _ -> State.WITHDRAWN;
        };
    }

    private static @Nullable LocalDate ended(Alert alert) {
        return switch (alert) {
            case Alert.Standing _ -> null;
            case Alert.Resolved resolved -> resolved.on();
            case Alert.Withdrawn withdrawn -> withdrawn.on();
        };
    }
}
