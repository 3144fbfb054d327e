package org.wholepicture.referral.domain;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What an agency's system may send, from its token.
 *
 * @param agency the agency
 * @param eventTypes short names
 * @param sources prefixes of source URIs
 */
public record Grant(String agency, Set<String> eventTypes, List<String> sources) {

    /** Whether it may send this type. */
    public boolean allows(EventType type) {
        return eventTypes.contains(type.shortName());
    }

    /**
     * Whether this source lies under a registered prefix. A prefix ends at a separator: {@code
     * https://a.example} does not cover {@code https://a.example.org/}. Sources with user
     * information or dot segments lie under none.
     */
    public boolean covers(String source) {
        URI uri;
        try {
            uri = new URI(source);
        } catch (java.net.URISyntaxException _) {
            return false;
        }
        boolean odd =
                !uri.isAbsolute()
                        || uri.getRawUserInfo() != null
                        || !uri.normalize().equals(uri)
                        || source.contains("%2e")
                        || source.contains("%2E");
        return !odd && sources.stream().anyMatch(prefix -> isUnder(source, prefix));
    }

    private static boolean isUnder(String source, String prefix) {
        if (prefix.isBlank() || !source.startsWith(prefix)) {
            return false;
        }
        return source.length() == prefix.length()
                || isSeparator(prefix.charAt(prefix.length() - 1))
                || isSeparator(source.charAt(prefix.length()));
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '?' || c == '#' || c == ':';
    }
}
