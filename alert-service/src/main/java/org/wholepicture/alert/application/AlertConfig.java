package org.wholepicture.alert.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;

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

    /** How alerts wait for people. */
    Life life();

    /** When the partnership is at work. */
    WorkingHours workingHours();

    /**
     * How alerts wait for people (domain.md "Alert-fatigue budget"; all are proposals of it but
     * where said).
     */
    interface Life {

        /** Working days within which an agency that is asked is to answer, 1 to 1000; default 3. */
        @WithDefault("3")
        int checkAnswerWorkingDays();

        /**
         * Working days within which a HIGH alert is to be acknowledged, 1 to 1000; default 1. Then
         * it moves up to the manager.
         */
        @WithDefault("1")
        int answerHighWorkingDays();

        /** The same for a MED alert; default 3. */
        @WithDefault("3")
        int answerMedWorkingDays();

        /**
         * Days after its end within which the same alert, made again, joins the next digest and has
         * no mail of its own, unless it is HIGH; default 7; 0 for none.
         */
        @WithDefault("7")
        int coolDownDays();

        /** The same after an alert that was known and in plan; default 30. */
        @WithDefault("30")
        int coolDownInPlanDays();

        /**
         * Most working days for which two people may put an alert off, 1 to 5; default 5, and never
         * more (assurance.md "Who may do what").
         */
        @WithDefault("5")
        int mostSuppressionWorkingDays();

        /**
         * New alerts that a practitioner should have in seven days at most; managers see them
         * against it; default 10.
         */
        @WithDefault("10")
        int weeklyBudget();
    }

    /** Outside these hours a HIGH alert is also told the out-of-hours desk. */
    interface WorkingHours {

        /** London time at which a working day begins; default 09:00. */
        @WithDefault("09:00")
        LocalTime from();

        /** London time at which it has ended; default 17:00. */
        @WithDefault("17:00")
        LocalTime to();
    }
}
