package org.wholepicture.chronology.domain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.chronology.domain.view.Household.Kinship;
import org.wholepicture.chronology.domain.view.Household.Sex;

/** The household and the roles in it. */
class HouseholdTest {

    private static Fact member(String role, String adult) {
        return Fact.of("household-member").with("role", role).with("adult", adult);
    }

    @ParameterizedTest
    @CsvSource({
        "mother,MOTHER,FEMALE",
        "father,FATHER,MALE",
        "stepfather,OTHER_PARENT,MALE",
        "step-mother,OTHER_PARENT,FEMALE",
        "foster-carer,OTHER_PARENT,NOT_SAID",
        "partner,PARTNER,NOT_SAID",
        "boyfriend,PARTNER,MALE",
        "grandmother,GRANDPARENT,FEMALE",
        "maternal-grandfather,GRANDPARENT,MALE",
        "great-grandmother,GRANDPARENT,FEMALE",
        "grandparent,GRANDPARENT,NOT_SAID",
        "half-brother,SIBLING,MALE",
        "sister,SIBLING,FEMALE",
        "uncle,OTHER,MALE",
        "lodger,OTHER,NOT_SAID"
    })
    void aRoleSaysWhereSomebodyStands(String role, Kinship kinship, Sex sex) {
        Household.Member member =
                Household.of(Fact.history("2026-03-10", member(role, "x"))).members().getFirst();

        assertThat(member.kinship()).isEqualTo(kinship);
        assertThat(member.sex()).isEqualTo(sex);
    }

    @Test
    void theSenderMaySayThatALodgerIsAMan() {
        assertThat(
                        Household.of(
                                        Fact.history(
                                                "2026-03-10",
                                                member("lodger", "x").with("adultMale", true)))
                                .members()
                                .getFirst()
                                .sex())
                .isEqualTo(Sex.MALE);
    }

    @Test
    void ofOneAdultTheWordThatBecameKnownLastHolds() {
        Household.Member member =
                Household.of(
                                Fact.history(
                                        "2026-06-10",
                                        member("partner", "x")
                                                .on("2026-02-01")
                                                .known(Instant.parse("2026-05-01T09:00:00Z"))
                                                .with("to", "2026-04-30"),
                                        member("lodger", "x")
                                                .named("Jo Example")
                                                .on("2026-03-01")
                                                .known(Instant.parse("2026-03-01T09:00:00Z"))))
                        .members()
                        .getFirst();

        assertThat(member.role()).isEqualTo("partner");
        assertThat(member.name()).isEqualTo("Jo Example");
        assertThat(member.from()).isEqualTo(LocalDate.parse("2026-02-01"));
        assertThat(member.isThereOn(LocalDate.parse("2026-04-30"))).isTrue();
        assertThat(member.isThereOn(LocalDate.parse("2026-05-01"))).isFalse();
    }
}
