package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Reader;
import org.wholepicture.chronology.domain.Timeline;

/**
 * A page of a timeline: first what it does not know, then what it does.
 *
 * @param hidden how many entries of this page were left out because they were corrected or
 *     withdrawn before the caller could see them
 */
@Schema(name = "Timeline")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimelineAnswer(
        UUID person,
        @Nullable LocalDate knownOn,
        List<AgencyCoverage> coverage,
        Gaps gaps,
        Moved moved,
        @Nullable ChildAnswer child,
        List<ReaderAnswer> readers,
        List<EntryAnswer> entries,
        int hidden,
        @Nullable String next) {

    /** From which agency nothing has been heard for how long. */
    @Schema(name = "AgencyCoverage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AgencyCoverage(
            String agency,
            String name,
            CoverageState state,
            @Nullable LocalDate lastHeard,
            @Nullable Long daysAgo) {}

    /** What has been heard from an agency about this child. */
    enum CoverageState {
        HEARD,
        SILENT,
        NOTHING_RECEIVED,
        NOT_CONNECTED
    }

    /** Messages that exist and have not arrived: until they do, the timeline is not whole. */
    @Schema(name = "Gaps")
    record Gaps(long missing) {}

    /** Records that once stood in this timeline and were moved to another child; not shown. */
    @Schema(name = "MovedRecords")
    record Moved(int records) {}

    /** Who the child is. */
    @Schema(name = "Child")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChildAnswer(
            @Nullable String given,
            @Nullable String family,
            @Nullable LocalDate birthDate,
            @Nullable LocalDate expectedBirthDate) {

        static @Nullable ChildAnswer of(@Nullable Child child) {
            return child == null
                    ? null
                    : new ChildAnswer(
                            child.givenName(),
                            child.familyName(),
                            child.birthDate(),
                            child.expectedBirthDate());
        }

        /** Nothing: all of it is personal data. */
        @Override
        public String toString() {
            return "ChildAnswer[...]";
        }
    }

    /** Somebody who may read this timeline. */
    @Schema(name = "Reader")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReaderAnswer(
            String practitioner, String name, @Nullable String agency, Confirmation.HeldAs as) {}

    static TimelineAnswer of(
            Timeline timeline, @Nullable LocalDate knownOn, @Nullable String next) {
        return new TimelineAnswer(
                timeline.person().value(),
                knownOn,
                timeline.coverage().stream().map(TimelineAnswer::coverage).toList(),
                new Gaps(timeline.missing()),
                new Moved(timeline.moved()),
                ChildAnswer.of(timeline.child()),
                timeline.readers().stream()
                        .map(reader -> reader(reader, timeline.names()))
                        .toList(),
                timeline.lines().stream()
                        .map(line -> EntryAnswer.of(line, timeline.names()))
                        .toList(),
                timeline.hidden(),
                next);
    }

    static AgencyCoverage coverage(Coverage coverage) {
        String agency = coverage.agency().value();
        return switch (coverage.state()) {
            case Coverage.Heard(LocalDate last, long days) ->
                    new AgencyCoverage(agency, coverage.name(), CoverageState.HEARD, last, days);
            case Coverage.Silent(LocalDate last, long days) ->
                    new AgencyCoverage(agency, coverage.name(), CoverageState.SILENT, last, days);
            case Coverage.NothingReceived() ->
                    new AgencyCoverage(
                            agency, coverage.name(), CoverageState.NOTHING_RECEIVED, null, null);
            case Coverage.NotConnected() ->
                    new AgencyCoverage(
                            agency, coverage.name(), CoverageState.NOT_CONNECTED, null, null);
        };
    }

    private static ReaderAnswer reader(Reader reader, Timeline.Names names) {
        Timeline.Colleague colleague = names.practitioners().get(reader.practitioner());
        AgencyId agency = colleague == null ? null : colleague.agency();
        return new ReaderAnswer(
                reader.practitioner().value(),
                names.of(reader.practitioner()),
                agency == null ? null : agency.value(),
                reader.heldAs());
    }

    /** The person's id alone: the rest is personal data. */
    @Override
    public String toString() {
        return "TimelineAnswer[person=" + person + "]";
    }
}
