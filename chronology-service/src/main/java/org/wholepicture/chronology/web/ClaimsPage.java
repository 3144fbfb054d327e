package org.wholepicture.chronology.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.view.TopicClaims;

/** What was said about each topic, side by side. */
record ClaimsPage(ViewHead head, List<Topic> topics) {

    /** One topic. */
    record Topic(
            String id,
            String name,
            String tag,
            String standing,
            boolean open,
            List<Column> columns) {}

    /** What one side said; its look tells it apart. */
    record Column(String name, String look, List<Said> said) {}

    /** One claim. */
    record Said(
            ViewHead.EntryLink entry,
            String value,
            boolean well,
            String about,
            String by,
            String basis,
            String words,
            String reached) {}

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "ClaimsPage[]";
    }

    static ClaimsPage of(ReadHistory.Whole whole, String root) {
        List<Topic> topics = new ArrayList<>();
        for (TopicClaims claims : TopicClaims.of(whole.history())) {
            topics.add(
                    new Topic(
                            "t" + topics.size(),
                            Words.topic(claims.topic(), whole.names()),
                            ViewWords.tag(claims.standing()),
                            ViewWords.standing(claims.standing()),
                            claims.standing() == TopicClaims.Standing.DO_NOT_AGREE
                                    || claims.standing() == TopicClaims.Standing.NOT_CONFIRMED,
                            columns(claims, whole, root)));
        }
        return new ClaimsPage(ViewHead.of(whole, ViewHead.Page.CLAIMS, root), topics);
    }

    /** What was seen and what the family said stand beside each other, also where one is empty. */
    private static List<Column> columns(TopicClaims claims, ReadHistory.Whole whole, String root) {
        return Stream.of(TopicClaims.Side.values())
                .filter(
                        side ->
                                side == TopicClaims.Side.SEEN_OR_ON_RECORD
                                        || side == TopicClaims.Side.FAMILY
                                        || !claims.on(side).isEmpty())
                .map(
                        side ->
                                new Column(
                                        ViewWords.side(side),
                                        look(side),
                                        claims.on(side).stream()
                                                .map(said -> said(said, whole, root))
                                                .toList()))
                .toList();
    }

    private static String look(TopicClaims.Side side) {
        return switch (side) {
            case CHILD -> "wp-said--child";
            case SEEN_OR_ON_RECORD -> "wp-said--seen";
            case FAMILY -> "wp-said--family";
            case TOLD_OR_THOUGHT -> "wp-said--told";
        };
    }

    private static Said said(TopicClaims.Said said, ReadHistory.Whole whole, String root) {
        Entry entry = said.entry();
        String words =
                said.side() == TopicClaims.Side.CHILD && entry.narrative().childVoice() != null
                        ? text(entry.narrative().childVoice())
                        : text(entry.narrative().summary());
        boolean late = !Partnership.dayOf(entry.known()).equals(entry.happened().lastDay());
        return new Said(
                ViewHead.link(root, whole, entry),
                ViewWords.value(said.claim().value()),
                said.claim().value() == Claim.Value.BETTER,
                text(said.claim().about()),
                by(entry, whole),
                Words.basis(said.claim().basis()),
                words,
                late ? Days.of(entry.known()) : "");
    }

    private static String by(Entry entry, ReadHistory.Whole whole) {
        Author author = entry.author();
        return Stream.of(
                        entry.agency() == null ? "" : whole.names().of(entry.agency()),
                        author == null || author.practitioner() == null
                                ? ""
                                : whole.names().of(author.practitioner()),
                        author == null ? "" : text(author.role()))
                .filter(part -> !part.isEmpty())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
