package org.wholepicture.chronology.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.view.Changes;
import org.wholepicture.chronology.domain.view.Plans;

/**
 * What became known between two days.
 *
 * @param asked whether a first day was given; else there is the form alone
 * @param endings days to begin with: what was proposed, stepped down or closed
 */
record ChangesPage(
        ViewHead head,
        boolean asked,
        String since,
        String sinceWords,
        String until,
        String untilWords,
        boolean none,
        List<Group> groups,
        List<Suggested> endings) {

    /** Entries of one kind of change. */
    record Group(String id, String name, String explanation, List<Item> items) {}

    /** One entry, and what became known of it. */
    record Item(
            ViewHead.EntryLink entry,
            String known,
            boolean struck,
            String words,
            List<String> marks) {}

    /** A day worth comparing with. */
    record Suggested(String text, String href) {}

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "ChangesPage[]";
    }

    /** The form alone. */
    static ChangesPage unasked(ReadHistory.Whole whole, String root) {
        ViewHead head = ViewHead.of(whole, ViewHead.Page.CHANGES, root);
        return new ChangesPage(head, false, "", "", "", "", false, List.of(), endings(whole, head));
    }

    static ChangesPage of(ReadHistory.Compared compared, String root) {
        ReadHistory.Whole whole = compared.now();
        ViewHead head = ViewHead.of(whole, ViewHead.Page.CHANGES, root);
        Changes changes = compared.changes();
        LocalDate until = whole.history().today();
        return new ChangesPage(
                head,
                true,
                compared.since().toString(),
                Days.of(compared.since()),
                head.knownOn(),
                Days.of(until),
                changes.none(),
                Stream.of(
                                group(
                                        "added",
                                        "New",
                                        "Known since, by the day it happened.",
                                        changes.added(),
                                        whole,
                                        root),
                                group(
                                        "corrected",
                                        "Corrected",
                                        "A later version took the place of these.",
                                        changes.corrected(),
                                        whole,
                                        root),
                                group(
                                        "withdrawn",
                                        "Withdrawn",
                                        "These no longer stand.",
                                        changes.withdrawn(),
                                        whole,
                                        root),
                                group(
                                        "said",
                                        "More was said of these",
                                        "They were known before; something came to them since.",
                                        changes.said(),
                                        whole,
                                        root))
                        .filter(group -> !group.items().isEmpty())
                        .toList(),
                endings(whole, head));
    }

    private static List<Suggested> endings(ReadHistory.Whole whole, ViewHead head) {
        return Plans.of(whole.history()).reversed().stream()
                .filter(plan -> plan.ending() != null)
                .map(plan -> plan.ending())
                .map(
                        ending ->
                                new Suggested(
                                        "since "
                                                + Days.of(ending.day())
                                                + ": "
                                                + ViewWords.ending(ending),
                                        head.own() + "?since=" + ending.day()))
                .toList();
    }

    private static Group group(
            String id,
            String name,
            String explanation,
            List<Line> lines,
            ReadHistory.Whole whole,
            String root) {
        return new Group(
                id,
                name,
                explanation,
                lines.stream().map(line -> item(line, whole, root)).toList());
    }

    private static Item item(Line line, ReadHistory.Whole whole, String root) {
        Entry entry = line.entry();
        LocalDate known = Partnership.dayOf(entry.known());
        String summary = entry.narrative().summary();
        return new Item(
                ViewHead.link(root, whole, entry),
                Days.of(known),
                line.struck(),
                summary == null ? "" : summary,
                line.marks().stream().map(mark -> Words.mark(mark, entry, whole.names())).toList());
    }
}
