package org.wholepicture.chronology.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a child's timeline, and what belongs beside it.
 *
 * @param person whose it is
 * @param readAs what the reader is to the child
 * @param child who that is, if anything is known of it
 * @param today the day it is read on, or is read as of
 * @param coverage what it does not know, by agency
 * @param missing how many messages are known to be missing from it just now
 * @param moved how many records once stood here and were moved to another child; they are not shown
 * @param readers who may read it now
 * @param lines newest first by the day things happened
 * @param hidden how many lines of this page were left out because they were corrected or withdrawn
 *     before the reader could see them
 * @param childsWords the latest entries with the child's own words, newest first; on the first page
 * @param unread the newest assessment or lead whose history pack the lead who reads this has not
 *     acknowledged; null for others
 * @param next where the next page begins; null on the last one
 * @param names of the agencies and practitioners that occur, by id
 * @param access what stands above it about access; null where it was not asked for
 */
public record Timeline(
        PersonId person,
        ReadAs readAs,
        @Nullable Child child,
        LocalDate today,
        List<Coverage> coverage,
        long missing,
        int moved,
        List<Reader> readers,
        List<Line> lines,
        int hidden,
        List<Line> childsWords,
        @Nullable Unread unread,
        Question.@Nullable Position next,
        Names names,
        @Nullable Access access) {

    /**
     * What stands above a timeline about access.
     *
     * @param old whether who may read may have changed without this service knowing
     * @param emergencies of this child, latest first
     * @param names of whoever read in them
     */
    public record Access(boolean old, List<AccessStore.Told> emergencies, Names names) {

        /** Copies the list. */
        public Access {
            emergencies = List.copyOf(emergencies);
        }
    }

    /**
     * A new assessment or lead, before which there is something to know.
     *
     * @param lead whether it is a new lead
     */
    public record Unread(EventId beginning, LocalDate day, boolean lead) {}

    /** Names from the directory, by id. */
    public record Names(
            Map<AgencyId, String> agencies, Map<PractitionerId, Colleague> practitioners) {

        /** No names. */
        public static final Names NONE = new Names(Map.of(), Map.of());

        /** The agency's name; its id where the directory does not have it. */
        public String of(AgencyId agency) {
            return agencies.getOrDefault(agency, agency.value());
        }

        /** Whether the directory says that the practitioner's account is closed. */
        public boolean closed(PractitionerId practitioner) {
            Colleague known = practitioners.get(practitioner);
            return known != null && !known.active();
        }

        /** The practitioner's name; their id where the directory does not have it. */
        public String of(PractitionerId practitioner) {
            Colleague known = practitioners.get(practitioner);
            return known == null ? practitioner.value() : known.name();
        }
    }

    /**
     * A practitioner of the directory.
     *
     * @param active false where the account is closed: nobody reads through it
     */
    public record Colleague(String name, AgencyId agency, boolean active) {}

    /**
     * What the store found, before it is known who reads it.
     *
     * @param agencies those of the directory
     * @param lastHappened the last day on which something happened that the agency told
     * @param here the records the page was read from
     * @param confirmations of the person
     * @param memberships of every record that ever was the person's
     */
    public record Found(
            @Nullable Child child,
            List<Coverage.Agency> agencies,
            Map<AgencyId, LocalDate> lastHappened,
            int moved,
            List<RecordId> here,
            List<Confirmation> confirmations,
            List<Membership> memberships,
            List<Line> lines,
            Question.@Nullable Position next,
            Names names) {

        /**
         * What is not known, by agency, as of the day that was asked about.
         *
         * @param silentAfter how long without anything is silence
         */
        public List<Coverage> coverage(Question question, Instant now, Duration silentAfter) {
            return Coverage.of(
                    agencies, lastHappened, question.day(now), question.knownBefore(), silentAfter);
        }
    }

    /** A page of lines alone. */
    public record Page(List<Line> lines, Question.@Nullable Position next) {}

    /** Never needed to be written down as a whole. */
    @Override
    public String toString() {
        return "Timeline[person=" + person + "]";
    }
}
