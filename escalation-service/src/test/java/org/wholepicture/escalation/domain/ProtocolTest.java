package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.escalation.domain.Protocol.Change;
import org.wholepicture.escalation.domain.Protocol.Raising;
import org.wholepicture.escalation.domain.Protocol.Refusal;

/** Every state with every command by everybody, refusals too. */
class ProtocolTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:30:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-03");
    private static final Settings SETTINGS = Settings.DEFAULTS;
    private static final Practitioner HEALTH_VISITOR = practitioner("pr-hv", "health-visiting");
    private static final Practitioner SOCIAL_WORKER = practitioner("pr-sw", "social-care");
    private static final Words WORDS = new Words("What somebody writes.");
    private static final List<EventId> EVIDENCE = List.of(new EventId(new UUID(0, 7)));

    /** A row for each state, command and place of who gives it: what comes of it. */
    private static final String TABLE =
            """
                    RAISED    | ANSWER      | RAISING | RAISED_IS_SAID
                    RAISED    | ANSWER      | OTHER   | -> ANSWERED
                    RAISED    | ANSWER      | NEITHER | NOT_YOUR_SIDE
                    RAISED    | ANSWER      | BOTH    | -> ANSWERED
                    RAISED    | MEET        | RAISING | -> MET
                    RAISED    | MEET        | OTHER   | -> MET
                    RAISED    | MEET        | NEITHER | NOT_YOUR_SIDE
                    RAISED    | MEET        | BOTH    | -> MET
                    RAISED    | MOVE_UP     | RAISING | -> MOVED_UP
                    RAISED    | MOVE_UP     | OTHER   | -> MOVED_UP
                    RAISED    | MOVE_UP     | NEITHER | NOT_YOUR_SIDE
                    RAISED    | MOVE_UP     | BOTH    | -> MOVED_UP
                    RAISED    | SKIP_TO_TOP | RAISING | -> MOVED_UP
                    RAISED    | SKIP_TO_TOP | OTHER   | -> MOVED_UP
                    RAISED    | SKIP_TO_TOP | NEITHER | NOT_YOUR_SIDE
                    RAISED    | SKIP_TO_TOP | BOTH    | -> MOVED_UP
                    RAISED    | RESOLVE     | RAISING | -> RESOLVED
                    RAISED    | RESOLVE     | OTHER   | NOT_YOUR_SIDE
                    RAISED    | RESOLVE     | NEITHER | NOT_YOUR_SIDE
                    RAISED    | RESOLVE     | BOTH    | -> RESOLVED
                    RAISED    | WITHDRAW    | RAISING | -> WITHDRAWN
                    RAISED    | WITHDRAW    | OTHER   | NOT_YOUR_SIDE
                    RAISED    | WITHDRAW    | NEITHER | NOT_YOUR_SIDE
                    RAISED    | WITHDRAW    | BOTH    | -> WITHDRAWN
                    ANSWERED  | ANSWER      | RAISING | RAISED_IS_SAID
                    ANSWERED  | ANSWER      | OTHER   | ANSWERED_ALREADY
                    ANSWERED  | ANSWER      | NEITHER | NOT_YOUR_SIDE
                    ANSWERED  | ANSWER      | BOTH    | RAISED_IS_SAID
                    ANSWERED  | MEET        | RAISING | -> MET
                    ANSWERED  | MEET        | OTHER   | -> MET
                    ANSWERED  | MEET        | NEITHER | NOT_YOUR_SIDE
                    ANSWERED  | MEET        | BOTH    | -> MET
                    ANSWERED  | MOVE_UP     | RAISING | -> MOVED_UP
                    ANSWERED  | MOVE_UP     | OTHER   | -> MOVED_UP
                    ANSWERED  | MOVE_UP     | NEITHER | NOT_YOUR_SIDE
                    ANSWERED  | MOVE_UP     | BOTH    | -> MOVED_UP
                    ANSWERED  | SKIP_TO_TOP | RAISING | -> MOVED_UP
                    ANSWERED  | SKIP_TO_TOP | OTHER   | -> MOVED_UP
                    ANSWERED  | SKIP_TO_TOP | NEITHER | NOT_YOUR_SIDE
                    ANSWERED  | SKIP_TO_TOP | BOTH    | -> MOVED_UP
                    ANSWERED  | RESOLVE     | RAISING | -> RESOLVED
                    ANSWERED  | RESOLVE     | OTHER   | NOT_YOUR_SIDE
                    ANSWERED  | RESOLVE     | NEITHER | NOT_YOUR_SIDE
                    ANSWERED  | RESOLVE     | BOTH    | -> RESOLVED
                    ANSWERED  | WITHDRAW    | RAISING | -> WITHDRAWN
                    ANSWERED  | WITHDRAW    | OTHER   | NOT_YOUR_SIDE
                    ANSWERED  | WITHDRAW    | NEITHER | NOT_YOUR_SIDE
                    ANSWERED  | WITHDRAW    | BOTH    | -> WITHDRAWN
                    MOVED_UP  | ANSWER      | RAISING | -> MOVED_UP
                    MOVED_UP  | ANSWER      | OTHER   | -> ANSWERED
                    MOVED_UP  | ANSWER      | NEITHER | NOT_YOUR_SIDE
                    MOVED_UP  | ANSWER      | BOTH    | -> ANSWERED
                    MOVED_UP  | MEET        | RAISING | -> MET
                    MOVED_UP  | MEET        | OTHER   | -> MET
                    MOVED_UP  | MEET        | NEITHER | NOT_YOUR_SIDE
                    MOVED_UP  | MEET        | BOTH    | -> MET
                    MOVED_UP  | MOVE_UP     | RAISING | -> MOVED_UP
                    MOVED_UP  | MOVE_UP     | OTHER   | -> MOVED_UP
                    MOVED_UP  | MOVE_UP     | NEITHER | NOT_YOUR_SIDE
                    MOVED_UP  | MOVE_UP     | BOTH    | -> MOVED_UP
                    MOVED_UP  | SKIP_TO_TOP | RAISING | -> MOVED_UP
                    MOVED_UP  | SKIP_TO_TOP | OTHER   | -> MOVED_UP
                    MOVED_UP  | SKIP_TO_TOP | NEITHER | NOT_YOUR_SIDE
                    MOVED_UP  | SKIP_TO_TOP | BOTH    | -> MOVED_UP
                    MOVED_UP  | RESOLVE     | RAISING | -> RESOLVED
                    MOVED_UP  | RESOLVE     | OTHER   | NOT_YOUR_SIDE
                    MOVED_UP  | RESOLVE     | NEITHER | NOT_YOUR_SIDE
                    MOVED_UP  | RESOLVE     | BOTH    | -> RESOLVED
                    MOVED_UP  | WITHDRAW    | RAISING | -> WITHDRAWN
                    MOVED_UP  | WITHDRAW    | OTHER   | NOT_YOUR_SIDE
                    MOVED_UP  | WITHDRAW    | NEITHER | NOT_YOUR_SIDE
                    MOVED_UP  | WITHDRAW    | BOTH    | -> WITHDRAWN
                    MET       | ANSWER      | RAISING | RAISED_IS_SAID
                    MET       | ANSWER      | OTHER   | MET_ALREADY
                    MET       | ANSWER      | NEITHER | NOT_YOUR_SIDE
                    MET       | ANSWER      | BOTH    | RAISED_IS_SAID
                    MET       | MEET        | RAISING | MET_ALREADY
                    MET       | MEET        | OTHER   | MET_ALREADY
                    MET       | MEET        | NEITHER | NOT_YOUR_SIDE
                    MET       | MEET        | BOTH    | MET_ALREADY
                    MET       | MOVE_UP     | RAISING | -> MOVED_UP
                    MET       | MOVE_UP     | OTHER   | -> MOVED_UP
                    MET       | MOVE_UP     | NEITHER | NOT_YOUR_SIDE
                    MET       | MOVE_UP     | BOTH    | -> MOVED_UP
                    MET       | SKIP_TO_TOP | RAISING | -> MOVED_UP
                    MET       | SKIP_TO_TOP | OTHER   | -> MOVED_UP
                    MET       | SKIP_TO_TOP | NEITHER | NOT_YOUR_SIDE
                    MET       | SKIP_TO_TOP | BOTH    | -> MOVED_UP
                    MET       | RESOLVE     | RAISING | -> RESOLVED
                    MET       | RESOLVE     | OTHER   | NOT_YOUR_SIDE
                    MET       | RESOLVE     | NEITHER | NOT_YOUR_SIDE
                    MET       | RESOLVE     | BOTH    | -> RESOLVED
                    MET       | WITHDRAW    | RAISING | -> WITHDRAWN
                    MET       | WITHDRAW    | OTHER   | NOT_YOUR_SIDE
                    MET       | WITHDRAW    | NEITHER | NOT_YOUR_SIDE
                    MET       | WITHDRAW    | BOTH    | -> WITHDRAWN
                    RESOLVED  | ANSWER      | RAISING | ENDED
                    RESOLVED  | ANSWER      | OTHER   | ENDED
                    RESOLVED  | ANSWER      | NEITHER | ENDED
                    RESOLVED  | ANSWER      | BOTH    | ENDED
                    RESOLVED  | MEET        | RAISING | ENDED
                    RESOLVED  | MEET        | OTHER   | ENDED
                    RESOLVED  | MEET        | NEITHER | ENDED
                    RESOLVED  | MEET        | BOTH    | ENDED
                    RESOLVED  | MOVE_UP     | RAISING | ENDED
                    RESOLVED  | MOVE_UP     | OTHER   | ENDED
                    RESOLVED  | MOVE_UP     | NEITHER | ENDED
                    RESOLVED  | MOVE_UP     | BOTH    | ENDED
                    RESOLVED  | SKIP_TO_TOP | RAISING | ENDED
                    RESOLVED  | SKIP_TO_TOP | OTHER   | ENDED
                    RESOLVED  | SKIP_TO_TOP | NEITHER | ENDED
                    RESOLVED  | SKIP_TO_TOP | BOTH    | ENDED
                    RESOLVED  | RESOLVE     | RAISING | ENDED
                    RESOLVED  | RESOLVE     | OTHER   | ENDED
                    RESOLVED  | RESOLVE     | NEITHER | ENDED
                    RESOLVED  | RESOLVE     | BOTH    | ENDED
                    RESOLVED  | WITHDRAW    | RAISING | ENDED
                    RESOLVED  | WITHDRAW    | OTHER   | ENDED
                    RESOLVED  | WITHDRAW    | NEITHER | ENDED
                    RESOLVED  | WITHDRAW    | BOTH    | ENDED
                    WITHDRAWN | ANSWER      | RAISING | ENDED
                    WITHDRAWN | ANSWER      | OTHER   | ENDED
                    WITHDRAWN | ANSWER      | NEITHER | ENDED
                    WITHDRAWN | ANSWER      | BOTH    | ENDED
                    WITHDRAWN | MEET        | RAISING | ENDED
                    WITHDRAWN | MEET        | OTHER   | ENDED
                    WITHDRAWN | MEET        | NEITHER | ENDED
                    WITHDRAWN | MEET        | BOTH    | ENDED
                    WITHDRAWN | MOVE_UP     | RAISING | ENDED
                    WITHDRAWN | MOVE_UP     | OTHER   | ENDED
                    WITHDRAWN | MOVE_UP     | NEITHER | ENDED
                    WITHDRAWN | MOVE_UP     | BOTH    | ENDED
                    WITHDRAWN | SKIP_TO_TOP | RAISING | ENDED
                    WITHDRAWN | SKIP_TO_TOP | OTHER   | ENDED
                    WITHDRAWN | SKIP_TO_TOP | NEITHER | ENDED
                    WITHDRAWN | SKIP_TO_TOP | BOTH    | ENDED
                    WITHDRAWN | RESOLVE     | RAISING | ENDED
                    WITHDRAWN | RESOLVE     | OTHER   | ENDED
                    WITHDRAWN | RESOLVE     | NEITHER | ENDED
                    WITHDRAWN | RESOLVE     | BOTH    | ENDED
                    WITHDRAWN | WITHDRAW    | RAISING | ENDED
                    WITHDRAWN | WITHDRAW    | OTHER   | ENDED
                    WITHDRAWN | WITHDRAW    | NEITHER | ENDED
                    WITHDRAWN | WITHDRAW    | BOTH    | ENDED
            """;

    /** One row of the table. */
    record Row(State state, Command command, Place place, String answer) {

        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
            return new Row(
                    State.valueOf(cells.get(0)),
                    Command.valueOf(cells.get(1)),
                    Place.valueOf(cells.get(2)),
                    cells.get(3));
        }

        @Override
        public String toString() {
            return "%s %s by %s %s".formatted(state, command, place, answer);
        }
    }

    /** A disagreement in each state. */
    enum State {
        RAISED(raised()),
        ANSWERED(after(raised(), Command.ANSWER, Place.OTHER)),
        MOVED_UP(after(raised(), Command.MOVE_UP, Place.RAISING)),
        MET(after(raised(), Command.MEET, Place.OTHER)),
        RESOLVED(after(raised(), Command.RESOLVE, Place.RAISING)),
        WITHDRAWN(after(raised(), Command.WITHDRAW, Place.RAISING));

        private final Dissent dissent;

        State(Dissent dissent) {
            this.dissent = dissent;
        }
    }

    /** Where who gives a command stands. */
    enum Place {
        RAISING(new Actor(HEALTH_VISITOR, Set.of(Side.RAISING))),
        OTHER(new Actor(SOCIAL_WORKER, Set.of(Side.OTHER))),
        NEITHER(new Actor(practitioner("pr-gp", "gp"), Set.of())),
        BOTH(new Actor(practitioner("pr-boss", "health-visiting"), Set.of(Side.values())));

        private final Actor actor;

        Place(Actor actor) {
            this.actor = actor;
        }
    }

    /** What people can ask for. */
    enum Command {
        ANSWER {
            @Override
            Change give(Dissent dissent, Actor by) {
                return Protocol.answer(dissent, by, WORDS, EVIDENCE, TUESDAY);
            }
        },
        MEET {
            @Override
            Change give(Dissent dissent, Actor by) {
                return Protocol.meet(dissent, by, TODAY, WORDS, TUESDAY, TODAY);
            }
        },
        MOVE_UP {
            @Override
            Change give(Dissent dissent, Actor by) {
                return Protocol.moveUp(dissent, by, WORDS, EVIDENCE, SETTINGS, TUESDAY);
            }
        },
        SKIP_TO_TOP {
            @Override
            Change give(Dissent dissent, Actor by) {
                return Protocol.skipToTop(dissent, by, WORDS, WORDS, SETTINGS, TUESDAY);
            }
        },
        RESOLVE {
            @Override
            Change give(Dissent dissent, Actor by) {
                return Protocol.resolve(dissent, by, WORDS, TUESDAY);
            }
        },
        WITHDRAW {
            @Override
            Change give(Dissent dissent, Actor by) {
                return Protocol.withdraw(dissent, by, WORDS, TUESDAY);
            }
        };

        abstract Change give(Dissent dissent, Actor by);
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(Row::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyStateHasAnAnswerToEveryCommand(Row row) {
        Change answer = row.command().give(row.state().dissent, row.place().actor);

        assertThat(said(answer)).isEqualTo(row.answer());
    }

    @Test
    void noStateNoCommandAndNobodyIsWithoutARow() {
        Set<String> there = new HashSet<>();
        rows().forEach(row -> there.add(row.state() + " " + row.command() + " " + row.place()));

        assertThat(there)
                .hasSize(State.values().length * Command.values().length * Place.values().length)
                .hasSize((int) rows().count());
        assertThat(states(Dissent.class))
                .containsExactlyInAnyOrder(
                        Arrays.stream(State.values())
                                .map(state -> state.name().replace("_", ""))
                                .toArray(String[]::new));
    }

    /** Nothing to begin with, and what was said before. */
    enum RaisingRow {
        NOTHING_RAISE(() -> raise(Optional.empty(), aStepDown(false)), Raising.Done.class),
        RAISED_RAISE(
                () -> raise(Optional.of(State.RAISED.dissent), aStepDown(false)),
                Raising.AlreadyOpen.class),
        ANSWERED_RAISE(
                () -> raise(Optional.of(State.ANSWERED.dissent), aStepDown(false)),
                Raising.AlreadyOpen.class),
        MOVED_UP_RAISE(
                () -> raise(Optional.of(State.MOVED_UP.dissent), aStepDown(false)),
                Raising.AlreadyOpen.class),
        MET_RAISE(
                () -> raise(Optional.of(State.MET.dissent), aStepDown(false)),
                Raising.AlreadyOpen.class),
        RESOLVED_RAISE(
                () -> raise(Optional.of(State.RESOLVED.dissent), aStepDown(false)),
                Raising.Done.class),
        WITHDRAWN_RAISE(
                () -> raise(Optional.of(State.WITHDRAWN.dissent), aStepDown(false)),
                Raising.Done.class),
        NOTHING_RAISE_ABOUT_A_WITHDRAWN_DECISION(
                () -> raise(Optional.empty(), aStepDown(true)), Raising.DecisionWithdrawn.class),
        RAISED_RAISE_ABOUT_A_WITHDRAWN_DECISION(
                () -> raise(Optional.of(State.RAISED.dissent), aStepDown(true)),
                Raising.DecisionWithdrawn.class),
        NOTHING_RAISE_WHERE_NOTHING_IS_DONE(
                () -> Protocol.raise(Optional.empty(), Optional.empty(), opening(), SETTINGS),
                Raising.Done.class);

        private final java.util.function.Supplier<Object> command;
        private final Class<?> answer;

        RaisingRow(java.util.function.Supplier<Object> command, Class<?> answer) {
            this.command = command;
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void raisingIsAnsweredInEveryState(RaisingRow row) {
        assertThat(row.command.get()).isInstanceOf(row.answer);
    }

    @Test
    void aMeetingThatIsYetToComeHasNoOutcome() {
        Change answer =
                Protocol.meet(
                        State.RAISED.dissent,
                        Place.OTHER.actor,
                        TODAY.plusDays(1),
                        WORDS,
                        TUESDAY,
                        TODAY);

        assertThat(answer).isEqualTo(new Change.Refused(Refusal.MEETING_TO_COME));
    }

    @Test
    void atTheTopNobodySkipsAndEverybodyMayStillMoveUp() {
        Dissent atTheTop = after(raised(), Command.SKIP_TO_TOP, Place.OTHER);

        assertThat(atTheTop.path().current().number()).isEqualTo(5);
        assertThat(Command.SKIP_TO_TOP.give(atTheTop, Place.RAISING.actor))
                .isEqualTo(new Change.Refused(Refusal.AT_THE_TOP));
        Dissent beyond = after(atTheTop, Command.MOVE_UP, Place.RAISING);
        assertThat(beyond.path().current().number()).isEqualTo(6);
        assertThat(beyond.path().current().name()).isEqualTo("Stage 6");
        assertThat(Command.SKIP_TO_TOP.give(beyond, Place.RAISING.actor))
                .isEqualTo(new Change.Refused(Refusal.AT_THE_TOP));
    }

    @Test
    void whoSkipsSaysWhatWasDoneAtOnce() {
        Dissent atTheTop = after(raised(), Command.SKIP_TO_TOP, Place.OTHER);

        assertThat(atTheTop.path().current().opened().orElseThrow())
                .isEqualTo(
                        new Stage.Opened(
                                SOCIAL_WORKER, Side.OTHER, WORDS, List.of(), Optional.of(WORDS)));
        assertThat(atTheTop.path().stages()).hasSize(2);
    }

    @Test
    void eachStageKeepsWhatWasSaidInIt() {
        Dissent resolved =
                after(
                        after(
                                after(
                                        after(raised(), Command.ANSWER, Place.OTHER),
                                        Command.MOVE_UP,
                                        Place.RAISING),
                                Command.MEET,
                                Place.OTHER),
                        Command.RESOLVE,
                        Place.RAISING);

        Stage first = resolved.path().stages().getFirst();
        Stage second = resolved.path().stages().getLast();
        assertThat(first.view(Side.OTHER).orElseThrow().words()).isEqualTo(WORDS);
        assertThat(first.view(Side.OTHER).orElseThrow().evidence()).isEqualTo(EVIDENCE);
        assertThat(first.end().orElseThrow().how()).isEqualTo(Stage.How.MOVED_UP);
        assertThat(second.opened().orElseThrow().side()).isEqualTo(Side.RAISING);
        assertThat(second.meeting().orElseThrow().outcome()).isEqualTo(WORDS);
        assertThat(second.end().orElseThrow())
                .isEqualTo(new Stage.End(Stage.How.RESOLVED, HEALTH_VISITOR, TUESDAY, WORDS));
    }

    @Test
    void atALaterStageEachSideSaysItsViewOnce() {
        Dissent movedUp = State.MOVED_UP.dissent;
        Dissent said = after(movedUp, Command.ANSWER, Place.RAISING);

        assertThat(Command.ANSWER.give(said, Place.RAISING.actor))
                .isEqualTo(new Change.Refused(Refusal.ANSWERED_ALREADY));
        Dissent both = after(said, Command.ANSWER, Place.OTHER);
        assertThat(both).isInstanceOf(Dissent.Answered.class);
        assertThat(both.path().current().views()).hasSize(2);
    }

    @Test
    void aSecondRaisingNamesTheOpenOne() {
        assertThat(raise(Optional.of(State.MET.dissent), aStepDown(false)))
                .isEqualTo(new Raising.AlreadyOpen(raised().id()));
    }

    private static String said(Change answer) {
        return switch (answer) {
            case Change.Done(Dissent dissent) ->
                    "-> "
                            + Arrays.stream(State.values())
                                    .filter(s -> s.dissent.getClass() == dissent.getClass())
                                    .findFirst()
                                    .orElseThrow();
            case Change.Refused(Refusal why) -> why.name();
        };
    }

    private static Dissent after(Dissent dissent, Command command, Place place) {
        return ((Change.Done) command.give(dissent, place.actor)).dissent();
    }

    private static Dissent raised() {
        return ((Raising.Done) raise(Optional.empty(), aStepDown(false))).dissent();
    }

    private static Raising raise(Optional<Dissent> latest, Decision decision) {
        return Protocol.raise(latest, Optional.of(decision), opening(), SETTINGS);
    }

    private static Dissent.Opening opening() {
        return new Dissent.Opening(
                new DissentId(new UUID(0, 1)),
                new Grounds(
                        new RecordId(new UUID(0, 3)),
                        Issue.with(aStepDown(false)),
                        SOCIAL_WORKER.agency(),
                        Optional.empty(),
                        LocalDate.parse("2026-03-02"),
                        new Words("Nobody has seen the bedroom."),
                        new Words("A joint visit first."),
                        List.of(),
                        Optional.empty()),
                HEALTH_VISITOR,
                MONDAY);
    }

    private static Decision aStepDown(boolean withdrawn) {
        return new Decision(
                new EventId(new UUID(0, 2)),
                new RecordId(new UUID(0, 3)),
                SOCIAL_WORKER.agency(),
                Optional.empty(),
                new Decision.Content.StepDown(Decision.State.PROPOSED, Optional.of("EH"), "CLOSED"),
                LocalDate.parse("2026-03-02"),
                withdrawn);
    }

    private static Practitioner practitioner(String id, String agency) {
        return new Practitioner(new PractitionerId(id), new AgencyId(agency));
    }

    private static Set<String> states(Class<?> sealed) {
        Set<String> names = new HashSet<>();
        Function<Class<?>, Set<String>> of =
                each ->
                        each.isSealed()
                                ? states(each)
                                : Set.of(each.getSimpleName().toUpperCase(Locale.ROOT));
        for (Class<?> each : sealed.getPermittedSubclasses()) {
            names.addAll(of.apply(each));
        }
        return names;
    }
}
