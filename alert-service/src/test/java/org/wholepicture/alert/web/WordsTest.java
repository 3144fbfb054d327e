package org.wholepicture.alert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;

/** What pages and the rule list say of each rule (domain.md B-55, B-56, B-92). */
class WordsTest {

    /** domain.md D1: never on a screen. */
    private static final List<String> NEVER =
            List.of(
                    "non-compliant",
                    "failed to engage",
                    "disguised compliance",
                    "hard to reach",
                    "dna",
                    "toxic",
                    "risk score");

    static Stream<Rule> rules() {
        return Rules.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleIsSaidInPlainWords(Rule rule) {
        String name = Words.rule(rule.name());

        assertThat(name).isNotEqualTo(rule.name()).isNotBlank();
        assertThat(rule.about().audience()).isNotEmpty();
        assertThat(rule.source()).isNotBlank();
        assertThat(List.of(name, rule.explanation(), rule.closedBy()))
                .allSatisfy(
                        text ->
                                assertThat(text.toLowerCase(Locale.UK).split("[^a-z-]+"))
                                        .doesNotContainAnyElementsOf(NEVER));
        assertThat(rule.explanation()).endsWith(".");
        assertThat(rule.closedBy()).endsWith(".");
    }
}
