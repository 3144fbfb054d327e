package org.wholepicture.alert.application;

import java.time.LocalDate;
import java.util.List;
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
 * @param absences when they are away
 */
public record Practitioner(
        String id,
        String name,
        String agency,
        String email,
        @Nullable String manager,
        @Nullable String deputy,
        boolean active,
        List<Absence> absences) {

    /** Copies the list. */
    public Practitioner {
        absences = List.copyOf(absences);
    }

    /** Whether anything can wait for them: an open account, and not away on that day. */
    public boolean isThere(LocalDate day) {
        return active && absences.stream().noneMatch(one -> one.includes(day));
    }

    /** Leaves name and address out. */
    @Override
    public String toString() {
        return "Practitioner[id=" + id + ", active=" + active + "]";
    }
}
