package org.wholepicture.chronology.persistence;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows as the text that COPY takes: by far the fastest way into a table. */
final class CopyLines {

    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    /** Adds a value to the row. */
    CopyLines add(@Nullable Object value) {
        if (begun) {
            text.append('\t');
        }
        begun = true;
        if (value == null) {
            text.append("\\N");
        } else {
            escape(value.toString());
        }
        return this;
    }

    /** A moment, to the microsecond as every other way into the database rounds it. */
    CopyLines add(@Nullable Instant moment) {
        return add((Object) (moment == null ? null : Microseconds.of(moment)));
    }

    /** Ends the row. */
    void end() {
        text.append('\n');
        begun = false;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Sends the rows. */
    void to(Handle handle, String table) {
        if (isEmpty()) {
            return;
        }
        try {
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + table + " FROM STDIN",
                            new java.io.ByteArrayInputStream(
                                    text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (SQLException | java.io.IOException e) {
            // Without the cause where it is the server's: it quotes the row.
            throw new IllegalStateException("the rows of " + table + " were not taken");
        }
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
