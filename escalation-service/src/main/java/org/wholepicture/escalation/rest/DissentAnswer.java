package org.wholepicture.escalation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.ReadDissents;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Grounds;
import org.wholepicture.escalation.domain.Issue;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.Side;
import org.wholepicture.escalation.domain.Stage;

/** A disagreement as it is answered. */
@Schema(name = "Dissent")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DissentAnswer(
        UUID id,
        UUID person,
        About about,
        State state,
        String otherAgency,
        @Schema(description = "Since when it is so") LocalDate since,
        String disagreement,
        String askedFor,
        @Schema(description = "Entries of the timeline that it rests on") List<UUID> evidence,
        @Schema(description = "The alert from which it was raised") @Nullable UUID alert,
        Act raised,
        @Schema(description = "The last is where it stands, or ended") List<StageAnswer> stages,
        @Nullable Ending resolved,
        @Nullable Ending withdrawn,
        @Schema(description = "Working days left of the present stage; negative when it is overdue")
                @Nullable Integer daysLeft,
        @Schema(description = "Sides on which you stand") List<Side> yourSides,
        boolean mayResolve) {

    /** How it stands. */
    @Schema(name = "DissentState")
    enum State {
        RAISED,
        ANSWERED,
        MOVED_UP,
        MET,
        RESOLVED,
        WITHDRAWN
    }

    /** What it is about. */
    @Schema(name = "AboutAnswer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record About(Issue.Kind kind, @Nullable UUID event) {}

    /** Who did it and when. */
    @Schema(name = "Act")
    record Act(String practitioner, String agency, Instant at) {

        static Act of(Practitioner who, Instant at) {
            return new Act(who.id().value(), who.agency().value(), at);
        }
    }

    /** Who ended it, when and how. */
    @Schema(name = "Ending")
    record Ending(String practitioner, String agency, Instant at, String outcome) {

        static Ending of(Stage.End end) {
            return new Ending(
                    end.by().id().value(), end.by().agency().value(), end.at(), end.words().text());
        }
    }

    /** One stage. */
    @Schema(name = "Stage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StageAnswer(
            int number,
            String name,
            Instant began,
            @Schema(description = "The last day in time") @Nullable LocalDate limit,
            @Schema(description = "The first day out of time, where it came to that")
                    @Nullable LocalDate overdue,
            @Schema(description = "Who moved it up to here and why; not at the first stage")
                    @Nullable Opened opened,
            List<View> views,
            @Nullable Meeting met,
            @Nullable StageEnd ended) {}

    /** Who moved it up. */
    @Schema(name = "MovedUp")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opened(
            String practitioner,
            String agency,
            Side side,
            String reason,
            List<UUID> evidence,
            @Schema(description = "What was done at once where a child was in danger")
                    @Nullable String emergency) {}

    /** What a side says. */
    @Schema(name = "View")
    record View(
            Side side,
            String practitioner,
            String agency,
            Instant at,
            String view,
            List<UUID> evidence) {}

    /** What came of meeting. */
    @Schema(name = "Meeting")
    record Meeting(LocalDate on, String practitioner, String agency, Instant at, String outcome) {}

    /** How a stage ended. */
    @Schema(name = "StageEnd")
    record StageEnd(Stage.How how, String practitioner, String agency, Instant at, String words) {}

    static DissentAnswer of(ReadDissents.Shown shown) {
        Dissent d = shown.dissent();
        Grounds grounds = d.grounds();
        return new DissentAnswer(
                d.id().value(),
                shown.person().value(),
                new About(grounds.issue().kind(), id(grounds.issue().event())),
                state(d),
                grounds.otherAgency().value(),
                grounds.since(),
                grounds.disagreement().text(),
                grounds.askedFor().text(),
                ids(grounds.evidence()),
                id(grounds.alert()),
                Act.of(d.raisedBy(), d.raisedAt()),
                d.path().stages().stream().map(DissentAnswer::stage).toList(),
                d instanceof Dissent.Resolved r ? Ending.of(r.end()) : null,
                d instanceof Dissent.Withdrawn w ? Ending.of(w.end()) : null,
                shown.daysLeft().isPresent() ? (Integer) shown.daysLeft().getAsInt() : null,
                shown.reader().sides().stream().sorted().toList(),
                d instanceof Dissent.Unresolved && shown.reader().isOn(Side.RAISING));
    }

    private static State state(Dissent dissent) {
        return switch (dissent) {
            case Dissent.Raised _ -> State.RAISED;
            case Dissent.Answered _ -> State.ANSWERED;
            case Dissent.MovedUp _ -> State.MOVED_UP;
            case Dissent.Met _ -> State.MET;
            case Dissent.Resolved _ -> State.RESOLVED;
            case Dissent.Withdrawn _ -> State.WITHDRAWN;
        };
    }

    private static StageAnswer stage(Stage stage) {
        return new StageAnswer(
                stage.number(),
                stage.name(),
                stage.began(),
                stage.limit().orElse(null),
                stage.overdueOn().orElse(null),
                stage.opened().map(DissentAnswer::opened).orElse(null),
                stage.views().stream().map(DissentAnswer::view).toList(),
                stage.meeting().map(DissentAnswer::meeting).orElse(null),
                stage.end().map(DissentAnswer::end).orElse(null));
    }

    private static Opened opened(Stage.Opened opened) {
        return new Opened(
                opened.by().id().value(),
                opened.by().agency().value(),
                opened.side(),
                opened.reason().text(),
                ids(opened.evidence()),
                opened.emergency().map(words -> words.text()).orElse(null));
    }

    private static View view(Stage.View view) {
        return new View(
                view.side(),
                view.by().id().value(),
                view.by().agency().value(),
                view.at(),
                view.words().text(),
                ids(view.evidence()));
    }

    private static Meeting meeting(Stage.Meeting meeting) {
        return new Meeting(
                meeting.on(),
                meeting.by().id().value(),
                meeting.by().agency().value(),
                meeting.at(),
                meeting.outcome().text());
    }

    private static StageEnd end(Stage.End end) {
        return new StageEnd(
                end.how(),
                end.by().id().value(),
                end.by().agency().value(),
                end.at(),
                end.words().text());
    }

    private static List<UUID> ids(List<EventId> events) {
        return events.stream().map(EventId::value).toList();
    }

    private static @Nullable UUID id(Optional<EventId> event) {
        return event.map(EventId::value).orElse(null);
    }
}
