package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wholepicture.escalation.domain.Protocol.Raising;
import org.wholepicture.escalation.domain.Protocol.Resolving;

/** Every state with every command, refusals too. */
class ProtocolTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:30:00Z");
    private static final Practitioner HEALTH_VISITOR = practitioner("pr-hv", "health-visiting");
    private static final Practitioner COLLEAGUE = practitioner("pr-hv-2", "health-visiting");
    private static final Practitioner MOVED_ON = practitioner("pr-hv", "school-nursing");
    private static final Practitioner LEAD = practitioner("pr-lead", "early-help");
    private static final Words OUTCOME = new Words("It stays open until June.");

    private static final StepDown STEP_DOWN = aStepDown(false);
    private static final Dissent.Raised RAISED =
            new Dissent.Raised(
                    new DissentId(new UUID(0, 1)),
                    new Grounds(
                            STEP_DOWN.record(),
                            STEP_DOWN.event(),
                            new Words("Nobody has seen the bedroom."),
                            new Words("A joint visit first.")),
                    HEALTH_VISITOR,
                    MONDAY);
    private static final Dissent.Resolved RESOLVED =
            RAISED.resolve(HEALTH_VISITOR, OUTCOME, TUESDAY);

    /** State x command. */
    enum Row {
        NOTHING_RAISE(() -> raise(Optional.empty(), STEP_DOWN), Raising.Done.class),
        RAISED_RAISE(() -> raise(Optional.of(RAISED), STEP_DOWN), Raising.AlreadyOpen.class),
        RESOLVED_RAISE(() -> raise(Optional.of(RESOLVED), STEP_DOWN), Raising.Done.class),
        NOTHING_RAISE_ABOUT_A_WITHDRAWN_STEP_DOWN(
                () -> raise(Optional.empty(), aStepDown(true)), Raising.StepDownWithdrawn.class),
        RAISED_RAISE_ABOUT_A_WITHDRAWN_STEP_DOWN(
                () -> raise(Optional.of(RAISED), aStepDown(true)), Raising.StepDownWithdrawn.class),
        RAISED_RESOLVE_BY_WHO_RAISED_IT(
                () -> resolve(RAISED, HEALTH_VISITOR), Resolving.Done.class),
        RAISED_RESOLVE_BY_A_COLLEAGUE(() -> resolve(RAISED, COLLEAGUE), Resolving.Done.class),
        RAISED_RESOLVE_BY_WHO_RAISED_IT_IN_ANOTHER_AGENCY_NOW(
                () -> resolve(RAISED, MOVED_ON), Resolving.Done.class),
        RAISED_RESOLVE_BY_THE_OTHER_SIDE(() -> resolve(RAISED, LEAD), Resolving.OtherSide.class),
        RESOLVED_RESOLVE_BY_WHO_RAISED_IT(
                () -> resolve(RESOLVED, HEALTH_VISITOR), Resolving.AlreadyResolved.class),
        RESOLVED_RESOLVE_BY_THE_OTHER_SIDE(
                () -> resolve(RESOLVED, LEAD), Resolving.AlreadyResolved.class);

        private final java.util.function.Supplier<Object> command;
        private final Class<?> answer;

        Row(java.util.function.Supplier<Object> command, Class<?> answer) {
            this.command = command;
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStateHasAnAnswerToEveryCommand(Row row) {
        assertThat(row.command.get()).isInstanceOf(row.answer);
    }

    @Test
    void noStateIsWithoutARow() {
        assertThat(states(Dissent.class))
                .allSatisfy(
                        state ->
                                assertThat(Arrays.stream(Row.values()).map(Enum::name))
                                        .anyMatch(n -> n.startsWith(state + "_RAISE"))
                                        .anyMatch(n -> n.startsWith(state + "_RESOLVE")));
    }

    @Test
    void whatIsRaisedKeepsTheRecordAndTheEventOfTheStepDown() {
        var done = (Raising.Done) raise(Optional.empty(), STEP_DOWN);

        assertThat(done.dissent()).isEqualTo(RAISED);
    }

    @Test
    void whatIsResolvedKeepsWhatWasRaised() {
        var done = (Resolving.Done) resolve(RAISED, COLLEAGUE);

        assertThat(done.dissent())
                .isEqualTo(
                        new Dissent.Resolved(
                                RAISED.id(),
                                RAISED.grounds(),
                                HEALTH_VISITOR,
                                MONDAY,
                                COLLEAGUE,
                                OUTCOME,
                                TUESDAY));
    }

    @Test
    void aSecondRaisingNamesTheOpenOne() {
        assertThat(raise(Optional.of(RAISED), STEP_DOWN))
                .isEqualTo(new Raising.AlreadyOpen(RAISED.id()));
    }

    private static Raising raise(Optional<Dissent> latest, StepDown stepDown) {
        return Protocol.raise(
                latest,
                stepDown,
                RAISED.id(),
                HEALTH_VISITOR,
                RAISED.grounds().disagreement(),
                RAISED.grounds().askedFor(),
                MONDAY);
    }

    private static Resolving resolve(Dissent dissent, Practitioner by) {
        return Protocol.resolve(dissent, by, OUTCOME, TUESDAY);
    }

    private static StepDown aStepDown(boolean withdrawn) {
        return new StepDown(
                new EventId(new UUID(0, 2)),
                new RecordId(new UUID(0, 3)),
                LEAD.agency(),
                StepDown.State.PROPOSED,
                Optional.of("EH"),
                "CLOSED",
                LocalDate.parse("2026-03-02"),
                withdrawn);
    }

    private static Practitioner practitioner(String id, String agency) {
        return new Practitioner(new PractitionerId(id), new AgencyId(agency));
    }

    private static java.util.List<String> states(Class<?> sealed) {
        Function<Class<?>, java.util.stream.Stream<String>> names =
                c ->
                        c.isSealed()
                                ? states(c).stream()
                                : java.util.stream.Stream.of(
                                        c.getSimpleName().toUpperCase(java.util.Locale.ROOT));
        return Arrays.stream(sealed.getPermittedSubclasses()).flatMap(names).toList();
    }
}
