package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service asks nobody who its gateway is before it answers. */
class TrustedProxiesTest {

    /** What Quarkus does not take for a name: an IPv4 address, one of IPv6 in brackets, a range. */
    private static final String ADDRESS = "[0-9.]+|\\[[0-9a-f:]+]|.+/[0-9]+";

    @ParameterizedTest
    @EnumSource
    void areAddressesAndNoNames(Service service) throws IOException {
        Properties settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(
                        Path.of("../..", service.module())
                                .resolve("src/main/resources/application.properties"))) {
            settings.load(file);
        }

        String proxies = settings.getProperty("quarkus.http.proxy.trusted-proxies");

        assertThat(proxies.split(",", -1)).allMatch(proxy -> proxy.matches(ADDRESS));
    }
}
