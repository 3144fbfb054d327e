package org.wholepicture.chronology.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.domain.Confirmation.HeldAs;

/** Who may read, folded from what was confirmed. */
class ReaderTest {

    private static final RecordId RECORD = new RecordId(new UUID(0, 1));
    private static final RecordId SECOND_RECORD = new RecordId(new UUID(0, 2));
    private static final PersonId CHILD = new PersonId(new UUID(0, 10));
    private static final PersonId SIBLING = new PersonId(new UUID(0, 11));
    private static final PersonId PARTED = new PersonId(new UUID(0, 12));
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final List<Confirmation> said = new ArrayList<>();
    private final List<Membership> history =
            new ArrayList<>(
                    List.of(
                            new Membership(RECORD, CHILD, BEGIN, 0, false),
                            new Membership(SECOND_RECORD, SIBLING, BEGIN, 0, false)));
    private int number;

    private ReaderTest confirm(RecordId record, String who, HeldAs as, boolean ended) {
        return confirm(record, CHILD, who, as, ended);
    }

    private ReaderTest confirm(RecordId record, PersonId of, String who, HeldAs as, boolean ended) {
        number++;
        said.add(
                new Confirmation(
                        record,
                        of,
                        number,
                        new EventId(new UUID(1, number)),
                        BEGIN.plusSeconds(number),
                        new PractitionerId(who),
                        as,
                        BEGIN.plusSeconds(number),
                        null,
                        ended,
                        new PractitionerId("pr-front-door")));
        return this;
    }

    private ReaderTest merge(RecordId record, PersonId into) {
        number++;
        history.add(new Membership(record, into, BEGIN.plusSeconds(number), number, true));
        return this;
    }

    private ReaderTest split(RecordId record, PersonId to) {
        number++;
        history.add(new Membership(record, to, BEGIN.plusSeconds(number), number, false));
        return this;
    }

    private List<String> readers() {
        return Reader.at(NOW, said, history).stream()
                .map(reader -> reader.practitioner() + " " + reader.heldAs())
                .toList();
    }

    private List<String> readersOf(PersonId person) {
        return Reader.at(NOW, said, history).stream()
                .filter(reader -> reader.person().equals(person))
                .map(reader -> reader.practitioner() + " " + reader.heldAs())
                .toList();
    }

    @Test
    void confirmingAnotherLeadEndsTheFormer() {
        confirm(RECORD, "a", HeldAs.LEAD, false).confirm(RECORD, "b", HeldAs.LEAD, false);

        assertThat(readers()).containsExactly("b LEAD");
    }

    @Test
    void endingTheLatterLeadDoesNotBringTheFormerBack() {
        confirm(RECORD, "a", HeldAs.LEAD, false)
                .confirm(RECORD, "b", HeldAs.LEAD, false)
                .confirm(RECORD, "b", HeldAs.LEAD, true);

        assertThat(readers()).isEmpty();
    }

    @Test
    void endingTheFormerLeadLateDoesNotEndTheLatter() {
        confirm(RECORD, "a", HeldAs.LEAD, false)
                .confirm(RECORD, "b", HeldAs.LEAD, false)
                .confirm(RECORD, "a", HeldAs.LEAD, true);

        assertThat(readers()).containsExactly("b LEAD");
    }

    @Test
    void aLeadWhoIsAlsoNamedKeepsTheNameWhenTheLeadEnds() {
        confirm(RECORD, "a", HeldAs.NAMED, false).confirm(RECORD, "a", HeldAs.LEAD, false);
        assertThat(readers()).containsExactly("a LEAD");

        confirm(RECORD, "a", HeldAs.LEAD, true);
        assertThat(readers()).containsExactly("a NAMED");
    }

    @Test
    void afterAMergeTheReadersOfBothRecordsRead() {
        confirm(RECORD, "a", HeldAs.LEAD, false)
                .confirm(SECOND_RECORD, SIBLING, "b", HeldAs.LEAD, false)
                .merge(SECOND_RECORD, CHILD);

        assertThat(readersOf(CHILD)).containsExactly("a LEAD", "b LEAD");
    }

    @Test
    void aSplitTakesBackWhatWasConfirmedWhileTheMergeStood() {
        confirm(SECOND_RECORD, SIBLING, "b", HeldAs.LEAD, false)
                .merge(SECOND_RECORD, CHILD)
                .confirm(RECORD, "n", HeldAs.NAMED, false)
                .confirm(SECOND_RECORD, "n", HeldAs.NAMED, false)
                .split(SECOND_RECORD, PARTED);

        assertThat(readersOf(CHILD)).containsExactly("n NAMED");
        assertThat(readersOf(PARTED)).containsExactly("b LEAD");
    }

