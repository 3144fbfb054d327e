package org.wholepicture.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a throwable for the log that keeps classes and stack frames and drops the messages: a
 * driver's message quotes the row, a parser's message quotes the text.
 */
public final class Redacted extends Throwable {

    private static final long serialVersionUID = 1L;

    private static final int DEEPEST = 10;

    private Redacted(String message, @Nullable Throwable cause, StackTraceElement[] frames) {
        super(message, cause, false, true);
        setStackTrace(frames);
    }

    /** The copy, with at most ten causes. */
    public static Redacted of(Throwable original) {
        return copy(original, 0);
    }

    private static Redacted copy(Throwable original, int depth) {
        Throwable cause = original.getCause();
        return new Redacted(
                original.getClass().getName(),
                cause == null || depth == DEEPEST ? null : copy(cause, depth + 1),
                original.getStackTrace());
    }

    /** The original's class alone. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
