package org.wholepicture.cases.services;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.wholepicture.cases.CasePlayer.CannotPlayException;

/**
 * Where a running local stack is, as its launcher wrote it down.
 *
 * @param origin the gateway, without a slash at its end
 * @param services each service's own address with its root path, past the gateway, by short name
 * @param state its state folder, which holds the clients' secrets
 */
public record Connection(URI origin, Map<String, URI> services, Path state) {

    /** Short names of the services. */
    public static final List<String> SERVICES =
            List.of("referral", "chronology", "alert", "escalation");

    private static final String FILE = "run/connection.properties";

    /** Copies its map. */
    public Connection {
        services = Map.copyOf(services);
    }

    /**
     * Reads what the launcher wrote.
     *
     * @throws CannotPlayException when no stack runs on that folder
     */
    public static Connection read(Path state) throws CannotPlayException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(state.resolve(FILE))) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new CannotPlayException(
                    "no services run here (state folder " + state + "): ./wp up starts them");
        }
        Map<String, URI> services = new LinkedHashMap<>();
        for (String service : SERVICES) {
            services.put(service, URI.create(properties.getProperty(service)));
        }
        return new Connection(URI.create(properties.getProperty("origin")), services, state);
    }

    /** Writes it down for others. */
    public void write() throws IOException {
        StringBuilder lines = new StringBuilder("origin=" + origin + "\n");
        services.forEach((name, address) -> lines.append(name + "=" + address + "\n"));
        Files.writeString(state.resolve(FILE), lines.toString());
    }

    /** An address behind the gateway. */
    URI at(String path) {
        return URI.create(origin + path);
    }

    /** An address of a service itself. */
    URI direct(String service, String path) {
        return URI.create(services.get(service) + path);
    }

    /** A client's secret. */
    String secret(String client) {
        try {
            return Files.readString(state.resolve("secrets/client-" + client)).strip();
        } catch (IOException missing) {
            throw new IllegalArgumentException("there is no client " + client, missing);
        }
    }
}
