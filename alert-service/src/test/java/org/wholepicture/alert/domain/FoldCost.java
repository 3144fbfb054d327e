package org.wholepicture.alert.domain;

import static org.wholepicture.alert.domain.Given.DRUG_SERVICE;
import static org.wholepicture.alert.domain.Given.HOME_CONDITIONS;
import static org.wholepicture.alert.domain.Given.SAFE_SLEEP;
import static org.wholepicture.alert.domain.Given.SUBSTANCE_USE;
import static org.wholepicture.alert.domain.Given.aClaim;
import static org.wholepicture.alert.domain.Given.aConcern;
import static org.wholepicture.alert.domain.Given.aContact;
import static org.wholepicture.alert.domain.Given.aDissent;
import static org.wholepicture.alert.domain.Given.aPlan;
import static org.wholepicture.alert.domain.Given.aProfile;
import static org.wholepicture.alert.domain.Given.aProposal;
import static org.wholepicture.alert.domain.Given.aServiceReferral;
import static org.wholepicture.alert.domain.Given.anAppointment;
import static org.wholepicture.alert.domain.Story.day;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what folding one child costs, for people to read: run {@link #main}. No test, because
 * how long it takes is the machine's business.
 */
final class FoldCost {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int DAYS = 730;
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 3;
    private static final List<String> AGENCIES =
            List.of("school", "early-help", "drug-alcohol", "dental", "health-visiting");
    private static final List<Topic> TOPICS =
            List.of(SAFE_SLEEP, HOME_CONDITIONS, SUBSTANCE_USE, DRUG_SERVICE);

    private static final List<String> LINES =
            List.of(
                    "concern",
                    "contact",
                    "attended dental",
                    "claim HOME_CONDITIONS WORSE OBSERVED",
                    "visit sw seen together",
                    "claim HOME_CONDITIONS BETTER SELF_REPORT",
                    "missed dental",
                    "gcp 3332",
                    "contact",
                    "plan CIN NEG",
                    "review",
                    "visit sw seen alone",
                    "attendance 5/60 spring-1",
                    "concern MODERATE",
                    "referral",
                    "decision ASSESS",
                    "assess new",
                    "taf",
                    "propose school dental",
                    "stepdown",
                    "contact",
                    "plan CP NEG",
                    "core",
                    "rcpc",
                    "factor DOMESTIC_ABUSE",
                    "male",
                    "assessed voice men",
                    "lead a new",
                    "close");

    private FoldCost() {}

    /**
     * Prints the median processor time of a fold for children of several sizes, and how many
     * histories of thirty events are folded in a second of one core (assurance.md P11).
     */
    public static void main(String[] arguments) {
        thirtyEvents();
        for (int events : new int[] {50, 500, 2000}) {
            List<Fact> facts = facts(events);
            List<Duration> times = new ArrayList<>();
            int episodes = 0;
            for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
                long from = CPU.getCurrentThreadCpuTime();
                episodes =
                        new AlertFold(Rules.ALL, Story.SETTINGS)
                                .fold(day(-100), facts, day(DAYS))
                                .size();
                if (round >= WARM_UPS) {
                    times.add(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - from));
                }
            }
            times.sort(null);
            System.out.printf(
                    "%d events in two years: %d ms, %d episodes%n",
                    events, times.get(ROUNDS / 2).toMillis(), episodes);
        }
    }

    private static void thirtyEvents() {
        AlertFold fold = new AlertFold(Rules.ALL, Story.SETTINGS);
        List<List<Fact>> histories = new ArrayList<>();
        for (int child = 0; child < 200; child++) {
            StringBuilder lines = new StringBuilder();
            for (int n = 0; n < 30; n++) {
                lines.append(n)
                        .append(": ")
                        .append((child * 7 + n * 61) % DAYS)
                        .append(' ')
                        .append(AGENCIES.get((child + n) % AGENCIES.size()))
                        .append(' ')
                        .append(LINES.get((child * 11 + n) % LINES.size()))
                        .append(";");
            }
            histories.add(Lines.facts(lines.toString()));
        }
        for (int round = 0; round < 20; round++) {
            long from = CPU.getCurrentThreadCpuTime();
            long episodes = 0;
            for (List<Fact> history : histories) {
                episodes += fold.fold(day(-400), history, day(DAYS)).size();
            }
            double seconds = (CPU.getCurrentThreadCpuTime() - from) / 1e9;
            if (round % 5 == 4) {
                System.out.printf(
                        "30 events in two years, all rules: %.0f folds a second, %.1f episodes"
                                + " each%n",
                        histories.size() / seconds, (double) episodes / histories.size());
            }
        }
    }

    /** Half of them claims, the others of every kind, evenly spread. */
    private static List<Fact> facts(int events) {
        List<Fact> facts = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            int on = n * DAYS / events;
            String agency = AGENCIES.get(n % AGENCIES.size());
            facts.add(
                    switch (n % 18) {
                        case 0 -> aConcern().by(agency).on(on).as("concern " + n).build();
                        case 1, 2, 3 ->
                                anAppointment()
                                        .ended(
                                                n % 4 == 0
                                                        ? AppointmentOutcome.ATTENDED
                                                        : AppointmentOutcome.WAS_NOT_BROUGHT)
                                        .by(agency)
                                        .on(on)
                                        .as("appointment " + n)
                                        .build();
                        case 4 -> aServiceReferral().on(on).as("referral " + n).build();
                        case 5 -> aProfile().by(agency).on(on).as("profile " + n).build();
                        case 6 -> aPlan().by(agency).on(on).as("plan " + n).build();
                        case 7 ->
                                aProposal()
                                        .naming("school", "dental")
                                        .on(on)
                                        .as("proposal " + n)
                                        .build();
                        case 8 ->
                                n % 36 == 8
                                        ? aDissent().by(agency).on(on).as("dissent " + n).build()
                                        : aContact().by(agency).on(on).as("contact " + n).build();
                        default ->
                                aClaim().about(TOPICS.get(n % TOPICS.size()))
                                        .basedOn(n % 3 == 0 ? Basis.SELF_REPORT : Basis.OBSERVED)
                                        .saying(n % 5 < 2 ? Change.BETTER : Change.WORSE)
                                        .by(agency)
                                        .on(on)
                                        .as("claim " + n)
                                        .build();
                    });
        }
        return facts;
    }
}
