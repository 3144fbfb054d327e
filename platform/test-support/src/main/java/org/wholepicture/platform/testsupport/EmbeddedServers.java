package org.wholepicture.platform.testsupport;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * The servers that tests use, once per JVM. {@link PlatformServers} loads this class through the
 * system class loader: Quarkus gives each test application a class loader of its own and closes it,
 * which would start the servers again and take their classes away. For the same reason only types
 * of the JDK cross its methods.
 */
public final class EmbeddedServers {

    private static final String LOOPBACK = "localhost";

    /** Held so that the levels set on them are not forgotten with the loggers. */
    private static final List<Logger> QUIET_LOGGERS =
            Stream.of("kafka", "org.apache.kafka", "state.change.logger", "io.zonky", "io.netty")
                    .map(Logger::getLogger)
                    .toList();

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable String kafkaBootstrap;
    private static @Nullable GreenMail mail;

    private EmbeddedServers() {}

    /** Starts PostgreSQL if needed; its port on the loopback. The superuser is {@code postgres}. */
    public static synchronized int postgresPort() throws IOException {
        if (ContainerServers.WANTED) {
            return ContainerServers.postgresPort();
        }
        if (postgres == null) {
            quieten();
            // A stable folder: the archive of binaries is extracted once per machine.
            File binaries =
                    Path.of(System.getProperty("java.io.tmpdir"), "whole-picture-postgresql")
                            .toFile();
            postgres =
                    EmbeddedPostgres.builder()
                            .setOverrideWorkingDirectory(binaries)
                            .setServerConfig("max_connections", "200")
                            // No test of this kind pulls the machine's plug.
                            .setServerConfig("fsync", "off")
                            .setServerConfig("full_page_writes", "off")
                            .setServerConfig("timezone", "UTC")
                            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                            .start();
        }
        return postgres.getPort();
    }

    /** Starts the broker if needed; its bootstrap address. */
    public static synchronized String kafkaBootstrap() throws IOException {
        if (ContainerServers.WANTED) {
            return ContainerServers.kafkaBootstrap();
        }
        if (kafkaBootstrap == null) {
            quieten();
            kafkaBootstrap = startBroker();
        }
        return kafkaBootstrap;
    }

    /** Starts the SMTP sink if needed; its port on the loopback. */
    public static synchronized int smtpPort() {
        if (mail == null) {
            mail = new GreenMail(new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP));
            mail.start();
        }
        return mail.getSmtp().getPort();
    }

    /** What arrived by SMTP, oldest first: from, to, subject, message-id, raw. */
    public static synchronized List<Map<String, String>> mails() {
        List<Map<String, String>> mails = new ArrayList<>();
        if (mail != null) {
            // It lists one mailbox after the other, in the order of their first mail.
            Stream.of(mail.getReceivedMessages())
                    .sorted(Comparator.comparing(EmbeddedServers::sent))
                    .map(EmbeddedServers::describe)
                    .forEach(mails::add);
        }
        return mails;
    }

    /** Forgets what arrived by SMTP. */
    public static synchronized void purgeMails() {
        if (mail != null) {
            try {
                mail.purgeEmailFromAllMailboxes();
            } catch (com.icegreen.greenmail.store.FolderException e) {
                throw new IllegalStateException("cannot empty the mailboxes", e);
            }
        }
    }

    private static void quieten() {
        QUIET_LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    /** By the clock of the service that sent it, to the second. */
    private static Date sent(MimeMessage message) {
        try {
            Date sent = message.getSentDate();
            return sent == null ? new Date(0) : sent;
        } catch (MessagingException e) {
            throw new IllegalStateException("a mail without a date that can be read", e);
        }
    }

    private static Map<String, String> describe(MimeMessage message) {
        try (ByteArrayOutputStream raw = new ByteArrayOutputStream()) {
            message.writeTo(raw);
            Address[] to = message.getAllRecipients();
            return Map.of(
                    "from", message.getFrom()[0].toString(),
                    "to", to == null ? "" : to[0].toString(),
                    "subject", String.valueOf(message.getSubject()),
                    "message-id", String.valueOf(message.getMessageID()),
                    "raw", raw.toString(StandardCharsets.UTF_8));
        } catch (MessagingException e) {
            throw new IllegalStateException("unreadable mail", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String startBroker() throws IOException {
        Path state = Files.createTempDirectory("whole-picture-kafka");
        int brokerPort = freePort();
        int controllerPort = freePort();
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put(
                "listeners",
                "PLAINTEXT://localhost:"
                        + brokerPort
                        + ",CONTROLLER://localhost:"
                        + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://localhost:" + brokerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        settings.put("log.dirs", state.resolve("log").toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("auto.create.topics.enable", "false");
        // One JVM carries the test, the service and the broker: few threads, small buffers.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        Path file = state.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        PrintStream quiet = new PrintStream(PrintStream.nullOutputStream());
        int formatted =
                StorageTool.execute(
                        new String[] {
                            "format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
                        },
                        quiet);
        if (formatted != 0) {
            throw new IllegalStateException("the broker's folder could not be formatted: " + state);
        }
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    // First: a broker whose folder vanishes ends the JVM as failed.
                                    server.shutdown();
                                    server.awaitShutdown();
                                    delete(state);
                                },
                                "stop broker"));
        return LOOPBACK + ":" + brokerPort;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What cannot be deleted is left behind: the folder is a temporary one. */
    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            Logger.getLogger(EmbeddedServers.class.getName())
                    .log(Level.FINE, "left the broker's folder", e);
        }
    }
}
