package org.wholepicture.platform.messaging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page about quarantine shows.
 *
 * @param service the service whose records these are
 * @param services where each service has this page
 * @param total how many wait
 * @param lines those of this page, oldest first
 * @param number of the page, from 1
 * @param pages how many there are
 * @param notice what came of a replay, if one was asked for
 */
record QuarantineList(
        String service,
        List<Place> services,
        long total,
        List<Line> lines,
        long number,
        long pages,
        @Nullable Notice notice) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss 'UTC'", Locale.UK)
                    .withZone(ZoneOffset.UTC);

    public boolean hasPrevious() {
        return number > 1;
    }

    public long previous() {
        return number - 1;
    }

    public boolean hasNext() {
        return number < pages;
    }

    public long next() {
        return number + 1;
    }

    /** The page of one service. */
    record Place(String name, String href, boolean current) {}

    /**
     * What came of a replay.
     *
     * @param heading in two or three words
     * @param text a sentence
     * @param applied whether it went well
     */
    record Notice(String heading, String text, boolean applied) {}

    /**
     * One record: where it stood and why it is here, never what it says. Nor its key: of a record
     * that nobody could read the key may say anything.
     */
    record Line(
            String id, String topic, int partition, long offset, String reason, Instant instant) {

        static Line of(Quarantine.Waiting waiting) {
            return new Line(
                    waiting.id().toString(),
                    waiting.topic(),
                    waiting.partition(),
                    waiting.offset(),
                    inWords(waiting.reason()),
                    waiting.quarantinedAt());
        }

        public String time() {
            return TIME.format(instant);
        }
    }

    /** The reason as a sentence; what no sentence of ours was written for has its class named. */
    static String inWords(String reason) {
        if (reason.contains("(SQLState ")) {
            return "The database refused what it says: " + reason + ".";
        }
        if (!reason.contains(" ") && reason.contains(".")) {
            return "The service failed when it applied it: " + reason + ".";
        }
        return reason.substring(0, 1).toUpperCase(Locale.UK) + reason.substring(1) + ".";
    }
}
