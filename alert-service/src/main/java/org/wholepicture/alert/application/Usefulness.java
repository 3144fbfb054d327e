package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.wholepicture.alert.domain.SmallCounts;

/**
 * How useful the alerts of each rule were, for those who tune the rules (domain.md B-58): counts
 * alone, small ones withheld.
 */
@ApplicationScoped
public class Usefulness {

    private static final int QUARTER = 3;

    private final AlertReports reports;
    private final AlertAudit audit;
    private final InstantSource clock;

    Usefulness(AlertReports reports, AlertAudit audit, InstantSource clock) {
        this.reports = reports;
        this.audit = audit;
        this.clock = clock;
    }

    /** Days of a report, both included. */
    public record Period(LocalDate from, LocalDate to) {}

    /**
     * One rule's line; each count is a number, or c where it is withheld.
     *
     * @param medianDays days to the first answer, the middle one, to one place; c where withheld,
     *     empty for none
     */
    public record Line(
            String rule,
            String raised,
            String acknowledged,
            String useful,
            String notUseful,
            String notSaid,
            String medianDays) {}

    /** The last three months, today included: what is usually looked at. */
    public Period lastQuarter() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), MailTimes.LONDON);
        return new Period(today.minusMonths(QUARTER), today);
    }

    /** The lines of a period, by the rule's name. */
    @Transactional
    public List<Line> of(AlertReader reader, Period period) {
        audit.allowed(reader, "read-usefulness", List.of());
        return reports.byRule(start(period.from()), start(period.to().plusDays(1))).stream()
                .map(Usefulness::line)
                .toList();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(MailTimes.LONDON).toInstant();
    }

    private static Line line(AlertReports.OfRule of) {
        // What nobody answered would follow from the two.
        List<String> answered =
                SmallCounts.parts(List.of(of.acknowledged(), of.raised() - of.acknowledged()));
        boolean few = answered.getFirst().equals(SmallCounts.WITHHELD);
        List<String> said = SmallCounts.parts(List.of(of.useful(), of.notUseful(), of.notSaid()));
        Double median = of.medianDays();
        return new Line(
                of.rule(),
                SmallCounts.alone(of.raised()),
                SmallCounts.isSmall(of.raised()) ? SmallCounts.WITHHELD : answered.getFirst(),
                few ? SmallCounts.WITHHELD : said.get(0),
                few ? SmallCounts.WITHHELD : said.get(1),
                few ? SmallCounts.WITHHELD : said.get(2),
                median == null
                        ? ""
                        : SmallCounts.isSmall(of.acknowledged())
                                ? SmallCounts.WITHHELD
                                : "%.1f".formatted(median));
    }
}
