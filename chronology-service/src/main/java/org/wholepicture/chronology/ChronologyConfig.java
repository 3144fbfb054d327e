package org.wholepicture.chronology;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** What a partnership sets for this service. */
@ConfigMapping(prefix = "wp.chronology")
public interface ChronologyConfig {

    /**
     * Longer than this without anything from an agency is shown as silence. Whole days; the default
     * is the working cycle of a core group, four weeks [domain.md C1].
     */
    @WithDefault("28d")
    Duration silentAfter();

    /**
     * Secret that proves that a paging cursor came from here, any text of 32 characters or more;
     * the same on every replica. Without it each start makes its own, and cursors from before a
     * restart are refused.
     */
    Optional<String> cursorSecret();

    /**
     * Where the privacy officer is told of emergencies: a work address that several people read.
     * Without it such a message waits and is listed as one that reaches nobody.
     */
    Optional<String> privacyOfficerInbox();

    /**
     * Days that are no working days beside the bank holidays of England: closure days, and bank
     * holidays announced since. For the review of emergencies; by default none.
     */
    Optional<Set<LocalDate>> closed();

    /** Days from Monday to Friday that are working days although they are bank holidays. */
    Optional<Set<LocalDate>> open();

    /** How a rebuild works [docs/adr/0018]. */
    Rebuild rebuild();

    /** How a rebuild works. */
    interface Rebuild {

        /** How many parts of it a replica works on at once; default 2. */
        @WithDefault("2")
        int workers();

        /** How many messages are read and set right together, at least; default 4,000. */
        @WithDefault("4000")
        int page();
    }
}
