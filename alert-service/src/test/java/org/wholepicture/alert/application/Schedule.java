package org.wholepicture.alert.application;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Lines;

/**
 * What happens to two children's records and to the service, drawn from a seed: facts, corrections
 * and retractions that become known at once or late, a merge and perhaps its undoing, leads that
 * come and change, days away; messages delivered in any order, late, twice and several at once;
 * sweeps, rounds and people's answers at any time, a mail server that is away or does not answer,
 * and crashes between any two writes. The same seed gives the same schedule.
 */
final class Schedule {

    /** Day 0 of {@link Lines}. */
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

    /** Long after everything has been delivered, but not after every silence. */
    static final int LAST_DAY = 170;

    static final String LEAD = "lead-a";
    static final String OTHER_LEAD = "lead-b";
    static final String DEPUTY = "deputy";
    static final String MANAGER = "manager";

    private static final int LAST_EVENT = 90;
    private static final List<UUID> RECORDS = List.of(new UUID(1, 1), new UUID(1, 2));
    private static final List<UUID> PERSONS = List.of(new UUID(2, 1), new UUID(2, 2));
    private static final List<String> AGENCIES =
            List.of("school", "early-help", "drug-alcohol", "health-visiting");

    /** One for each rule at least; those that make or break an alert of another come again. */
    private static final List<String> LINES =
            """
            concern
            concern MODERATE home
            concern HIGH PHY harm
            claim SAFE_SLEEP WORSE OBSERVED
            claim SAFE_SLEEP BETTER SELF_REPORT
            claim SAFE_SLEEP BETTER OBSERVED
            claim SUBSTANCE_USE_AT_HOME WORSE OBSERVED
            claim ENGAGEMENT:drug-alcohol BETTER SELF_REPORT
            claim ENGAGEMENT:drug-alcohol WORSE SERVICE_RECORD
            missed dental
            missed dental
            missed dental
            attended dental
            cancelled dental
            absent antenatal
            noaccess dental
            propose school drug-alcohol
            stepdown
            close
            plan CIN NEG
            plan CP NEG
            endplan CP
            refers-to drug-alcohol
            gcp 4333
            gcp 3232
            dissent
            settled SAFE_SLEEP
            visit sw seen together
            visit sw seen alone
            contact seen
            review
            assess new
            assessed novoice nomen
            strategy s47 physical
            strategy physical medical
            icpc
            core
            attendance 30/60 spring-1
            referral nohistory
            referral
            factor DOMESTIC_ABUSE
            factor SUBSTANCE_MISUSE
            male
            linked HIGH a
            held
            """
                    .lines()
                    .toList();

    /** Something to be done at a time. */
    sealed interface Step {
        Instant at();

        /** Writes after which the process ends, the first time it is tried; 0 for none. */
        int crash();
    }

    /** A message, or several in one transaction. */
    record Delivered(Instant at, List<Message> messages, int crash) implements Step {}

    /** Everybody is folded through the day. */
    record Swept(Instant at, int crash) implements Step {}

    /** The mail rounds do what is due. */
    record Rounds(Instant at, int crash) implements Step {}

    /** The mail server takes what is due, and perhaps does not say so. */
    record Mailed(Instant at, boolean answers, int crash) implements Step {}

    /**
     * Somebody does something with a standing alert.
     *
     * @param which of those that there are, counted around
     */
    record Acted(Instant at, Act act, int which, int crash) implements Step {}

    /** What somebody does. */
    enum Act {
        ACKNOWLEDGE,
        KEEP_IN_PLAN,
        PROPOSE,
        APPROVE
    }

    /** A new entry of the directory. */
    record Directed(Instant at, Practitioner practitioner, int crash) implements Step {}

    /** What a message says, and where it stands. */
    sealed interface Message {
        Hearing.Filed filed();
    }

    record Opened(Hearing.Filed filed, LocalDate born) implements Message {}

