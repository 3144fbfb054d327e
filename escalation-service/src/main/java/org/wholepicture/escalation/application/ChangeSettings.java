package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;

/**
 * The partnership sets stages, limits and days off: an administrator proposes, another one
 * approves, and the stages under way are planned anew.
 */
@ApplicationScoped
public class ChangeSettings {

    private static final String PURPOSE = "administers the partnership";

    private final SettingsBook book;
    private final Trail trail;
    private final InstantSource clock;

    ChangeSettings(SettingsBook book, Trail trail, InstantSource clock) {
        this.book = book;
        this.trail = trail;
        this.clock = clock;
    }

    /** Every version, newest first, with the one in effect. */
    public record Versions(Settings inEffect, List<SettingsBook.Entry> all) {

        /** Copies the list. */
        public Versions {
            all = List.copyOf(all);
        }
    }

    /** The versions. */
    @Transactional
    public Versions versions() {
        return new Versions(book.present(), book.all());
    }

    /**
     * Proposes a version.
     *
     * @return its number
     */
    @Transactional
    public int propose(Asker asker, Settings settings, String reason) {
        Instant now = clock.instant();
        trail.did(asker, "propose-settings", now, List.of(), PURPOSE);
        return book.propose(settings, reason, asker.practitioner().id(), now);
    }

    /** Approves a version that another administrator has proposed. */
    @Transactional
    public SettingsBook.Approval approve(Asker asker, int version) {
        Instant now = clock.instant();
        SettingsBook.Approval approval = book.approve(version, asker.practitioner().id(), now);
        if (approval == SettingsBook.Approval.DONE) {
            trail.did(asker, "approve-settings", now, List.of(), PURPOSE);
        } else {
            trail.refused(asker, "approve-settings", now, List.of());
        }
        return approval;
    }
}
