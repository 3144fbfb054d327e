package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Content;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportHead;
import org.wholepicture.chronology.domain.export.ExportPurpose;
import org.wholepicture.chronology.domain.export.ExportWriter;
import org.wholepicture.chronology.domain.redaction.Ground;
import org.wholepicture.chronology.domain.redaction.Part;
import org.wholepicture.chronology.domain.redaction.Withheld;

/** A chronology for programs, by docs/chronology-export.v1.schema.json; an entry at a time. */
@Singleton
class ExportJson implements ExportWriter {

    private static final String FORMAT = "whole-picture-chronology";
    private static final int VERSION = 1;

    /** What was asked for; members without content are left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Filters(
            List<String> agencies,
            List<String> types,
            List<String> neglectTypes,
            List<String> harms,
            List<String> bases,
            List<String> directions,
            Question.Layer layer,
            boolean struckToo,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        static Filters of(Question question) {
            Content content = question.content();
            return new Filters(
                    question.agencies().stream().map(AgencyId::value).sorted().toList(),
                    question.types().stream().map(EntryType::code).sorted().toList(),
                    content.neglectTypes().stream().sorted().toList(),
                    content.harms().stream().sorted().toList(),
                    content.bases().stream().map(Enum::name).sorted().toList(),
                    content.directions().stream().map(Enum::name).sorted().toList(),
                    question.layer(),
                    question.struckToo(),
                    question.from(),
                    question.to());
        }
    }

    /** Everything before the entries. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record About(
            UUID export,
            String reference,
            MadeBy madeBy,
            Instant made,
            ExportPurpose purpose,
            String reason,
            @Nullable LocalDate knownOn,
            Filters filters,
            UUID person,
            TimelineAnswer.@Nullable ChildAnswer child,
            List<TimelineAnswer.AgencyCoverage> coverage,
            TimelineAnswer.Gaps gaps,
            TimelineAnswer.Moved moved,
            long entryCount,
            @Nullable LeftOut leftOut) {

        /** Leaves everything out: it is personal data. */
        @Override
        public String toString() {
            return "About[" + export + "]";
        }
    }

    /** Of how many entries all, or a part, is withheld, and who agreed to it. */
    record LeftOut(long whole, long inPart, String agreedBy, Instant agreedAt) {

        static @Nullable LeftOut of(ExportHead.@Nullable LeftOut leftOut) {
            return leftOut == null
                    ? null
                    : new LeftOut(
                            leftOut.whole(),
                            leftOut.inPart(),
                            leftOut.agreedBy(),
                            leftOut.agreedAt());
        }
    }

    /** Who made it. */
    record MadeBy(String practitioner, String name, String agency, String agencyName) {}

    private final ObjectMapper mapper;

    ExportJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public ExportFormat format() {
        return ExportFormat.JSON;
    }

    @Override
    public void write(ExportHead head, Entries entries, Attachment json, OutputStream out)
            throws IOException {
        JsonGenerator generator = mapper.createGenerator(out);
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.writeStartObject();
        generator.writeStringField("format", FORMAT);
        generator.writeNumberField("version", VERSION);
        generator.writePOJOField("about", about(head));
        generator.writeArrayFieldStart("entries");
        entries.forEach(
                (lines, names) -> {
                    for (Line line : lines) {
                        generator.writePOJO(entry(line, names));
                    }
                });
        generator.writeEndArray();
        generator.writeEndObject();
        generator.close();
    }

    /** What a redacted file leaves out. */
    record Redacted(Ground ground, List<Part> parts) {

        static Redacted of(Withheld withheld) {
            return new Redacted(withheld.ground(), withheld.parts().stream().sorted().toList());
        }
    }

    /** An entry of which the file says only that it is withheld. */
    record Gone(EntryAnswer.When happened, Redacted redacted) {}

    /** An entry of which a part is withheld. */
    record InPart(@JsonUnwrapped EntryAnswer entry, Redacted redacted) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "InPart[" + entry + "]";
        }
    }

    private static Object entry(Line line, Timeline.Names names) {
        Withheld withheld = line.redacted();
        EntryAnswer entry = EntryAnswer.of(line, names);
        if (withheld == null) {
            return entry;
        }
        return withheld.whole()
                ? new Gone(entry.happened(), Redacted.of(withheld))
                : new InPart(entry, Redacted.of(withheld));
    }

    private static About about(ExportHead head) {
        TimelineAnswer timeline = TimelineAnswer.of(head.first(), null, null);
        var request = head.request();
        return new About(
                request.id().value(),
                request.id().reference(),
                new MadeBy(
                        request.by().value(),
                        head.maker(),
                        request.agency().value(),
                        head.agency()),
                head.made(),
                request.purpose(),
                request.reason(),
                request.question().knownOn(),
                Filters.of(request.question()),
                timeline.person(),
                timeline.child(),
                timeline.coverage(),
                timeline.gaps(),
                timeline.moved(),
                head.entries(),
                LeftOut.of(head.leftOut()));
    }
}
