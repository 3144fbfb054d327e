package org.wholepicture.escalation.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.escalation.application.DissentReference;
import org.wholepicture.escalation.application.EscalationConfig;
import org.wholepicture.escalation.application.ReadDissents;
import org.wholepicture.escalation.domain.Actor;
import org.wholepicture.escalation.domain.Decision;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Grounds;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.Side;
import org.wholepicture.escalation.domain.Stage;

/** Puts what is known into the words of the pages. */
@ApplicationScoped
class Showing {

    private final Directory directory;
    private final TimelineEntries timeline;
    private final ZoneId zone;

    Showing(Directory directory, TimelineEntries timeline, EscalationConfig config) {
        this.directory = directory;
        this.timeline = timeline;
        this.zone = config.zone();
    }

    /** A decision to disagree with. */
    record DecisionShown(
            UUID event, String words, String state, String agency, String day, boolean withdrawn) {}

    DecisionShown decision(Decision decision) {
        return new DecisionShown(
                decision.event().value(),
                Words.decision(decision),
                Words.state(decision),
                directory.nameOf(decision.agency()),
                Words.day(decision.happened()),
                decision.withdrawn());
    }

    DissentLines lines(List<ReadDissents.Shown> all, boolean frontDoor) {
        List<DissentLines.Line> open = new ArrayList<>();
        List<DissentLines.Line> over = new ArrayList<>();
        for (ReadDissents.Shown shown : all) {
            (shown.dissent() instanceof Dissent.Ended ? over : open).add(line(shown));
        }
        return new DissentLines(open, over, frontDoor);
    }

    private DissentLines.Line line(ReadDissents.Shown shown) {
        Dissent dissent = shown.dissent();
        Stage stage = dissent.path().current();
        return new DissentLines.Line(
                dissent.id().value(),
                shown.decision()
                        .map(Words::decision)
                        .orElseGet(() -> Words.kind(dissent.grounds().issue().kind())),
                Words.state(dissent),
                Words.tag(dissent),
                "Stage " + stage.number() + ", " + stage.name(),
                Words.daysLeft(shown.daysLeft()),
                shown.daysLeft().orElse(0) < 0,
                stage.limit().map(Words::day).orElse(null),
                "Raised by "
                        + name(dissent.raisedBy())
                        + " on "
                        + Words.day(day(dissent.raisedAt()))
                        + ". Other side: "
                        + directory.nameOf(dissent.grounds().otherAgency()));
    }

    DissentPage page(ReadDissents.Shown shown, TimelineEntries.Reader reader) {
        Dissent dissent = shown.dissent();
        Grounds grounds = dissent.grounds();
        Known known = known(shown, reader);
        return new DissentPage(
                dissent.id().value(),
                DissentReference.of(dissent.id()),
                shown.person().value(),
                shown.involved(),
                Words.heading(grounds.issue().kind()),
                Words.state(dissent),
                Words.tag(dissent),
                dissent instanceof Dissent.Unresolved,
                shown.daysLeft().orElse(0) < 0,
                Words.daysLeft(shown.daysLeft()),
                about(shown),
                directory.nameOf(grounds.otherAgency())
                        + grounds.otherPractitioner()
                                .map(p -> ", " + directory.nameOf(p))
                                .orElse(""),
                Words.day(grounds.since()),
                name(dissent.raisedBy()),
                Words.day(day(dissent.raisedAt())),
                grounds.disagreement().text(),
                grounds.askedFor().text(),
                known.evidence(grounds.evidence()),
                side(shown.reader()),
                PathPicture.of(shown, zone),
                dissent.path().stages().stream().map(stage -> part(stage, known)).toList(),
                Act.open(dissent, shown.reader(), shown.settings()).stream()
                        .map(
                                act ->
                                        new DissentPage.Act(
                                                act.address(),
                                                act.button(dissent.path().current().number() + 1),
                                                act.look()))
                        .toList(),
                Words.day(shown.today()));
    }

    private @org.jspecify.annotations.Nullable String about(ReadDissents.Shown shown) {
        Optional<String> words =
                shown.decision()
                        .map(
                                decision ->
                                        Words.decision(decision)
                                                + ". "
                                                + Words.state(decision)
                                                + " by "
                                                + directory.nameOf(decision.agency())
                                                + " on "
                                                + Words.day(decision.happened())
                                                + "."
                                                + (decision.withdrawn()
                                                        ? " The agency has taken it back."
                                                        : ""));
        boolean missing = words.isEmpty() && shown.dissent().grounds().issue().event().isPresent();
        return missing ? "Its record is missing here." : words.orElse(null);
    }

