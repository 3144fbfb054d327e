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
 * @param stepDownCheck address below the service's root where it is looked at and decided what to
 *     do about a proposed step-down; null where that is not asked, or not this reader
 * @param history what happened to it
 * @param acknowledgement who acknowledged it and why; null when nobody did or the reader is neither
 *     answering for the child nor told the facts
 * @param evidence what was recorded to settle it; empty where the facts are not shown
 * @param asked what other agencies were asked; empty where the facts are not shown
 * @param askable agencies that can be asked now; empty where the facts are not shown
 * @param putOff that it is proposed to be put off, or is; null where it is neither
 * @param moves what the reader may do with it
 * @param typed what was typed into a form that could not be taken
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
        @Nullable String stepDownCheck,
        List<Happening> history,
        @Nullable Acknowledged acknowledgement,
        List<Evidence> evidence,
        List<Asked> asked,
        List<Askable> askable,
        @Nullable PutOff putOff,
        Moves moves,
        Typed typed) {

    /** Whether the field that the fault belongs to is on the page. */
    public boolean linksToField() {
        return switch (typed.field()) {
            case "reason" -> moves.keepInPlan();
            case "words", "basis-OBSERVED" -> moves.recordEvidence();
            case "days", "put-off-reason" -> moves.propose();
            default -> false;
        };
    }

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

    /**
     * A question to another agency.
     *
     * @param overdue whether nobody has answered in time
     * @param answered the answer; null until there is one
     */
    record Asked(
            String agency,
            String by,
            String on,
            String due,
            boolean overdue,
            CheckPage.@Nullable Answered answered) {}

    /** An agency that can be asked. */
    record Askable(String id, String name) {}

    /** One line of the alert's history. */
    record Happening(String day, String what, @Nullable String by) {}

    /** Who acknowledged it and why; the words are null where the facts are not shown. */
    record Acknowledged(
            String by,
            String day,
            @Nullable String reason,
            @Nullable String useful,
            boolean inPlan) {

        /** Leaves the reason out. */
        @Override
        public String toString() {
            return "Acknowledged[]";
        }
    }

    /** Evidence that was recorded; the words are null where the facts are not shown. */
    record Evidence(String by, String day, String basis, @Nullable String words) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Evidence[]";
        }
    }

    /**
     * That it is proposed to be put off, or is.
     *
     * @param by name of whoever proposed it
     * @param reason why; null where the facts are not shown
     * @param days for how long, in words
     * @param approvedBy name of whoever agreed; null while nobody has
     * @param until the last day; null while nobody has agreed
     */
    record PutOff(
            String by,
            @Nullable String reason,
            String days,
            @Nullable String approvedBy,
            @Nullable String until) {

        /** Leaves the reason out. */
        @Override
        public String toString() {
            return "PutOff[]";
        }
    }

    /** What the reader may do, form by form. */
    record Moves(
            boolean acknowledge,
            boolean keepInPlan,
            boolean propose,
            boolean decide,
            boolean takeBack,
            boolean recordEvidence,
            boolean claim,
            boolean release,
            List<Integer> days) {}

    /**
     * What was typed into a form that could not be taken.
     *
     * @param field id of the field that the fault belongs to, or empty
     * @param words as typed
     * @param error why it could not be taken, or null
     */
    record Typed(String field, String words, @Nullable String error) {

        /** Nothing was. */
        static final Typed NOTHING = new Typed("", "", null);

        /** Whether the fault belongs to this field. */
        public boolean isOf(String id) {
            return error != null && field.equals(id);
        }

        /** What to put into this field again. */
        public String in(String id) {
            return field.equals(id) ? words : "";
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Typed[field=" + field + "]";
        }
    }
}
