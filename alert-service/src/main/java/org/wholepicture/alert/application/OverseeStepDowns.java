package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.SteppedDown;

/**
 * The oversight list of step-downs and closures: which were looked at before and which were not
 * [A37]. Administrators see the partnership's; managers those of their agency and of the children
 * for whom they or whom they manage lead.
 */
@ApplicationScoped
public class OverseeStepDowns {

    /** Most lines of a page. */
    public static final int MOST = 100;

    private static final String ADMINISTRATOR = "administrator";

    private final StepDownStore store;
    private final AlertAccess access;
    private final AlertAudit audit;
    private final InstantSource clock;

    OverseeStepDowns(
            StepDownStore store, AlertAccess access, AlertAudit audit, InstantSource clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A page of the list.
     *
     * @param lines the latest known first
     * @param next where the next page begins; empty at the end
     */
    public record Page(List<StepDownStore.Line> lines, Optional<StepDownStore.Place> next) {}

    /**
     * Lists step-downs.
     *
     * @param mark only those; null for all
     * @param after where the page before ended; null for the first
     * @param most lines of the page, 1 to {@link #MOST}
     */
    @Transactional
    public Page list(
            AlertReader reader,
            SteppedDown.@Nullable Mark mark,
            StepDownStore.@Nullable Place after,
            int most) {
        boolean all = reader.roles().contains(ADMINISTRATOR);
        if (!all && !access.isKnown(reader)) {
            audit.refused(reader, "list-step-downs", List.of());
            return new Page(List.of(), Optional.empty());
        }
        List<StepDownStore.Line> found =
                store.list(
                        new StepDownStore.Wanted(
                                mark,
                                all ? null : reader.agency(),
                                all ? null : reader.practitioner(),
                                clock.instant(),
                                after,
                                most + 1));
        List<StepDownStore.Line> lines = found.subList(0, Math.min(most, found.size()));
        var about = new HashSet<UUID>();
        lines.forEach(line -> about.add(line.person()));
        audit.allowed(reader, "list-step-downs", new ArrayList<>(about.stream().sorted().toList()));
        return new Page(
                lines,
                found.size() <= most
                        ? Optional.empty()
                        : Optional.of(
                                new StepDownStore.Place(
                                        lines.getLast().steppedDown().knownOn(),
                                        lines.getLast().steppedDown().event().value())));
    }
}
