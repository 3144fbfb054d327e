package org.wholepicture.chronology.domain.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.Significance;

/** Makes entries for tests, valid and fixed from the start: a contact of the school. */
public final class Fact {

    public static final RecordId RECORD = new RecordId(new UUID(1, 1));

    private final String type;
    private final Map<String, Object> details = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private String agency = "school";
    private LocalDate day = LocalDate.of(2026, 1, 5);
    private @Nullable Instant known;
    private @Nullable Basis basis;
    private @Nullable Significance significance;
    private Sensitivity sensitivity = Sensitivity.NORMAL;
    private @Nullable String summary;
    private @Nullable String childVoice;
    private @Nullable String memberName;
    private UUID id;
    private static long next = 1;

    private Fact(String type) {
        this.type = type;
        id = new UUID(7, next++);
    }

    public static Fact of(String type) {
        return new Fact(type);
    }

    public Fact id(long number) {
        id = new UUID(8, number);
        return this;
    }

    public Fact on(String day) {
        this.day = LocalDate.parse(day);
        return this;
    }

    public Fact on(LocalDate day) {
        this.day = day;
        return this;
    }

    public Fact known(Instant known) {
        this.known = known;
        return this;
    }

    public Fact by(String agency) {
        this.agency = agency;
        return this;
    }

    public Fact with(String member, Object value) {
        details.put(member, value);
        return this;
    }

    public Fact basis(Basis basis) {
        this.basis = basis;
        return this;
    }

    public Fact claims(String topic, Claim.Value value, Basis basis) {
        claims.add(new Claim(topic, null, value, basis));
        return this;
    }

    public Fact significant(Significance.Level level, Significance.Direction direction) {
        significance = new Significance(level, direction);
        return this;
    }

    public Fact sensitivity(Sensitivity sensitivity) {
        this.sensitivity = sensitivity;
        return this;
    }

    public Fact summary(String summary) {
        this.summary = summary;
        return this;
    }

    public Fact childVoice(String words) {
        childVoice = words;
        return this;
    }

    public Fact named(String name) {
        memberName = name;
        return this;
    }

    public Entry entry() {
        Instant when = known == null ? Partnership.startOf(day.plusDays(1)).minusSeconds(1) : known;
        EntryType found = EntryType.find(type).orElseThrow();
        return new Entry(
                RECORD,
                new EventId(id),
                type.equals("alert")
                        ? EntryKind.ALERT
                        : type.equals("dissent") ? EntryKind.DISSENT : EntryKind.FACT,
                found,
                type.equals("alert") ? null : new AgencyId(agency),
                new Happened(new Moment.OnDay(day), null, Happened.Precision.DAY),
                when,
                when,
                when,
                new Author("practitioner", null),
                basis,
                significance,
                sensitivity,
                null,
                claims,
                details,
                new Narrative(summary, childVoice, null, null, null, null, memberName, null));
    }

    public Line line() {
        return Line.of(entry(), List.of());
    }

    /** The line, struck by a mark of this kind. */
    public Line line(Mark.Kind kind, Instant at) {
        return Line.of(
                entry(),
                List.of(new Line.Said(kind, new EventId(new UUID(9, 9)), at, null, null, null)));
    }

    public static History history(String today, Fact... facts) {
        return History.of(LocalDate.parse(today), List.of(facts).stream().map(Fact::line).toList());
    }
}
