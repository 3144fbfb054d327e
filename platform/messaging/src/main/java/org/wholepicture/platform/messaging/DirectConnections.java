package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.Driver;

/**
 * Connections outside the pool, straight to PostgreSQL: a session lock needs a session of its own.
 * Both ends notice within seconds that the other is gone, so the lock of a dead relay is free again
 * soon.
 */
@ApplicationScoped
class DirectConnections {

    /**
     * The server drops a silent machine after about 11 s and a frozen process after 45 s. The relay
     * asks something every 200 ms, or, while Kafka is away, within 42 s at worst: 5 for each topic
     * of a batch, of which a service has three at most, 5 for room to send, 10 for delivery, 2 to
     * close, 10 of pause.
     */
    private static final String SESSION =
            """
            SET tcp_keepalives_idle = 5;
            SET tcp_keepalives_interval = 2;
            SET tcp_keepalives_count = 3;
            SET idle_session_timeout = '45s';
            """;

    private final String url;
    private final Optional<String> username;
    private final Optional<String> password;
    private final MessagingConfig config;

    DirectConnections(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            MessagingConfig config) {
        this.url = url;
        this.username = username;
        this.password = password;
        this.config = config;
    }

    Connection open() throws SQLException {
        Properties settings = new Properties();
        username.ifPresent(name -> settings.put("user", name));
        password.ifPresent(secret -> settings.put("password", secret));
        settings.put("tcpKeepAlive", "true");
        // Seconds.
        settings.put("connectTimeout", "5");
        settings.put("loginTimeout", "5");
        settings.put("socketTimeout", "10");
        settings.put("ApplicationName", "wp-relay");
        Connection connection = new Driver().connect(url, settings);
        if (connection == null) {
            throw new SQLNonTransientConnectionException("not a PostgreSQL address", "08001");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            if (config.role().isPresent()) {
                statement.execute("SET ROLE " + Tables.plainIdentifier(config.role().get()));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
