package org.wholepicture.alert.application;

import org.jspecify.annotations.Nullable;

/**
 * Somebody of the directory, as far as alerts need them.
 *
 * @param id directory id
 * @param name for pages
 * @param agency id of the agency they work for
 * @param email where alerts go
 * @param manager id of the manager, if the directory names one
 * @param deputy id of who stands in, if the directory names one
 * @param active whether the account is open
 */
public record Practitioner(
        String id,
        String name,
        String agency,
        String email,
        @Nullable String manager,
        @Nullable String deputy,
        boolean active) {

    /** Leaves name and address out. */
    @Override
    public String toString() {
        return "Practitioner[id=" + id + ", active=" + active + "]";
    }
}
