package org.wholepicture.alert.domain;

/**
 * What an alert is about beside its person; a rule has at most one open alert for each [A09].
 *
 * @param kind "topic", "proposal", "referral" or "none"
 * @param value the topic's code or the event's id; empty for none
 */
public record Subject(String kind, String value) implements Comparable<Subject> {

    /** The subject of rules that have none of their own. */
    public static final Subject NONE = new Subject("none", "");

    /** A topic of claims. */
    public static Subject topic(Topic topic) {
        return new Subject("topic", topic.code());
    }

    /** A proposal to step down or close. */
    public static Subject proposal(EventId event) {
        return new Subject("proposal", event.toString());
    }

    /** A referral to a service. */
    public static Subject referral(EventId event) {
        return new Subject("referral", event.toString());
    }

    /** Reads what {@link #toString} wrote. */
    public static Subject parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Subject(text, "")
                : new Subject(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public int compareTo(Subject other) {
        return toString().compareTo(other.toString());
    }

    /** {@code kind:value}, or {@code none}. */
    @Override
    public String toString() {
        return value.isEmpty() ? kind : kind + ":" + value;
    }
}
