package org.wholepicture.chronology.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.PersonId;

/**
 * What stands above every page about a child; texts may be empty.
 *
 * @param title what the page shows
 * @param own address of the page, without a query
 * @param knownOn the day asked about, for its field
 * @param asKnownOn the same in words
 * @param notes what is not in the page, and why
 * @param links to the other pages about the child
 */
record ViewHead(
        String name,
        String title,
        String born,
        String readAs,
        String own,
        String knownOn,
        String asKnownOn,
        List<String> notes,
        List<Link> links) {

    /** One page about the child. */
    record Link(String name, String href, boolean current) {}

    /** An entry, in a line that leads to it. */
    record EntryLink(String when, String text, String href) {}

    /** The pages about a child. */
    enum Page {
        TIMELINE("Timeline", ""),
        PICTURE("Picture", "/picture"),
        CLAIMS("What was said", "/claims"),
        GAPS("What is not known", "/gaps"),
        CARE_PROFILE("Care profile", "/care-profile"),
        HOUSEHOLD("Household", "/household"),
        CYCLES("Earlier cycles", "/cycles"),
        HISTORY("History pack", "/history"),
        CHANGES("What changed", "/changes");

        private final String text;
        private final String path;

        Page(String text, String path) {
            this.text = text;
            this.path = path;
        }

        String text() {
            return text;
        }
    }

    static ViewHead of(ReadHistory.Whole whole, Page page, String root) {
        return new ViewHead(
                People.name(whole.child()),
                page.text,
                People.born(whole.child()),
                Words.readAs(whole.readAs()),
                address(root, whole.person(), page),
                whole.knownOn() == null ? "" : whole.knownOn().toString(),
                whole.knownOn() == null ? "" : Days.of(whole.knownOn()),
                notes(whole),
                links(root, whole.person(), page, whole.knownOn()));
    }

    static String address(String root, PersonId person, Page page) {
        return root + "/people/" + person + page.path;
    }

    /** The links to all pages about a child, as known on the same day. */
    static List<Link> links(
            String root, PersonId person, Page current, @Nullable LocalDate knownOn) {
        List<Link> links = new ArrayList<>();
        for (Page page : Page.values()) {
            String query = knownOn == null || page == Page.CHANGES ? "" : "?knownOn=" + knownOn;
            links.add(new Link(page.text, address(root, person, page) + query, page == current));
        }
        return links;
    }

    /** Where an entry stands on the timeline. */
    static String entry(String root, PersonId person, Entry entry, @Nullable LocalDate knownOn) {
        LocalDate day = entry.happened().from().day();
        return "%s?layer=all&from=%s&to=%s%s#e-%s"
                .formatted(
                        address(root, person, Page.TIMELINE),
                        day,
                        day,
                        knownOn == null ? "" : "&knownOn=" + knownOn,
                        entry.id());
    }

    /** The entry in a line: when, what, from whom. */
    static EntryLink link(String root, ReadHistory.Whole whole, Entry entry) {
        return new EntryLink(
                Days.of(entry.happened()),
                Words.heading(entry)
                        + (entry.agency() == null ? "" : ", " + whole.names().of(entry.agency())),
                entry(root, whole.person(), entry, whole.knownOn()));
    }

    static List<String> missing(long missing, int moved) {
        List<String> notes = new ArrayList<>();
        if (missing == 1) {
            notes.add("1 record is missing: it is known to exist and could not be taken in yet.");
        } else if (missing > 1) {
            notes.add(
                    missing
                            + " records are missing: they are known to exist and could not be taken in yet.");
        }
        if (moved > 0) {
            notes.add(
                    "Some of what once stood here was found to be about another child and is no longer"
                            + " shown.");
        }
        return notes;
    }

    private static List<String> notes(ReadHistory.Whole whole) {
        List<String> notes = missing(whole.missing(), whole.moved());
        if (whole.old()) {
            notes.add(AccessWords.OLD);
        }
        long restricted = whole.history().restricted();
        if (restricted > 0) {
            notes.add(
                    count(restricted, "entry is", "entries are")
                            + " restricted: shown to few, and not used on this page.");
        }
        long struck = whole.history().struck() + whole.hidden().size();
        if (struck > 0) {
            notes.add(
                    count(struck, "entry was", "entries were")
                            + " corrected or withdrawn and not used on this page.");
        }
        if (whole.cut()) {
            notes.add(
                    "This child has more entries than one page takes in: the earliest are left out.");
        }
        return notes;
    }

    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "ViewHead[title=" + title + "]";
    }
}
