package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Entry;

/**
 * What is not known of a child beside the silence of agencies: "there may be other evidence which
 * we are not seeing" [domain.md B-28]. Each line says when something was last known, or that it
 * never was.
 *
 * @param seen when the child was last seen by anybody
 * @param seenAlone when the child was last seen without a carer
 * @param seenBySocialWorker the same by a social worker
 * @param voice when the child's own words were last recorded
 * @param careProfile the latest graded care profile
 * @param father what is recorded of the father
 * @param mother the same of the mother
 * @param lead whether a lead practitioner was ever named
 * @param assessmentsWithoutMen assessments that left adult men out, newest first
 * @param assessmentsWithoutVoice assessments without the child's voice, newest first
 * @param referred services the family was referred to, and whether they were heard of since
 * @param unheardNetwork agencies called part of the network by a proposal, never heard from
 */
public record Gaps(
        Last seen,
        Last seenAlone,
        Last seenBySocialWorker,
        Last voice,
        Last careProfile,
        Parent father,
        Parent mother,
        boolean lead,
        List<Entry> assessmentsWithoutMen,
        List<Entry> assessmentsWithoutVoice,
        List<Referred> referred,
        List<AgencyId> unheardNetwork) {

    /** When something was known last. */
    public sealed interface Last {

        /** It was, by this entry. */
        record On(LocalDate day, long daysAgo, @Nullable AgencyId by) implements Last {}

        /** It never was. */
        record Never() implements Last {}
    }

    /** What is recorded of a parent. */
    public enum Parent {
        RECORDED,
        /** It is recorded that it is not known who they are. */
        NOT_KNOWN,
        NOT_RECORDED
    }

    /**
     * A referral to a service.
     *
     * @param heard the first day after it on which the service told something; null for nothing
     */
    public record Referred(AgencyId to, LocalDate day, @Nullable LocalDate heard) {}

    /** Copies the lists. */
    public Gaps {
        assessmentsWithoutMen = List.copyOf(assessmentsWithoutMen);
        assessmentsWithoutVoice = List.copyOf(assessmentsWithoutVoice);
        referred = List.copyOf(referred);
        unheardNetwork = List.copyOf(unheardNetwork);
    }

    /** What is not known, on the day of the history. */
    public static Gaps of(History history) {
        Household household = Household.of(history);
        return new Gaps(
                last(history, Details::childWasSeen),
                last(history, entry -> Details.isTrue(entry, "seenAlone")),
                last(
                        history,
                        entry ->
                                Details.childWasSeen(entry)
                                        && Details.isTrue(entry, "socialWorker")),
                last(history, entry -> entry.narrative().childVoice() != null),
                last(history, entry -> entry.type().code().equals("care-profile")),
                parent(household, Household.Kinship.FATHER),
                parent(household, Household.Kinship.MOTHER),
                history.standing("lead-practitioner").findAny().isPresent(),
                assessments(history, "adultMalesConsidered"),
                assessments(history, "childVoiceIncluded"),
                referred(history),
                unheard(history));
    }

    private static Last last(History history, Predicate<Entry> wanted) {
        return history.standing()
                .filter(wanted)
                .max(
                        Comparator.comparing((Entry entry) -> entry.happened().lastDay())
                                .thenComparing(entry -> entry.id().value()))
                .<Last>map(
                        entry ->
                                new Last.On(
                                        entry.happened().lastDay(),
                                        Math.max(
                                                0,
                                                ChronoUnit.DAYS.between(
                                                        entry.happened().lastDay(),
                                                        history.today())),
                                        entry.agency()))
                .orElseGet(Last.Never::new);
    }

    private static Parent parent(Household household, Household.Kinship kinship) {
        List<Household.Member> found = household.of(kinship);
        if (found.isEmpty()) {
            return Parent.NOT_RECORDED;
        }
        return found.stream().allMatch(Household.Member::notKnown)
                ? Parent.NOT_KNOWN
                : Parent.RECORDED;
    }

    private static List<Entry> assessments(History history, String member) {
        return history.standing("assessment")
                .filter(entry -> Details.isFalse(entry, member))
                .toList()
                .reversed();
    }

    private static List<Referred> referred(History history) {
        return history.standing("service-referral")
                .filter(entry -> !Details.text(entry, "to").isEmpty())
                .map(
                        entry -> {
                            AgencyId to = new AgencyId(Details.text(entry, "to"));
                            LocalDate day = Details.dayOf(entry);
                            return new Referred(
                                    to,
                                    day,
                                    toldBy(history, to)
                                            .filter(told -> !told.isBefore(day))
                                            .min(LocalDate::compareTo)
                                            .orElse(null));
                        })
                .toList()
                .reversed();
    }

    /** The days of what an agency told; also of what this reader may not see the content of. */
    private static Stream<LocalDate> toldBy(History history, AgencyId agency) {
        return history.lines().stream()
                .filter(line -> !line.struck() && agency.equals(line.entry().agency()))
                .map(line -> Details.dayOf(line.entry()));
    }

    private static List<AgencyId> unheard(History history) {
        Set<AgencyId> heard = new HashSet<>();
        history.lines().stream()
                .filter(line -> !line.struck())
                .map(line -> line.entry().agency())
                .filter(agency -> agency != null)
                .forEach(heard::add);
        Set<String> network = new TreeSet<>();
        history.standing("step-down")
                .forEach(entry -> network.addAll(Details.texts(entry, "network")));
        return network.stream().map(AgencyId::new).filter(id -> !heard.contains(id)).toList();
    }
}
