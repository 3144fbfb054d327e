package org.wholepicture.referral.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of who somebody is.
 *
 * @param identifiers those that passed their check
 * @param setAside places, from 0, of the identifiers in the event that failed it
 * @param name if given
 * @param birthDate if given
 * @param expectedBirthDate of a child not yet born, if given
 * @param postcode if given
 */
public record PersonDetails(
        Set<Identifier> identifiers,
        List<Integer> setAside,
        @Nullable PersonName name,
        @Nullable LocalDate birthDate,
        @Nullable LocalDate expectedBirthDate,
        @Nullable String postcode) {

    /** One identifier as a source wrote it. */
    public record Written(IdentifierSystem system, String value) {

        /** Leaves the value out: it is personal data. */
        @Override
        public String toString() {
            return "Written[" + system + "]";
        }
    }

    /**
     * Checks the identifiers. A child with an expected date and no birth date is not born and has
     * no NHS number: the one given is the mother's, and together with the date it stands for the
     * child (domain.md D2, as the census does).
     */
    public static PersonDetails read(
            List<Written> written,
            @Nullable PersonName name,
            @Nullable LocalDate birthDate,
            @Nullable LocalDate expectedBirthDate,
            @Nullable String postcode) {
        Set<Identifier> identifiers = new LinkedHashSet<>();
        List<Integer> setAside = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            var identifier = Identifier.read(written.get(i).system(), written.get(i).value());
            if (identifier.isEmpty()) {
                setAside.add(i);
            } else if (expectedBirthDate != null
                    && birthDate == null
                    && identifier.get().system() == IdentifierSystem.NHS_NUMBER) {
                identifiers.add(Identifier.unborn(identifier.get(), expectedBirthDate));
            } else {
                identifiers.add(identifier.get());
            }
        }
        return new PersonDetails(
                Set.copyOf(identifiers),
                List.copyOf(setAside),
                name,
                birthDate,
                expectedBirthDate,
                postcode);
    }

    /** The same without the birth date. */
    public PersonDetails withoutBirthDate() {
        return new PersonDetails(identifiers, setAside, name, null, expectedBirthDate, postcode);
    }

    /** Whether an identifier failed its check. */
    public boolean hasSetAside() {
        return !setAside.isEmpty();
    }

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "PersonDetails[" + identifiers.size() + " identifiers]";
    }
}
