package org.wholepicture.alert.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AnswerCheck;
import org.wholepicture.alert.application.CheckRequests;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.Change;
import org.wholepicture.alert.domain.CheckAnswer;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;

/** A question to an agency, as one side or the other sees it. */
@Schema(name = "CheckRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckRequestAnswer(
        UUID id,
        String agency,
        String askedBy,
        String askingAgency,
        Instant askedAt,
        @Schema(description = "The last day to answer.") LocalDate due,
        boolean overdue,
        @Schema(description = "The agency's own facts, by event id.") List<UUID> events,
        @Schema(description = "What they say; only for the agency that is asked.")
                @Nullable List<OwnFact> own,
        @Nullable Said answered) {

    /** What the asked agency told: the receipt of its event, and one claim of it. */
    @Schema(name = "OwnFact")
    record OwnFact(UUID event, LocalDate happened, String topic, Change value, Basis basis) {

        static OwnFact of(Fact.Claim claim) {
            return new OwnFact(
                    claim.event().value(),
                    claim.happened(),
                    claim.topic().code(),
                    claim.value(),
                    claim.basis());
        }
    }

    /** What was answered. */
    @Schema(name = "CheckAnswered")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Said(
            @Schema(description = "The answer; an entry of the timeline.") UUID event,
            CheckAnswer answer,
            @Nullable Basis basis,
            String words,
            String by,
            Instant at) {

        static @Nullable Said of(CheckRequests.@Nullable Answer answer) {
            return answer == null
                    ? null
                    : new Said(
                            answer.event().value(),
                            answer.answer(),
                            answer.basis(),
                            answer.words(),
                            answer.by(),
                            answer.at());
        }

        /** Leaves the words out: they may hold personal data. */
        @Override
        public String toString() {
            return "Said[event=" + event + "]";
        }
    }

    /** As whoever asks sees it. */
    static CheckRequestAnswer of(CheckRequests.Request request, LocalDate today) {
        return of(request, null, today);
    }

    /** As the agency that is asked sees it. */
    static CheckRequestAnswer of(AnswerCheck.Shown shown, LocalDate today) {
        return of(shown.request(), shown.own().stream().map(OwnFact::of).toList(), today);
    }

    private static CheckRequestAnswer of(
            CheckRequests.Request request, @Nullable List<OwnFact> own, LocalDate today) {
        return new CheckRequestAnswer(
                request.id(),
                request.agency(),
                request.askedBy(),
                request.askingAgency(),
                request.askedAt(),
                request.due(),
                request.isOverdue(today),
                request.events().stream().map(EventId::value).toList(),
                own,
                Said.of(request.answer()));
    }
}
