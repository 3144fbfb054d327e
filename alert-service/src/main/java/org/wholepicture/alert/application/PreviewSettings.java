package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.wholepicture.alert.domain.AlertFold;
import org.wholepicture.alert.domain.Birth;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.SettingsComparison;
import org.wholepicture.platform.web.Redacted;

/**
 * Works out which alerts of the last year proposed settings would change, by folding everybody's
 * stored facts under both: some persons a turn, none of them held, so that nothing that is heard
 * waits. What is done is kept; whoever comes after a crash goes on from there.
 */
@ApplicationScoped
public class PreviewSettings {

    private static final Logger log = Logger.getLogger(PreviewSettings.class);

    /** So few that a turn ends within a second also where children have thousands of events. */
    private static final int PERSONS_A_TURN = 20;

    private final Previews previews;
    private final SettingsBook book;
    private final SettingsInForce inForce;
    private final Facts facts;
    private final People people;

    PreviewSettings(
            Previews previews,
            SettingsBook book,
            SettingsInForce inForce,
            Facts facts,
            People people) {
        this.previews = previews;
        this.book = book;
        this.inForce = inForce;
        this.facts = facts;
        this.people = people;
    }

    /**
     * Folds some persons for one preview.
     *
     * @return whether there is more to do
     */
    @Transactional
    public boolean next() {
        Optional<Previews.Due> due = previews.holdOne();
        if (due.isEmpty()) {
            return false;
        }
        int version = due.get().version();
        List<UUID> persons = previews.persons(due.get().after(), PERSONS_A_TURN);
        if (persons.isEmpty()) {
            previews.finish(version);
            return true;
        }
        SettingsBook.Entry proposed = entry(version);
        AlertFold before = inForce.foldUnder(entry(proposed.base()));
        AlertFold after = inForce.foldUnder(proposed);
        Map<String, SettingsComparison.Counts> counts = new HashMap<>();
        long failed = 0;
        for (UUID person : persons) {
            if (!fold(person, before, after, due.get().day(), counts)) {
                failed++;
            }
        }
        previews.add(version, persons, failed, counts);
        return true;
    }

    /** How many previews are not finished. */
    @Transactional
    public long remaining() {
        return previews.remaining();
    }

    private boolean fold(
            UUID person,
            AlertFold before,
            AlertFold after,
            LocalDate day,
            Map<String, SettingsComparison.Counts> counts) {
        List<Birth> births = people.births(person);
        List<Fact> known = facts.about(person);
        try {
            SettingsComparison.compare(
                            before.fold(births, known, day),
                            after.fold(births, known, day),
                            Previews.Preview.since(day))
                    .forEach(
                            (rule, some) ->
                                    counts.merge(rule, some, SettingsComparison.Counts::plus));
            return true;
        } catch (RuntimeException e) {
            // The sweep fails for the same person and says so loudly; the preview says how many.
            log.errorf(Redacted.of(e), "preview failed person=%s", person);
            return false;
        }
    }

    private SettingsBook.Entry entry(int version) {
        return book.find(version)
                .orElseThrow(() -> new IllegalStateException("settings that are gone"));
    }
}
