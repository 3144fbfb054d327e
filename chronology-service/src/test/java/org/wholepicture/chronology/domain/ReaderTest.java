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
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final List<Confirmation> said = new ArrayList<>();

    private ReaderTest confirm(RecordId record, String who, HeldAs as, boolean ended) {
        int number = said.size() + 1;
        Instant known = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
        said.add(
                new Confirmation(
                        record,
                        CHILD,
                        number,
                        new EventId(new UUID(1, number)),
                        known,
                        new PractitionerId(who),
                        as,
                        known,
                        null,
                        ended,
                        new PractitionerId("pr-front-door")));
        return this;
    }

    private List<String> readers() {
        return Reader.at(NOW, said).stream()
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
        confirm(RECORD, "a", HeldAs.LEAD, false).confirm(SECOND_RECORD, "b", HeldAs.LEAD, false);

        assertThat(readers()).containsExactly("a LEAD", "b LEAD");
    }

    @Test
    void theOrderInWhichTheyAreReadDoesNotMatter() {
        confirm(RECORD, "a", HeldAs.LEAD, false)
                .confirm(RECORD, "c", HeldAs.NAMED, false)
                .confirm(RECORD, "b", HeldAs.LEAD, false)
                .confirm(RECORD, "c", HeldAs.NAMED, true)
                .confirm(RECORD, "d", HeldAs.NAMED, false)
                .confirm(RECORD, "a", HeldAs.LEAD, true);
        List<String> inOrder = readers();

        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(said, new Random(seed));
            assertThat(readers()).isEqualTo(inOrder);
        }
        assertThat(inOrder).containsExactly("b LEAD", "d NAMED");
    }
}
