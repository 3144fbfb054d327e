package org.wholepicture.platform.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.platform.testsupport.ServiceArchitecture.NamedRule;

/** Each rule fails on code that breaks it, and on nothing else. */
class ServiceArchitectureTest {

    private static final String FIXTURES = "org.wholepicture.platform.testsupport.fixture.";

    @Test
    void goodServiceBreaksNoRule() {
        assertThat(brokenBy("good")).isEmpty();
    }

    @Test
    void goodServiceHasEveryHome() {
        Set<String> homes =
                new ClassFileImporter()
                        .importPackages(FIXTURES + "good").stream()
                                .map(
                                        c ->
                                                c.getPackageName()
                                                        .substring((FIXTURES + "good").length()))
                                .collect(Collectors.toSet());

        assertThat(homes)
                .contains(
                        "",
                        ".domain",
                        ".application",
                        ".rest",
                        ".web",
                        ".messaging",
                        ".persistence",
                        ".persistence.rows",
                        ".timer",
                        ".mail");
    }

    @ParameterizedTest
    @CsvSource({
        "domainisplainjava, domainIsPlainJava",
        "applicationignoresadapters, applicationIgnoresAdapters",
        "applicationknowssql, applicationIgnoresAdapters",
        "adaptersignoreeachother, adaptersIgnoreEachOther",
        "adaptersexportnothing, adaptersExportNothing",
        "timeofinstant, timeComesFromTheClock",
        "timeofzone, timeComesFromTheClock",
        "timeofreference, timeComesFromTheClock",
        "timeofmillis, timeComesFromTheClock",
        "timeofsystemsource, timeComesFromTheClock",
        "timeofdate, timeComesFromTheClock",
        "transactionsonclass, transactionsOpenInApplicationOnly",
        "transactionsonmethod, transactionsOpenInApplicationOnly",
        "transactionsbyhand, transactionsOpenInApplicationOnly",
        "transactionsofjdbi, transactionsOpenInApplicationOnly",
        "nofieldinjection, noFieldInjection",
        "noconfigurationinjection, noFieldInjection",
        "everyclasshasaknownhome, everyClassHasAKnownHome",
        "everyclassbelowthetop, everyClassHasAKnownHome",
    })
    void mutationBreaksExactlyItsRule(String fixture, String rule) {
        assertThat(brokenBy(fixture)).containsExactly(rule);
    }

    @Test
    void everyRuleHasAMutation() throws NoSuchMethodException {
        Set<String> mutated =
                List.of(
                                ServiceArchitectureTest.class
                                        .getDeclaredMethod(
                                                "mutationBreaksExactlyItsRule",
                                                String.class,
                                                String.class)
                                        .getAnnotation(CsvSource.class)
                                        .value())
                        .stream()
                        .map(row -> row.substring(row.indexOf(", ") + 2))
                        .collect(Collectors.toSet());

        assertThat(ServiceArchitecture.rules("any").stream().map(NamedRule::name))
                .containsExactlyInAnyOrderElementsOf(mutated);
    }

    @Test
    void aServiceGetsOneTestForEachRule() {
        // given: this module's own classes, as a stand-in for a service
        String base = "org.wholepicture.platform.testsupport";

        List<String> tests =
                ServiceArchitecture.rulesOf(base).map(DynamicTest::getDisplayName).toList();

        assertThat(tests).hasSize(8).contains("domainIsPlainJava", "everyClassHasAKnownHome");
    }

    @Test
    void misspeltPackageIsNoPass() {
        assertThatThrownBy(() -> ServiceArchitecture.rulesOf("org.wholepicture.refferal"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org.wholepicture.refferal");
    }

    private static List<String> brokenBy(String fixture) {
        String base = FIXTURES + fixture;
        JavaClasses classes = ServiceArchitecture.classesOf(base, new ClassFileImporter());
        assertThat(classes).isNotEmpty();
        return ServiceArchitecture.rules(base).stream()
                .filter(named -> named.rule().evaluate(classes).hasViolation())
                .map(NamedRule::name)
                .toList();
    }
}
