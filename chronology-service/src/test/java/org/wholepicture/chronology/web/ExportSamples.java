package org.wholepicture.chronology.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Reach;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportHead;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportPurpose;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.chronology.domain.export.ExportWriter;
import org.wholepicture.chronology.domain.redaction.Blackout;
import org.wholepicture.chronology.domain.redaction.Ground;
import org.wholepicture.chronology.domain.redaction.Part;
import org.wholepicture.chronology.domain.redaction.Place;
import org.wholepicture.chronology.domain.redaction.RedactionId;

/** Chronologies of fictional children as files. */
final class ExportSamples {

    static final Instant MADE = Instant.parse("2026-03-10T12:00:00Z");
    private static final AgencyId HEALTH = new AgencyId("health-visiting");
    private static final AgencyId POLICE = new AgencyId("police");
    private static final Timeline.Names NAMES =
            new Timeline.Names(
                    Map.of(HEALTH, "Health Visiting", POLICE, "Police"),
                    Map.of(
                            new PractitionerId("pr-hv"),
                            new Timeline.Colleague("Sam Example", HEALTH, true)));

    private ExportSamples() {}

    static byte[] written(ExportWriter writer, String given, List<Line> lines) {
        return written(writer, head(given, lines.size()), lines);
    }

    static byte[] written(ExportWriter writer, ExportHead head, List<Line> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(
                    head,
                    page -> {
                        for (int at = 0; at < lines.size(); at += 200) {
                            page.take(lines.subList(at, Math.min(lines.size(), at + 200)), NAMES);
                        }
                    },
                    json -> json.write("{\"entries\":[]}".getBytes(StandardCharsets.UTF_8)),
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The answer to a subject access request, of {@link #five} entries. */
    static ExportHead redactedHead() {
        return head(
                "Alexandra",
                5,
                ExportPurpose.SUBJECT_ACCESS,
                new RedactionId(uuid(9)),
                new ExportHead.LeftOut(2, 1, "Jo Example", MADE));
    }

    /** The five with the first withheld, the second without its summary, and the shielded one. */
    static List<Line> redacted() {
        List<Line> five = five();
        Blackout blackout =
                new Blackout(
                        List.of(
                                new Place(
                                        five.get(0).entry().id(),
                                        Ground.OTHER_PERSON,
                                        Set.of(Part.ENTRY)),
                                new Place(
                                        five.get(1).entry().id(),
                                        Ground.SOURCE_OF_CONCERN,
                                        Set.of(Part.SUMMARY, Part.SAID_BY))));
        five.forEach(blackout::notice);
        return five.stream().map(blackout::redact).toList();
    }

    static ExportHead head(String given, long entries) {
        return head(given, entries, ExportPurpose.CONFERENCE, null, null);
    }

    private static ExportHead head(
            String given,
            long entries,
            ExportPurpose purpose,
            @Nullable RedactionId redaction,
            ExportHead.@Nullable LeftOut leftOut) {
        PersonId person = new PersonId(uuid(1));
        return new ExportHead(
                new ExportRequest(
                        new ExportId(UUID.fromString("5ca1ab1e-0000-4000-8000-000000000001")),
                        person,
                        new PractitionerId("pr-lead"),
                        new AgencyId("early-help"),
                        Set.of(),
                        uuid(2),
                        ExportFormat.PDF,
                        purpose,
                        "For the review conference on 24 March",
                        new Question(Set.of(), Set.of(), null, null, null, null, 1),
                        redaction,
                        MADE),
                "Kim Example",
                "Early Help",
                new Timeline(
                        person,
                        ReadAs.LEAD,
                        new Child(
                                new RecordId(uuid(3)),
                                1,
                                MADE,
                                LocalDate.parse("2025-09-20"),
                                null,
                                given,
                                "Sample"),
                        LocalDate.parse("2026-03-10"),
                        List.of(
                                new Coverage(
                                        HEALTH,
                                        "Health Visiting",
                                        new Coverage.Heard(LocalDate.parse("2026-03-02"), 8)),
                                new Coverage(
                                        POLICE,
                                        "Police",
                                        new Coverage.Silent(LocalDate.parse("2026-01-19"), 50)),
                                new Coverage(
                                        new AgencyId("gp"),
                                        "GP Surgery",
                                        new Coverage.NotConnected())),
                        1,
                        0,
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        null,
                        null,
                        NAMES,
                        null),
                entries,
                MADE,
                leftOut);
    }

    /** Five entries: a concern, a claim, an appointment, one withdrawn, one restricted. */
    static List<Line> five() {
        Line.Said withdrawn =
                new Line.Said(
                        Mark.Kind.RETRACTED,
                        new EventId(uuid(90)),
                        Instant.parse("2026-02-12T10:00:00Z"),
                        null,
                        new Line.Reason("It was another child.", Reach.NOT_HERE),
                        null);
        return List.of(
                line(
                        10,
                        "2025-12-01",
                        EntryType.CONCERN,
                        Map.of(
                                "level",
                                "MODERATE",
                                "category",
                                "NEG",
                                "neglectTypes",
                                List.of("PHYSICAL"),
                                "sharedHome",
                                true),
                        words(
                                "The home was cold.",
                                "I sleep in my coat.",
                                "Spoke to mother.",
                                "A heater was promised."),
                        Sensitivity.NORMAL,
                        List.of()),
                line(
                        11,
                        "2026-01-12",
                        EntryType.CONTACT,
                        Map.of("childSeen", true, "seenAlone", false),
                        words(
                                "Mother says she attends the drug and alcohol service each week and that the house is warm now. The health visitor saw a heater in the living room, and damp clothes on the beds upstairs.",
                                null,
                                null,
                                null),
                        Sensitivity.NORMAL,
                        List.of()),
                line(
                        12,
                        "2026-02-02",
                        EntryType.MISSED_APPOINTMENT,
                        Map.of("kind", "dental", "outcome", "WAS_NOT_BROUGHT", "whose", "CHILD"),
                        Narrative.NONE,
                        Sensitivity.NORMAL,
                        List.of()),
                line(
                        13,
                        "2026-02-10",
                        EntryType.CONCERN,
                        Map.of("level", "HIGH", "category", "PHY"),
                        words("Seen outside late.", null, null, null),
                        Sensitivity.NORMAL,
                        List.of(withdrawn)),
                line(
                                14,
                                "2026-02-13",
                                EntryType.CONTACT,
                                Map.of("childSeen", true),
                                words("Told in confidence.", null, null, null),
                                Sensitivity.SHIELDED,
                                List.of())
                        .forReader(new Clearance(new AgencyId("early-help"), true, false, true)));
    }

    static List<Line> many(int count) {
        List<Line> lines = new ArrayList<>();
        LocalDate day = LocalDate.parse("2012-01-01");
        for (int i = 0; i < count; i++) {
            Line one = five().get(i % 4);
            lines.add(
                    line(
                            100 + i,
                            day.plusDays(i).toString(),
                            one.entry().type(),
                            one.entry().details(),
                            one.entry().narrative(),
                            Sensitivity.NORMAL,
                            one.marks()));
        }
        return lines;
    }

    /** Every text member the same. */
    static List<Line> saying(String text) {
        return List.of(
                line(
                        20,
                        "2026-01-05",
                        EntryType.CONTACT,
                        Map.of("childSeen", true),
                        new Narrative(text, text, text, text, text, text, text, null),
                        Sensitivity.NORMAL,
                        List.of()));
    }

    private static Narrative words(
            @Nullable String summary,
            @Nullable String childVoice,
            @Nullable String action,
            @Nullable String outcome) {
        return new Narrative(summary, childVoice, action, outcome, null, null, null, null);
    }

    private static Line line(
            int number,
            String day,
            EntryType type,
            Map<String, Object> details,
            Narrative words,
            Sensitivity sensitivity,
            List<Line.Said> marks) {
        Instant known = Instant.parse("2026-02-14T11:00:00Z");
        return Line.of(
                new Entry(
                        new RecordId(uuid(3)),
                        new EventId(uuid(number)),
                        EntryKind.FACT,
                        type,
                        HEALTH,
                        new Happened(
                                new Moment.OnDay(LocalDate.parse(day)),
                                null,
                                Happened.Precision.DAY),
                        known,
                        known,
                        known,
                        new Author("health visitor", new PractitionerId("pr-hv")),
                        Basis.OBSERVED,
                        new Significance(
                                Significance.Level.MODERATE, Significance.Direction.CONCERN),
                        sensitivity,
                        null,
                        type == EntryType.CONTACT
                                ? List.of(
                                        new Claim(
                                                "WARMTH_HEATING",
                                                "child",
                                                Claim.Value.BETTER,
                                                Basis.SELF_REPORT))
                                : List.of(),
                        details,
                        words),
                marks);
    }

    private static UUID uuid(int number) {
        return new UUID(0x4000, 0x8000000000000000L + number);
    }
}
