package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Entry;

/**
 * What was said about one topic, side by side: what the child said, what was seen or stands in a
 * record, what the family said about themselves, and what is no more than told or thought
 * [domain.md B-27]. It compares nothing but the latest word on each side; the rules do the rest.
 *
 * @param topic code of the topic
 * @param said newest first
 */
public record TopicClaims(String topic, List<Said> said, Standing standing) {

    private static final Comparator<Said> NEWEST_FIRST =
            Comparator.comparing((Said said) -> said.entry().happened().from().start())
                    .reversed()
                    .thenComparing(said -> said.entry().id().value())
                    .thenComparing(said -> said.claim().toString());

    /** Whose word it is. The order is that of the columns: the child first [domain.md B-29]. */
    public enum Side {
        CHILD,
        SEEN_OR_ON_RECORD,
        FAMILY,
        TOLD_OR_THOUGHT
    }

    /** How the family's latest word stands beside what others know. */
    public enum Standing {
        /** The family says it is well, and the latest independent word says that it is not. */
        DO_NOT_AGREE,
        /** The family says it is well, and nobody else has said anything since or before. */
        NOT_CONFIRMED,
        /** The family's latest word and the latest independent one say the same. */
        AGREE,
        /** The family says it is not well, and the latest independent word says that it is. */
        FAMILY_WORRIED,
        /** One side alone has spoken, and nothing is left to be confirmed. */
        ONE_SIDE
    }

    /** One claim of one entry. */
    public record Said(Entry entry, Claim claim) {

        /** Whose word it is. */
        public Side side() {
            return TopicClaims.side(claim.basis());
        }

        /** The day it is about. */
        public LocalDate day() {
            return Details.dayOf(entry);
        }

        /** Leaves the words out: they are personal data. */
        @Override
        public String toString() {
            return "Said[entry=" + entry.id() + "]";
        }
    }

    /** Copies the list. */
    public TopicClaims {
        said = List.copyOf(said);
    }

    /**
     * Every topic of which anything was claimed: first where accounts do not agree, then what is
     * not confirmed, then the others by code.
     */
    public static List<TopicClaims> of(History history) {
        Map<String, List<Said>> topics = new TreeMap<>();
        history.standing()
                .forEach(
                        entry ->
                                entry.claims().stream()
                                        .distinct()
                                        .forEach(
                                                claim ->
                                                        topics.computeIfAbsent(
                                                                        claim.topic(),
                                                                        _ -> new ArrayList<>())
                                                                .add(new Said(entry, claim))));
        return topics.entrySet().stream()
                .map(
                        topic -> {
                            List<Said> said =
                                    topic.getValue().stream().sorted(NEWEST_FIRST).toList();
                            return new TopicClaims(topic.getKey(), said, standing(said));
                        })
                .sorted(Comparator.comparing(TopicClaims::standing))
                .toList();
    }

    /** What one side said, newest first. */
    public List<Said> on(Side side) {
        return said.stream().filter(one -> one.side() == side).toList();
    }

    private static Side side(Basis basis) {
        return switch (basis) {
            case CHILD_VOICE -> Side.CHILD;
            case OBSERVED, SERVICE_RECORD -> Side.SEEN_OR_ON_RECORD;
            case SELF_REPORT -> Side.FAMILY;
            case HEARSAY, OPINION -> Side.TOLD_OR_THOUGHT;
        };
    }

    private static Standing standing(List<Said> newestFirst) {
        Optional<Said> family =
                newestFirst.stream().filter(one -> one.side() == Side.FAMILY).findFirst();
        Optional<Said> independent =
                newestFirst.stream()
                        .filter(
                                one ->
                                        one.side() == Side.CHILD
                                                || one.side() == Side.SEEN_OR_ON_RECORD)
                        .findFirst();
        if (family.isEmpty()) {
            return Standing.ONE_SIDE;
        }
        boolean well = family.get().claim().value() == Claim.Value.BETTER;
        if (independent.isEmpty()) {
            return well ? Standing.NOT_CONFIRMED : Standing.ONE_SIDE;
        }
        if (independent.get().claim().value() == family.get().claim().value()) {
            return Standing.AGREE;
        }
        return well ? Standing.DO_NOT_AGREE : Standing.FAMILY_WORRIED;
    }
}