    record Stated(Hearing.Filed filed, UUID event, List<Fact> facts) implements Message {}

    record LeadConfirmed(Hearing.Filed filed, Confirmation confirmation) implements Message {}

    record Moved(Hearing.Filed filed) implements Message {}

    /** A message before it has its number. */
    private record Draft(int record, Instant known, String what, String words) {}

    private final SplittableRandom random;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    Schedule(long seed) {
        random = new SplittableRandom(seed);
        draft();
        number();
        deliver();
        live();
        steps.sort(Comparator.comparing(Step::at));
    }

    /** In the order of time. */
    List<Step> steps() {
        return steps;
    }

    /** Everything there is to deliver. */
    List<Message> messages() {
        return messages;
    }

    /** How often somebody else may begin to answer for a child: leads, merges, days away. */
    long changesOfOwner() {
        long said =
                messages.stream()
                        .filter(each -> each instanceof LeadConfirmed || each instanceof Moved)
                        .count();
        long away = steps.stream().filter(Directed.class::isInstance).count();
        return Math.max(0, said - 1) + 2 * away;
    }

    /** Both children. */
    static List<UUID> persons() {
        return PERSONS;
    }

    static Instant at(int day, LocalTime time) {
        return FIRST_DAY.plusDays(day).atTime(time).atZone(MailTimes.LONDON).toInstant();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Instant some(int firstDay, int lastDay) {
        return at(
                random.nextInt(firstDay, lastDay + 1),
                LocalTime.ofSecondOfDay(random.nextInt(86_400)));
    }

    private int crash() {
        return chance(12) ? random.nextInt(1, 40) : 0;
    }

    private void draft() {
        for (int record = 0; record < RECORDS.size(); record++) {
            drafts.add(new Draft(record, at(0, LocalTime.MIN), "opened", ""));
            if (chance(80)) {
                drafts.add(new Draft(record, some(0, 40), "lead", record == 0 ? LEAD : OTHER_LEAD));
            }
        }
        if (chance(30)) {
            drafts.add(new Draft(0, some(20, 120), "lead", OTHER_LEAD));
        }
        // Most are small: what two or three facts can do wrong is done in many ways.
        int events = random.nextInt(1, 1 + random.nextInt(3, 10));
        for (int n = 0; n < events; n++) {
            event(n);
        }
        if (chance(25)) {
            Instant merged = some(10, 110);
            drafts.add(new Draft(1, merged, "moved", "0"));
            if (chance(40)) {
                drafts.add(
                        new Draft(
                                1,
                                merged.plus(Duration.ofHours(random.nextInt(1, 700))),
                                "moved",
                                "1"));
            }
        }
    }

    /** An event and perhaps what takes it back, alone or for another one in its place. */
    private void event(int n) {
        int record = chance(70) ? 0 : 1;
        int happened = random.nextInt(LAST_EVENT);
        int known = happened + (chance(80) ? 0 : random.nextInt(1, 40));
        state(record, "e" + n, happened, known, LINES.get(random.nextInt(LINES.size())));
        if (chance(20)) {
            int wrong = known + random.nextInt(30);
            state(record, "r" + n, wrong, wrong, "retract e" + n);
            if (chance(50)) {
                state(record, "c" + n, happened, wrong, LINES.get(random.nextInt(LINES.size())));
            }
        }
    }

    private void state(int record, String name, int happened, int known, String says) {
        String agency = AGENCIES.get(random.nextInt(AGENCIES.size()));
        drafts.add(
                new Draft(
                        record,
                        at(known, LocalTime.NOON),
                        "stated",
                        name + ": " + happened + ">" + known + " " + agency + " " + says));
    }

    /** In the order in which they became known, each says whose the record is then. */
    private void number() {
        drafts.sort(Comparator.comparing(Draft::known));
        int[] sequences = new int[RECORDS.size()];
        int[] persons = {0, 1};
        for (Draft draft : drafts) {
            if (draft.what().equals("moved")) {
                persons[draft.record()] = Integer.parseInt(draft.words());
            }
            int sequence = ++sequences[draft.record()];
            messages.add(
                    message(
                            draft,
                            new Hearing.Filed(
                                    RECORDS.get(draft.record()),
                                    PERSONS.get(persons[draft.record()]),
                                    sequence,
                                    draft.known())));
        }
    }

    private Message message(Draft draft, Hearing.Filed filed) {
        return switch (draft.what()) {
            case "opened" -> new Opened(filed, FIRST_DAY.minusDays(random.nextInt(1, 3000)));
            case "moved" -> new Moved(filed);
            case "lead" ->
                    new LeadConfirmed(
                            filed,
                            new Confirmation(
                                    new UUID(3, messages.size()),
                                    filed.record(),
                                    filed.known(),
                                    draft.words(),
                                    true,
                                    filed.known(),
                                    null,
                                    false));
            default -> {
                List<Fact> facts = Lines.facts(draft.words());
                yield new Stated(filed, facts.getFirst().event().value(), facts);
            }
        };
    }

    private void deliver() {
        List<Message> together = new ArrayList<>();
        for (Message message : messages) {
            together.add(message);
            if (!chance(25)) {
                deliver(List.copyOf(together));
                together.clear();
            }
        }
        if (!together.isEmpty()) {
            deliver(List.copyOf(together));
        }
    }

    private void deliver(List<Message> together) {
        Instant known = together.getLast().filed().known();
        Duration late =
                chance(70)
                        ? Duration.ofSeconds(random.nextInt(120))
                        : Duration.ofMinutes(random.nextInt(25 * 24 * 60));
        Instant at = known.plus(late);
        steps.add(new Delivered(at, together, crash()));
        if (chance(70)) {
            steps.add(new Rounds(at.plusSeconds(1), crash()));
        }
        if (chance(50)) {
            steps.add(new Mailed(at.plusSeconds(2), chance(85), crash()));
        }
        if (chance(25)) {
            Duration again = Duration.ofMinutes(random.nextInt(25 * 24 * 60));
            steps.add(new Delivered(at.plus(again), together, 0));
        }
    }

    private void live() {
        for (int n = random.nextInt(4); n >= 0; n--) {
            int day = random.nextInt(LAST_DAY);
            steps.add(new Swept(at(day, LocalTime.of(0, 10)), crash()));
            steps.add(new Rounds(at(day, LocalTime.of(8, 31)), crash()));
            steps.add(new Mailed(at(day, LocalTime.of(8, 32)), chance(85), crash()));
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            steps.add(new Rounds(some(1, LAST_DAY), crash()));
            Act act = Act.values()[random.nextInt(Act.values().length)];
            Instant acts = some(1, LAST_DAY);
            int which = random.nextInt(100);
            steps.add(new Acted(acts, act, which, crash()));
            if (act == Act.PROPOSE && chance(70)) {
                steps.add(new Acted(acts.plusSeconds(3600), Act.APPROVE, which, crash()));
            }
        }
        if (chance(20)) {
            int from = random.nextInt(LAST_DAY);
            steps.add(
                    new Directed(
                            some(Math.max(0, from - 20), from),
                            practitioner(
                                    LEAD,
                                    new Absence(
                                            FIRST_DAY.plusDays(from),
                                            FIRST_DAY.plusDays(from + 14))),
                            crash()));
        }
    }

    /** Somebody of the directory as the simulation begins, and when they are away. */
    static Practitioner practitioner(String id, Absence... absences) {
        boolean leads = id.equals(LEAD) || id.equals(OTHER_LEAD);
        return new Practitioner(
                id,
                id,
                "social-care",
                id + "@social-care.example",
                leads ? MANAGER : null,
                id.equals(LEAD) ? DEPUTY : null,
                true,
                List.of(absences));
    }
}
