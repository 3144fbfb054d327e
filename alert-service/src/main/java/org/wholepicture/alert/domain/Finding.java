package org.wholepicture.alert.domain;

import java.util.Collection;
import java.util.List;

/**
 * What a rule found in a history on a day.
 *
 * @param rule the rule
 * @param subject what it is about
 * @param events the events whose facts made it, sorted, without copies
 * @param reasons codes in alphabetical order; empty for rules without reasons of their own
 */
public record Finding(Rule rule, Subject subject, List<EventId> events, List<String> reasons) {

    /** Sorts the events and reasons, so that equal findings are equal. */
    static Finding of(
            Rule rule, Subject subject, Collection<EventId> events, Collection<String> reasons) {
        return new Finding(
                rule,
                subject,
                events.stream().sorted().distinct().toList(),
                reasons.stream().sorted().distinct().toList());
    }
}
