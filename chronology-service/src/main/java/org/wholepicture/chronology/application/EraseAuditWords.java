package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.wholepicture.chronology.domain.AuditToErase;
import org.wholepicture.platform.audit.AuditEntry;
import org.wholepicture.platform.audit.AuditEntry.Outcome;
import org.wholepicture.platform.audit.AuditErasure;
import org.wholepicture.platform.audit.AuditTrail;

/**
 * Erases from the audit what people wrote about a child of whom an order leaves nothing: why they
 * read, and what they wanted a file for. All other rows hold ids alone and stay; of these the
 * digests stay, and the verifier says under which order they were erased [docs/adr/0016].
 */
@ApplicationScoped
public class EraseAuditWords {

    /** The actions whose rows hold somebody's words. */
    private static final Set<String> WORDED =
            Set.of(
                    "state-reason",
                    "ask-for-export",
                    "make-export",
                    "look-at-export",
                    "fetch-export");

    private static final String SELF = "chronology-service";
    private static final int AT_ONCE = 500;

    private final AuditToErase open;
    private final AuditTrail trail;
    private final AuditErasure erasure;
    private final InstantSource clock;

    EraseAuditWords(
            AuditToErase open, AuditTrail trail, AuditErasure erasure, InstantSource clock) {
        this.open = open;
        this.trail = trail;
        this.erasure = erasure;
        this.clock = clock;
    }

    /**
     * Erases what is sealed of one child.
     *
     * @return whether more may be left that can be erased now
     */
    @Transactional
    public boolean next() {
        Optional<AuditToErase.Open> claimed = open.claim();
        if (claimed.isEmpty()) {
            return false;
        }
        AuditToErase.Open child = claimed.get();
        List<UUID> rows =
                Stream.of(Outcome.values())
                        .flatMap(outcome -> rows(child, outcome))
                        .limit(AT_ONCE)
                        .toList();
        if (rows.isEmpty()) {
            open.done(child);
            return true;
        }
        return erasure.erase(entry(child), rows) > 0;
    }

    private Stream<UUID> rows(AuditToErase.Open child, Outcome outcome) {
        return trail
                .about(
                        List.of(
                                new AuditTrail.Stretch(
                                        child.person().value(), Instant.EPOCH, child.until())),
                        outcome,
                        WORDED,
                        AT_ONCE)
                .stream()
                .map(AuditEntry::entry);
    }

    private AuditEntry entry(AuditToErase.Open child) {
        return new AuditEntry(
                UUID.randomUUID(),
                clock.instant(),
                SELF,
                "",
                Set.of(),
                // Replaced by the action of an erasure.
                "",
                List.of(child.order()),
                "order of erasure",
                Outcome.ALLOWED,
                child.order());
    }
}
