package org.wholepicture.chronology.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.domain.view.Fact;

/** Who is shown what stands no longer [ADR 0015]. */
class SeenBeforeTest {

    private static final PersonId CHILD = new PersonId(new UUID(2, 2));
    private static final PractitionerId ME = new PractitionerId("me");
    private static final AgencyId MINE = new AgencyId("early-help");
    private static final Instant KNOWN = at(10);
    private static final Instant STRUCK = at(20);

    private static Instant at(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
    }

    private static Confirmation confirmed(
            int sequence, Instant known, @Nullable Instant until, boolean ended) {
        return new Confirmation(
                Fact.RECORD,
                CHILD,
                sequence,
                new EventId(new UUID(3, sequence)),
                known,
                ME,
                Confirmation.HeldAs.NAMED,
                known,
                until,
                ended,
                new PractitionerId("front-door"));
    }

    private static boolean shown(Confirmation... confirmations) {
        return shown(STRUCK, confirmations);
    }

    private static boolean shown(Instant struck, Confirmation... confirmations) {
        return SeenBefore.of(
                        ME,
                        List.of(confirmations),
                        List.of(new Membership(Fact.RECORD, CHILD, at(0), 1, false)))
                .shows(
                        Fact.of("concern")
                                .by("police")
                                .known(KNOWN)
                                .line(Mark.Kind.RETRACTED, struck),
                        MINE);
    }

    @Test
    void toWhoeverWasConfirmedWhileItStood() {
        assertThat(shown(confirmed(1, at(5), null, false))).isTrue();
        assertThat(shown(confirmed(1, at(19), null, false))).isTrue();
    }

    @Test
    void notToWhoeverCameWhenItWasStruck() {
        assertThat(shown(confirmed(1, at(20), null, false))).isFalse();
        assertThat(shown(confirmed(1, at(25), null, false))).isFalse();
        assertThat(shown()).isFalse();
    }

    @Test
    void toNobodyWhereItsSuccessorWasHereFirst() {
        assertThat(shown(KNOWN, confirmed(1, at(5), null, false))).isFalse();
        assertThat(shown(KNOWN, confirmed(1, KNOWN, null, false))).isFalse();
        assertThat(shown(at(9), confirmed(1, at(5), null, false))).isFalse();
    }

    @Test
    void notToWhoeverHadLeftBeforeItCame() {
        assertThat(shown(confirmed(1, at(1), at(10), false), confirmed(2, at(30), null, false)))
                .isFalse();
        assertThat(
                        shown(
                                confirmed(1, at(1), null, false),
                                confirmed(2, at(9), null, true),
                                confirmed(3, at(30), null, false)))
                .isFalse();
        assertThat(shown(confirmed(1, at(1), at(11), false), confirmed(2, at(30), null, false)))
                .isTrue();
    }

    @Test
    void whatWasSaidLaterOfAnEarlierTimeWasNotKnownThen() {
        Confirmation backdated =
                new Confirmation(
                        Fact.RECORD,
                        CHILD,
                        1,
                        new EventId(new UUID(3, 1)),
                        at(30),
                        ME,
                        Confirmation.HeldAs.NAMED,
                        at(5),
                        null,
                        false,
                        new PractitionerId("front-door"));

        assertThat(shown(backdated)).isFalse();
    }

    @Test
    void toTheAgencyWhoseWordItIsAndOfWhatStandsToEverybody() {
        SeenBefore nobody = SeenBefore.of(ME, List.of(), List.of());

        assertThat(
                        nobody.shows(
                                Fact.of("concern")
                                        .by("early-help")
                                        .line(Mark.Kind.SUPERSEDED, STRUCK),
                                MINE))
                .isTrue();
        assertThat(nobody.shows(Fact.of("concern").by("police").line(), MINE)).isTrue();
    }
}
