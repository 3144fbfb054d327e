package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.chronology.domain.redaction.Blackout;
import org.wholepicture.chronology.domain.redaction.LinesDigest;
import org.wholepicture.chronology.domain.redaction.Place;
import org.wholepicture.chronology.domain.redaction.Redaction;
import org.wholepicture.chronology.domain.redaction.Withheld;

/** Goes through all that an answer to a subject access request is made of. */
@ApplicationScoped
class Reviewing {

    private static final int PAGE = 200;

    private final TimelineStore timelines;

    Reviewing(TimelineStore timelines) {
        this.timelines = timelines;
    }

    /**
     * What there is to look at, and what is withheld of it.
     *
     * @param digest of everything, as it was before anything was withheld
     */
    record Reviewed(String digest, Blackout blackout, Counts counts) {}

    /** How much there is, and how much of it is withheld. */
    record Counts(long entries, long whole, long inPart) {}

    /**
     * What the people who prepare and agree see of it, both the same: what is restricted, and of
     * what is shielded that it exists, also where it is their own agency's.
     */
    static Clearance clearance(AgencyId agency) {
        return new Clearance(agency, true, false, false);
    }

    /** In the caller's transaction, which sees one moment. */
    Reviewed review(
            Set<PersonId> granted, AgencyId agency, Redaction redaction, Collection<Place> places) {
        Blackout blackout = new Blackout(places);
        LinesDigest digest = new LinesDigest();
        walk(
                granted,
                agency,
                redaction,
                line -> {
                    blackout.notice(line);
                    digest.add(line);
                });
        long[] counts = new long[3];
        walk(
                granted,
                agency,
                redaction,
                line -> {
                    counts[0]++;
                    Withheld withheld = blackout.of(line.entry().id());
                    if (withheld != null) {
                        counts[withheld.whole() ? 1 : 2]++;
                    }
                });
        return new Reviewed(digest.end(), blackout, new Counts(counts[0], counts[1], counts[2]));
    }

    /** Newest first, in the caller's transaction. */
    void walk(Set<PersonId> granted, AgencyId agency, Redaction redaction, Consumer<Line> lines) {
        Question.Position after = null;
        do {
            Timeline.Page page =
                    timelines.page(
                            granted,
                            redaction.person(),
                            redaction.question(PAGE).startingAfter(after));
            page.lines().stream().map(line -> line.forReader(clearance(agency))).forEach(lines);
            after = page.next();
        } while (after != null);
    }
}
