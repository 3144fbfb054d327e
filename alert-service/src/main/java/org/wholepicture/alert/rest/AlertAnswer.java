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
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.Suppression;

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
        @Nullable LocalDate movedUp,
        @Nullable String claimedBy,
        @Nullable PutOff putOff,
        @Nullable LocalDate ended,
        @Nullable Acknowledged acknowledged,
        @Nullable List<Happening> history) {

    /** Where an alert stands. */
    @Schema(name = "AlertState")
    enum State {
        OPEN,
        SUPPRESSION_PROPOSED,
        SUPPRESSED,
        ACKNOWLEDGED,
        IN_PLAN,
        RESOLVED,
        WITHDRAWN
    }

    /** Who acknowledged it and why. */
    @Schema(name = "Acknowledged")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Acknowledged(
            String by, Instant at, String reason, @Nullable Boolean useful, boolean inPlan) {

        static Acknowledged of(Acknowledgement given) {
            return new Acknowledged(
                    given.practitioner(),
                    given.at(),
                    given.reason(),
                    given.useful(),
                    given.inPlan());
        }

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "Acknowledged[by=" + by + "]";
        }
    }

    /** That it is proposed to be put off, or is until a day. */
    @Schema(name = "PutOff")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PutOff(
            String proposedBy,
            String reason,
            int workingDays,
            @Nullable String approvedBy,
            @Nullable LocalDate until) {

        static @Nullable PutOff of(Alert alert) {
            return switch (alert) {
                case Alert.Proposed proposed -> of(proposed.proposal(), null);
                case Alert.Suppressed suppressed ->
                        of(suppressed.suppression().proposal(), suppressed.suppression());
                case Alert.Open _,
                        Alert.Acknowledged _,
                        Alert.InPlan _,
                        Alert.Resolved _,
                        Alert.Withdrawn _ ->
                        null;
            };
        }

        private static PutOff of(Suppression.Proposal proposal, @Nullable Suppression suppression) {
            return new PutOff(
                    proposal.by(),
                    proposal.reason(),
                    proposal.workingDays(),
                    suppression == null ? null : suppression.approvedBy(),
                    suppression == null ? null : suppression.until());
        }

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "PutOff[proposedBy=" + proposedBy + "]";
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
                deadlines.answerBy(core.severity(), stored.answerFrom()).orElse(null),
                movedUp(stored),
                stored.claimed().map(StoredAlert.Claim::by).orElse(null),
                PutOff.of(stored.alert()),
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
                deadlines.answerBy(core.severity(), stored.answerFrom()).orElse(null),
                null,
                null,
                null,
                ended(stored.alert()),
                null,
                null);
    }

    private static State state(Alert alert) {
        return switch (alert) {
            case Alert.Open _ -> State.OPEN;
            case Alert.Proposed _ -> State.SUPPRESSION_PROPOSED;
            case Alert.Suppressed _ -> State.SUPPRESSED;
            case Alert.Acknowledged _ -> State.ACKNOWLEDGED;
            case Alert.InPlan _ -> State.IN_PLAN;
            case Alert.Resolved _ -> State.RESOLVED;
            case Alert.Withdrawn _ -> State.WITHDRAWN;
        };
    }

    private static @Nullable LocalDate movedUp(StoredAlert stored) {
        return stored.movedUp()
                .map(moved -> moved.at().atZone(MailTimes.LONDON).toLocalDate())
                .orElse(null);
    }

    private static @Nullable LocalDate ended(Alert alert) {
        return switch (alert) {
            case Alert.Standing _ -> null;
            case Alert.Resolved resolved -> resolved.on();
            case Alert.Withdrawn withdrawn -> withdrawn.on();
        };
    }
}
