package org.wholepicture.chronology.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Questions;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Content;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.Reader;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.Timeline;

/** The words of a timeline page, ready to be set; texts may be empty. */
record TimelinePage(
        String person,
        String heading,
        String born,
        String readAs,
        boolean leads,
        String asKnownOn,
        List<Item> coverage,
        String notConnected,
        List<String> notes,
        Filters filters,
        List<Month> months,
        boolean empty,
        String older,
        boolean later,
        String newest,
        List<String> readers,
        List<ViewHead.Link> links,
        Layers layers,
        List<Quote> childsWords,
        String unread,
        String unreadHref) {

    /**
     * The two layers, and what was left out of this page.
     *
     * @param significant whether the significant entries alone are shown
     * @param otherHref the same question for the other layer
     * @param hidden what was left out, in words; empty for nothing
     * @param hiddenHref the same question with it
     */
    record Layers(boolean significant, String otherHref, String hidden, String hiddenHref) {}

    /** The child's own words. */
    record Quote(String when, String words, String by, String href) {}

    /** One agency of the coverage. */
    record Item(String text, boolean silent) {}

    /** What is filtered by. */
    record Filters(
            boolean open,
            boolean all,
            boolean struckToo,
            List<Option> agencies,
            List<Option> types,
            List<Option> neglectTypes,
            List<Option> harms,
            List<Option> bases,
            List<Option> directions,
            String from,
            String to,
            String knownOn) {}

    /** What is decided can be disagreed with; escalation-service learns of the same types. */
    private static final Set<String> DECISIONS =
            Set.of(
                    "step-down",
                    "plan",
                    "service-referral",
                    "referral-decision",
                    "meeting",
                    "assessment");

    /** One choice. */
    record Option(String value, String text, boolean selected) {}

    /** The entries of a month. */
    record Month(String name, List<Told> entries) {}

    /** One entry. */
    record Told(
            String id,
            String when,
            String heading,
            String look,
            String harm,
            String byline,
            String childVoice,
            List<Text> words,
            List<String> claims,
            List<String> details,
            List<String> marks,
            String reached,
            boolean struck,
            boolean withheld,
            String withheldWhy,
            String dissentLink,
            String alertLink,
            String pathLink) {}

    /** A text under a label. */
    record Text(String label, String text) {}

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "TimelinePage[person=" + person + "]";
    }

    /**
     * Puts a timeline into words.
     *
     * @param root the service's root path, without a slash at the end
     * @param nextCursor asks for the page after this one; null on the last
     */
    static TimelinePage of(
            Timeline timeline, Question question, String root, @Nullable String nextCursor) {
        Child child = timeline.child();
        String own = root + "/people/" + timeline.person();
        LocalDate knownOn = question.knownOn();
        return new TimelinePage(
                timeline.person().toString(),
                People.name(child),
                People.born(child),
                Words.readAs(timeline.readAs()),
                timeline.readAs() == ReadAs.LEAD,
                knownOn == null ? "" : Days.of(knownOn),
                timeline.coverage().stream()
                        .filter(one -> !(one.state() instanceof Coverage.NotConnected))
                        .map(
                                one ->
                                        new Item(
                                                Words.coverage(one),
                                                !(one.state() instanceof Coverage.Heard)))
                        .toList(),
                timeline.coverage().stream()
                        .filter(one -> one.state() instanceof Coverage.NotConnected)
                        .map(Coverage::name)
                        .collect(Collectors.joining(", ")),
                ViewHead.missing(timeline.missing(), timeline.moved()),
                filters(timeline, question),
                months(timeline),
                timeline.lines().isEmpty(),
                nextCursor == null ? "" : own + query(question, nextCursor),
                question.after() != null,
                own + query(question, null),
                timeline.readers().stream()
                        .map(reader -> reader(reader, timeline.names()))
                        .toList(),
                ViewHead.links(root, timeline.person(), ViewHead.Page.TIMELINE, knownOn),
                layers(timeline, question, own),
                timeline.childsWords().stream()
                        .map(line -> quote(line.entry(), timeline, own, knownOn))
                        .toList(),
                unread(timeline.unread()),
                timeline.unread() == null
                        ? ""
                        : own + "/history?of=" + timeline.unread().beginning());
    }

    private static Layers layers(Timeline timeline, Question question, String own) {
        boolean significant = question.layer() == Question.Layer.SIGNIFICANT;
        int hidden = timeline.hidden();
        return new Layers(
                significant,
                own
                        + query(
                                question.in(
                                        significant
                                                ? Question.Layer.ALL
                                                : Question.Layer.SIGNIFICANT),
                                null),
                hidden == 0
                        ? ""
                        : ViewHead.count(
                                        hidden,
                                        "entry on this page was",
                                        "entries on this page were")
                                + " corrected or withdrawn before you were confirmed, and left out.",
                own + query(question.withStruck(), null));
    }

    private static Quote quote(
            Entry entry, Timeline timeline, String own, @Nullable LocalDate knownOn) {
        LocalDate day = entry.happened().from().day();
        return new Quote(
                Days.of(entry.happened()),
                text(entry.narrative().childVoice()),
                entry.agency() == null ? "" : timeline.names().of(entry.agency()),
                "%s?layer=all&from=%s&to=%s%s#e-%s"
                        .formatted(
                                own,
                                day,
                                day,
                                knownOn == null ? "" : "&knownOn=" + knownOn,
                                entry.id()));
    }

    private static String unread(Timeline.@Nullable Unread unread) {
        return unread == null
                ? ""
                : (unread.lead()
                                ? "There is a new lead practitioner since "
                                : "A new assessment began on ")
                        + Days.of(unread.day())
                        + ".";
    }

    private static Filters filters(Timeline timeline, Question question) {
        List<Option> agencies =
                timeline.coverage().stream()
                        .map(
                                one ->
                                        new Option(
                                                one.agency().value(),
                                                one.name(),
                                                question.agencies().contains(one.agency())))
                        .toList();
        List<Option> types =
                Stream.of(EntryType.values())
                        .map(
                                type ->
                                        new Option(
                                                type.code(),
                                                Words.type(type),
                                                question.types().contains(type)))
                        .toList();
        Content content = question.content();
        return new Filters(
                Questions.parameters(question).size() > 1,
                question.layer() == Question.Layer.ALL,
                question.struckToo(),
                agencies,
                types,
                options(Words.NEGLECT_TYPES, content.neglectTypes()),
                options(Words.CATEGORIES, content.harms()),
                Stream.of(Basis.values())
                        .map(
                                basis ->
                                        new Option(
                                                basis.name(),
                                                Words.basis(basis),
                                                content.bases().contains(basis)))
                        .toList(),
                Stream.of(Significance.Direction.values())
                        .map(
                                direction ->
                                        new Option(
                                                direction.name(),
                                                direction == Significance.Direction.POSITIVE
                                                        ? "speaks for the child’s situation"
                                                        : "a worry",
                                                content.directions().contains(direction)))
                        .toList(),
                text(question.from()),
                text(question.to()),
                text(question.knownOn()));
    }

    private static List<Option> options(Map<String, String> words, Set<String> chosen) {
        return words.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(one -> new Option(one.getKey(), one.getValue(), chosen.contains(one.getKey())))
                .toList();
    }

    private static List<Month> months(Timeline timeline) {
        Map<YearMonth, List<Told>> months = new LinkedHashMap<>();
        for (Line line : timeline.lines()) {
            months.computeIfAbsent(
                            YearMonth.from(line.entry().happened().from().day()),
                            _ -> new ArrayList<>())
                    .add(entry(line, timeline));
        }
        return months.entrySet().stream()
                .map(month -> new Month(Days.of(month.getKey()), month.getValue()))
                .toList();
    }

    private static Told entry(Line line, Timeline timeline) {
        Entry entry = line.entry();
        Timeline.Names names = timeline.names();
        Narrative words = entry.narrative();
        boolean alert = entry.type() == EntryType.ALERT;
        boolean open = DECISIONS.contains(entry.type().code()) && !line.struck();
        return new Told(
                entry.id().toString(),
                Days.of(entry.happened()),
                Words.heading(entry),
                look(line),
                harm(entry),
                byline(entry, names),
                text(words.childVoice()),
                Stream.of(
                                new Text("", text(words.summary())),
                                new Text("What was done: ", text(words.action())),
                                new Text("What came of it: ", text(words.outcomeNote())),
                                new Text("Reasons given: ", text(words.reasons())),
                                new Text("Reason given: ", text(words.reason())),
                                new Text("Name: ", text(words.memberName())))
                        .filter(one -> !one.text().isEmpty())
                        .toList(),
                entry.claims().stream().map(claim -> Words.claim(claim, names)).toList(),
                line.withheld() ? List.of() : Words.details(entry, names),
                line.marks().stream().map(mark -> Words.mark(mark, entry, names)).toList(),
                reached(entry),
                line.struck(),
                line.withheld(),
                alert
                        ? "This alert rests on an entry that is restricted. What it says is shown"
                                + " to few."
                        : "This entry is restricted. Its content is shown to few; ask the agency"
                                + " that it comes from.",
                open
                        ? "/escalation/people/%s/dissent?about=%s"
                                .formatted(timeline.person(), entry.id())
                        : "",
                alert
                        ? "/alert/alerts/" + entry.id()
                        : entry.type() == EntryType.CHECK_ANSWER
                                ? "/alert/alerts/" + entry.details().get("alert")
                                : "",
                entry.kind() == EntryKind.DISSENT ? "/escalation/dissents/" + entry.id() : "");
    }

    /** Harm beside neglect is said as such [domain.md B-31]. */
    private static String harm(Entry entry) {
        String category = String.valueOf(entry.details().getOrDefault("category", ""));
        boolean disclosed = Boolean.TRUE.equals(entry.details().get("physicalHarmDisclosed"));
        boolean other =
                entry.type() == EntryType.CONCERN && !category.isEmpty() && !category.equals("NEG");
        return other || disclosed
                ? "Other harm: "
                        + (other
                                ? Words.CATEGORIES.getOrDefault(category, category)
                                : "physical harm")
                : "";
    }

    private static String look(Line line) {
        if (line.struck()) {
            return "wp-timeline__item--withdrawn";
        }
        Significance significance = line.entry().significance();
        boolean worry =
                significance == null
                        ? line.entry().type() == EntryType.CONCERN
                                || line.entry().type() == EntryType.ALERT
                        : significance.direction() == Significance.Direction.CONCERN;
        boolean positive =
                significance != null && significance.direction() == Significance.Direction.POSITIVE;
        return worry ? "wp-timeline__item--concern" : positive ? "wp-timeline__item--positive" : "";
    }

    private static String byline(Entry entry, Timeline.Names names) {
        List<String> parts = new ArrayList<>();
        if (entry.agency() != null) {
            parts.add(names.of(entry.agency()));
        }
        Author author = entry.author();
        if (author != null) {
            PractitionerId practitioner = author.practitioner();
            if (practitioner != null) {
                parts.add(names.of(practitioner));
            }
            if (author.role() != null) {
                parts.add(author.role());
            }
        }
        Basis basis = entry.basis();
        if (basis != null) {
            parts.add(Words.basis(basis));
        }
        Significance significance = entry.significance();
        if (significance != null) {
            parts.add(Words.significance(significance));
        }
        return String.join(" · ", parts);
    }

    /** Only where it was known on another day than it happened: then the difference matters. */
    private static String reached(Entry entry) {
        LocalDate known = Partnership.dayOf(entry.known());
        return known.equals(entry.happened().lastDay()) ? "" : Days.of(known);
    }

    private static String reader(Reader reader, Timeline.Names names) {
        Timeline.Colleague colleague = names.practitioners().get(reader.practitioner());
        return names.of(reader.practitioner())
                + (colleague == null ? "" : ", " + names.of(colleague.agency()))
                + " ("
                + Words.heldAs(reader.heldAs())
                + ")";
    }

    private static String query(Question question, @Nullable String cursor) {
        StringBuilder query = new StringBuilder();
        Questions.parameters(question)
                .forEach((name, values) -> values.forEach(value -> append(query, name, value)));
        if (cursor != null) {
            append(query, "cursor", cursor);
        }
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
