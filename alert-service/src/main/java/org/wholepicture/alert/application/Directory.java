package org.wholepicture.alert.application;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The service's copy of the partnership's directory. */
public interface Directory {

    /** Keeps the entry unless a later one is kept already; says whether it was kept. */
    boolean put(Practitioner practitioner, long sequence);

    /** Keeps the name of an agency unless a later one is kept already. */
    boolean putAgency(String agency, String name, boolean active, long sequence);

    /** Finds a practitioner, active or not. */
    Optional<Practitioner> find(String practitioner);

    /** Names of agencies by id; ids that nobody knows are left out. */
    Map<String, String> agencyNames(Set<String> agencies);

    /** Names of practitioners by id; ids that nobody knows are left out. */
    Map<String, String> practitionerNames(Set<String> practitioners);
}
