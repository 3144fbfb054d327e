package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * STEPDOWN-CHECK: a proposal to step down or close, looked at against the whole history. It asks,
 * it does not block. Checked when the proposal becomes known and whenever a fact becomes known,
 * until the step-down or closure or 90 days have passed; one alert for each proposal [A09, A37].
 * Its windows end on the day of the proposal [A05].
 */
final class StepDownCheck implements Rule {

    private static final About ABOUT =
            new About(
                    "STEPDOWN-CHECK",
                    1,
                    Severity.HIGH,
                    List.of(Audience.LEAD, Audience.MANAGER),
                    "Coventry neglect toolkit: cases must only be closed or stepped down when there is"
                            + " evidence of a positive impact [COV]; B-36; numbers are proposals",
                    "A step-down or closure is proposed, and the shared history holds points that are"
                            + " still open. The decision is yours: look at each point, then go ahead or wait,"
                            + " and write down why.",
                    "Each point being settled by a fact, or the step-down or closure itself.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds thresholds = settings.thresholds();
        List<Fact.StepDownProposed> waiting =
                history.facts(Fact.StepDownProposed.class).stream()
                        .filter(proposal -> !decided(proposal, history))
                        .toList();
        if (waiting.isEmpty()) {
            return List.of();
        }
        SortedMap<String, Contradictions.Open> contradictions =
                Contradictions.open(history, thresholds);
        List<Appointments.Missed> missed = history.missed(settings);
        List<Finding> findings = new ArrayList<>();
        for (Fact.StepDownProposed proposal : waiting) {
            Map<String, Set<EventId>> reasons =
                    reasons(history, proposal, settings, contradictions, missed);
            if (!reasons.isEmpty()) {
                Set<EventId> events = new TreeSet<>(Set.of(proposal.event()));
                reasons.values().forEach(events::addAll);
                findings.add(
                        Finding.of(this, Subject.proposal(proposal.event()), events)
                                .because(reasons.keySet())
                                .until(lastDay(proposal, thresholds).plusDays(1)));
            }
        }
        return findings;
    }

    /**
     * What is open at a proposal, whether or not it is one of the history.
     *
     * @return by the codes of the reasons, the facts behind each
     */
    static SortedMap<String, Set<EventId>> reasons(
            History history, Fact.StepDownProposed proposal, Settings settings) {
        return reasons(
                history,
                proposal,
                settings,
                Contradictions.open(history, settings.thresholds()),
                history.missed(settings));
    }

    private static SortedMap<String, Set<EventId>> reasons(
            History history,
            Fact.StepDownProposed proposal,
            Settings settings,
            SortedMap<String, Contradictions.Open> contradictions,
            List<Appointments.Missed> missed) {
        Thresholds thresholds = settings.thresholds();
        Found found = new Found();
        unconfirmed(history, contradictions, proposal, thresholds, found);
        missedAppointments(missed, proposal, thresholds, found);
        profile(history, proposal, settings, found);
        silentAgencies(history, proposal, thresholds, found);
        openDissent(history, found);
        return found.reasons;
    }

    /** The last day on which a proposal is looked at. */
    static LocalDate lastDay(Fact.StepDownProposed proposal, Thresholds thresholds) {
        return proposal.happened().plusDays(thresholds.stepDown().checkedDays());
    }

    /** Whether the step-down or closure itself has come. */
    static boolean decided(Fact.StepDownProposed proposal, History history) {
        return history.facts(Fact.StepDownDone.class).stream()
                .anyMatch(done -> !done.happened().isBefore(proposal.happened()));
    }

    /**
     * Open contradictions not older than 90 days at the proposal, their age counted from the later
     * claim of the latest pair [A35]; and topics with an independent "not" and no independent
     * "better" on a later day, however old [A38 i], unless a contradiction of the topic says so.
     */
    private static void unconfirmed(
            History history,
            SortedMap<String, Contradictions.Open> contradictions,
            Fact.StepDownProposed proposal,
            Thresholds thresholds,
            Found found) {
        SortedMap<String, Contradictions.Open> open = new TreeMap<>(contradictions);
        LocalDate oldest = proposal.happened().minusDays(thresholds.stepDown().contradictionDays());
        open.values().removeIf(contradiction -> contradiction.latest().isBefore(oldest));
        open.forEach(
                (topic, contradiction) ->
                        found.add("OPEN_CONTRADICTION:" + topic, contradiction.events()));
        Contradictions.claimsByTopic(history)
                .forEach(
                        (topic, claims) -> {
                            List<EventId> worse = worseWithoutLaterBetter(claims);
                            if (!worse.isEmpty() && !open.containsKey(topic)) {
                                found.add("UNCONFIRMED:" + topic, worse);
                            }
                        });
    }

