package org.wholepicture.alert.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an alert shows.
 *
 * @param line what the list shows of it
 * @param state how it stands, in a sentence
 * @param explanation what the rule says
 * @param source where the rule comes from
 * @param closedBy what would end it
 * @param reasons its reasons in words; empty when the facts are not shown
 * @param facts the facts behind it; empty when they are not shown
 * @param notShown why the facts are not shown, in a sentence; null when they are
 * @param moreFacts how many facts are on the timeline alone
 * @param timeline address of the timeline; null when the reader may not read it
 * @param disagree address where a disagreement is raised from this alert; null when the reader may
 *     not
 * @param history what happened to it
 * @param acknowledgement who acknowledged it and why; null when nobody did or the reader is neither
 *     answering for the child nor told the facts
 * @param mayAnswer whether the form is shown
 * @param typed what was typed into the form that could not be taken
 * @param error why it could not be taken, or null
 */
record AlertPage(
        AlertList.Line line,
        String state,
        String explanation,
        String source,
        String closedBy,
        List<String> reasons,
        List<Fact> facts,
        @Nullable String notShown,
        int moreFacts,
        @Nullable String timeline,
        @Nullable String disagree,
        List<Happening> history,
        @Nullable Acknowledged acknowledgement,
        boolean mayAnswer,
        String typed,
        @Nullable String error) {

    /** Leaves everything out: it may hold personal data. */
    @Override
    public String toString() {
        return "AlertPage[]";
    }

    /**
     * A fact behind the alert.
     *
     * @param when the day it happened
     * @param heading what kind of entry it is
     * @param agency name of the agency that sent it
     * @param basis what it stands on
     * @param claims what it says of topics
     * @param summary its sentence, or null
     * @param struck whether it was taken back
     * @param link its place on the timeline
     */
    record Fact(
            String when,
            String heading,
            String agency,
            String basis,
            List<String> claims,
            @Nullable String summary,
            boolean struck,
            String link) {

        /** Leaves the content out. */
        @Override
        public String toString() {
            return "Fact[]";
        }
    }

    /** One line of the alert's history. */
    record Happening(String day, String what, @Nullable String by) {}

    /** Who acknowledged it and why; the words are null where the facts are not shown. */
    record Acknowledged(String by, String day, @Nullable String reason, @Nullable String useful) {

        /** Leaves the reason out. */
        @Override
        public String toString() {
            return "Acknowledged[]";
        }
    }
}
