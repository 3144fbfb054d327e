package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Directory;

/** Keeps the copy of the directory, for the names on pages and for closed accounts. */
@ApplicationScoped
public class KeepDirectory {

    private final Directory directory;

    KeepDirectory(Directory directory) {
        this.directory = directory;
    }

    /** An agency, as the directory has it now. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(AgencyId agency, long sequence, String name, boolean active) {
        directory.put(agency, sequence, name, active);
    }

    /** A practitioner, as the directory has them now. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(long sequence, Directory.Listed practitioner) {
        directory.put(practitioner, sequence);
    }
}
