package org.wholepicture.referral.web;

import org.wholepicture.referral.application.FrontDoor.ClaimToConfirm;
import org.wholepicture.referral.domain.Capacity;
import org.wholepicture.referral.domain.DirectoryEntry;

/**
 * A claim as the page shows it.
 *
 * @param known whether the directory has the practitioner, so that they can be confirmed
 * @param declined who declined it, when and why; empty if nobody did
 */
record ClaimRow(
        String claim,
        String person,
        String practitioner,
        String as,
        String child,
        String who,
        String what,
        String agency,
        String from,
        boolean known,
        String declined) {

    static ClaimRow of(ClaimToConfirm claim) {
        var c = claim.claim();
        return new ClaimRow(
                c.event().toString(),
                c.person().toString(),
                c.practitioner(),
                c.capacity().name(),
                claim.child()
                        .map(name -> name.given() + " " + name.family())
                        .orElse("A child whose name is not known"),
                claim.practitioner().map(DirectoryEntry::name).orElse(c.practitioner()),
                c.capacity() == Capacity.LEAD ? "leads the work with" : "works with",
                claim.agency().map(DirectoryEntry::name).orElse(c.agency()),
                Days.of(c.from()),
                claim.practitioner().filter(DirectoryEntry::active).isPresent(),
                Days.sentence("Declined", c.declined()));
    }

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "ClaimRow[" + claim + "]";
    }
}
