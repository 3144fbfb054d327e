package org.wholepicture.cases.runner;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.wholepicture.alert.domain.AlertFold;
import org.wholepicture.alert.domain.AppointmentOutcome;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.Change;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.FactorCode;
import org.wholepicture.alert.domain.Level;
import org.wholepicture.alert.domain.MeetingKind;
import org.wholepicture.alert.domain.PlanKind;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.Settings;
import org.wholepicture.alert.domain.Thresholds;
import org.wholepicture.alert.domain.Topic;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * Main class of {@code ./wp bench --only P11}: how many children one core evaluates in a second
 * (assurance.md P11), by all rules, from scratch, each with 30 events in two years; where the time
 * goes; and what a night with a million children would take. It measures and judges nothing.
 */
public final class RulesBench {

    private static final int CHILDREN = 1_000;
    private static final int EVENTS = 30;
    private static final int DAYS = 730;
    private static final int WARM_UPS = 8;
    private static final int ROUNDS = 5;
    private static final int FLOOR = 5_000;
    private static final int AIM = 50_000;
    private static final int MILLION = 1_000_000;
    private static final int SHARES = 14;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final List<String> AGENCIES =
            List.of("school", "early-help", "drug-alcohol", "dental", "health-visiting");
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.of("SAFE_SLEEP"),
                    Topic.of("HOME_CONDITIONS"),
                    Topic.of("SUBSTANCE_USE_AT_HOME"),
                    Topic.engagementWith("drug-alcohol"));
    private static final String DOMAIN = AlertFold.class.getPackageName() + ".";
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final AlertFold fold =
            new AlertFold(
                    Rules.ALL,
                    new Settings(Thresholds.DEFAULTS, WorkingDays.ofEngland()::plus, FIRST));
    private final List<List<Fact>> children = new ArrayList<>();
    private final SplittableRandom random;

    private RulesBench(long seed) {
        random = new SplittableRandom(seed);
        for (int child = 0; child < CHILDREN; child++) {
            children.add(history(child));
        }
    }

    /**
     * Takes {@code --seed N}; other options are those of the whole bench and make no difference.
     */
    public static void main(String... arguments) throws IOException {
        List<String> words = List.of(arguments);
        int at = words.indexOf("--seed");
        try {
            new RulesBench(at < 0 ? 1 : Long.parseLong(words.get(at + 1))).run();
        } catch (NumberFormatException | IndexOutOfBoundsException wrong) {
            System.err.println("./wp bench --only P11 [--seed N]: the seed is a number.");
            System.exit(2);
        }
    }

    private void run() throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%,d children, %d events each in %d days, %d rules; processor time of one thread%n",
                CHILDREN,
                EVENTS,
                DAYS,
                Rules.ALL.size());
        for (int round = 1; round <= WARM_UPS; round++) {
            System.out.printf(Locale.ROOT, "warming up %d: %,.0f a second%n", round, rate());
        }
        List<Double> rates = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            rates.add(rate());
            System.out.printf(Locale.ROOT, "round %d: %,.0f a second%n", round, rates.getLast());
        }
        rates.sort(Comparator.naturalOrder());
        double median = rates.get(ROUNDS / 2);
        System.out.printf(
                Locale.ROOT,
                "%nP11  children re-evaluated per second and core: median %,.0f (%,.0f to %,.0f);"
                        + " floor %,d %s, aim %,d %s; load average %.1f%n",
                median,
                rates.getFirst(),
                rates.getLast(),
                FLOOR,
                median >= FLOOR ? "met" : "MISSED",
                AIM,
                median >= AIM ? "met" : "missed",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf(
                Locale.ROOT,
                "A million children in a night: %.0f s of one core for the rules alone, without"
                        + " reading their facts.%n",
                MILLION / median);
        profile();
    }

    private double rate() {
        long from = CPU.getCurrentThreadCpuTime();
        evaluate();
        return CHILDREN / ((CPU.getCurrentThreadCpuTime() - from) / 1e9);
    }

    private void evaluate() {
        long episodes = 0;
        for (List<Fact> child : children) {
            episodes += fold.fold(FIRST.minusDays(400), child, FIRST.plusDays(DAYS)).size();
        }
        // A program that does not look at what it works out may be spared the work.
        if (episodes < CHILDREN) {
            throw new IllegalStateException("these histories make no alerts");
        }
    }

    /** Where the time goes, by samples of the stack. */
    private void profile() throws IOException {
        Path file = Files.createTempFile("rules", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < until) {
                evaluate();
            }
            recording.stop();
            recording.dump(file);
        }
        Map<String, Integer> samples = new TreeMap<>();
        int all = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getStackTrace() != null
                    && event.getEventType().getName().endsWith("Sample")) {
                samples.merge(share(event.getStackTrace().getFrames()), 1, Integer::sum);
                all++;
            }
        }
        Files.delete(file);
        int total = all;
        System.out.printf(Locale.ROOT, "%nWhere the time goes, %,d samples:%n", total);
        samples.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHARES)
                .forEach(
                        one ->
                                System.out.printf(
                                        Locale.ROOT,
                                        "  %5.1f %%  %s%n",
                                        100.0 * one.getValue() / total,
                                        one.getKey()));
    }

    private static final Map<String, String> RULES =
            Rules.ALL.stream()
                    .collect(
                            Collectors.toMap(
                                    rule -> rule.getClass().getName(), Rule::name, (a, _) -> a));

    /** The innermost part of the rules that a stack is in. */
    private static String share(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            String rule = RULES.get(type);
            if (rule != null && frame.getMethod().getName().equals("evaluate")) {
                return "rule " + rule;
            }
            if (type.startsWith(DOMAIN + "Known") || type.equals(DOMAIN + "History")) {
                if (frame.getMethod().getName().equals("<init>")
                        || type.startsWith(DOMAIN + "Known")) {
                    return "what is known on each day";
                }
            }
        }
        return "comparing each day with the day before";
    }

    private List<Fact> history(int child) {
        List<Fact> facts = new ArrayList<>();
        for (int n = 0; n < EVENTS; n++) {
            LocalDate happened = FIRST.plusDays(random.nextInt(DAYS));
            Provenance from =
                    new Provenance(
                            new EventId(new UUID(child, n)),
                            one(AGENCIES),
                            happened,
                            happened.plusDays(random.nextInt(10) == 0 ? random.nextInt(30) : 0)
                                    .atTime(LocalTime.NOON)
                                    .atZone(Provenance.LONDON)
                                    .toInstant());
            facts.add(fact(from, facts));
        }
        return facts;
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private boolean half() {
        return random.nextBoolean();
    }

    /** As a partnership's mix: what agencies see and hear, appointments, and the work on a plan. */
    private Fact fact(Provenance from, List<Fact> earlier) {
        return switch (random.nextInt(24)) {
            case 0, 1, 2 ->
                    new Fact.Concern(
                            from,
                            one(List.of(Level.values())),
                            "NEG",
                            Basis.OBSERVED,
                            false,
                            half());
            case 3, 4, 5, 6 ->
                    new Fact.Claim(
                            from,
                            one(TOPICS),
                            one(List.of(Change.values())),
                            one(List.of(Basis.OBSERVED, Basis.SELF_REPORT, Basis.SERVICE_RECORD)));
            case 7, 8, 9 ->
                    new Fact.Appointment(
                            from,
                            "dental",
                            one(
                                    List.of(
                                            AppointmentOutcome.WAS_NOT_BROUGHT,
                                            AppointmentOutcome.ATTENDED,
                                            AppointmentOutcome.CANCELLED_BY_CARER)),
                            null,
                            false);
            case 10, 11 -> new Fact.Contact(from, half());
            case 12, 13 -> new Fact.Visit(from, true, half(), half());
            case 14 -> new Fact.CareProfile(from, Map.of("physical", 1 + random.nextInt(4)));
            case 15 -> new Fact.PlanStarted(from, one(List.of(PlanKind.values())), Set.of("NEG"));
            case 16 -> new Fact.StepDownProposed(from, Set.of("school", "dental"));
            case 17 -> new Fact.StepDownDone(from, half());
            case 18 -> new Fact.Meeting(from, one(List.of(MeetingKind.values())));
            case 19 -> new Fact.ServiceReferral(from, "drug-alcohol");
            case 20 ->
                    new Fact.FamilyFactor(from, one(List.of(FactorCode.values())), Basis.OBSERVED);
            case 21 -> new Fact.Attendance(from, 60, random.nextInt(40), null);
            case 22 -> new Fact.AssessmentEnded(from, half(), half());
            default ->
                    earlier.isEmpty()
                            ? new Fact.DissentRaised(from)
                            : new Fact.Retraction(from, Set.of(one(earlier).event()));
        };
    }
}
