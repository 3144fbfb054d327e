package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Significance;

/**
 * A child's history as swim lanes: what the child said above what adults did; plans, leads, endings
 * and alerts; then a lane for each agency, also for those that are silent [domain.md B-25, B-28].
 *
 * @param from the first day drawn
 * @param to the last day drawn: the day of the history
 * @param born birth, or the day on which it is expected; null where neither is known
 * @param plans with their bands
 * @param leads who led from when on
 * @param steps step-downs and closures, proposed or done
 * @param voice the child's own words
 * @param alerts alerts and disagreements
 * @param agencies by name
 * @param notConnected names of agencies that have never sent anything
 */
public record Lanes(
        LocalDate from,
        LocalDate to,
        @Nullable LocalDate born,
        List<PlanPeriod> plans,
        List<Lead> leads,
        List<Step> steps,
        List<Happening> voice,
        List<Happening> alerts,
        List<Lane> agencies,
        List<String> notConnected) {

    /** A picture of less than this would be mostly labels. */
    private static final int SHORTEST_DAYS = 28;

    /** What a happening is first of all; of several the first named here. */
    public enum EventKind {
        /** The child's own words. */
        OWN_WORDS,
        /** A concern, or harm disclosed, of another kind than neglect [domain.md B-31]. */
        OTHER_HARM,
        /** A concern about neglect, or without a category. */
        CONCERN,
        /** A missed appointment that was not the service's doing. */
        MISSED,
        /** Seen or on record: not well, or not happening; or the child was not seen. */
        NOT_WELL,
        /** The family says so about themselves. */
        FAMILY_SAYS,
        /** Seen or on record: well or better; or the sender says it speaks for the child. */
        WELL,
        /** An alert of the rules. */
        ALERT,
        /** A disagreement between practitioners. */
        DISSENT,
        /** Its content is shown to few. */
        RESTRICTED,
        /** Anything else. */
        OTHER;

        /** Whether it is a worry. */
        public boolean isWorry() {
            return this == OTHER_HARM || this == CONCERN || this == MISSED || this == NOT_WELL;
        }
    }

    /** One entry in its lane. */
    public record Happening(EventKind kind, LocalDate day, Entry entry) {

        /** Leaves the entry's words out. */
        @Override
        public String toString() {
            return "Happening[kind=" + kind + ", entry=" + entry.id() + "]";
        }
    }

    /** Somebody leads from a day on, as an agency said. */
    public record Lead(PractitionerId practitioner, LocalDate from, Entry entry) {}

    /** A step-down or closure. */
    public record Step(LocalDate day, boolean closing, boolean proposed, Entry entry) {}

    /**
     * What one agency told.
     *
     * @param happenings oldest first
     * @param coverage when it was heard last
     */
    public record Lane(
            AgencyId agency, String name, List<Happening> happenings, Coverage.State coverage) {

        /** Copies the list. */
        public Lane {
            happenings = List.copyOf(happenings);
        }
    }

    /** Copies the lists. */
    public Lanes {
        plans = List.copyOf(plans);
        leads = List.copyOf(leads);
        steps = List.copyOf(steps);
        voice = List.copyOf(voice);
        alerts = List.copyOf(alerts);
        agencies = List.copyOf(agencies);
        notConnected = List.copyOf(notConnected);
    }

    /**
     * The picture of a history.
     *
     * @param born the birth date, or the expected one; null where neither is known
     * @param coverage when each agency was heard
     */
    public static Lanes of(History history, @Nullable LocalDate born, List<Coverage> coverage) {
        List<PlanPeriod> plans = Plans.of(history);
        Map<AgencyId, List<Happening>> told = new TreeMap<>(Comparator.comparing(AgencyId::value));
        List<Happening> voice = new ArrayList<>();
        List<Happening> alerts = new ArrayList<>();
        for (Line line : history.lines()) {
            Entry entry = line.entry();
            if (line.struck() || isAWithdrawal(entry)) {
                continue;
            }
            Happening happening = new Happening(kind(line), Details.dayOf(entry), entry);
            AgencyId agency = entry.agency();
            if (entry.kind() != EntryKind.FACT) {
                alerts.add(happening);
            } else if (happening.kind() == EventKind.OWN_WORDS) {
                voice.add(happening);
            }
            if (entry.kind() == EntryKind.FACT && agency != null && !hasItsOwnLane(line)) {
                told.computeIfAbsent(agency, _ -> new ArrayList<>()).add(happening);
            }
        }
        return new Lanes(
                first(history, plans, born),
                history.today(),
                born,
                plans,
                leads(history),
                history.standing("step-down").map(Lanes::step).toList(),
                voice,
                alerts,
                lanes(told, coverage),
                coverage.stream()
                        .filter(one -> one.state() instanceof Coverage.NotConnected)
                        .filter(one -> !told.containsKey(one.agency()))
                        .map(Coverage::name)
                        .toList());
    }

    private static boolean isAWithdrawal(Entry entry) {
        return entry.type().code().equals("retraction");
    }

    /** Drawn above the agencies' lanes already, where its content may be seen. */
    private static boolean hasItsOwnLane(Line line) {
        String type = line.entry().type().code();
        return !line.withheld()
                && (type.equals("plan")
                        || type.equals("step-down")
                        || type.equals("lead-practitioner"));
    }

    private static List<Lane> lanes(Map<AgencyId, List<Happening>> told, List<Coverage> coverage) {
        Map<AgencyId, Lane> lanes = new LinkedHashMap<>();
        for (Coverage one : coverage) {
            List<Happening> here = told.getOrDefault(one.agency(), List.of());
            if (!here.isEmpty() || !(one.state() instanceof Coverage.NotConnected)) {
                lanes.put(one.agency(), new Lane(one.agency(), one.name(), here, one.state()));
            }
        }
        told.forEach(
                (agency, here) ->
                        lanes.computeIfAbsent(
                                agency,
                                _ ->
                                        new Lane(
                                                agency,
                                                agency.value(),
                                                here,
                                                new Coverage.NothingReceived())));
        return lanes.values().stream()
                .sorted(Comparator.comparing(Lane::name).thenComparing(one -> one.agency().value()))
                .toList();
    }

    private static LocalDate first(
            History history, List<PlanPeriod> plans, @Nullable LocalDate born) {
        LocalDate today = history.today();
        // A birth long before the first entry would leave the picture empty on its left.
        LocalDate first =
                Stream.concat(
                                history.lines().stream()
                                        .filter(line -> !line.struck())
                                        .map(line -> Details.dayOf(line.entry())),
                                plans.stream().flatMap(plan -> Stream.ofNullable(plan.start())))
                        .min(LocalDate::compareTo)
                        .orElse(today);
        LocalDate latest = today.minusDays(SHORTEST_DAYS);
        LocalDate start = first.isBefore(latest) ? first : latest;
        boolean bornShortlyBefore =
                born != null
                        && born.isBefore(start)
                        && born.isAfter(
                                start.minusDays(
                                        Math.max(
                                                SHORTEST_DAYS,
                                                (today.toEpochDay() - start.toEpochDay()) / 4)));
        return bornShortlyBefore && born != null ? born : start;
    }

    private static List<Lead> leads(History history) {
        return history.standing("lead-practitioner")
                .map(
                        entry ->
                                new Lead(
                                        new PractitionerId(Details.text(entry, "practitioner")),
                                        Details.dayOf(entry),
                                        entry))
                .toList();
    }

    private static Step step(Entry entry) {
        return new Step(
                Details.dayOf(entry),
                Details.is(entry, "to", "CLOSED"),
                !Details.is(entry, "state", "DONE"),
                entry);
    }

    private static EventKind kind(Line line) {
        Entry entry = line.entry();
        if (entry.kind() == EntryKind.DISSENT) {
            return EventKind.DISSENT;
        }
        if (entry.kind() == EntryKind.ALERT) {
            return entry.type() == EntryType.ALERT ? EventKind.ALERT : EventKind.OTHER;
        }
        if (line.withheld()) {
            return EventKind.RESTRICTED;
        }
        if (Details.hasChildsWords(entry)) {
            return EventKind.OWN_WORDS;
        }
        if (Details.isOtherHarm(entry)) {
            return EventKind.OTHER_HARM;
        }
        if (entry.type().code().equals("concern")) {
            return EventKind.CONCERN;
        }
        if (Details.wasMissed(entry)) {
            return EventKind.MISSED;
        }
        return byWhatIsSaid(entry);
    }

    private static EventKind byWhatIsSaid(Entry entry) {
        Significance significance = entry.significance();
        Significance.@Nullable Direction direction =
                significance == null ? null : significance.direction();
        if (says(entry, Claim.Value.WORSE)
                || direction == Significance.Direction.CONCERN
                || Details.isFalse(entry, "childSeen")) {
            return EventKind.NOT_WELL;
        }
        if (entry.claims().stream().anyMatch(claim -> claim.basis() == Basis.SELF_REPORT)
                || entry.claims().isEmpty() && entry.basis() == Basis.SELF_REPORT) {
            return EventKind.FAMILY_SAYS;
        }
        return says(entry, Claim.Value.BETTER) || direction == Significance.Direction.POSITIVE
                ? EventKind.WELL
                : EventKind.OTHER;
    }

    private static boolean says(Entry entry, Claim.Value value) {
        return entry.claims().stream()
                .anyMatch(claim -> claim.value() == value && claim.basis() != Basis.SELF_REPORT);
    }

    /** Leaves the happenings out: they are personal data. */
    @Override
    public String toString() {
        return "Lanes[from=" + from + ", to=" + to + "]";
    }
}
