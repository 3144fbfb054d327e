package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.ToldEntries;

/** Says which entries are gone, and how much has been applied. */
@ApplicationScoped
public class CheckEntries {

    private final ToldEntries told;

    CheckEntries(ToldEntries told) {
        this.told = told;
    }

    /** The highest in the order of telling. */
    @Transactional
    public long highest() {
        return told.highest();
    }

    /** Messages whose entry is gone. */
    @Transactional
    public List<ToldEntries.Told> gone(long first, long last) {
        return told.gone(first, last);
    }

    /** Facts applied that became known in a period, by agency. */
    @Transactional
    public Map<AgencyId, Long> count(Instant from, Instant until) {
        return told.count(from, until);
    }
}
