package org.wholepicture.chronology.domain.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that was asked for, and how far it is.
 *
 * @param attempts how often making it was begun
 */
public record ExportJob(ExportRequest request, State state, int attempts) {

    /** How far it is. */
    public sealed interface State {}

    /**
     * Waiting, or being made.
     *
     * @param done entries that stand in it
     * @param total of how many; null while nobody knows
     */
    public record Waiting(long done, @Nullable Long total) implements State {}

    /**
     * It can be fetched.
     *
     * @param bytes its size
     * @param sha256 of its content, hexadecimal
     * @param expires when it is removed
     * @param source what has to stand while it is fetched
     */
    public record Ready(
            long entries,
            long bytes,
            String sha256,
            Instant made,
            Instant expires,
            ExportSource source)
            implements State {}

    /** It could not be made. */
    public record Failed(Instant at) implements State {}

    /** It was removed. */
    public record Expired(Instant at) implements State {}
}
