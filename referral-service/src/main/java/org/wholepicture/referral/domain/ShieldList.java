package org.wholepicture.referral.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.SharingPolicy.By;

/**
 * Who may see what is shielded of a child: all of them, and nobody else. Of a child the one that
 * was approved last holds.
 *
 * @param number its own; later ones are higher
 * @param practitioners directory ids; empty for nobody
 * @param approved who agreed; null while it waits
 */
public record ShieldList(
        long number,
        PersonId person,
        Set<String> practitioners,
        String reason,
        By set,
        @Nullable By approved) {

    /** Copies the set. */
    public ShieldList {
        practitioners = Set.copyOf(practitioners);
    }

    /** Leaves the reason out. */
    @Override
    public String toString() {
        return "ShieldList[" + number + "]";
    }
}
