package org.wholepicture.local;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the gateway sends a request, decided by its path alone. */
sealed interface Route {

    /** To one of the servers behind the gateway. */
    record To(String server) implements Route {}

    /** To a page of the launcher itself; the path without a slash at its end. */
    record Own(String path) implements Route {}

    /** To nobody. */
    record Refused(int status, String title) implements Route {}

    /** A path is taken literally or refused: no two spellings of one path. */
    static Route of(String rawPath) {
        if (rawPath.isEmpty() || rawPath.charAt(0) != '/' || isTrick(rawPath)) {
            return new Refused(400, "This address is not written plainly");
        }
        String first = rawPath.substring(1).split("/", 2)[0];
        Optional<Service> service =
                Stream.of(Service.values()).filter(s -> s.id().equals(first)).findFirst();
        if (service.isPresent()) {
            String rest = rawPath.substring(first.length() + 1);
            // Clocks, idleness, health and metrics are not for the public side.
            return rest.equals("/local") || rest.startsWith("/local/") || rest.startsWith("/q/")
                    ? new Refused(404, "Not found")
                    : new To(service.get().module());
        }
        return switch (first) {
            case "auth" ->
                    rawPath.startsWith("/auth/health") || rawPath.startsWith("/auth/metrics")
                            ? new Refused(404, "Not found")
                            : new To(Keycloak.NAME);
            case "", "inbox", "style.css" -> new Own(withoutLastSlash(rawPath));
            default -> new Refused(404, "Not found");
        };
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }

    /** Matrix parameters, encoded separators and dots have fooled path rules before (stack.md). */
    private static boolean isTrick(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return Stream.of("//", "/./", "/../", "\\", ";", "%2f", "%5c", "%3b", "%2e", "%00", "%25")
                        .anyMatch(lower::contains)
                || lower.endsWith("/.")
                || lower.endsWith("/..");
    }
}
