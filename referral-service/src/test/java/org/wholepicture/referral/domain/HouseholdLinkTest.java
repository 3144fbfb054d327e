package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseholdLinkTest {

    private static final RecordId CHILD = new RecordId(new UUID(1, 1));
    private static final RecordId SIBLING = new RecordId(new UUID(1, 2));
    private static final AdultId MOTHER = new AdultId(new UUID(2, 1));

    @ParameterizedTest
    @CsvSource({
        // The day before, the first day, between, the last day, the day after.
        "2026-01-04, false",
        "2026-01-05, true",
        "2026-01-20, true",
        "2026-02-01, true",
        "2026-02-02, false"
    })
    void aFactBelongsToTheChildOnTheDaysOfTheLink(String day, boolean linked) {
        List<HouseholdLink> links = List.of(link(CHILD, "mother", "2026-01-05", "2026-02-01"));

        assertThat(HouseholdLink.linkedWhen(links, on(day)).contains(CHILD)).isEqualTo(linked);
    }

    @Test
    void aLinkWithoutAnEndHoldsFromItsBeginning() {
        List<HouseholdLink> links = List.of(link(CHILD, "mother", "2026-01-05", null));

        assertThat(HouseholdLink.linkedWhen(links, on("2030-01-01"))).containsExactly(CHILD);
        assertThat(HouseholdLink.linkedWhen(links, on("2026-01-04"))).isEmpty();
    }

    @Test
    void onlyTheChildrenLinkedThenGetTheFact() {
        List<HouseholdLink> links =
                List.of(
                        link(CHILD, "mother", "2026-01-05", null),
                        link(SIBLING, "mother", "2026-03-01", null));

        assertThat(HouseholdLink.linkedWhen(links, on("2026-02-01"))).containsExactly(CHILD);
        assertThat(HouseholdLink.linkedWhen(links, on("2026-03-01")))
                .containsExactlyInAnyOrder(CHILD, SIBLING);
    }

    @Test
    void aLaterEventEndsTheOpenLinkOfTheSameRole() {
        List<HouseholdLink> links =
                List.of(
                        link(CHILD, "partner", "2026-01-05", null),
                        link(CHILD, "partner", "2026-01-05", "2026-02-01"));

        assertThat(HouseholdLink.linkedWhen(links, on("2026-02-01"))).containsExactly(CHILD);
        assertThat(HouseholdLink.linkedWhen(links, on("2026-02-02"))).isEmpty();
    }

    @Test
    void anEndBeforeTheBeginningEndsNothing() {
        List<HouseholdLink> links =
                List.of(
                        link(CHILD, "partner", "2025-01-05", "2025-02-01"),
                        link(CHILD, "partner", "2026-01-05", null));

        assertThat(HouseholdLink.linkedWhen(links, on("2026-06-01"))).containsExactly(CHILD);
        assertThat(HouseholdLink.linkedWhen(links, on("2025-06-01"))).isEmpty();
    }

    @Test
    void aFactOfAMonthBelongsToWhoeverWasLinkedInThatMonth() {
        List<HouseholdLink> links = List.of(link(CHILD, "mother", "2026-01-20", null));
        Happened january = new Happened("2026-01-01", null, Happened.Precision.MONTH);

        assertThat(HouseholdLink.linkedWhen(links, january)).containsExactly(CHILD);
    }

    @Test
    void aMomentBelongsToItsDayInLondon() {
        List<HouseholdLink> links = List.of(link(CHILD, "mother", "2026-06-02", null));
        // Half past midnight in London.
        Happened moment = new Happened("2026-06-01T23:30:00Z", null, Happened.Precision.EXACT);

        assertThat(HouseholdLink.linkedWhen(links, moment)).containsExactly(CHILD);
    }

    @Property
    void theOrderOfTheLinksDoesNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        List<HouseholdLink> links = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LocalDate from = LocalDate.parse("2026-01-01").plusDays(random.nextInt(60));
            links.add(
                    link(
                            random.nextBoolean() ? CHILD : SIBLING,
                            random.nextBoolean() ? "mother" : "partner",
                            from.toString(),
                            random.nextBoolean()
                                    ? null
                                    : from.plusDays(random.nextInt(30)).toString()));
        }
        Happened fact = on(LocalDate.parse("2026-01-01").plusDays(random.nextInt(90)).toString());
        Set<RecordId> expected = HouseholdLink.linkedWhen(links, fact);

        Collections.shuffle(links, random);

        assertThat(HouseholdLink.linkedWhen(links, fact)).isEqualTo(expected);
    }

    private static Happened on(String day) {
        return new Happened(day, null, Happened.Precision.DAY);
    }

    private static HouseholdLink link(
            RecordId record, String role, String from, @Nullable String to) {
        return new HouseholdLink(
                new EventId(new UUID(3, 1)),
                record,
                MOTHER,
                role,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to));
    }
}
