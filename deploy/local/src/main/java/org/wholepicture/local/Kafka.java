package org.wholepicture.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The broker as a child process, and the topics of the platform. */
final class Kafka {

    static final String NAME = "kafka";

    /**
     * Fixed for ever: more partitions would move keys and break the order of one child's events.
     */
    private static final int PARTITIONS = 12;

    private static final String FOURTEEN_DAYS = String.valueOf(Duration.ofDays(14).toMillis());

    private Kafka() {}

    static Server server(StateFolder state, Ports ports, List<String> java) {
        List<String> command = new ArrayList<>(java);
        command.addAll(
                List.of(
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        KafkaBroker.class.getName(),
                        state.kafka().toString(),
                        String.valueOf(ports.of(Ports.KAFKA)),
                        String.valueOf(ports.of(Ports.KAFKA_CONTROLLER))));
        return new Server(
                NAME,
                "Kafka",
                command,
                // Not an argument: a list of processes stays readable.
                Map.of("CLASSPATH", System.getProperty("java.class.path")),
                state.root(),
                () -> createTopics(ports),
                Duration.ofMinutes(5),
                "TERM");
    }

    static String bootstrap(Ports ports) {
        return "127.0.0.1:" + ports.of(Ports.KAFKA);
    }

    /** Creates the topics that are missing; true once all are there. */
    private static boolean createTopics(Ports ports)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!Sockets.listening(ports.of(Ports.KAFKA))) {
            return false;
        }
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap(ports),
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        "5000",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        "4000");
        try (Admin admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get(5, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    topics().stream().filter(topic -> !existing.contains(topic.name())).toList();
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(10, TimeUnit.SECONDS);
            }
            return true;
        }
    }

    private static List<NewTopic> topics() {
        return List.of(
                // Kept 14 days: a rebuild comes from referral-service, not from here.
                topic("child-events", Map.of("retention.ms", FOURTEEN_DAYS)),
                topic("directory", Map.of("cleanup.policy", "compact")),
                topic("access", Map.of("cleanup.policy", "compact")),
                topic("alerts", Map.of("retention.ms", FOURTEEN_DAYS)),
                topic("escalations", Map.of("retention.ms", FOURTEEN_DAYS)),
                topic("tallies", Map.of("cleanup.policy", "compact")),
                topic("erasure-reports", Map.of("retention.ms", FOURTEEN_DAYS)),
                topic("republish-requests", Map.of("retention.ms", FOURTEEN_DAYS)));
    }

    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, PARTITIONS, (short) 1).configs(settings);
    }
}
