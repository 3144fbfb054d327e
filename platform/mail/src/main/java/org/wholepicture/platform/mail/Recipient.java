package org.wholepicture.platform.mail;

/**
 * Somebody to send a message to.
 *
 * @param id opaque id of the person, as the service knows them
 * @param address e-mail address, {@code local@domain} without a display name
 */
public record Recipient(String id, String address) {

    /** Leaves the address out: it is personal data. */
    @Override
    public String toString() {
        return "Recipient[id=" + id + "]";
    }
}
