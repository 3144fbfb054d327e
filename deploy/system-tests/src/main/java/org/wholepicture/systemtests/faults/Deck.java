package org.wholepicture.systemtests.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.wholepicture.cases.services.Connection;
import org.wholepicture.systemtests.Clocks;

/**
 * Every fault once, in an order that the seed decides, then all again in another: a run that is
 * long enough leaves none out. For one thread.
 */
final class Deck {

    private static final String EFFECT = "AFTER_EFFECT_BEFORE_OFFSETS";

    /** The named points, of each service in the order in which they are struck. */
    private static final Map<String, List<String>> POINTS =
            Map.of(
                    "referral",
                    List.of(
                            "AFTER_ACCEPT_BEFORE_FILE",
                            "AFTER_FILE_BEFORE_PUBLISH",
                            "AFTER_PUBLISH_BEFORE_MARK"),
                    "chronology",
                    // A turn comes once a minute: waited for as seldom as midnight.
                    List.of(EFFECT, EFFECT, EFFECT, EFFECT, EFFECT, "WITHIN_TURN"),
                    "alert",
                    List.of(
                            EFFECT,
                            "WITHIN_EFFECT",
                            "AFTER_PUBLISH_BEFORE_MARK",
                            "AFTER_CLAIM_BEFORE_SENT",
                            "AFTER_SENT_BEFORE_RECORDED",
                            "WITHIN_SWEEP"),
                    "escalation",
                    // The day moves on for the timers as for the sweep: waited for once.
                    List.of(EFFECT, EFFECT, EFFECT, EFFECT, EFFECT, "WITHIN_TIMERS"));

    /** In so many crashes of all services each point of each has its turn. */
    static final int CRASHES = POINTS.values().stream().mapToInt(List::size).max().orElseThrow();

    /** Past a session's timeout, past a consumer's patience: assurance.md F3. */
    private static final List<Integer> FROZEN_SECONDS = List.of(5, 35, 70);

    private final SmtpFront mail;
    private final Clocks clocks;
    private final Load load;
    private final Disagreements disagreements;
    private final Probe probe;
    private final Random random;
    private final Deque<Fault> left = new ArrayDeque<>();

    Deck(
            SmtpFront mail,
            Clocks clocks,
            Load load,
            Disagreements disagreements,
            Probe probe,
            long seed) {
        this.disagreements = disagreements;
        this.mail = mail;
        this.clocks = clocks;
        this.load = load;
        this.probe = probe;
        this.random = new Random(seed);
    }

    /** How many have not been drawn since all were there. */
    int left() {
        return left.size();
    }

    /** The next. */
    Fault draw() {
        if (left.isEmpty()) {
            List<Fault> all = all();
            Collections.shuffle(all, random);
            left.addAll(all);
        }
        return left.removeFirst();
    }

    /** A service alone, at each of its points. */
    List<Fault> crashes(String service) {
        return Objects.requireNonNull(POINTS.get(service), service).stream()
                .distinct()
                .map(point -> crash(Map.of(service, point)))
                .toList();
    }

    private Fault crash(Map<String, String> points) {
        return new Fault.Crash(points, load::nextInfant, disagreements::begin, clocks);
    }

    /** All services at once, each at the point whose turn it is. */
    private Fault crash(int round) {
        Map<String, String> points = new TreeMap<>();
        POINTS.forEach((service, all) -> points.put(service, all.get(round % all.size())));
        return crash(points);
    }

    private List<Fault> all() {
        List<String> services =
                Connection.SERVICES.stream().map(service -> service + "-service").toList();
        List<Fault> all = new ArrayList<>();
        services.forEach(service -> all.add(new Fault.Kill(service)));
        all.add(new Fault.Kill("kafka"));
        for (int round = 0; round < CRASHES; round++) {
            all.add(crash(round));
        }
        for (SmtpFront.Mood mood :
                List.of(
                        SmtpFront.Mood.AWAY,
                        SmtpFront.Mood.REFUSING,
                        SmtpFront.Mood.HANGING,
                        SmtpFront.Mood.DROPPING)) {
            all.add(new Fault.MailTrouble(mail, mood, 10, load::nextInfant));
        }
        all.add(new Fault.Weekend(mail, load::nextInfant, clocks));
        for (int seconds : FROZEN_SECONDS) {
            all.add(new Fault.MailTrouble(mail, SmtpFront.Mood.FROZEN, seconds, load::nextInfant));
            for (String server : List.of("kafka", "postgres", "keycloak")) {
                all.add(new Fault.Frozen(server, seconds));
            }
            all.add(new Fault.Frozen(services.get(random.nextInt(services.size())), seconds));
        }
        all.add(new Fault.Away("kafka", 15));
        all.add(new Fault.Away("postgres", 5));
        all.add(new Fault.Away("keycloak", 10));
        all.add(new Fault.StopDatabaseAtOnce());
        all.add(new Fault.KillBackend());
        for (HiddenLoss.Row row : HiddenLoss.Row.values()) {
            all.add(new HiddenLoss(row, probe));
        }
        return all;
    }
}
