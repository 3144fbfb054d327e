package org.wholepicture.alert.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page before a step-down or closure shows.
 *
 * @param path its address below the service's root
 * @param child who it is; null where the timeline does not say
 * @param by who looked
 * @param when when they looked, and what was known by then counts
 * @param notes what else the timeline does not know, in sentences
 * @param coverage what was heard from each agency that is connected
 * @param notConnected the names of the others, with commas; empty where there are none
 * @param notShown why nothing about the child is shown, in a sentence; null when it is
 * @param open what is open, each with its facts
 * @param agencies those of the directory, to choose who works with the child
 * @param looked names of the agencies that were looked at for silence
 * @param named ids of those that the reader named, for the form
 * @param timeline address of the timeline; null when the reader may not read it
 * @param alert address below the root of the alert that stands because a step-down is proposed
 * @param disagree address where a disagreement is raised; null when the reader may not
 * @param seen codes of what is open, for the form
 * @param decisions what was decided before, the latest first
 * @param typed what was typed into the form and could not be taken
 * @param chosen the decision that was chosen then, or empty
 */
record StepDownPage(
        String path,
        @Nullable String child,
        String by,
        String when,
        List<String> notes,
        List<Agency> coverage,
        String notConnected,
        @Nullable String notShown,
        List<Open> open,
        List<Choice> agencies,
        List<String> looked,
        List<String> named,
        @Nullable String timeline,
        @Nullable String alert,
        @Nullable String disagree,
        List<String> seen,
        List<Decision> decisions,
        AlertPage.Typed typed,
        String chosen) {

    /** Leaves everything out: it may hold personal data. */
    @Override
    public String toString() {
        return "StepDownPage[]";
    }

    /** What was heard from an agency. */
    record Agency(String text, boolean silent) {}

    /** One reason, with its facts. */
    record Open(String text, List<AlertPage.Fact> facts) {

        /** Leaves the facts out. */
        @Override
        public String toString() {
            return "Open[]";
        }
    }

    /** An agency that may be working with the child. */
    record Choice(String id, String name, boolean named) {}

    /** A decision that was recorded. */
    record Decision(
            String what, String by, String when, List<String> reasons, @Nullable String words) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Decision[]";
        }
    }
}
