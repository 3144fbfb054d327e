package org.wholepicture.chronology.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Content;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.export.ExportHead;
import org.wholepicture.chronology.domain.export.ExportPurpose;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.chronology.domain.redaction.Ground;
import org.wholepicture.chronology.domain.redaction.Part;
import org.wholepicture.chronology.domain.redaction.Withheld;

/** What files say, in the words of the pages. */
final class ExportWords {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private ExportWords() {}

    /** A text and what it is; the label may be empty. */
    record Said(String label, String text) {}

    /** What it is for. */
    static String purpose(ExportPurpose purpose) {
        return switch (purpose) {
            case CONFERENCE -> "Child protection conference";
            case COURT -> "Court";
            case SUPERVISION -> "Supervision";
            case SUBJECT_ACCESS -> "Subject access request";
        };
    }

    static String dayAndTime(Instant instant) {
        return Days.of(instant) + ", " + TIME.format(instant.atZone(Partnership.ZONE));
    }

    /** What a reader has to know of the file before anything in it. */
    static List<Said> about(ExportHead head) {
        ExportRequest request = head.request();
        LocalDate knownOn = request.question().knownOn();
        List<Said> about = new ArrayList<>();
        about.add(new Said("Reference", request.id().reference()));
        about.add(
                new Said(
                        "Made by",
                        head.maker()
                                + ", "
                                + head.agency()
                                + " ("
                                + Words.readAs(head.first().readAs())
                                + ")"));
        about.add(new Said("Made on", dayAndTime(head.made())));
        about.add(new Said("Purpose", purpose(request.purpose())));
        about.add(new Said("Reason given", request.reason()));
        about.add(
                new Said(
                        "As known on",
                        knownOn == null
                                ? dayAndTime(head.made())
                                : "the end of "
                                        + Days.of(knownOn)
                                        + ". What became known later is left out"));
        about.add(new Said("Filters", filters(request.question(), head.first())));
        about.add(new Said("Entries", String.format(Locale.UK, "%,d", head.entries())));
        ExportHead.LeftOut leftOut = head.leftOut();
        if (leftOut != null) {
            about.add(
                    new Said(
                            "Withheld",
                            String.format(
                                    Locale.UK,
                                    "All of %,d entries and a part of %,d others; each place says so"
                                            + " and on what ground",
                                    leftOut.whole(),
                                    leftOut.inPart())));
            about.add(
                    new Said(
                            "Agreed by",
                            leftOut.agreedBy() + ", " + dayAndTime(leftOut.agreedAt())));
        }
        return about;
    }

