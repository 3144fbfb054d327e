package org.wholepicture.chronology.messaging;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Absence;
import org.wholepicture.platform.messaging.RefusedMessageException;

/**
 * A practitioner of the directory: contracts/directory/practitioner.v1.
 *
 * @param email where they are told of an emergency at a child whom they lead
 */
record PractitionerListed(
        String practitioner,
        String name,
        String agency,
        boolean active,
        @Nullable String email,
        @Nullable String manager,
        @Nullable String deputy,
        @Nullable List<Away> absences) {

    /** Days on which they are away. */
    record Away(LocalDate from, LocalDate to) {}

    List<Absence> away() {
        if (absences == null) {
            return List.of();
        }
        for (Away one : absences) {
            if (one.from().isAfter(one.to())) {
                throw new RefusedMessageException("an absence that ends before it begins");
            }
        }
        return absences.stream().map(one -> new Absence(one.from(), one.to())).toList();
    }

    /** The id alone: the rest is personal data. */
    @Override
    public String toString() {
        return "PractitionerListed[" + practitioner + "]";
    }
}
