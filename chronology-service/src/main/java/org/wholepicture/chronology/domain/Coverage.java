package org.wholepicture.chronology.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a timeline does not know: from which agency nothing has been heard for how long. It stands
 * before the entries, because silence reads as safety [design.md Chronology, domain.md B-28].
 *
 * @param name of the agency; its id where the directory does not have it
 */
public record Coverage(AgencyId agency, String name, State state) {

    /** What has been heard from an agency about this child. */
    public sealed interface State {}

    /** Something, not long ago. */
    public record Heard(LocalDate last, long daysAgo) implements State {}

    /** Something, but longer ago than the partnership lets pass. */
    public record Silent(LocalDate last, long daysAgo) implements State {}

    /** The agency sends events, and none about this child. */
    public record NothingReceived() implements State {}

    /** The agency has never sent anything about anybody. */
    public record NotConnected() implements State {}

    /**
     * An agency as the directory and the entries know it.
     *
     * @param active whether it belongs to the partnership now
     * @param connectedSince when the first event of it about anybody was known, if ever
     */
    public record Agency(
            AgencyId id, @Nullable String name, boolean active, @Nullable Instant connectedSince) {}

    /**
     * Works out the coverage of one child on a day. Agencies that have left the partnership are
     * listed only where they once were heard.
     *
     * @param agencies those of the directory, and any others that were ever heard
     * @param lastHappened the last day on which something happened that the agency told, for each
     *     that did
     * @param today the day asked about; what happened after it counts as today
     * @param before only what was known before this instant counts
     * @param silentAfter longer than this without anything is silence [readings.md A03]
     * @return in the order of the names
     */
    public static List<Coverage> of(
            List<Agency> agencies,
            Map<AgencyId, LocalDate> lastHappened,
            LocalDate today,
            Instant before,
            Duration silentAfter) {
        return agencies.stream()
                .filter(agency -> agency.active() || lastHappened.containsKey(agency.id()))
                .map(
                        agency ->
                                new Coverage(
                                        agency.id(),
                                        agency.name() == null ? agency.id().value() : agency.name(),
                                        state(
                                                agency,
                                                lastHappened.get(agency.id()),
                                                today,
                                                before,
                                                silentAfter)))
                .sorted(
                        Comparator.comparing(Coverage::name)
                                .thenComparing(coverage -> coverage.agency().value()))
                .toList();
    }

    private static State state(
            Agency agency,
            @Nullable LocalDate last,
            LocalDate today,
            Instant before,
            Duration silentAfter) {
        if (last != null) {
            long days = Math.max(0, ChronoUnit.DAYS.between(last, today));
            return days > silentAfter.toDays() ? new Silent(last, days) : new Heard(last, days);
        }
        Instant since = agency.connectedSince();
        return since != null && since.isBefore(before) ? new NothingReceived() : new NotConnected();
    }
}
