package org.wholepicture.platform.mail;

import org.jspecify.annotations.Nullable;

/** How one attempt ended. */
sealed interface Outcome {

    /** The server took the message over. */
    record Accepted(int code) implements Outcome {}

    /** The server knows no such mailbox, or it takes nothing: another address is needed. */
    record Refused(@Nullable Integer code, String reply) implements Outcome {}

    /**
     * Somebody's rules do not let the message through, be they the server's or our own. They may be
     * mistaken, so the next recipient is tried now and this one again later.
     */
    record Barred(@Nullable Integer code, String reply) implements Outcome {}

    /** The server certainly did not take it now; it may later. */
    record Deferred(@Nullable Integer code, String reply) implements Outcome {}

    /**
     * The final dot may have reached the server and its answer did not reach us: it may be sent.
     */
    record Indeterminate(String reply) implements Outcome {}

    /** Name of the outcome in the attempt's row and in metrics. */
    default String name() {
        return switch (this) {
            case Accepted _ -> "ACCEPTED";
            case Refused _ -> "REFUSED";
            case Barred _ -> "BARRED";
            case Deferred _ -> "DEFERRED";
            case Indeterminate _ -> "INDETERMINATE";
        };
    }

    /** Reply code, when the server gave one. */
    default @Nullable Integer replyCode() {
        return switch (this) {
            case Accepted accepted -> Integer.valueOf(accepted.code());
            case Refused refused -> refused.code();
            case Barred barred -> barred.code();
            case Deferred deferred -> deferred.code();
            case Indeterminate _ -> null;
        };
    }

    /** What the server, or the failing connection, said. */
    default @Nullable String said() {
        return switch (this) {
            case Accepted _ -> null;
            case Refused refused -> refused.reply();
            case Barred barred -> barred.reply();
            case Deferred deferred -> deferred.reply();
            case Indeterminate indeterminate -> indeterminate.reply();
        };
    }
}
