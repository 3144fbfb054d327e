package org.wholepicture.chronology;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a partnership sets for files of a timeline. */
@ConfigMapping(prefix = "wp.exports")
public interface ExportConfig {

    /** How long a finished file can be fetched; default 7 days. */
    @WithDefault("7d")
    Duration keptFor();

    /** A timeline with no more entries is made while its asker waits; 1 to 200, default 200. */
    @WithDefault("200")
    int atOnce();

    /** How often each replica looks for files to make and to remove; default 2 s. */
    @WithDefault("2s")
    Duration interval();

    /** Longest time that making one file may take; default 15 minutes. */
    @WithDefault("15m")
    Duration longest();
}
