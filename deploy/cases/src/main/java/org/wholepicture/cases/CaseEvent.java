package org.wholepicture.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the story and that an agency published.
 *
 * @param id unique in the file
 * @param day on which it happened
 * @param known day on which it became known: {@code received} where the file gives it, else {@code
 *     day}
 * @param agency token of the agency that publishes it
 * @param children whom it is about, at least one
 * @param adult set when the agency's system holds only that adult; for a household member, who it
 *     is
 * @param identity set when the child cannot be identified by what was sent; such an event is held
 * @param members what else the file says, by key; read through the methods
 */
public record CaseEvent(
        String id,
        int day,
        int known,
        String agency,
        List<String> children,
        @Nullable String adult,
        @Nullable Identity identity,
        CaseEventType type,
        Map<CaseEventKey, Object> members) {

    /** Why an event waits in review. */
    public enum Identity {
        /** An NHS number that fails its check digit. */
        INVALID,
        /** More than one child matches. */
        AMBIGUOUS
    }

    /** Copies its collections. */
    public CaseEvent {
        children = List.copyOf(children);
        members = Map.copyOf(members);
    }

    /** Whether it waits in review and so counts for no rule. */
    public boolean held() {
        return identity != null;
    }

    /** A text or a code. */
    public Optional<String> text(CaseEventKey key) {
        return Optional.ofNullable((String) members.get(key));
    }

    /**
     * A text or a code that the reader has found to be there.
     *
     * @throws IllegalArgumentException when the key is not required of this type
     */
    public String required(CaseEventKey key) {
        return text(key)
                .orElseThrow(() -> new IllegalArgumentException(id + " has no " + key.key()));
    }

    /** A flag; empty when the file does not say. */
    public Optional<Boolean> flag(CaseEventKey key) {
        return Optional.ofNullable((Boolean) members.get(key));
    }

    /** Whether a flag is there and true. */
    public boolean is(CaseEventKey key) {
        return flag(key).orElse(false);
    }

    /** A whole number. */
    public Optional<Integer> number(CaseEventKey key) {
        return Optional.ofNullable((Integer) members.get(key));
    }

    /** A list of texts, codes or event ids; empty when the file does not say. */
    @SuppressWarnings("unchecked")
    public List<String> list(CaseEventKey key) {
        Object value = members.get(key);
        return value == null ? List.of() : (List<String>) value;
    }

    /** Grades 1 to 5 by area (physical, safety, emotional, developmental); empty without any. */
    @SuppressWarnings("unchecked")
    public Map<String, Integer> grades() {
        Object value = members.get(CaseEventKey.GRADES);
        return value == null ? Map.of() : (Map<String, Integer>) value;
    }
}
