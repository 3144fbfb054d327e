package org.wholepicture.escalation.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Grounds;
import org.wholepicture.escalation.domain.Issue;
import org.wholepicture.escalation.domain.Path;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.Side;
import org.wholepicture.escalation.domain.Stage;

/** Disagreements and their stages, to and from rows. */
final class DissentRows {

    private static final String DISSENTS = "SELECT * FROM dissent WHERE id = ANY (:ids)";

    private static final String STAGES =
            "SELECT * FROM stage WHERE dissent = ANY (:ids) ORDER BY dissent, number";

    private static final String VIEWS =
            "SELECT * FROM view WHERE dissent = ANY (:ids) ORDER BY dissent, number, at, side";

    private DissentRows() {}

    private record Key(UUID dissent, int number) {}

    private record Opened(Dissent.Opening opening, String state) {}

    /** In the order of the ids; those that are not there are left out. */
    static List<Dissent> load(Handle handle, List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Key, List<Stage.View>> views = new HashMap<>();
        handle.createQuery(VIEWS)
                .bindArray("ids", UUID.class, ids)
                .map(
                        (row, _) ->
                                views.computeIfAbsent(key(row), _ -> new ArrayList<>())
                                        .add(view(row)))
                .list();
        Map<UUID, List<Stage>> stages = new HashMap<>();
        handle.createQuery(STAGES)
                .bindArray("ids", UUID.class, ids)
                .map(
                        (row, _) ->
                                stages.computeIfAbsent(
                                                row.getObject("dissent", UUID.class),
                                                _ -> new ArrayList<>())
                                        .add(stage(row, views.getOrDefault(key(row), List.of()))))
                .list();
        Map<UUID, Dissent> found = new LinkedHashMap<>();
        handle.createQuery(DISSENTS)
                .bindArray("ids", UUID.class, ids)
                .map((row, _) -> new Opened(opening(row), row.getString("state")))
                .forEach(
                        each ->
                                found.put(
                                        each.opening().id().value(),
                                        dissent(
                                                each,
                                                new Path(
                                                        stages.getOrDefault(
                                                                each.opening().id().value(),
                                                                List.of())))));
        return ids.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
    }

    static String state(Dissent dissent) {
        return switch (dissent) {
            case Dissent.Raised _ -> "RAISED";
            case Dissent.Answered _ -> "ANSWERED";
            case Dissent.MovedUp _ -> "MOVED_UP";
            case Dissent.Met _ -> "MET";
            case Dissent.Resolved _ -> "RESOLVED";
            case Dissent.Withdrawn _ -> "WITHDRAWN";
        };
    }

    private static Dissent dissent(Opened opened, Path path) {
        Dissent.Opening opening = opened.opening();
        return switch (opened.state()) {
            case "RAISED" -> new Dissent.Raised(opening, path);
            case "ANSWERED" -> new Dissent.Answered(opening, path);
            case "MOVED_UP" -> new Dissent.MovedUp(opening, path);
            case "MET" -> new Dissent.Met(opening, path);
            case "RESOLVED" -> new Dissent.Resolved(opening, path);
            case "WITHDRAWN" -> new Dissent.Withdrawn(opening, path);
            default ->
                    throw new IllegalStateException(
                            "unknown state of a disagreement: " + opened.state());
        };
    }

