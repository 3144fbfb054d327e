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
        return Map.of("quarkus.oidc.public-key", Tokens.publicKey());
    }

    @Override
    public void stop() {}
}