    private static List<EventId> worseWithoutLaterBetter(List<Fact.Claim> claims) {
        List<Fact.Claim> independent =
                claims.stream().filter(claim -> claim.basis().independent()).toList();
        Optional<LocalDate> lastBetter =
                independent.stream()
                        .filter(claim -> claim.value() == Change.BETTER)
                        .map(Fact::happened)
                        .max(Comparator.naturalOrder());
        return independent.stream()
                .filter(claim -> claim.value() == Change.WORSE)
                .filter(worse -> lastBetter.filter(worse.happened()::isBefore).isEmpty())
                .map(Fact::event)
                .toList();
    }

    /** Missed in the 84 days before and not recovered [A38 ii]. */
    private static void missedAppointments(
            List<Appointments.Missed> all,
            Fact.StepDownProposed proposal,
            Thresholds thresholds,
            Found found) {
        LocalDate day = proposal.happened();
        LocalDate from = day.minusDays(thresholds.stepDown().missedDays());
        for (Appointments.Missed missed : all) {
            if (!missed.recovered() && !missed.day().isAfter(day) && !missed.day().isBefore(from)) {
                found.add("MISSED_APPOINTMENT", missed.events());
            }
        }
    }

    /**
     * On a neglect plan only: no profile in the 183 days before, or since the plan's start if that
     * is shorter and more than 60 days ago; or an area of 4 or worse in the last one [A38 iii]. The
     * plan's start is under both: there was no reason if the plan was an error [A08].
     */
    private static void profile(
            History history, Fact.StepDownProposed proposal, Settings settings, Found found) {
        Thresholds.Profiles thresholds = settings.thresholds().profiles();
        LocalDate day = proposal.happened();
        Optional<Plans.Plan> plan =
                Plans.openOn(history, day, settings).filter(open -> open.neglectOn(day));
        if (plan.isEmpty()) {
            return;
        }
        List<Fact.CareProfile> profiles =
                history.facts(Fact.CareProfile.class).stream()
                        .filter(profile -> !profile.happened().isAfter(day))
                        .toList();
        LocalDate windowStart = day.minusDays(thresholds.oldDays());
        LocalDate planStart = plan.get().since();
        LocalDate from = planStart.isAfter(windowStart) ? planStart : windowStart;
        boolean due = planStart.isBefore(day.minusDays(thresholds.firstWithinDays()));
        if (due && profiles.stream().noneMatch(profile -> !profile.happened().isBefore(from))) {
            found.add("PROFILE_MISSING", plan.get().starts());
        }
        // Several profiles of the last day are all the last: order within a day says nothing [A10].
        profiles.stream()
                .filter(profile -> profile.happened().equals(profiles.getLast().happened()))
                .filter(profile -> profile.worst() >= thresholds.high())
                .forEach(
                        profile -> {
                            found.add("PROFILE_HIGH", plan.get().starts());
                            found.add("PROFILE_HIGH", List.of(profile.event()));
                        });
    }

    /**
     * Agencies named in the network with no event for the child that happened in the 42 days
     * before, the proposer excepted [A38 iv].
     */
    private static void silentAgencies(
            History history, Fact.StepDownProposed proposal, Thresholds thresholds, Found found) {
        LocalDate day = proposal.happened();
        LocalDate from = day.minusDays(thresholds.stepDown().silentAgencyDays());
        for (String agency : proposal.network()) {
            boolean heard =
                    history.saidBy(agency).stream()
                            .map(Fact::happened)
                            .anyMatch(when -> !when.isBefore(from) && !when.isAfter(day));
            if (!heard && !agency.equals(proposal.agency())) {
                found.add("AGENCY_SILENT:" + agency, List.of());
            }
        }
    }

    /** Any disagreement for the child without a resolution [A38 v]. */
    private static void openDissent(History history, Found found) {
        Set<EventId> resolved = new TreeSet<>();
        history.facts(Fact.DissentResolved.class).forEach(fact -> resolved.add(fact.of()));
        for (Fact.DissentRaised dissent : history.facts(Fact.DissentRaised.class)) {
            if (!resolved.contains(dissent.event())) {
                found.add("OPEN_DISSENT", List.of(dissent.event()));
            }
        }
    }

    /** Reasons and the facts behind them, as they are found. */
    private static final class Found {
        private final SortedMap<String, Set<EventId>> reasons = new TreeMap<>();

        void add(String reason, Iterable<EventId> facts) {
            Set<EventId> events = reasons.computeIfAbsent(reason, _ -> new TreeSet<>());
            facts.forEach(events::add);
        }
    }
}
