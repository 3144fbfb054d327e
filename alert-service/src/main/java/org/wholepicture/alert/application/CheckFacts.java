package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.wholepicture.platform.messaging.Losses;

/** Says which facts are gone, and how much has been heard. */
@ApplicationScoped
public class CheckFacts {

    private final Facts facts;

    CheckFacts(Facts facts) {
        this.facts = facts;
    }

    /** The highest in the order of hearing. */
    @Transactional
    public long highest() {
        return facts.highestNoted();
    }

    /** Messages whose facts are gone. */
    @Transactional
    public List<Losses.Lost> gone(long first, long last) {
        return facts.gone(first, last);
    }

    /** Messages heard that became known in a period, by agency. */
    @Transactional
    public Map<String, Long> count(Instant from, Instant until) {
        return facts.count(from, until);
    }
}
