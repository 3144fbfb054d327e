package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {

    @ParameterizedTest
    @CsvSource({
        "https://school.example/, https://school.example/records, true",
        "https://school.example/, https://school.example/, true",
        "https://school.example, https://school.example, true",
        "https://school.example, https://school.example/records, true",
        "https://school.example, https://school.example.evil/records, false",
        "https://school.example/a, https://school.example/ab, false",
        "https://school.example/a/, https://school.example/a/../b, false",
        "https://school.example/a/, https://school.example/a/%2e%2e/b, false",
        "https://school.example/, https://user@school.example/, false",
        "https://school.example/, http://school.example/, false",
        "https://school.example/, https://police.example/, false",
        "urn:school, urn:school:records, true",
        "urn:school, urn:schools, false",
        "https://school.example/, not a uri, false",
        "' ', https://school.example/, false"
    })
    void aSourceLiesUnderARegisteredPrefixOrNot(String prefix, String source, boolean covered) {
        Grant grant = new Grant("school", Set.of("concern"), List.of(prefix));

        assertThat(grant.covers(source)).isEqualTo(covered);
    }
}
