package org.wholepicture.alert.application;

import java.util.Optional;

/**
 * A role inbox of an agency: read by whoever is on duty, so it stays when people leave.
 *
 * @param agency the agency's id
 * @param role the inbox's code in the directory
 * @param address where mail goes
 */
public record Inbox(String agency, String role, String address) {

    /** Code of the inbox that takes urgent matters outside working hours. */
    public static final String OUT_OF_HOURS = "OUT_OF_HOURS";

    /** Code of the inbox of an agency's safeguarding lead. */
    public static final String SAFEGUARDING_LEAD = "SAFEGUARDING_LEAD";

    private static final String PREFIX = "inbox:";

    /** What a mail calls it as its recipient. */
    public String recipient() {
        return recipient(agency, role);
    }

    /** What a mail calls the inbox of this role of this agency. */
    static String recipient(String agency, String role) {
        return PREFIX + agency + ":" + role;
    }

    /** The agency whose inbox a recipient is; empty for a practitioner. */
    public static Optional<String> agencyOf(String recipient) {
        return recipient.startsWith(PREFIX)
                ? Optional.of(recipient.substring(PREFIX.length(), recipient.lastIndexOf(':')))
                : Optional.empty();
    }

    /** Leaves the address out. */
    @Override
    public String toString() {
        return "Inbox[agency=" + agency + ", role=" + role + "]";
    }
}
