package org.wholepicture.chronology.application;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.SharingPolicy;
import org.wholepicture.chronology.domain.Statement;

/** Reads what somebody gave as their reason. */
public final class Reasons {

    /** What is asked for, where it was not given. */
    public static final String ASK =
            "Say for what you need it, and why, in "
                    + StateReason.FEWEST
                    + " to "
                    + StateReason.MOST
                    + " characters: with SHARED the purpose, with EMERGENCY what makes it one.";

    private Reasons() {}

    /** The reason, if it is complete and nothing is in it that does not belong. */
    public static Optional<StateReason.Said> read(
            Statement.@Nullable Ground ground,
            SharingPolicy.@Nullable Purpose purpose,
            Statement.@Nullable Emergency emergency,
            @Nullable String reason) {
        boolean fits =
                ground != null
                        && (ground == Statement.Ground.SHARED) == (purpose != null)
                        && (ground == Statement.Ground.EMERGENCY) == (emergency != null);
        return fits && ground != null
                ? words(reason, StateReason.FEWEST, StateReason.MOST)
                        .map(words -> new StateReason.Said(ground, purpose, emergency, words))
                : Optional.empty();
    }

    /** What somebody wrote, stripped, if it is so long and can be kept and shown. */
    public static Optional<String> words(@Nullable String text, int fewest, int most) {
        String words = text == null ? "" : text.strip();
        boolean fits =
                words.length() >= fewest
                        && words.length() <= most
                        // Half of a character would be stored as another.
                        && StandardCharsets.UTF_8.newEncoder().canEncode(words)
                        && words.codePoints()
                                .noneMatch(
                                        c -> Character.isISOControl(c) && c != '\n' && c != '\r');
        return fits ? Optional.of(words) : Optional.empty();
    }

    /** A constant by the name that a form sent; nothing where it is none. */
    public static <E extends Enum<E>> @Nullable E named(Class<E> type, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
