package org.wholepicture.platform.web;

/**
 * Decides whether an address may be looked at at all. Authorisation by path was got round with
 * matrix parameters and encoded separators more than once, so an address here is letters, digits,
 * {@code - . _ ~} and single slashes, and everything else is refused before anything reads it: no
 * {@code ;}, no percent sign, no backslash, no empty or dot segment.
 */
final class PathGuard {

    private PathGuard() {}

    /** Whether the raw path, as it came in the request line and without the query, is plain. */
    static boolean isPlain(String rawPath) {
        if (!rawPath.startsWith("/")) {
            return false;
        }
        for (int i = 0; i < rawPath.length(); i++) {
            if (!isPlain(rawPath.charAt(i))) {
                return false;
            }
        }
        String[] segments = rawPath.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean last = i == segments.length - 1;
            // The last may be empty: that is a slash at the end.
            if ((segment.isEmpty() && !last) || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~/".indexOf(c) >= 0;
    }
}
