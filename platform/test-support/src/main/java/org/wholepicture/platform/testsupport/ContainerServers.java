package org.wholepicture.platform.testsupport;

import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The same two servers from a container engine, for people who have one and want the images they
 * deploy. The one switch is the environment variable {@code WP_CONTAINERS=true}.
 */
final class ContainerServers {

    /** Whether the switch is on. */
    static final boolean WANTED = "true".equals(System.getenv("WP_CONTAINERS"));

    private static @Nullable PostgreSQLContainer postgres;
    private static @Nullable KafkaContainer kafka;

    private ContainerServers() {}

    /** Starts PostgreSQL if needed; its port on the loopback. The superuser needs no password. */
    static synchronized int postgresPort() {
        PostgreSQLContainer container = postgres;
        if (container == null) {
            container =
                    new PostgreSQLContainer("postgres:18")
                            .withUsername("postgres")
                            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust");
            container.setCommand("postgres", "-c", "max_connections=200", "-c", "fsync=off");
            container.waitingFor(Wait.forListeningPort());
            container.start();
            postgres = container;
        }
        return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    /** Starts the broker if needed; its bootstrap address. */
    static synchronized String kafkaBootstrap() {
        KafkaContainer container = kafka;
        if (container == null) {
            container =
                    new KafkaContainer("apache/kafka:4.1.1")
                            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            container.start();
            kafka = container;
        }
        return container.getBootstrapServers();
    }
}