    private static String side(Actor reader) {
        if (reader.sides().size() == Side.values().length) {
            return "You stand above both sides.";
        }
        if (reader.isOn(Side.RAISING)) {
            return "You are on the side that raised it.";
        }
        return reader.isOn(Side.OTHER)
                ? "You are on the other side: your view is asked for."
                : "You work with the child, and are on neither side.";
    }

    private DissentPage.StagePart part(Stage stage, Known known) {
        List<DissentPage.Said> said = new ArrayList<>();
        stage.opened()
                .ifPresent(
                        opened -> {
                            String by = name(opened.by()) + ", " + moment(stage.began());
                            opened.emergency()
                                    .ifPresent(
                                            words ->
                                                    said.add(
                                                            new DissentPage.Said(
                                                                    "A child was in danger. What"
                                                                            + " was done at once",
                                                                    by,
                                                                    words.text(),
                                                                    List.of())));
                            said.add(
                                    new DissentPage.Said(
                                            "Moved up to here by the "
                                                    + (opened.side() == Side.RAISING
                                                            ? "side that raised it"
                                                            : "other side"),
                                            by,
                                            opened.reason().text(),
                                            known.evidence(opened.evidence())));
                        });
        for (Stage.View view : stage.views()) {
            said.add(
                    new DissentPage.Said(
                            view.side() == Side.OTHER
                                    ? "View of the other side"
                                    : "View of the side that raised it",
                            name(view.by()) + ", " + moment(view.at()),
                            view.words().text(),
                            known.evidence(view.evidence())));
        }
        stage.meeting()
                .ifPresent(
                        met ->
                                said.add(
                                        new DissentPage.Said(
                                                "Met on " + Words.day(met.on()),
                                                "Written by "
                                                        + name(met.by())
                                                        + ", "
                                                        + moment(met.at()),
                                                met.outcome().text(),
                                                List.of())));
        stage.end()
                .filter(end -> end.how() != Stage.How.MOVED_UP)
                .ifPresent(
                        end ->
                                said.add(
                                        new DissentPage.Said(
                                                end.how() == Stage.How.RESOLVED
                                                        ? "Resolved. What was agreed"
                                                        : "Withdrawn. Why",
                                                name(end.by()) + ", " + moment(end.at()),
                                                end.words().text(),
                                                List.of())));
        return new DissentPage.StagePart(
                stage.number(),
                stage.name(),
                "From "
                        + Words.day(day(stage.began()))
                        + stage.limit().map(d -> ", limit " + Words.day(d)).orElse("")
                        + stage.end()
                                .map(
                                        end ->
                                                switch (end.how()) {
                                                            case MOVED_UP -> ", moved up on ";
                                                            case RESOLVED -> ", resolved on ";
                                                            case WITHDRAWN -> ", withdrawn on ";
                                                        }
                                                        + Words.day(day(end.at())))
                                .orElse(""),
                stage.overdueOn().map(d -> "Overdue from " + Words.day(d)).orElse(null),
                said);
    }

    /** What the reader may know of the entries that a disagreement names. */
    private record Known(UUID person, boolean involved, Map<UUID, String> words) {

        List<DissentPage.Evidence> evidence(List<EventId> events) {
            return events.stream()
                    .map(
                            event ->
                                    new DissentPage.Evidence(
                                            words.getOrDefault(
                                                    event.value(), "An entry of the timeline"),
                                            involved
                                                    ? "/chronology/people/%s#e-%s"
                                                            .formatted(person, event.value())
                                                    : null))
                    .toList();
        }
    }

    private Known known(ReadDissents.Shown shown, TimelineEntries.Reader reader) {
        UUID person = shown.person().value();
        Dissent dissent = shown.dissent();
        List<UUID> events = new ArrayList<>();
        dissent.grounds().evidence().forEach(event -> events.add(event.value()));
        for (Stage stage : dissent.path().stages()) {
            stage.opened()
                    .ifPresent(opened -> opened.evidence().forEach(e -> events.add(e.value())));
            stage.views().forEach(view -> view.evidence().forEach(e -> events.add(e.value())));
        }
        Map<UUID, String> words = new HashMap<>();
        if (shown.involved()) {
            timeline.of(person, events, reader)
                    .ifPresent(
                            lines -> lines.forEach(line -> words.put(line.event(), line.words())));
        }
        return new Known(person, shown.involved(), words);
    }

    private String name(Practitioner practitioner) {
        return directory.nameOf(practitioner.id())
                + " ("
                + directory.nameOf(practitioner.agency())
                + ")";
    }

    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    private String moment(Instant instant) {
        return Words.moment(instant, zone);
    }
}
