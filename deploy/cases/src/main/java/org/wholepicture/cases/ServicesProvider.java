package org.wholepicture.cases;

import org.wholepicture.cases.CasePlayer.CannotPlayException;

/** Finds the running services; found itself by {@link java.util.ServiceLoader}. */
public interface ServicesProvider {

    /**
     * A player through the running services of this machine.
     *
     * @throws CannotPlayException when they do not run
     */
    CasePlayer connect() throws CannotPlayException;
}
