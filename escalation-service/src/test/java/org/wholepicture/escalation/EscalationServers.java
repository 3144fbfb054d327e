package org.wholepicture.escalation;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.wholepicture.platform.testsupport.PlatformServers;

/**
 * The servers that escalation-service needs, the same for all its tests: one application serves
 * them.
 */
public final class EscalationServers implements QuarkusTestResourceLifecycleManager {

    private final PlatformServers servers = new PlatformServers();

    @Override
    public Map<String, String> start() {
        servers.init(Map.of("database", "escalation", "mail", "true"));
        var settings = new HashMap<>(servers.start());
        settings.put(
                "quarkus.rest-client.chronology.url", "http://localhost:" + ChronologyStub.port());
        return settings;
    }

    @Override
    public void stop() {
        servers.stop();
    }
}
