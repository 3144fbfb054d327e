package org.wholepicture.chronology.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.chronology.domain.view.Fact;

/** Which entries are the first layer. */
class SignificantTest {

    static Stream<Arguments> entries() {
        return Stream.of(
                Arguments.of("a low concern", true, Fact.of("concern").with("level", "LOW")),
                Arguments.of("a plan", true, Fact.of("plan").with("state", "REVIEWED")),
                Arguments.of("an alert", true, Fact.of("alert")),
                Arguments.of("a disagreement", true, Fact.of("dissent")),
                Arguments.of("a contact", false, Fact.of("contact")),
                Arguments.of(
                        "a contact of low significance",
                        false,
                        Fact.of("contact")
                                .significant(
                                        Significance.Level.LOW, Significance.Direction.CONCERN)),
                Arguments.of(
                        "a contact of moderate significance",
                        true,
                        Fact.of("contact")
                                .significant(
                                        Significance.Level.MODERATE,
                                        Significance.Direction.CONCERN)),
                Arguments.of(
                        "a small positive",
                        true,
                        Fact.of("attended-appointment")
                                .significant(
                                        Significance.Level.LOW, Significance.Direction.POSITIVE)),
                Arguments.of(
                        "a contact with a claim",
                        true,
                        Fact.of("contact").claims("FOOD", Claim.Value.BETTER, Basis.SELF_REPORT)),
                Arguments.of("the child's words", true, Fact.of("contact").childVoice("Cold.")),
                Arguments.of(
                        "the child not seen", true, Fact.of("contact").with("childSeen", false)),
                Arguments.of("the child seen", false, Fact.of("contact").with("childSeen", true)),
                Arguments.of("kept appointments", false, Fact.of("attended-appointment")),
                Arguments.of(
                        "was not brought",
                        true,
                        Fact.of("missed-appointment").with("outcome", "WAS_NOT_BROUGHT")),
                Arguments.of(
                        "cancelled by the service",
                        false,
                        Fact.of("missed-appointment").with("outcome", "CANCELLED_BY_SERVICE")),
                Arguments.of(
                        "the service was at fault",
                        false,
                        Fact.of("missed-appointment")
                                .with("outcome", "WAS_NOT_BROUGHT")
                                .with("serviceFault", true)),
                Arguments.of("that a service works there", false, Fact.of("involvement")),
                Arguments.of(
                        "whatever is restricted",
                        true,
                        Fact.of("contact").sensitivity(Sensitivity.RESTRICTED)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("entries")
    void isDecidedByWhatWasSaid(String what, boolean significant, Fact fact) {
        assertThat(Significant.is(fact.entry())).isEqualTo(significant);
    }
}
