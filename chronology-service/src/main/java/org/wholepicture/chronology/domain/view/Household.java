package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Entry;

/**
 * The adults around the child, as agencies' household facts say it: who lives there or did, from
 * when until when, and who is not known [domain.md B-16, B-17].
 *
 * @param members by what they are to the child, then by when they came
 */
public record Household(List<Member> members) {

    /** What somebody is to the child, as far as their place in a genogram goes. */
    public enum Kinship {
        MOTHER,
        FATHER,
        /** A step-parent, foster parent or other who stands in a parent's place. */
        OTHER_PARENT,
        PARTNER,
        GRANDPARENT,
        SIBLING,
        OTHER
    }

    /** As far as the role or the sender says it. */
    public enum Sex {
        FEMALE,
        MALE,
        NOT_SAID
    }

    /**
     * One adult.
     *
     * @param role in the sender's word, for example {@code stepfather}
     * @param name empty where it is not known or was not said
     * @param notKnown it was said that it is not known who this is
     * @param man it was said that this is a man
     * @param from when they came, by the earliest that was said
     * @param to the last day in the household; null where none was said
     * @param facts the entries that say so, oldest first
     */
    public record Member(
            String role,
            String name,
            boolean notKnown,
            boolean man,
            LocalDate from,
            @Nullable LocalDate to,
            List<Entry> facts) {

        /** Copies the list. */
        public Member {
            facts = List.copyOf(facts);
        }

        /** What they are to the child. */
        public Kinship kinship() {
            return Household.kinship(role);
        }

        /** As far as the role or the sender says it. */
        public Sex sex() {
            return man ? Sex.MALE : Household.sex(role);
        }

        /** Whether they belong to the household on a day; still on the last one. */
        public boolean isThereOn(LocalDate day) {
            return !from.isAfter(day) && (to == null || !to.isBefore(day));
        }

        /** Leaves names out: they are personal data. */
        @Override
        public String toString() {
            return "Member[role=" + role + "]";
        }
    }

    /** Copies the list. */
    public Household {
        members = List.copyOf(members);
    }

    /**
     * The household as it was said. Of one adult the word that became known last holds; the time
     * they came is the earliest that was said. One who is not known is one for each role and
     * agency.
     */
    public static Household of(History history) {
        Map<String, List<Entry>> adults =
                history.standing("household-member")
                        .collect(
                                Collectors.groupingBy(
                                        Household::key, TreeMap::new, Collectors.toList()));
        return new Household(
                adults.values().stream()
                        .map(Household::member)
                        .sorted(
                                Comparator.comparing(Member::kinship)
                                        .thenComparing(Member::from)
                                        .thenComparing(Member::role)
                                        .thenComparing(
                                                member -> member.facts().getFirst().id().value()))
                        .toList());
    }

    /** Those of one kind. */
    public List<Member> of(Kinship kinship) {
        return members.stream().filter(member -> member.kinship() == kinship).toList();
    }

    private static String key(Entry fact) {
        String adult = Details.text(fact, "adult");
        return adult.isEmpty()
                ? "not known " + Details.text(fact, "role") + " " + fact.agency()
                : adult;
    }

    private static Member member(List<Entry> facts) {
        List<Entry> byKnown = new ArrayList<>(facts);
        byKnown.sort(Comparator.comparing(Entry::known).thenComparing(entry -> entry.id().value()));
        Entry last = byKnown.getLast();
        return new Member(
                Details.text(last, "role"),
                byKnown.stream()
                        .map(fact -> fact.narrative().memberName())
                        .filter(name -> name != null)
                        .reduce((_, later) -> later)
                        .orElse(""),
                Details.isTrue(last, "notKnown"),
                facts.stream().anyMatch(fact -> Details.isTrue(fact, "adultMale")),
                facts.stream().map(Details::dayOf).min(LocalDate::compareTo).orElseThrow(),
                Details.day(last, "to").orElse(null),
                facts);
    }

    private static Kinship kinship(String role) {
        return switch (role) {
            case "mother" -> Kinship.MOTHER;
            case "father" -> Kinship.FATHER;
            case "partner", "mothers-partner", "fathers-partner", "boyfriend", "girlfriend" ->
                    Kinship.PARTNER;
            case "brother",
                    "sister",
                    "sibling",
                    "half-brother",
                    "half-sister",
                    "stepbrother",
                    "stepsister",
                    "step-brother",
                    "step-sister" ->
                    Kinship.SIBLING;
            case String other when other.contains("grand") -> Kinship.GRANDPARENT;
            case String other
                    when other.endsWith("mother")
                            || other.endsWith("father")
                            || other.endsWith("parent")
                            || other.endsWith("carer")
                            || other.equals("guardian") ->
                    Kinship.OTHER_PARENT;
            case String _ -> Kinship.OTHER;
        };
    }

    private static Sex sex(String role) {
        List<String> words = List.of(role.split("-", -1));
        String last = words.getLast();
        if (last.endsWith("mother")
                || last.endsWith("sister")
                || List.of("aunt", "girlfriend", "wife", "niece", "woman").contains(last)) {
            return Sex.FEMALE;
        }
        if (last.endsWith("father")
                || last.endsWith("brother")
                || List.of("uncle", "boyfriend", "husband", "nephew", "man").contains(last)) {
            return Sex.MALE;
        }
        return Sex.NOT_SAID;
    }
}
