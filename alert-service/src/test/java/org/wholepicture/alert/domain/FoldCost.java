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

    private FoldCost() {}

    /** Prints the median processor time of a fold for children of several sizes. */
    public static void main(String[] arguments) {
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
