package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What a rule finds in a history, and on which days: a limit that runs out next week holds from
 * then on, if nothing becomes known before. So nothing needs to look at each single day.
 *
 * @param rule the rule
 * @param subject what it is about
 * @param from the first day on which it holds; may be past
 * @param until the first day on which it holds no longer
 * @param events the events whose facts make it, sorted, without copies
 * @param reasons codes in alphabetical order; empty for rules without reasons of their own
 */
public record Finding(
        Rule rule,
        Subject subject,
        LocalDate from,
        LocalDate until,
        List<EventId> events,
        List<String> reasons) {

    /** Holds on every day. Events are sorted, so that equal findings are equal. */
    public static Finding of(Rule rule, Subject subject, Collection<EventId> events) {
        return new Finding(
                rule,
                subject,
                LocalDate.MIN,
                LocalDate.MAX,
                events.stream().sorted().distinct().toList(),
                List.of());
    }

    /** Holds on every day. */
    static Finding of(Rule rule, Subject subject, Fact... facts) {
        return of(rule, subject, Arrays.stream(facts).map(Fact::event).toList());
    }

    /** The same from a day on. */
    public Finding from(LocalDate day) {
        return new Finding(rule, subject, day, until, events, reasons);
    }

    /** The same up to the day before a day. */
    Finding until(LocalDate day) {
        return new Finding(rule, subject, from, day, events, reasons);
    }

    /** The same for these reasons. */
    Finding because(Collection<String> codes) {
        return new Finding(
                rule, subject, from, until, events, codes.stream().sorted().distinct().toList());
    }

    /** The same for a reason. */
    Finding because(String code) {
        return because(List.of(code));
    }

    /** Whether it holds on a day. */
    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(until);
    }
}
