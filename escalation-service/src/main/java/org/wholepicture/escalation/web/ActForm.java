package org.wholepicture.escalation.web;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of one act.
 *
 * @param title of the page
 * @param button what its button says
 * @param day the day of the meeting; nothing for other acts
 * @param words the words of the act
 * @param emergency what was done at once; nothing for other acts
 * @param entries of the timeline to choose from; empty where the act asks for none
 * @param refusal why it was not done, or nothing
 */
record ActForm(
        UUID id,
        String reference,
        String address,
        String title,
        String button,
        String look,
        String label,
        String hint,
        @Nullable Field day,
        Field words,
        @Nullable Field emergency,
        List<TimelineEntries.Line> entries,
        Set<UUID> chosen,
        boolean entriesAway,
        @Nullable String refusal) {

    /** What is wrong, in the order of the fields. */
    public List<Field> faults() {
        return Stream.of(day, emergency, words)
                .filter(Objects::nonNull)
                .filter(Field::isFaulty)
                .toList();
    }

    /** Leaves everything out: it holds what people wrote. */
    @Override
    public String toString() {
        return "ActForm[id=" + id + "]";
    }
}
