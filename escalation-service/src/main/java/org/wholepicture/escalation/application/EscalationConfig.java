package org.wholepicture.escalation.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How this deployment of the service runs. What the partnership sets for its protocol is kept in
 * versions in the database, see {@link ChangeSettings}.
 */
@ConfigMapping(prefix = "wp.escalation")
public interface EscalationConfig {

    /** Zone in which an instant becomes a day; default Europe/London. */
    @WithDefault("Europe/London")
    ZoneId zone();

    /**
     * Origin that links in e-mails begin with, without a path; default what {@code
     * wp.pages.base-url} says, and without that the local gateway.
     */
    @WithDefault("${wp.pages.base-url:http://localhost:8080}")
    URI baseUrl();

    /**
     * How often due timers are looked for; default 500 ms. Finding none costs a look into an index,
     * and the local stack moves time by days.
     */
    @WithDefault("500ms")
    Duration timerPoll();

    /** How many timers fire in one transaction, 1 to 5000; default 500. */
    @WithDefault("500")
    int timersAtOnce();

    /**
     * How long whoever has claimed timers may stand still before the database ends their session
     * and lets others have them; default 20 s, so that a stopped process delays a timer by less
     * than a minute.
     */
    @WithDefault("20s")
    Duration claimPatience();
}
