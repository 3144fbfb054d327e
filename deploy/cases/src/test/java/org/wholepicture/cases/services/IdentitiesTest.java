package org.wholepicture.cases.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invented people have numbers that are right and never issued, and nobody is invented twice. */
class IdentitiesTest {

    @TempDir private Path folder = Path.of(".");

    @Test
    void numbersOfTheVectorsOfTheDomainComeOut() {
        // domain.md D2: 9990000018 and 9990000131 are valid, 999000014x never is.
        assertThat(Identities.nhsNumber(1)).hasValue("9990000018");
        assertThat(Identities.nhsNumber(13)).hasValue("9990000131");
        assertThat(Identities.nhsNumber(14)).isEmpty();
    }

    @Test
    void nobodyIsInventedTwiceAlsoAfterANewStart() {
        Set<String> numbers = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            numbers.add(new Identities(folder).invent(Optional.empty()).nhsNumber());
        }

        assertThat(numbers).hasSize(50);
    }

    @Test
    void relativesShareTheFamilyNameAndTheHome() {
        Identities identities = new Identities(folder);
        Identities.Identity mother = identities.invent(Optional.empty());

        Identities.Identity child = identities.invent(Optional.of(mother));

        assertThat(child.family()).isEqualTo(mother.family());
        assertThat(child.postcode()).isEqualTo(mother.postcode());
        assertThat(child.nhsNumber()).isNotEqualTo(mother.nhsNumber());
    }

    @Test
    void aBadNumberDiffersInItsCheckDigitAlone() {
        Identities.Identity somebody = new Identities(folder).invent(Optional.empty());

        assertThat(somebody.badNhsNumber())
                .startsWith(somebody.nhsNumber().substring(0, 9))
                .isNotEqualTo(somebody.nhsNumber());
    }

    /** The front door's service takes fewer than two different digits for no number at all. */
    @Test
    void aCouncilsIdIsANumberFromTheFirstOn() {
        Identities identities = new Identities(folder);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            String id = identities.invent(Optional.empty()).councilId();
            assertThat(id.chars().filter(Character::isDigit).distinct().count()).isGreaterThan(1);
            ids.add(id);
        }
        assertThat(ids).hasSize(40);
    }
}
