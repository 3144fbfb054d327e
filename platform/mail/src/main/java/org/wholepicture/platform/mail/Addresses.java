package org.wholepicture.platform.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses may be written to: plain {@code local@domain} without quoting, comments, spaces
 * or control characters, in an allowed domain. Narrower than RFC 5321 on purpose: nothing that
 * passes can become a second recipient or a header.
 */
final class Addresses {

    private static final Pattern PLAIN =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

    private static final int LONGEST = 254;

    private final List<String> allowedDomains;

    Addresses(List<String> allowedDomains) {
        this.allowedDomains =
                allowedDomains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
    }

    boolean mayBeWrittenTo(String address) {
        if (!isPlain(address)) {
            return false;
        }
        String domain = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        return allowedDomains.stream()
                .anyMatch(allowed -> domain.equals(allowed) || domain.endsWith("." + allowed));
    }

    /** Whether it is an address at all, whatever its domain. */
    static boolean isPlain(String address) {
        return address.length() <= LONGEST && PLAIN.matcher(address).matches();
    }
}
