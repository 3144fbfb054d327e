package org.wholepicture.platform.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Every line that the service logs while this is open, with what its exceptions say. */
public final class LogLines extends Handler implements AutoCloseable {

    private final List<String> text = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    private LogLines() {}

    /** Listens until it is closed. */
    public static LogLines listening() {
        LogLines lines = new LogLines();
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    /** The lines so far. */
    public List<String> text() {
        return List.copyOf(text);
    }

    /** The lines so far that have this in them. */
    public List<String> with(String part) {
        return text.stream().filter(line -> line.contains(part)).toList();
    }

    @Override
    public void publish(LogRecord entry) {
        StringBuilder line = new StringBuilder(formatter.format(entry));
        for (Throwable at = entry.getThrown(); at != null; at = at.getCause()) {
            line.append(at);
        }
        text.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
