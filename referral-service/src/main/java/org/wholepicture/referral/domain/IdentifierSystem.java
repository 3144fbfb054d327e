package org.wholepicture.referral.domain;

import java.util.Arrays;
import java.util.Optional;

/** Who gave an identifier (domain.md D2). The order is the order of trust. */
public enum IdentifierSystem {
    NHS_NUMBER("nhs-number"),
    UPN("upn"),
    LA_CHILD_ID("la-child-id"),
    /** A child not yet born: the mother's NHS number and the expected date. Never sent as such. */
    UNBORN("unborn");

    private final String code;

    IdentifierSystem(String code) {
        this.code = code;
    }

    /**
     * Whether it gives numbers of one form with a check digit, each to one person in the country.
     */
    boolean isNational() {
        return this == NHS_NUMBER || this == UPN;
    }

    /** As contracts name it. */
    public String code() {
        return code;
    }

    /** The system with this code, if there is one. */
    public static Optional<IdentifierSystem> findByCode(String code) {
        return Arrays.stream(values()).filter(system -> system.code.equals(code)).findFirst();
    }
}
