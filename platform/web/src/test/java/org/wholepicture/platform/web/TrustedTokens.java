package org.wholepicture.platform.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.wholepicture.platform.testsupport.Tokens;

/** Lets the test application trust {@link Tokens}; this module needs no database and no broker. */
public final class TrustedTokens implements QuarkusTestResourceLifecycleManager {

    /** For the test framework. */
    public TrustedTokens() {}

    @Override
    public Map<String, String> start() {
        // The first token makes the key pair, which the class loaders share as a property.
        Tokens.inRole("operations");
        return Map.of(
                "quarkus.oidc.public-key",
                String.valueOf(System.getProperty("wp.test.verification-key")));
    }

    @Override
    public void stop() {}
}
