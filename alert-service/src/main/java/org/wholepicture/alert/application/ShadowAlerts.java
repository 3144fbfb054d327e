package org.wholepicture.alert.application;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.wholepicture.alert.domain.AlertEpisode;

/**
 * What rules in shadow would have raised. Kept apart from the alerts: never published, mailed or
 * shown to anybody but as counts.
 */
public interface ShadowAlerts {

    /** Makes what is kept of a person tell these episodes and no others; the caller holds them. */
    void put(UUID person, List<AlertEpisode> episodes);

    /**
     * Alerts of one rule in one week.
     *
     * @param week its Monday
     * @param raised how many people heard of
     * @param wouldBe how many were raised in shadow
     */
    record Weekly(String rule, LocalDate week, long raised, long wouldBe) {}

    /**
     * The most alerts of one rule, raised or in shadow, that any one practitioner has.
     *
     * @param most about the children that the practitioner answers for today
     */
    record Busiest(String rule, long most) {}

    /** Counts of alerts raised on or after a day, by rule and week. */
    List<Weekly> weekly(LocalDate since);

    /** The alerts raised on or after a day, by rule, of whoever answers for most of them today. */
    List<Busiest> busiest(LocalDate since, LocalDate today);

    /** How many practitioners answer for a child on a day. */
    long practitioners(LocalDate today);
}
