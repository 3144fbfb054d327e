package org.wholepicture.cases.services;

import java.nio.file.Path;
import java.util.Map;
import org.wholepicture.cases.CasePlayer;
import org.wholepicture.cases.CasePlayer.CannotPlayException;
import org.wholepicture.cases.ServicesProvider;

/** Finds the local stack by its state folder: WP_STATE, or {@code .state} in the present folder. */
public final class RunningServices implements ServicesProvider {

    /** Made by {@link java.util.ServiceLoader}. */
    public RunningServices() {}

    @Override
    public CasePlayer connect() throws CannotPlayException {
        Map<String, String> environment = System.getenv();
        Path state = Path.of(environment.getOrDefault("WP_STATE", ".state")).toAbsolutePath();
        return new ServicesPlayer(Connection.read(state), line -> {});
    }
}
