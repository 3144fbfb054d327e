package org.wholepicture.chronology.domain.view;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Entry;

/** Reads the members of an entry's details, by the names of its contract. */
final class Details {

    private Details() {}

    /** The text of a member; empty where it is not there. */
    static String text(Entry entry, String member) {
        Object value = entry.details().get(member);
        return value == null ? "" : value.toString();
    }

    static boolean is(Entry entry, String member, String value) {
        return value.equals(text(entry, member));
    }

    /** Whether the member says true; absent is not false. */
    static boolean isTrue(Entry entry, String member) {
        return Boolean.TRUE.equals(entry.details().get(member));
    }

    /** Whether the member says false; absent means not said. */
    static boolean isFalse(Entry entry, String member) {
        return Boolean.FALSE.equals(entry.details().get(member));
    }

    static List<String> texts(Entry entry, String member) {
        return entry.details().get(member) instanceof List<?> list
                ? list.stream().map(String::valueOf).sorted().toList()
                : List.of();
    }

    static Optional<LocalDate> day(Entry entry, String member) {
        String text = text(entry, member);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** A number, where the member is one. */
    static Optional<Integer> number(@Nullable Object value) {
        return value instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
    }

    /** The day on which it happened or began. */
    static LocalDate dayOf(Entry entry) {
        return entry.happened().from().day();
    }

    /** The child's own words stand in it, or it says that they are its basis [domain.md B-29]. */
    static boolean hasChildsWords(Entry entry) {
        return entry.narrative().childVoice() != null
                || entry.basis() == Basis.CHILD_VOICE
                || entry.claims().stream().anyMatch(claim -> claim.basis() == Basis.CHILD_VOICE);
    }

    /** A contact or visit at which the child was seen, or the child's own appointment kept. */
    static boolean childWasSeen(Entry entry) {
        return switch (entry.type().code()) {
            case "contact", "visit" -> isTrue(entry, "childSeen");
            case "attended-appointment" -> !is(entry, "whose", "ADULT");
            default -> false;
        };
    }

    /** Missed, and not because of the service. */
    static boolean wasMissed(Entry entry) {
        return entry.type().code().equals("missed-appointment")
                && !isTrue(entry, "serviceFault")
                && List.of("WAS_NOT_BROUGHT", "DID_NOT_ATTEND", "NO_ACCESS", "CANCELLED_BY_CARER")
                        .contains(text(entry, "outcome"));
    }

    /** A concern of a level that counts after an ending [readings.md A25]. */
    static boolean isModerateOrHighConcern(Entry entry) {
        return entry.type().code().equals("concern")
                && (is(entry, "level", "MODERATE") || is(entry, "level", "HIGH"));
    }

    /** Harm beside neglect, said as such and not folded into it [domain.md B-31]. */
    static boolean isOtherHarm(Entry entry) {
        boolean otherCategory =
                texts(entry, "categories").stream().anyMatch(code -> !code.equals("NEG"))
                        || List.of("PHY", "SAB", "EMO", "MUL").contains(text(entry, "category"));
        return entry.type().code().equals("concern") && otherCategory
                || isTrue(entry, "physicalHarmDisclosed");
    }
}
