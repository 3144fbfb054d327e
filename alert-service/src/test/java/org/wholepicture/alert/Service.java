package org.wholepicture.alert;

import static org.wholepicture.platform.testsupport.Waits.await;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.Mailbox;

/** The running service, as tests see it: what they send to it, and what stands in its tables. */
@ApplicationScoped
public class Service {

    private final DataSource dataSource;
    private final List<IdleCheck> idleChecks;
    private final Workers workers;

    Service(DataSource dataSource, @All List<IdleCheck> idleChecks, Workers workers) {
        this.dataSource = dataSource;
        this.idleChecks = idleChecks;
        this.workers = workers;
    }

    /** Sends the directory of the tests, if it has not come yet; as often as wanted. */
    public void knowsTheDirectory() {
        if (number("SELECT count(*) FROM practitioner WHERE practitioner LIKE 'pr-left%'") == 2) {
            return;
        }
        hears(
                "directory",
                List.of(
                        agency(1, "early-help", "Early Help Service"),
                        agency(2, "health-visiting", "Health Visiting Service"),
                        agency(3, "drug-alcohol", "Drug and Alcohol Service"),
                        practitioner(
                                4,
                                1,
                                "pr-lead",
                                ",\"manager\":\"pr-manager\",\"deputy\":\"pr-deputy\"",
                                true),
                        practitioner(5, 1, "pr-manager", "", true),
                        practitioner(6, 1, "pr-deputy", "", true),
                        practitioner(7, 1, "pr-front-door", "", true),
                        practitioner(8, 1, "pr-other", "", true),
                        practitioner(9, 1, "pr-other-lead", "", true),
                        practitioner(10, 1, "pr-left", "", false),
                        practitioner(
                                11,
                                1,
                                "pr-left-with-manager",
                                ",\"manager\":\"pr-manager\"",
                                false)));
    }

    /** An entry of the directory. */
    public static Message practitioner(
            int n, long sequence, String id, String further, boolean active) {
        return Deliveries.message(
                new UUID(0x4000_0000_0000_4000L, 0x8000_0000_0000_0000L | (n * 1000L + sequence)),
                "org.wholepicture.practitioner.v1",
                id,
                sequence,
                Child.known(0),
                """
                {"practitioner":"%s","name":"Name-Canary %s","agency":"early-help",\
                "role":"family help","email":"%s@early-help.example"%s,"active":%s}"""
                        .formatted(id, id, id, further, active));
    }

    private static Message agency(int n, String id, String name) {
        return Deliveries.message(
                new UUID(0x5000_0000_0000_4000L, 0x8000_0000_0000_0000L | n),
                "org.wholepicture.agency.v1",
                id,
                1,
                Child.known(0),
                """
                {"agency":"%s","name":"%s","kind":"service","inboxes":{},"active":true}"""
                        .formatted(id, name));
    }

    /** Sends messages and waits until the service has applied them and has nothing left to do. */
    public void hears(String topic, List<Message> messages) {
        Deliveries.inOrder(topic, messages);
        hasApplied(messages);
    }

    /** Sends what a child's story has and waits. */
    public void hears(Child child) {
        hears("child-events", child.messages());
    }

    /** Waits until these messages are applied and nothing is left to do. */
    public void hasApplied(List<Message> messages) {
        List<String> ids =
                messages.stream()
                        .map(message -> String.valueOf(message.value()))
                        .map(value -> value.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1"))
                        .distinct()
                        .toList();
        if (ids.isEmpty()) {
            isIdle();
            return;
        }
        String list = "'" + String.join("','", ids) + "'";
        await().until(
                        () ->
                                number(
                                                "SELECT count(*) FROM inbox WHERE message_id IN ("
                                                        + list
                                                        + ")")
                                        == ids.size());
        isIdle();
    }

    /**
     * Waits until nothing is left to do at the present time, as it is asked twice in a row: while
     * one kind of work was asked about, another's may have made some for it.
     */
    public void isIdle() {
        await().until(() -> IntStream.range(0, 2).allMatch(_ -> nothingIsLeft()));
    }

    private boolean nothingIsLeft() {
        return QuarkusTransaction.requiringNew()
                .call(() -> idleChecks.stream().allMatch(check -> check.remaining() == 0));
    }

    /** Moves the time to a moment of a day of the stories, in London, and waits. */
    public void isAt(int day, String time) {
        TestClock.CLOCK.setTo(Child.at(day, LocalTime.parse(time)));
        workers.wake();
        isIdle();
    }

    /** First column of a query, as text. */
    public List<String> texts(String query) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Brings about in the tables what cannot be brought about from outside. */
    public void changes(String statementText) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(statementText);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number that a query counts. */
    public long number(String query) {
        return Long.parseLong(texts(query).getFirst());
    }

    /** Alerts of a person in one line each, in the order of their days. */
    public List<String> alertsOf(UUID person) {
        return texts(
                "SELECT concat_ws(' ', raised_on - DATE '2026-01-05', rule, subject, state,"
                        + " array_to_string(reasons, ','), array_to_string(events, ','))"
                        + " FROM alert WHERE person = '"
                        + person
                        + "' ORDER BY raised_on, rule, subject, state");
    }

    /** The same without subjects that are ids, and without events. */
    public List<String> alertsInShort(UUID person) {
        return texts(
                "SELECT concat_ws(' ', raised_on - DATE '2026-01-05', rule, state) FROM alert"
                        + " WHERE person = '"
                        + person
                        + "' ORDER BY raised_on, rule, state");
    }

    /** Mails to whoever answers that tell of alerts of this person, oldest first. */
    public List<Mailbox.Mail> mailsAbout(UUID person) {
        return allMailsAbout(person).stream()
                .filter(mail -> !mail.raw().contains("because you manage"))
                .filter(mail -> !mail.raw().contains("because this inbox is"))
                .toList();
    }

    /** Every mail that tells of alerts of this person, oldest first. */
    public List<Mailbox.Mail> allMailsAbout(UUID person) {
        List<String> alerts = texts("SELECT id FROM alert WHERE person = '" + person + "'");
        return Mailbox.mails().stream()
                .filter(mail -> alerts.stream().anyMatch(mail.raw()::contains))
                .toList();
    }

    /** Id of the person's alert of a rule; there is one. */
    public String alertOf(UUID person, String rule) {
        List<String> found =
                texts(
                        "SELECT id FROM alert WHERE person = '"
                                + person
                                + "' AND rule = '"
                                + rule
                                + "'");
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " alerts of " + rule);
        }
        return found.getFirst();
    }
}
