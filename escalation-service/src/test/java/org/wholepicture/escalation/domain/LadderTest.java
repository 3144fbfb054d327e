package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who stands above whom, with people who have left. */
class LadderTest {

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

        assertThat(ladder.mayAct(id("pr"), 0)).containsExactly(id("pr"), id("deputy"));
        assertThat(ladder.mayAct(id("pr"), 1)).containsExactly(id("manager"));
    }

    private List<String> at(String start, int steps) {
        return ladder.at(id(start), steps).stream().map(PractitionerId::value).toList();
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
                            active));
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
