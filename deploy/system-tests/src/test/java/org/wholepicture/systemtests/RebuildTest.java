package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Promise 1: the chronology is made anew from what the other services ever numbered. */
class RebuildTest {

    private static final List<String> FACTS =
            List.of(
                    "record_membership",
                    "record_now",
                    "record_opening",
                    "confirmation",
                    "entry",
                    "entry_message",
                    "entry_mark");

    private static Stack stack;

    @BeforeAll
    static void stackIsRunning() {
        stack = TestStack.running();
    }

    @Test
    void whatWasChangedAndDeletedByHandIsByteForByteAsBeforeWhilePeopleRead() throws Exception {
        Child child = stack.child();
        Map<String, List<String>> before = dump(child);
        assertThat(before.get("entry")).hasSizeGreaterThan(5);
        for (String change :
                List.of(
                        "UPDATE entry SET claims = '[]', known_at = known_at + interval '1 day'",
                        "DELETE FROM entry_mark",
                        "UPDATE record_opening SET given_name = 'Another'",
                        "DELETE FROM entry_message")) {
            int _ = stack.execute("chronology", change + " WHERE record IN " + records(child));
        }
        int _ =
                stack.execute(
                        "chronology",
                        "DELETE FROM entry WHERE kind <> 'FACT' AND record IN " + records(child));
        assertThat(dump(child)).isNotEqualTo(before);
        AtomicBoolean reading = new AtomicBoolean(true);
        List<Integer> answers = new CopyOnWriteArrayList<>();
        Thread reader =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (reading.get()) {
                                        answers.add(child.timeline(Child.LEAD).status());
                                    }
                                });

        String printed = stack.wp("rebuild");

        reading.set(false);
        reader.join();
        assertThat(printed).contains("16 of 16 parts", "0 records left as they are", "done");
        assertThat(dump(child)).isEqualTo(before);
        assertThat(answers).isNotEmpty().containsOnly(200);
        assertThat(stack.wp("rebuild", "--status")).contains("done");
    }

    private static String records(Child child) {
        return "(SELECT record FROM record_now WHERE person = '%s')".formatted(child.person());
    }

    private static Map<String, List<String>> dump(Child child) throws SQLException {
        Map<String, List<String>> dump = new TreeMap<>();
        try (Connection database = DriverManager.getConnection(stack.database("chronology"));
                Statement statement = database.createStatement()) {
            for (String table : FACTS) {
                List<String> found = new ArrayList<>();
                try (ResultSet rows =
                        statement.executeQuery(
                                "SELECT (to_jsonb(t) - 'number')::text FROM %s t WHERE record IN %s ORDER BY 1"
                                        .formatted(table, records(child)))) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
                dump.put(table, found);
            }
        }
        return dump;
    }
}
