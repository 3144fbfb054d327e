package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Leaves a row for each message, or does what the message's data say a faulty handler does. */
@ApplicationScoped
class EffectHandler implements MessageHandler {

    private final DataSource dataSource;

    /** Behaviours switched off while the test runs, as a repaired release would. */
    private final Set<String> repaired = ConcurrentHashMap.newKeySet();

    /** Messages whose passing fault was met once. */
    private final Set<UUID> met = ConcurrentHashMap.newKeySet();

    EffectHandler(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void repair(String behaviour) {
        repaired.add(behaviour);
    }

    void unrepair() {
        repaired.clear();
    }

    @Override
    public Set<String> topics() {
        return Set.of("child-events", "directory");
    }

    @Override
    public void handle(String topic, Envelope message) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            leaveEffect(connection, topic, message);
            String behaviour = message.data().path("behaviour").asText("well");
            if (!repaired.contains(behaviour)) {
                behave(behaviour, statement, message);
            } else if (behaviour.equals("takes another role")) {
                statement.execute("SET LOCAL ROLE stranger");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("statement failed", e);
        }
    }

    private void behave(String behaviour, Statement statement, Envelope message)
            throws SQLException {
        switch (behaviour) {
            case "throws", "takes another role" ->
                    throw new IllegalArgumentException("Ava must not be quoted");
            case "overflows" -> throw new StackOverflowError();
            case "breaks a constraint" -> statement.execute("INSERT INTO contended VALUES (1)");
            case "waits for a lock" ->
                    statement.execute(
                            """
                            SET LOCAL lock_timeout = '100ms';
                            SELECT * FROM contended FOR UPDATE;
                            """);
            case "loses its connection once" -> {
                if (met.add(message.id())) {
                    statement.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                }
            }
            case "is too slow once" -> {
                if (met.add(message.id())) {
                    statement.execute("SELECT pg_sleep(3.5)");
                }
            }
            case "finds the pool empty once" -> {
                if (met.add(message.id())) {
                    throw new IllegalStateException(
                            new SQLException("Sorry, acquisition timeout!"));
                }
            }
            default -> {}
        }
    }

    private static void leaveEffect(Connection connection, String topic, Envelope message)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO effect (message_id, topic, key, sequence)"
                                + " VALUES (?, ?, ?, ?)")) {
            statement.setObject(1, message.id());
            statement.setString(2, topic);
            statement.setString(3, message.key());
            statement.setLong(4, message.sequence());
            statement.executeUpdate();
        }
    }
}
