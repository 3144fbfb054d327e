package org.wholepicture.chronology.domain.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.view.Fact;

/** What seems to be about somebody else, each edge. */
class SuggestionsTest {

    private static final Suggestions KNOWING =
            Suggestions.knowing(
                    List.of(
                            Fact.of("household-member").named("Zelda Sample").line(),
                            Fact.of("household-member").named("Alex Other").line()),
                    Set.of("Alex", "Sample"));

    static Stream<Arguments> entries() {
        return Stream.of(
                row("nobody else", Fact.of("contact").summary("The home was warm."), ""),
                row("the child itself", Fact.of("contact").summary("Alex Sample was well."), ""),
                row(
                        "a name of the household",
                        Fact.of("contact").summary("zelda came."),
                        "SUMMARY"),
                row("a family name alone", Fact.of("contact").summary("Mr Other came."), "SUMMARY"),
                row("within a word", Fact.of("contact").summary("Zeldas came."), ""),
                row("a relative", Fact.of("contact").summary("His Mum was there."), "SUMMARY"),
                row("a neighbour", Fact.of("contact").summary("A neighbour rang."), "SUMMARY"),
                row("a word that begins alike", Fact.of("contact").summary("On Sundays."), ""),
                row(
                        "the child about somebody",
                        Fact.of("contact").childVoice("Dad shouts."),
                        "CHILD_VOICE"),
                row(
                        "hearsay",
                        Fact.of("concern").basis(Basis.HEARSAY).summary("It was loud."),
                        "SAID_BY SUMMARY"),
                row("hearsay without words", Fact.of("concern").basis(Basis.HEARSAY), "SAID_BY"),
                row("seen", Fact.of("concern").basis(Basis.OBSERVED).summary("It was loud."), ""),
                row("a factor in the family", Fact.of("family-factor"), "ENTRY"),
                row("a sibling's concern", Fact.of("linked-concern"), "ENTRY"),
                row(
                        "an adult's appointment",
                        Fact.of("missed-appointment").with("whose", "ADULT"),
                        "ENTRY"),
                row(
                        "the child's appointment",
                        Fact.of("missed-appointment").with("whose", "CHILD"),
                        ""),
                row(
                        "a member of the household",
                        Fact.of("household-member").named("Zelda Sample").with("role", "partner"),
                        "NAME DETAILS"),
                row(
                        "a claim about nobody in particular",
                        Fact.of("contact").claims("FOOD", Claim.Value.WORSE, Basis.OBSERVED),
                        ""),
                row("restricted", Fact.of("contact").sensitivity(Sensitivity.RESTRICTED), "ENTRY"),
                row("shielded", Fact.of("contact").sensitivity(Sensitivity.SHIELDED), "ENTRY"),
                row("an alert", Fact.of("alert").with("rule", "CONTRA-PAIR"), ""));
    }

    private static Arguments row(String what, Fact fact, String parts) {
        return Arguments.of(what, fact, parts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void isSuggested(String what, Fact fact, String parts) {
        Set<Part> suggested = KNOWING.of(fact.line()).map(Place::parts).orElse(Set.of());

        assertThat(suggested.stream().map(Part::name))
                .as(what)
                .containsExactlyInAnyOrder(parts.isEmpty() ? new String[0] : parts.split(" "));
    }
}
