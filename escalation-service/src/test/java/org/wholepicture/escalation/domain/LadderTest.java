package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who stands above whom, with people who have left. */
class LadderTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

    private final People people = new People();
    private final Ladder ladder = new Ladder(people);

    @Test
    void theFirstStageIsThePractitionerThenDeputyThenManager() {
        people.works("pr", "deputy", "manager").works("deputy", null, null);
        people.works("manager", null, "head").works("head", null, null);

        assertThat(at("pr", 0)).containsExactly("pr", "deputy", "manager", "head");
        assertThat(at("pr", 1)).containsExactly("manager", "head");
        assertThat(at("pr", 2)).containsExactly("head");
    }

    @Test
    void whoHasLeftIsPassedOver() {
        people.left("pr", "deputy", "manager").works("deputy", null, null);
        people.left("manager", "second", null).works("second", null, null);

        assertThat(at("pr", 0)).containsExactly("deputy", "second");
        assertThat(at("pr", 1)).containsExactly("second");
    }

    @Test
    void aChainThatIsShorterHasNobodyThere() {
        people.works("pr", null, "manager").works("manager", null, null);

        assertThat(at("pr", 2)).isEmpty();
    }

    @Test
    void whoIsNotInTheDirectoryStandsNowhere() {
        assertThat(at("nobody", 0)).isEmpty();
    }

    @Test
    void aRingOfManagersEnds() {
        people.works("one", null, "two").works("two", null, "one");

        assertThat(at("one", 1)).containsExactly("two", "one");
        assertThat(at("one", 2)).isEmpty();
    }

    @Test
    void whoIsAskedFirstActsAndTheirDeputy() {
        people.works("pr", "deputy", "manager").works("deputy", null, null);
        people.works("manager", null, null);

        assertThat(acting("pr", 0, TODAY)).containsExactly("pr", "deputy");
        assertThat(acting("pr", 1, TODAY)).containsExactly("manager");
    }

    @Test
    void fromTheFirstToTheLastDayOfAnAbsenceOthersAreAsked() {
        people.works("pr", "deputy", "manager").works("deputy", null, null);
        people.works("manager", null, null);
        people.away("pr", TODAY, TODAY.plusDays(2));

        assertThat(at("pr", 0, TODAY.minusDays(1))).containsExactly("pr", "deputy", "manager");
        assertThat(at("pr", 0, TODAY)).containsExactly("deputy", "manager");
        assertThat(at("pr", 0, TODAY.plusDays(2))).containsExactly("deputy", "manager");
        assertThat(at("pr", 0, TODAY.plusDays(3))).containsExactly("pr", "deputy", "manager");
    }

    @Test
    void whereTheDeputyIsAwayAsWellTheManagerIsAskedAndThenWhoStandsInForThem() {
        people.works("pr", "deputy", "manager").works("deputy", null, null);
        people.works("manager", "second", "head").works("second", null, null);
        people.works("head", null, null);
        people.away("pr", TODAY, TODAY).away("deputy", TODAY, TODAY);

        assertThat(at("pr", 0)).containsExactly("manager", "second", "head");
        people.away("manager", TODAY, TODAY);
        assertThat(at("pr", 0)).containsExactly("second", "head");
        assertThat(at("pr", 1)).as("the next stage").containsExactly("second", "head");
    }

    @Test
    void whoIsAwayMayActAllTheSame() {
        people.works("pr", "deputy", "manager").works("deputy", null, null);
        people.works("manager", null, null);
        people.away("pr", TODAY, TODAY).away("deputy", TODAY, TODAY);

        assertThat(acting("pr", 0, TODAY)).containsExactlyInAnyOrder("manager", "pr", "deputy");
        assertThat(acting("pr", 0, TODAY.plusDays(1))).containsExactly("pr", "deputy");
    }

    @Test
    void anAbsenceGivesNobodyBackWhoHasLeft() {
        people.left("pr", "deputy", null).works("deputy", null, null);
        people.away("pr", TODAY, TODAY);

        assertThat(acting("pr", 0, TODAY)).containsExactly("deputy");
    }

    private List<String> at(String start, int steps) {
        return at(start, steps, TODAY);
    }

    private List<String> at(String start, int steps, LocalDate today) {
        return ladder.at(id(start), steps, today).map(entry -> entry.id().value()).toList();
    }

    private List<String> acting(String start, int steps, LocalDate today) {
        return ladder.mayAct(id(start), steps, today).stream().map(PractitionerId::value).toList();
    }

    private static PractitionerId id(String value) {
        return new PractitionerId(value);
    }

    /** A directory by hand. */
    private static final class People implements Directory {

        private final Map<PractitionerId, Entry> entries = new HashMap<>();

        People works(
                String who,
                @org.jspecify.annotations.Nullable String deputy,
                @org.jspecify.annotations.Nullable String manager) {
            return put(who, deputy, manager, true);
        }

        People left(
                String who,
                @org.jspecify.annotations.Nullable String deputy,
                @org.jspecify.annotations.Nullable String manager) {
            return put(who, deputy, manager, false);
        }

        private People put(
                String who,
                @org.jspecify.annotations.Nullable String deputy,
                @org.jspecify.annotations.Nullable String manager,
                boolean active) {
            entries.put(
                    id(who),
                    new Entry(
                            id(who),
                            new AgencyId("agency"),
                            Optional.of(who + "@agency.example"),
                            Stream.ofNullable(manager).map(PractitionerId::new).findFirst(),
                            Stream.ofNullable(deputy).map(PractitionerId::new).findFirst(),
                            active,
                            List.of()));
            return this;
        }

        People away(String who, LocalDate from, LocalDate to) {
            entries.computeIfPresent(
                    id(who),
                    (_, e) ->
                            new Entry(
                                    e.id(),
                                    e.agency(),
                                    e.email(),
                                    e.manager(),
                                    e.deputy(),
                                    e.active(),
                                    List.of(new Absence(from, to))));
            return this;
        }

        @Override
        public Optional<Entry> find(PractitionerId practitioner) {
            return Optional.ofNullable(entries.get(practitioner));
        }

        @Override
        public Optional<String> inbox(AgencyId agency, String role) {
            return Optional.empty();
        }

        @Override
        public Optional<AgencyId> withInbox(String role) {
            return Optional.empty();
        }

        @Override
        public String nameOf(PractitionerId practitioner) {
            return practitioner.value();
        }

        @Override
        public String nameOf(AgencyId agency) {
            return agency.value();
        }
    }
}
