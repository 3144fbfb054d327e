package org.wholepicture.alert.domain;

import java.time.LocalDate;

/**
 * What an alert is about beside its person; a rule has at most one open alert for each [A09]. What
 * several events may say, a plan or the last day on which a child was seen, is named by its day, so
 * that the correction of one of them leaves the alert standing [A08].
 *
 * @param kind "topic", "proposal", "referral", "plan" and so on, or "none"
 * @param value the topic's code, a day or the event's id; empty for none
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

    /** A referral, to the front door or on to a service. */
    public static Subject referral(EventId event) {
        return new Subject("referral", event.toString());
    }

    /** A plan, by its kind and the day of its first start. */
    static Subject plan(PlanKind kind, LocalDate since) {
        return new Subject("plan", kind + ":" + since);
    }

    /** The last visit, review or plan start from which a clock runs, by its day. */
    static Subject since(LocalDate day) {
        return new Subject("since", day.toString());
    }

    /** An assessment, by its start or its end. */
    static Subject assessment(EventId event) {
        return new Subject("assessment", event.toString());
    }

    /** A conference or a strategy discussion. */
    static Subject meeting(EventId event) {
        return new Subject("meeting", event.toString());
    }

    /** An assessment's start or a change of lead. */
    static Subject start(EventId event) {
        return new Subject("start", event.toString());
    }

    /** A step-down or closure. */
    static Subject ending(EventId event) {
        return new Subject("ending", event.toString());
    }

    /** A concern, also one in which harm is disclosed. */
    static Subject concern(EventId event) {
        return new Subject("concern", event.toString());
    }

    /** A half term of a school year, {@code 2025-spring-1}. */
    static Subject halfTerm(String term) {
        return new Subject("half-term", term);
    }

    /** A review of the Healthy Child Programme, by its kind. */
    static Subject review(String kind) {
        return new Subject("review", kind);
    }

    /** An event that waits in review. */
    static Subject held(EventId event) {
        return new Subject("held", event.toString());
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
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : value.compareTo(other.value);
    }

    /** {@code kind:value}, or {@code none}. */
    @Override
    public String toString() {
        return value.isEmpty() ? kind : kind + ":" + value;
    }
}
