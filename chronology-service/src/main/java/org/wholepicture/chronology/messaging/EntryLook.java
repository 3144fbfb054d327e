package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.wholepicture.chronology.application.CheckEntries;
import org.wholepicture.platform.messaging.Applied;
import org.wholepicture.platform.messaging.Look;
import org.wholepicture.platform.messaging.Losses;

/**
 * Looks whether every entry that a message told is still there. The message of one that is gone
 * counts as missing from then on, so that the timeline says so until it has come again.
 */
@Singleton
class EntryLook implements Look, Applied {

    private final CheckEntries entries;
    private final Losses losses;

    EntryLook(CheckEntries entries, Losses losses) {
        this.entries = entries;
        this.losses = losses;
    }

    @Override
    public String name() {
        return "entry";
    }

    @Override
    public long highest() {
        return entries.highest();
    }

    @Override
    public void at(long first, long last) {
        losses.askAgain(
                name(),
                entries.gone(first, last).stream()
                        .map(
                                told ->
                                        new Losses.Lost(
                                                told.origin().message(),
                                                told.origin().topic(),
                                                told.record().toString(),
                                                told.origin().sequence()))
                        .toList());
    }

    @Override
    public Map<String, Long> count(Instant from, Instant until) {
        Map<String, Long> counts = new HashMap<>();
        entries.count(from, until)
                .forEach((agency, messages) -> counts.put(agency.value(), messages));
        return counts;
    }
}
