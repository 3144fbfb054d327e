package org.wholepicture.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a form may come from, by what the browser says. */
class FormGuardTest {

    private static final String OWN = "http://localhost:8080";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "same-origin, -, true",
                "same-origin, http://evil.example, true",
                "same-site, -, false",
                "cross-site, -, false",
                "none, -, false",
                "cross-site, http://localhost:8080, false",
                "-, http://localhost:8080, true",
                "-, http://localhost:8081, false",
                "-, https://localhost:8080, false",
                "-, null, false",
                "-, -, false"
            })
    void onlyAPageOfTheSameOriginMaySendAForm(String site, String origin, boolean allowed) {
        assertThat(FormGuard.isSameOrigin(site, origin, OWN)).isEqualTo(allowed);
    }
}
