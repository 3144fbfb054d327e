package org.wholepicture.chronology.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Child;

/** Who a child is, in words. */
final class People {

    private People() {}

    /** The name, or that none is known. */
    static String name(@Nullable Child child) {
        String given = child == null ? null : child.givenName();
        String family = child == null ? null : child.familyName();
        if (given != null && family != null) {
            return given + " " + family;
        }
        return child != null && child.birthDate() == null && child.expectedBirthDate() != null
                ? "Unborn child"
                : "Child whose name is not known";
    }

    /** When the child was born or is expected; empty where neither is known. */
    static String born(@Nullable Child child) {
        LocalDate birth = child == null ? null : child.birthDate();
        LocalDate expected = child == null ? null : child.expectedBirthDate();
        if (birth != null) {
            return "Born " + Days.of(birth);
        }
        return expected == null ? "" : "Expected " + Days.of(expected);
    }
}
