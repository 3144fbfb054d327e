package org.wholepicture.platform.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/** How audit rows are sealed and verified. */
@ConfigMapping(prefix = "wp.audit")
public interface AuditConfig {

    /** Whether the service seals and verifies by itself; rows are written either way. */
    @WithDefault("true")
    boolean enabled();

    /**
     * The database role that reads and seals the rows, where the login role may only add them; a
     * plain name.
     */
    Optional<String> role();

    /** How often new rows are looked for and sealed: the longest that a row stays open. */
    @WithDefault("1s")
    Duration interval();

    /**
     * Folder outside the database in which the head of the chain is written down after each seal,
     * in a subfolder of the service's name. On storage that whoever runs the database cannot write
     * to. Without it the chain shows what was changed in it, and not that its end was taken away.
     */
    Optional<Path> anchorFolder();

    /** When the whole chain is verified each night, in the partnership's time. */
    @WithDefault("02:30")
    LocalTime verifyAt();
}
