package org.wholepicture.local;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which loopback port each part listens on. The gateway's port is the one people see; the others
 * move together when a base is given.
 *
 * @param byName port of each part; management ports are named "&lt;service&gt; management"
 */
record Ports(Map<String, Integer> byName) {

    static final String GATEWAY = "gateway";
    static final String POSTGRES = "postgres";
    static final String KAFKA = "kafka";
    static final String KAFKA_CONTROLLER = "kafka controller";
    static final String KEYCLOAK = "keycloak";
    static final String SMTP = "smtp";

    Ports {
        byName = Map.copyOf(byName);
    }

    /**
     * The plan for the given settings.
     *
     * @param gateway the gateway's port as set by WP_PORT, 8080 if null
     * @param base the others are counted from here as set by WP_BASE_PORT; the well-known ones if
     *     null
     * @throws CannotStart when a setting is no port, or two parts would share one
     */
    static Ports plan(@Nullable String gateway, @Nullable String base) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put(GATEWAY, gateway == null ? 8080 : port("WP_PORT", gateway, 0));
        if (base == null) {
            int http = 8081;
            for (Service service : Service.values()) {
                ports.put(service.module(), http);
                ports.put(management(service), http + 1000);
                http++;
            }
            ports.put(KEYCLOAK, 8085);
            ports.put(POSTGRES, 5440);
            ports.put(KAFKA, 19092);
            ports.put(KAFKA_CONTROLLER, 19093);
            ports.put(SMTP, 3025);
        } else {
            int first = port("WP_BASE_PORT", base, 24);
            int number = 1;
            for (Service service : Service.values()) {
                ports.put(service.module(), first + number);
                ports.put(management(service), first + 10 + number);
                number++;
            }
            ports.put(KEYCLOAK, first + 20);
            ports.put(POSTGRES, first + 21);
            ports.put(KAFKA, first + 22);
            ports.put(KAFKA_CONTROLLER, first + 23);
            ports.put(SMTP, first + 24);
        }
        Map<Integer, String> owners = new LinkedHashMap<>();
        ports.forEach(
                (name, port) -> {
                    String other = owners.putIfAbsent(port, name);
                    if (other != null) {
                        throw new CannotStart(
                                "WP_PORT and WP_BASE_PORT give port %d to both %s and %s: choose numbers further apart."
                                        .formatted(port, other, name));
                    }
                });
        return new Ports(ports);
    }

    private static int port(String setting, String value, int room) {
        int highest = 65535 - room;
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 1024 && port <= highest) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, like a number out of range.
        }
        throw new CannotStart(
                "%s=%s is not a port number between 1024 and %d."
                        .formatted(setting, value, highest));
    }

    private static String management(Service service) {
        return service.module() + " management";
    }

    int of(String name) {
        Integer port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no port is planned for " + name);
        }
        return port;
    }

    int gateway() {
        return of(GATEWAY);
    }

    int http(Service service) {
        return of(service.module());
    }

    int managementOf(Service service) {
        return of(management(service));
    }

    /** The one origin that people and agencies use. */
    String origin() {
        return "http://localhost:" + gateway();
    }

    /** Issuer of every token. */
    String issuer() {
        return origin() + "/auth/realms/" + Realm.NAME;
    }
}
