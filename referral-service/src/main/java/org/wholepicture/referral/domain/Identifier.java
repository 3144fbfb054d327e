package org.wholepicture.referral.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * An identifier that has passed its check, in the one form in which it is compared.
 *
 * @param system who gave it
 * @param value normalised: no spaces, capitals
 */
public record Identifier(IdentifierSystem system, String value) {

    /** Reads what a source wrote; empty if it fails its check and has to be set aside. */
    public static Optional<Identifier> read(IdentifierSystem system, String written) {
        Optional<String> value =
                switch (system) {
                    case NHS_NUMBER -> NhsNumber.read(written);
                    case UPN -> PupilNumber.read(written);
                    case LA_CHILD_ID -> CouncilId.read(written);
                    case UNBORN -> Optional.empty();
                };
        return value.map(v -> new Identifier(system, v));
    }

    /** A child not yet born, known by the mother's NHS number and the day it is expected. */
    static Identifier unborn(Identifier mother, LocalDate expected) {
        return new Identifier(IdentifierSystem.UNBORN, motherPrefix(mother.value()) + expected);
    }

    /**
     * Whether what is said speaks against what is known: an identifier that is not known, of a
     * system in which another is.
     */
    public static boolean contradict(Collection<Identifier> said, Collection<Identifier> known) {
        return said.stream()
                .filter(identifier -> !known.contains(identifier))
                .anyMatch(
                        identifier ->
                                known.stream()
                                        .anyMatch(other -> other.system == identifier.system));
    }

    /** For {@link IdentifierSystem#UNBORN}: what the identifiers of one mother's children share. */
    public String motherPrefix() {
        return value.substring(0, value.indexOf('/') + 1);
    }

    private static String motherPrefix(String nhsNumber) {
        return nhsNumber + "/";
    }

    /** Leaves the value out: it is personal data. */
    @Override
    public String toString() {
        return "Identifier[" + system + "]";
    }
}
