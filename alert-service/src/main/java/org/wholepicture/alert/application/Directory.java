package org.wholepicture.alert.application;

import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The service's copy of the partnership's directory. */
public interface Directory {

    /** Keeps the entry unless a later one is kept already; says whether it was kept. */
    boolean put(Practitioner practitioner, long sequence);

    /**
     * Keeps the name and the role inboxes of an agency unless a later entry is kept already.
     *
     * @param inboxes addresses by the codes of the roles
     */
    boolean putAgency(
            String agency, String name, Map<String, String> inboxes, boolean active, long sequence);

    /**
     * The inbox that takes urgent matters outside working hours: the agency's own, else the first
     * that any agency has.
     *
     * @param agency whose is looked for first, or null
     */
    Optional<Inbox> desk(@Nullable String agency);

    /** The inbox of an agency's safeguarding lead, as long as the agency is active. */
    Optional<Inbox> safeguardingInbox(String agency);

    /** Finds a practitioner, active or not. */
    Optional<Practitioner> find(String practitioner);

    /** Names of agencies by id; ids that nobody knows are left out. */
    Map<String, String> agencyNames(Set<String> agencies);

    /** Names of the active agencies by id, in the order of the names. */
    SequencedMap<String, String> agencies();

    /** Names of practitioners by id; ids that nobody knows are left out. */
    Map<String, String> practitionerNames(Set<String> practitioners);
}
