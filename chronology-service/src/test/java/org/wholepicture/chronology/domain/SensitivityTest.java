package org.wholepicture.chronology.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far an entry is shown, every combination. */
class SensitivityTest {

    @ParameterizedTest
    @CsvSource({
        "NORMAL,true,true,true",
        "NORMAL,true,false,true",
        "NORMAL,false,true,true",
        "NORMAL,false,false,true",
        "RESTRICTED,true,true,true",
        "RESTRICTED,true,false,true",
        "RESTRICTED,false,true,true",
        "RESTRICTED,false,false,false",
        "SHIELDED,true,true,true",
        "SHIELDED,true,false,false",
        "SHIELDED,false,true,true",
        "SHIELDED,false,false,false"
    })
    void showsItsContent(Sensitivity sensitivity, boolean leads, boolean own, boolean shown) {
        AgencyId agency = new AgencyId("school");
        Reach reach = new Reach(sensitivity, own ? agency : new AgencyId("police"));

        assertThat(new Clearance(agency, leads, false, true).shows(reach)).isEqualTo(shown);
    }
}
