package org.wholepicture.alert.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Settings of alert-service. */
@ConfigMapping(prefix = "wp.alerts")
public interface AlertConfig {

    /**
     * Origin that links in e-mails begin with, without a path; default what {@code
     * wp.pages.base-url} says, and without that the local gateway.
     */
    @WithDefault("${wp.pages.base-url:http://localhost:8080}")
    URI baseUrl();

    /**
     * How often the nightly sweep looks for persons who are behind; default 500 ms. Finding none
     * costs a look into an index, and the local stack moves time by days.
     */
    @WithDefault("500ms")
    Duration sweepPoll();

    /** How often due mail is looked for; default 500 ms. */
    @WithDefault("500ms")
    Duration mailPoll();

    /**
     * Whether a partnership without any alert yet begins with every rule in shadow, until its
     * administrators let them speak; default yes. What it says afterwards has no effect.
     */
    @WithDefault("true")
    boolean startInShadow();

    /**
     * How often it is looked whether a preview of settings is to be worked out, and whether
     * settings were approved; default 1 s.
     */
    @WithDefault("1s")
    Duration settingsPoll();
}