    @Test
    void aSplitBackToTheFormerPersonTakesItBackToo() {
        confirm(SECOND_RECORD, SIBLING, "b", HeldAs.LEAD, false)
                .merge(SECOND_RECORD, CHILD)
                .confirm(SECOND_RECORD, "n", HeldAs.NAMED, false)
                .split(SECOND_RECORD, SIBLING);

        assertThat(readersOf(SIBLING)).containsExactly("b LEAD");
    }

    @Test
    void aSplitOfWhatWasOneFromTheFirstLeavesNobodyUntilSomebodyIsConfirmed() {
        confirm(RECORD, "a", HeldAs.LEAD, false).split(RECORD, PARTED);
        assertThat(readers()).isEmpty();

        confirm(RECORD, PARTED, "a", HeldAs.LEAD, false);
        assertThat(readersOf(PARTED)).containsExactly("a LEAD");
    }

    @Test
    void aSplitDoesNotBringBackALeadWhoWasReplacedWhileTheMergeStood() {
        confirm(SECOND_RECORD, SIBLING, "b", HeldAs.LEAD, false)
                .merge(SECOND_RECORD, CHILD)
                .confirm(SECOND_RECORD, "a", HeldAs.LEAD, false)
                .split(SECOND_RECORD, PARTED);

        assertThat(readersOf(PARTED)).isEmpty();
    }

    @Test
    void anEndFiledWhileTheMergeStoodHoldsAfterTheSplit() {
        confirm(SECOND_RECORD, SIBLING, "b", HeldAs.NAMED, false)
                .merge(SECOND_RECORD, CHILD)
                .confirm(SECOND_RECORD, "b", HeldAs.NAMED, true)
                .split(SECOND_RECORD, PARTED);

        assertThat(readersOf(PARTED)).isEmpty();
    }

    @Test
    void aSplitUndoesEveryMergeBeforeIt() {
        confirm(SECOND_RECORD, SIBLING, "b", HeldAs.LEAD, false)
                .merge(SECOND_RECORD, CHILD)
                .confirm(SECOND_RECORD, "n", HeldAs.NAMED, false)
                .merge(SECOND_RECORD, new PersonId(new UUID(0, 13)))
                .split(SECOND_RECORD, PARTED);

        assertThat(readersOf(PARTED)).containsExactly("b LEAD");
    }

    @Test
    void whatHeldAfterOneSplitIsCarriedThroughTheNextMergeAndSplit() {
        merge(SECOND_RECORD, CHILD)
                .split(SECOND_RECORD, PARTED)
                .confirm(SECOND_RECORD, PARTED, "p", HeldAs.LEAD, false)
                .merge(SECOND_RECORD, CHILD);
        assertThat(readersOf(CHILD)).containsExactly("p LEAD");

        confirm(SECOND_RECORD, "n", HeldAs.NAMED, false).split(SECOND_RECORD, SIBLING);
        assertThat(readersOf(SIBLING)).containsExactly("p LEAD");
    }

    @Test
    void aRecordThatIsKnownToBeNobodysHasNoReader() {
        confirm(new RecordId(new UUID(0, 3)), "a", HeldAs.LEAD, false);

        assertThat(readers()).isEmpty();
    }

    @Test
    void theOrderInWhichTheyAreReadDoesNotMatter() {
        confirm(RECORD, "a", HeldAs.LEAD, false)
                .confirm(RECORD, "c", HeldAs.NAMED, false)
                .confirm(RECORD, "b", HeldAs.LEAD, false)
                .confirm(RECORD, "c", HeldAs.NAMED, true)
                .confirm(RECORD, "d", HeldAs.NAMED, false)
                .confirm(RECORD, "a", HeldAs.LEAD, true)
                .merge(SECOND_RECORD, CHILD)
                .confirm(SECOND_RECORD, "n", HeldAs.NAMED, false)
                .split(SECOND_RECORD, PARTED);
        List<String> inOrder = readers();

        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(said, new Random(seed));
            Collections.shuffle(history, new Random(seed));
            assertThat(readers()).isEqualTo(inOrder);
        }
        assertThat(inOrder).containsExactly("b LEAD", "d NAMED");
    }
}
