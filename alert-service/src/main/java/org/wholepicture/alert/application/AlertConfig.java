package org.wholepicture.alert.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

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

    /** Days on which the partnership is closed beside bank holidays; default none. */
    Optional<Set<LocalDate>> closureDays();

    /**
     * Children born on or after this day are expected to have a new-birth visit, because health
     * visiting has sent its appointments since; default none, where it is no sender.
     */
    Optional<LocalDate> newBirthVisitsFrom();
}
