package org.wholepicture.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are looked at. */
class PathGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/dissents",
                "/v1/dissents/",
                "/v1/schemas/concern.v1",
                "/a-b_c~d/1.2",
                "/people/00000000-0000-4000-8000-0000000000b1/..."
            })
    void aPlainAddressIsLookedAt(String path) {
        assertThat(PathGuard.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "*",
                "/v1;x",
                "/v1;x=1/things",
                "/v1/%3Bx",
                "/v1/%3bx",
                "/v1%2Fthings",
                "/v1%5Cthings",
                "/v1%252Fthings",
                "//v1/things",
                "/v1//things",
                "/v1/../things",
                "/v1/./things",
                "/v1/%2e%2e/things",
                "/..",
                "/v1\\things",
                "/v1/a\u0000b",
                "/v1/%00",
                "/v1/a b",
                "/v1/é",
                "/v1/a:b",
                "/v1/a@b"
            })
    void anyOtherAddressIsRefused(String path) {
        assertThat(PathGuard.isPlain(path)).isFalse();
    }
}
