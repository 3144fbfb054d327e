package org.wholepicture.chronology.domain.export;

import java.util.Collection;
import java.util.Set;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.RecordId;

/**
 * What a file was read from, and how much of it whoever asked for it saw then. It is given out only
 * while they may see as much and the records are still the child's [assurance.md section 4].
 *
 * @param agency of whoever asked; they saw whatever it said
 * @param restricted whether they saw what is restricted
 * @param shielded whether they saw what is shielded
 * @param records the child's when the file was made
 */
public record ExportSource(
        AgencyId agency, boolean restricted, boolean shielded, Set<RecordId> records) {

    /** Copies the records. */
    public ExportSource {
        records = Set.copyOf(records);
    }

    /** What is read under a clearance from these records. */
    public static ExportSource of(Clearance clearance, Collection<RecordId> records) {
        return new ExportSource(
                clearance.agency(),
                clearance.restricted(),
                clearance.shielded(),
                Set.copyOf(records));
    }

    /**
     * Whether somebody who sees this much of these records sees everything that the file holds.
     *
     * @param here the child's records now
     */
    public boolean stands(Clearance now, Collection<RecordId> here) {
        return now.own()
                && now.agency().equals(agency)
                && (now.restricted() || !restricted)
                && (now.shielded() || !shielded)
                && here.containsAll(records);
    }
}
