package org.wholepicture.alert.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a question to the reader's agency shows.
 *
 * @param id its id
 * @param reference opaque, as in the mail
 * @param askedBy who asks, with their agency
 * @param askedOn the day
 * @param due the last day to answer
 * @param overdue whether that is past and nobody has answered
 * @param facts what the agency told, in full, for whoever may read the timeline; else empty
 * @param own what the agency told, in short, for whoever may not
 * @param timeline address of the timeline; null when the reader may not read it
 * @param answered the answer; null until there is one
 * @param typed what was typed into the form and could not be taken
 * @param answer the answer that was chosen then, or empty
 * @param basis the basis that was chosen then, or empty
 */
record CheckPage(
        String id,
        String reference,
        String askedBy,
        String askedOn,
        String due,
        boolean overdue,
        List<AlertPage.Fact> facts,
        List<Own> own,
        @Nullable String timeline,
        @Nullable Answered answered,
        AlertPage.Typed typed,
        String answer,
        String basis) {

    /** Whether the agency has told nothing that it could be asked about. */
    public boolean silent() {
        return facts.isEmpty() && own.isEmpty();
    }

    /** Leaves everything out: it may hold personal data. */
    @Override
    public String toString() {
        return "CheckPage[]";
    }

    /**
     * Something that the agency told.
     *
     * @param when the day it happened
     * @param what the claim
     * @param receipt number of the receipt that the agency's system got
     */
    record Own(String when, String what, String receipt) {}

    /** An answer. */
    record Answered(String what, @Nullable String basis, String by, String on, String words) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Answered[]";
        }
    }

    /** The questions to the agency. */
    record Listed(List<Line> waiting, List<Line> answered) {}

    /** One line of the list. */
    record Line(String id, String reference, String askedOn, String due, boolean overdue) {}
}
