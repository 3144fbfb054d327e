package org.wholepicture.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** Main class of the broker's own JVM: one KRaft node, broker and controller in one. */
final class KafkaBroker {

    private KafkaBroker() {}

    /**
     * Runs until told to stop.
     *
     * @param args folder to keep the data in, port, controller port
     */
    public static void main(String[] args) throws IOException {
        Logs.configure("kafka-logging.properties");
        Path folder = Path.of(args[0]);
        Properties settings = settings(folder, args[1], args[2]);
        format(folder, settings);
        KafkaRaftServer broker =
                new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::shutdown, "stop"));
        broker.startup();
        broker.awaitShutdown();
    }

    private static Properties settings(Path folder, String port, String controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("log.dirs", folder.resolve("data").toString());
        settings.setProperty("auto.create.topics.enable", "false");
        // There is one broker only.
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // Few small logs: the defaults reserve about 200 MB for cleaning alone.
        settings.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        settings.setProperty("log.segment.bytes", "67108864");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        return settings;
    }

    /** Formats the storage if it never was; the cluster's id is kept in it. */
    private static void format(Path folder, Properties settings) throws IOException {
        if (Files.exists(folder.resolve("data").resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(folder);
        Path file = folder.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, "written by the launcher");
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit =
                StorageTool.execute(
                        new String[] {
                            "format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
                        },
                        new PrintStream(said, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new IOException(
                    "the storage cannot be formatted: " + said.toString(StandardCharsets.UTF_8));
        }
    }
}
