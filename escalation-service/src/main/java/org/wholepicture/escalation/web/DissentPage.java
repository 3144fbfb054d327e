package org.wholepicture.escalation.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A disagreement in words: what its page and its printed record show.
 *
 * @param reference as in the mails
 * @param person the child's id, for links alone
 * @param timeline whether the reader may open the child's timeline
 * @param about what was decided, and by whom; nothing where nothing was
 * @param daysLeft in words; empty when it is over
 * @param side on which side the reader stands, in a sentence; empty on none
 * @param picture the whole path
 * @param acts what the reader may do now
 * @param printed on which day, for the record
 */
record DissentPage(
        UUID id,
        String reference,
        UUID person,
        boolean timeline,
        String heading,
        String state,
        String tag,
        boolean open,
        boolean overdue,
        String daysLeft,
        @Nullable String about,
        String otherSide,
        String since,
        String raisedBy,
        String raisedOn,
        String disagreement,
        String askedFor,
        List<Evidence> evidence,
        String side,
        PathPicture picture,
        List<StagePart> stages,
        List<Act> acts,
        String printed) {

    /** Leaves everything out: it holds what people wrote. */
    @Override
    public String toString() {
        return "DissentPage[id=" + id + "]";
    }

    /**
     * An entry of the timeline that something rests on.
     *
     * @param words what it is, as far as the reader may know
     * @param link its place on the timeline; nothing where the reader may not open it
     */
    record Evidence(String words, @Nullable String link) {}

    /** What happened at a stage. */
    record StagePart(
            int number, String name, String dates, @Nullable String overdue, List<Said> said) {}

    /**
     * What somebody wrote at a stage.
     *
     * @param what what it is: "Moved up", "View of the other side"
     * @param by who and when
     */
    record Said(String what, String by, String words, List<Evidence> evidence) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Said[" + what + "]";
        }
    }

    /**
     * Something the reader may do.
     *
     * @param address the last part of its page's address
     * @param words what the button says
     * @param look class of the button
     */
    record Act(String address, String words, String look) {}
}