    private static Dissent.Opening opening(ResultSet row) throws SQLException {
        return new Dissent.Opening(
                new DissentId(row.getObject("id", UUID.class)),
                new Grounds(
                        new RecordId(row.getObject("record", UUID.class)),
                        new Issue(
                                Issue.Kind.valueOf(row.getString("kind")),
                                Optional.ofNullable(row.getObject("about", UUID.class))
                                        .map(EventId::new)),
                        new AgencyId(row.getString("other_agency")),
                        Columns.text(row, "other_practitioner").map(PractitionerId::new),
                        row.getObject("since", LocalDate.class),
                        Columns.words(row, "disagreement"),
                        Columns.words(row, "asked_for"),
                        Columns.events(row, "evidence"),
                        Optional.ofNullable(row.getObject("alert", UUID.class)).map(EventId::new)),
                Columns.practitioner(row, "raised_by", "raised_agency"),
                Columns.instant(row, "raised_at"));
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getObject("dissent", UUID.class), row.getInt("number"));
    }

    private static Stage.View view(ResultSet row) throws SQLException {
        return new Stage.View(
                Side.valueOf(row.getString("side")),
                Columns.practitioner(row, "by_practitioner", "by_agency"),
                Columns.instant(row, "at"),
                Columns.words(row, "words"),
                Columns.events(row, "evidence"));
    }

    private static Stage stage(ResultSet row, List<Stage.View> views) throws SQLException {
        return new Stage(
                row.getInt("number"),
                row.getString("name"),
                Columns.instant(row, "began_at"),
                opened(row),
                Optional.ofNullable(row.getObject("last_day", LocalDate.class)),
                views,
                meeting(row),
                Optional.ofNullable(row.getObject("overdue_on", LocalDate.class)),
                end(row));
    }

    private static Optional<Stage.Opened> opened(ResultSet row) throws SQLException {
        if (row.getString("opened_by") == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Stage.Opened(
                        Columns.practitioner(row, "opened_by", "opened_agency"),
                        Side.valueOf(row.getString("opened_side")),
                        Columns.words(row, "reason"),
                        Columns.events(row, "evidence"),
                        Columns.text(row, "emergency")
                                .map(org.wholepicture.escalation.domain.Words::new)));
    }

    private static Optional<Stage.Meeting> meeting(ResultSet row) throws SQLException {
        if (row.getString("met_by") == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Stage.Meeting(
                        row.getObject("met_on", LocalDate.class),
                        Columns.practitioner(row, "met_by", "met_agency"),
                        Columns.instant(row, "met_at"),
                        Columns.words(row, "met_outcome")));
    }

    private static Optional<Stage.End> end(ResultSet row) throws SQLException {
        String how = row.getString("ended_how");
        if (how == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Stage.End(
                        Stage.How.valueOf(how),
                        Columns.practitioner(row, "ended_by", "ended_agency"),
                        Columns.instant(row, "ended_at"),
                        Columns.words(row, "ended_words")));
    }

    static void bindOpened(Update update, Optional<Stage.Opened> opened) {
        update.bind("openedBy", opened.map(o -> o.by().id().value()).orElse(null))
                .bind("openedAgency", opened.map(o -> o.by().agency().value()).orElse(null))
                .bind("openedSide", opened.map(o -> o.side().name()).orElse(null))
                .bind("reason", opened.map(o -> o.reason().text()).orElse(null))
                .bind(
                        "emergency",
                        opened.flatMap(Stage.Opened::emergency).map(w -> w.text()).orElse(null));
        update.bind("evidence", opened.map(o -> Columns.array(o.evidence())).orElse(null));
    }

    static void bindMeeting(Update update, Optional<Stage.Meeting> meeting) {
        update.bind("metOn", meeting.map(Stage.Meeting::on).orElse(null))
                .bind("metBy", meeting.map(m -> m.by().id().value()).orElse(null))
                .bind("metAgency", meeting.map(m -> m.by().agency().value()).orElse(null))
                .bind("metAt", meeting.map(m -> Columns.utc(m.at())).orElse(null))
                .bind("metOutcome", meeting.map(m -> m.outcome().text()).orElse(null));
    }

    static void bindEnd(Update update, Optional<Stage.End> end) {
        update.bind("endedHow", end.map(e -> e.how().name()).orElse(null))
                .bind("endedBy", end.map(e -> e.by().id().value()).orElse(null))
                .bind("endedAgency", end.map(e -> e.by().agency().value()).orElse(null))
                .bind("endedAt", end.map(e -> Columns.utc(e.at())).orElse(null))
                .bind("endedWords", end.map(e -> e.words().text()).orElse(null));
    }
}
