package org.wholepicture.escalation.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** What a partnership sets for disagreements. */
@ConfigMapping(prefix = "wp.escalation")
public interface EscalationConfig {

    /** Zone in which an instant becomes a day; default Europe/London. */
    @WithDefault("Europe/London")
    ZoneId zone();
}