    static String filters(Question question, Timeline timeline) {
        List<String> filters = new ArrayList<>();
        if (!question.agencies().isEmpty()) {
            filters.add(
                    "Agencies: "
                            + question.agencies().stream()
                                    .map(agency -> name(agency, timeline))
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        if (!question.types().isEmpty()) {
            filters.add(
                    "Types: "
                            + Stream.of(EntryType.values())
                                    .filter(question.types()::contains)
                                    .map(Words::type)
                                    .collect(Collectors.joining(", ")));
        }
        if (question.from() != null) {
            filters.add("Happened from " + Days.of(question.from()));
        }
        if (question.to() != null) {
            filters.add("Happened until " + Days.of(question.to()));
        }
        Content content = question.content();
        coded(filters, "Types of neglect: ", content.neglectTypes(), Words.NEGLECT_TYPES);
        coded(filters, "Other harm: ", content.harms(), Words.CATEGORIES);
        if (!content.bases().isEmpty()) {
            filters.add(
                    "How it is known: "
                            + Stream.of(Basis.values())
                                    .filter(content.bases()::contains)
                                    .map(Words::basis)
                                    .collect(Collectors.joining(", ")));
        }
        if (content.directions().size() == 1) {
            filters.add(
                    content.directions().contains(Significance.Direction.POSITIVE)
                            ? "Only what speaks for the child’s situation"
                            : "Only worries");
        }
        if (question.layer() == Question.Layer.SIGNIFICANT) {
            filters.add("Significant entries");
        }
        return filters.isEmpty()
                ? "None: every entry that its maker may see"
                : String.join(". ", filters) + ". Other entries are left out";
    }

    private static void coded(
            List<String> filters, String label, Set<String> codes, Map<String, String> words) {
        if (!codes.isEmpty()) {
            filters.add(
                    label
                            + codes.stream()
                                    .sorted()
                                    .map(code -> words.getOrDefault(code, code))
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static String name(AgencyId agency, Timeline timeline) {
        return timeline.coverage().stream()
                .filter(one -> one.agency().equals(agency))
                .map(one -> one.name())
                .findFirst()
                .orElseGet(() -> timeline.names().of(agency));
    }

    /** What the timeline does not know, most telling first. */
    static List<String> notKnown(ExportHead head) {
        Timeline timeline = head.first();
        List<String> notes = new ArrayList<>();
        if (timeline.missing() > 0) {
            notes.add(
                    "Records that are known to exist and could not be taken in yet: "
                            + timeline.missing());
        }
        if (timeline.moved() > 0) {
            notes.add(
                    "Some of what once stood here was found to be about another child and is no"
                            + " longer shown");
        }
        if (head.leftOut() == null) {
            timeline.coverage().forEach(one -> notes.add(Words.coverage(one)));
        }
        if (head.leftOut() != null) {
            notes.add(
                    "When each agency last told something is left out: it could tell of what is"
                            + " withheld");
        } else if (timeline.coverage().isEmpty()) {
            notes.add("No agency is listed in the directory");
        }
        return notes;
    }

    /** Who says it, how they know, why it matters. */
    static String byline(Entry entry, Timeline.Names names) {
        Author author = entry.author();
        PractitionerId practitioner = author == null ? null : author.practitioner();
        return Stream.<@Nullable String>of(
                        entry.agency() == null ? null : names.of(entry.agency()),
                        practitioner == null ? null : names.of(practitioner),
                        author == null ? null : author.role(),
                        entry.basis() == null ? null : Words.basis(entry.basis()),
                        entry.significance() == null
                                ? null
                                : Words.significance(entry.significance()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    /** What the file says of what is not in it, and on what ground. */
    static String redacted(Withheld withheld) {
        return (withheld.whole()
                        ? "Withheld: all of this entry"
                        : "Withheld: "
                                + Stream.of(Part.values())
                                        .filter(withheld.parts()::contains)
                                        .map(ExportWords::part)
                                        .collect(Collectors.joining(", ")))
                + ". "
                + ground(withheld.ground())
                + ".";
    }

    /** What can be withheld. */
    static String part(Part part) {
        return switch (part) {
            case ENTRY -> "all of the entry";
            case SUMMARY -> "the summary";
            case CHILD_VOICE -> "the child’s own words";
            case ACTION -> "what was done";
            case OUTCOME -> "what came of it";
            case REASONS -> "the reasons given";
            case NAME -> "the name";
            case SAID_BY -> "who said it";
            case CLAIMS -> "the single claims";
            case DETAILS -> "the details";
        };
    }

    /** Why something is withheld. */
    static String ground(Ground ground) {
        return switch (ground) {
            case OTHER_PERSON -> "It is about somebody else";
            case SOURCE_OF_CONCERN -> "It would tell who raised a concern";
            case SERIOUS_HARM -> "It would be likely to cause serious harm to somebody";
            case NOT_IN_CHILDS_INTEREST -> "It would not be in the child’s interest to tell it";
            case CRIME -> "It would stand in the way of preventing or detecting crime";
            case LEGAL_ADVICE -> "It is legal advice";
        };
    }

    /** The adults' words of an entry. */
    static List<Said> words(Line line) {
        Narrative words = line.entry().narrative();
        return Stream.of(
                        new Said("", text(words.summary())),
                        new Said("What was done: ", text(words.action())),
                        new Said("What came of it: ", text(words.outcomeNote())),
                        new Said("Reasons given: ", text(words.reasons())),
                        new Said("Reason given: ", text(words.reason())),
                        new Said("Name: ", text(words.memberName())))
                .filter(one -> !one.text().isEmpty())
                .toList();
    }

    static String withheldWhy(Line line) {
        return line.entry().type() == EntryType.ALERT
                ? "This alert rests on an entry that is restricted. Its content is not in this file."
                : "This entry is restricted. Its content is not in this file; ask the agency that it"
                        + " comes from.";
    }

    /** Only where it was known on another day than it happened: then the difference matters. */
    static String reached(Entry entry) {
        LocalDate known = Partnership.dayOf(entry.known());
        return known.equals(entry.happened().lastDay()) ? "" : "Reached us on " + Days.of(known);
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
