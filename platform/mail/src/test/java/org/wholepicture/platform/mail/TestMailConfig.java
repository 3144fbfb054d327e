package org.wholepicture.platform.mail;

import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The module's settings, but for what each test says itself: where its server listens, and how long
 * an attempt may take. Only a test in which a server hangs wants that short; in any other a busy
 * machine must not end an attempt.
 */
@Singleton
@Alternative
@Priority(1)
class TestMailConfig implements MailConfig {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final MailConfig config =
            ConfigProvider.getConfig()
                    .unwrap(SmallRyeConfig.class)
                    .getConfigMapping(MailConfig.class);
    private volatile Duration deadline = LONG;
    private volatile int port = config.port();

    /** Attempts go to this server from now on, and have their time. */
    void useServer(ScriptedSmtpServer server) {
        port = server.port();
        deadline = LONG;
    }

    /** Attempts that begin from now on are soon cut off. */
    void cutOffSoon() {
        deadline = SHORT;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Duration deadline() {
        return deadline;
    }

    @Override
    public boolean enabled() {
        return config.enabled();
    }

    @Override
    public String host() {
        return config.host();
    }

    @Override
    public Optional<String> username() {
        return config.username();
    }

    @Override
    public Optional<String> password() {
        return config.password();
    }

    @Override
    public StartTls startTls() {
        return config.startTls();
    }

    @Override
    public String from() {
        return config.from();
    }

    @Override
    public List<String> allowedDomains() {
        return config.allowedDomains();
    }

    @Override
    public int atOnce() {
        return config.atOnce();
    }

    @Override
    public Duration poll() {
        return config.poll();
    }
}
