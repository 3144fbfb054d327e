package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.wholepicture.alert.domain.About;
import org.wholepicture.alert.domain.FiresWhen;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.Thresholds;

/**
 * The rules as the partnership publishes them: made from the rules themselves and the numbers that
 * hold now, so that the list cannot say anything else than what runs (domain.md B-92).
 */
@ApplicationScoped
public class PublishedRules {

    /**
     * One rule.
     *
     * @param about what the rule says of itself
     * @param when what it looks at and when it fires
     */
    public record Published(About about, FiresWhen when) {}

    private final SettingsInForce settings;
    private final InstantSource clock;

    PublishedRules(SettingsInForce settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Every rule, in the order of domain.md C10, with the numbers of today. */
    public List<Published> all() {
        Thresholds thresholds =
                settings.versions()
                        .on(clock.instant().atZone(MailTimes.LONDON).toLocalDate())
                        .settings()
                        .thresholds();
        return Rules.ALL.stream()
                .map(rule -> new Published(rule.about(), FiresWhen.of(rule, thresholds)))
                .toList();
    }
}
