package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.PractitionerId;

/**
 * What a new assessment or a new lead has to know of before, so that nobody starts again as if
 * nothing had been [domain.md B-26]: the earlier endings, what was tried until then, what changed,
 * and for how long.
 *
 * @param beginning the assessment or lead that it is for
 * @param episodes oldest first
 * @param noFurtherAction days of decisions that nothing more was to be done, oldest first
 */
public record HistoryPack(
        Beginning beginning, List<Episode> episodes, List<LocalDate> noFurtherAction) {

    /** How far back is looked where the start of an episode is not recorded. */
    private static final int UNKNOWN_START_DAYS = 365;

    /** Copies the lists. */
    public HistoryPack {
        episodes = List.copyOf(episodes);
        noFurtherAction = List.copyOf(noFurtherAction);
    }

    /** What begins. */
    public enum BeginningKind {
        NEW_LEAD,
        NEW_ASSESSMENT
    }

    /**
     * An assessment or a lead that begins.
     *
     * @param entry the fact that says so
     * @param lead who leads from then on, where it is a lead
     */
    public record Beginning(
            BeginningKind kind, LocalDate day, Entry entry, @Nullable PractitionerId lead) {

        /** Leaves the entry's words out. */
        @Override
        public String toString() {
            return "Beginning[kind=" + kind + ", entry=" + entry.id() + "]";
        }
    }

    /**
     * A time of work with the child that ended.
     *
     * @param from where what was tried is counted from
     * @param daysWithoutWorry from the ending until a moderate or high concern or a referral
     *     followed, or until the beginning that the pack is for
     * @param worryFollowed whether one followed before that beginning
     */
    public record Episode(
            Cycle cycle,
            LocalDate from,
            Tried tried,
            List<Changed> changed,
            long daysWithoutWorry,
            boolean worryFollowed) {

        /** Copies the list. */
        public Episode {
            changed = List.copyOf(changed);
        }
    }

    /**
     * What was tried.
     *
     * @param services the family was referred to, sorted
     * @param agencies that told anything, sorted
     * @param meetings meetings and conferences held
     * @param assessments assessments that ended or began
     * @param seen contacts, visits and appointments at which the child was seen
     * @param kept appointments kept
     * @param missed appointments missed
     */
    public record Tried(
            List<AgencyId> services,
            List<AgencyId> agencies,
            int meetings,
            int assessments,
            int seen,
            int kept,
            int missed) {

        /** Copies the lists. */
        public Tried {
            services = List.copyOf(services);
            agencies = List.copyOf(agencies);
        }
    }

    /** Something that stood otherwise at the end than at the beginning, or did not. */
    public sealed interface Changed {

        /**
         * What was seen or on record about a topic.
         *
         * @param independent false where the family alone said so
         */
        record Topic(String topic, Claim.Value first, Claim.Value last, boolean independent)
                implements Changed {}

        /** A grade of the care profile, 1 to 5. */
        record Grade(String area, int first, int last) implements Changed {}
    }

    /** Every new assessment and new lead, newest first. */
    public static List<Beginning> beginnings(History history) {
        List<Beginning> beginnings = new ArrayList<>();
        String before = "";
        for (Entry entry : history.standing("lead-practitioner").toList()) {
            String lead = Details.text(entry, "practitioner");
            if (!lead.equals(before) || Details.isTrue(entry, "newWorker")) {
                beginnings.add(
                        new Beginning(
                                BeginningKind.NEW_LEAD,
                                Details.dayOf(entry),
                                entry,
                                new PractitionerId(lead)));
            }
            before = lead;
        }
        history.standing("assessment")
                .filter(entry -> Details.is(entry, "state", "STARTED"))
                .forEach(
                        entry ->
                                beginnings.add(
                                        new Beginning(
                                                BeginningKind.NEW_ASSESSMENT,
                                                Details.dayOf(entry),
                                                entry,
                                                null)));
        beginnings.sort(
                Comparator.comparing(Beginning::day)
                        .reversed()
                        .thenComparing(beginning -> beginning.entry().id().value()));
        return List.copyOf(beginnings);
    }

    /** The pack for one of them: what ended on its day or before. */
    public static HistoryPack of(History history, Beginning beginning) {
        return new HistoryPack(
                beginning,
                Cycle.of(history).stream()
                        .filter(cycle -> !cycle.ending().day().isAfter(beginning.day()))
                        .map(cycle -> episode(history, cycle, beginning.day()))
                        .toList(),
                history.standing("referral-decision")
                        .filter(entry -> Details.is(entry, "outcome", "NO_FURTHER_ACTION"))
                        .map(Details::dayOf)
                        .filter(day -> !day.isAfter(beginning.day()))
                        .toList());
    }

    private static Episode episode(History history, Cycle cycle, LocalDate until) {
        LocalDate end = cycle.ending().day();
        LocalDate start = cycle.plan().start();
        LocalDate from = start == null ? end.minusDays(UNKNOWN_START_DAYS) : start;
        List<Entry> during =
                history.standing()
                        .filter(
                                entry ->
                                        !Details.dayOf(entry).isBefore(from)
                                                && !Details.dayOf(entry).isAfter(end))
                        .toList();
        Optional<LocalDate> worry =
                history.standing()
                        .filter(
                                entry ->
                                        Details.isModerateOrHighConcern(entry)
                                                || entry.type().code().equals("referral"))
                        .map(Details::dayOf)
                        .filter(day -> day.isAfter(end) && !day.isAfter(until))
                        .min(LocalDate::compareTo);
        return new Episode(
                cycle,
                from,
                tried(during),
                changed(during),
                ChronoUnit.DAYS.between(end, worry.orElse(until)),
                worry.isPresent());
    }

    private static Tried tried(List<Entry> during) {
        TreeSet<String> services = new TreeSet<>();
        TreeSet<String> agencies = new TreeSet<>();
        for (Entry entry : during) {
            AgencyId agency = entry.agency();
            if (agency != null) {
                agencies.add(agency.value());
            }
            if (entry.type().code().equals("service-referral")) {
                services.add(Details.text(entry, "to"));
            }
        }
        return new Tried(
                services.stream().map(AgencyId::new).toList(),
                agencies.stream().map(AgencyId::new).toList(),
                (int)
                        during.stream()
                                .filter(
                                        entry ->
                                                entry.type().code().equals("meeting")
                                                        && !Details.is(
                                                                entry, "state", "DECIDED_AGAINST"))
                                .count(),
                count(during, "assessment"),
                (int) during.stream().filter(Details::childWasSeen).count(),
                count(during, "attended-appointment"),
                (int) during.stream().filter(Details::wasMissed).count());
    }

    private static int count(List<Entry> entries, String type) {
        return (int) entries.stream().filter(entry -> entry.type().code().equals(type)).count();
    }

    private static List<Changed> changed(List<Entry> during) {
        List<Changed> changed = new ArrayList<>();
        History episode =
                History.of(
                        LocalDate.MAX,
                        during.stream().map(entry -> Line.of(entry, List.of())).toList());
        for (TopicClaims topic : TopicClaims.of(episode)) {
            List<TopicClaims.Said> independent =
                    topic.said().stream()
                            .filter(
                                    said ->
                                            said.side() == TopicClaims.Side.CHILD
                                                    || said.side()
                                                            == TopicClaims.Side.SEEN_OR_ON_RECORD)
                            .toList();
            List<TopicClaims.Said> family = topic.on(TopicClaims.Side.FAMILY);
            List<TopicClaims.Said> used = independent.isEmpty() ? family : independent;
            if (!used.isEmpty()) {
                changed.add(
                        new Changed.Topic(
                                topic.topic(),
                                used.getLast().claim().value(),
                                used.getFirst().claim().value(),
                                !independent.isEmpty()));
            }
        }
        TreeMap<String, int[]> grades = new TreeMap<>();
        CareProfile.of(episode)
                .forEach(
                        profile ->
                                profile.grades()
                                        .forEach(
                                                (area, grade) ->
                                                        grades.computeIfAbsent(
                                                                                area,
                                                                                _ ->
                                                                                        new int[] {
                                                                                            grade,
                                                                                            grade
                                                                                        })[1] =
                                                                grade));
        grades.forEach(
                (area, firstAndLast) ->
                        changed.add(new Changed.Grade(area, firstAndLast[0], firstAndLast[1])));
        return changed;
    }
}
