package org.wholepicture.referral.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/** Port: which records hold which identifiers. */
public interface IdentityIndex {

    /**
     * A record that holds an identifier.
     *
     * @param identifier the one asked for
     * @param record whose it is
     * @param person to whom that record belongs now
     */
    record Hit(Identifier identifier, RecordId record, PersonId person) {}

    /** Where these identifiers are known; at most one hit for each. */
    Set<Hit> find(Collection<Identifier> identifiers);

    /** Every identifier of these records. */
    Set<Hit> identifiersOf(Collection<RecordId> records);

    /** The birth dates that these records give. */
    Set<LocalDate> birthDatesOf(Collection<RecordId> records);

    /** Whether another child of this mother is or was expected, on another day. */
    boolean expectsAnother(Identifier unborn);
}
