package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExactIdentityMatcherTest {

    private static final PersonId PERSON = new PersonId(new UUID(0, 1));
    private static final PersonId OTHER_PERSON = new PersonId(new UUID(0, 2));
    private static final RecordId RECORD = new RecordId(new UUID(1, 1));
    private static final RecordId SECOND_RECORD = new RecordId(new UUID(1, 2));
    private static final RecordId OTHER_RECORD = new RecordId(new UUID(1, 3));

    private final Known known = new Known();
    private final IdentityMatcher matcher = new ExactIdentityMatcher(known);

    @Test
    void findsTheRecordOfAKnownNumber() {
        known.add("nhs-number", "9990000018", RECORD, PERSON);

        assertThat(matcher.match(aChild().with("nhs-number", "999 000 0018").build()))
                .isEqualTo(new Match.Found(RECORD));
    }

    @Test
    void knowsNobodyByANewNumber() {
        assertThat(matcher.match(aChild().with("nhs-number", "9990000018").build()))
                .isEqualTo(new Match.None());
    }

    @Test
    void neverMatchesByNameAlone() {
        assertThat(matcher.match(aChild().build())).isEqualTo(new Match.LowConfidence());
    }

    @Test
    void findsManyWhenNumbersBelongToDifferentPersons() {
        known.add("nhs-number", "9990000018", RECORD, PERSON);
        known.add("upn", "B801200005001", OTHER_RECORD, OTHER_PERSON);

        assertThat(
                        matcher.match(
                                aChild().with("nhs-number", "9990000018")
                                        .with("upn", "B801200005001")
                                        .build()))
                .isEqualTo(new Match.Many());
    }

    @Test
    void findsOnePersonOverTwoRecordsByTheMoreTrustedNumber() {
        known.add("upn", "B801200005001", RECORD, PERSON);
        known.add("nhs-number", "9990000018", SECOND_RECORD, PERSON);

        assertThat(
                        matcher.match(
                                aChild().with("upn", "B801200005001")
                                        .with("nhs-number", "9990000018")
                                        .build()))
                .isEqualTo(new Match.Found(SECOND_RECORD));
    }

    @Test
    void takesAFurtherNumberOfANewSystem() {
        known.add("nhs-number", "9990000018", RECORD, PERSON);

        assertThat(
                        matcher.match(
                                aChild().with("nhs-number", "9990000018")
                                        .with("upn", "B801200005001")
                                        .build()))
                .isEqualTo(new Match.Found(RECORD));
    }

    @Test
    void doubtsASecondNumberOfASystemInWhichThePersonHasAnother() {
        known.add("nhs-number", "9990000018", RECORD, PERSON);
        known.add("upn", "B801200005001", RECORD, PERSON);

        assertThat(
                        matcher.match(
                                aChild().with("nhs-number", "9990000018")
                                        .with("upn", "P207000016049")
                                        .build()))
                .isEqualTo(new Match.Potential());
    }

    @Test
    void doubtsAnotherBirthDate() {
        known.add("nhs-number", "9990000018", RECORD, PERSON);
        known.born(RECORD, "2024-09-05");
        Builder child = aChild().with("nhs-number", "9990000018");

        assertThat(matcher.match(child.born("2024-09-06"))).isEqualTo(new Match.Potential());
        assertThat(matcher.match(child.born("2024-09-05"))).isEqualTo(new Match.Found(RECORD));
        assertThat(matcher.match(child.build())).isEqualTo(new Match.Found(RECORD));
    }

    @Test
    void doesNotJoinNationalNumbersByTheCouncilsIdAlone() {
        known.add("upn", "B801200005001", RECORD, PERSON);
        known.add("la-child-id", "LA-10442", RECORD, PERSON);
        Builder child = aChild().with("nhs-number", "9990000018").with("la-child-id", "LA-10442");

        assertThat(matcher.match(child.build())).isEqualTo(new Match.Potential());
        assertThat(matcher.match(child.born("2024-09-05"))).isEqualTo(new Match.Potential());
        known.born(RECORD, "2024-09-05");
        assertThat(matcher.match(child.born("2024-09-05"))).isEqualTo(new Match.Found(RECORD));
    }

    @Test
    void takesTheFirstNationalNumberOfAChildKnownByTheCouncilsId() {
        known.add("la-child-id", "LA-10442", RECORD, PERSON);

        assertThat(
                        matcher.match(
                                aChild().with("nhs-number", "9990000018")
                                        .with("la-child-id", " la-10442 ")
                                        .build()))
                .isEqualTo(new Match.Found(RECORD));
    }

    @Test
    void knowsAnUnbornChildByTheMothersNumberAndTheDay() {
        known.add("unborn", "9990000018/2026-06-20", RECORD, PERSON);

        assertThat(matcher.match(unborn("2026-06-20"))).isEqualTo(new Match.Found(RECORD));
    }

    @Test
    void doubtsAnUnbornChildOfTheSameMotherOnAnotherDay() {
        known.add("unborn", "9990000018/2026-06-20", RECORD, PERSON);

        assertThat(matcher.match(unborn("2026-06-27"))).isEqualTo(new Match.Potential());
    }

    @Test
    void doesNotTakeAnUnbornChildForItsMother() {
        known.add("nhs-number", "9990000018", RECORD, PERSON);

        assertThat(matcher.match(unborn("2026-06-20"))).isEqualTo(new Match.None());
    }

    private static PersonDetails unborn(String expected) {
        return aChild().with("nhs-number", "9990000018").expected(expected).build();
    }

    private static Builder aChild() {
        return new Builder(List.of(), null);
    }

    private record Builder(List<PersonDetails.Written> written, @Nullable String expected) {

        Builder with(String system, String value) {
            List<PersonDetails.Written> more = new java.util.ArrayList<>(written);
            more.add(
                    new PersonDetails.Written(
                            IdentifierSystem.findByCode(system).orElseThrow(), value));
            return new Builder(more, expected);
        }

        Builder expected(String day) {
            return new Builder(written, day);
        }

        PersonDetails build() {
            return read(null);
        }

        PersonDetails born(String day) {
            return read(LocalDate.parse(day));
        }

        private PersonDetails read(@Nullable LocalDate birthDate) {
            return PersonDetails.read(
                    written,
                    new PersonName("Robin", "Example"),
                    birthDate,
                    expected == null ? null : LocalDate.parse(expected),
                    null);
        }
    }

    private static final class Known implements IdentityIndex {

        private final Map<Identifier, Hit> hits = new HashMap<>();
        private final Map<RecordId, LocalDate> birthDates = new HashMap<>();

        void born(RecordId record, String day) {
            birthDates.put(record, LocalDate.parse(day));
        }

        void add(String system, String value, RecordId record, PersonId person) {
            Identifier identifier =
                    new Identifier(IdentifierSystem.findByCode(system).orElseThrow(), value);
            hits.put(identifier, new Hit(identifier, record, person));
        }

        @Override
        public Set<Hit> find(Collection<Identifier> identifiers) {
            Set<Hit> found = new HashSet<>(hits.values());
            found.removeIf(hit -> !identifiers.contains(hit.identifier()));
            return found;
        }

        @Override
        public Set<Hit> identifiersOf(Collection<RecordId> records) {
            Set<Hit> found = new HashSet<>(hits.values());
            found.removeIf(hit -> !records.contains(hit.record()));
            return found;
        }

        @Override
        public Set<LocalDate> birthDatesOf(Collection<RecordId> records) {
            Map<RecordId, LocalDate> found = new HashMap<>(birthDates);
            found.keySet().retainAll(records);
            return Set.copyOf(found.values());
        }

        @Override
        public boolean expectsAnother(Identifier unborn) {
            return hits.keySet().stream()
                    .filter(known -> known.system() == IdentifierSystem.UNBORN)
                    .anyMatch(
                            known ->
                                    known.motherPrefix().equals(unborn.motherPrefix())
                                            && !known.equals(unborn));
        }
    }
}
