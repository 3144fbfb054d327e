package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
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

    /** Every rule, in the order of domain.md C10. */
    public List<Published> all() {
        return Rules.ALL.stream()
                .map(rule -> new Published(rule.about(), FiresWhen.of(rule, Thresholds.DEFAULTS)))
                .toList();
    }
}
