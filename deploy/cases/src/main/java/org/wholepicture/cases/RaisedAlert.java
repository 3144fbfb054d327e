package org.wholepicture.cases;

import java.util.Comparator;
import java.util.List;

/**
 * An alert that playing a case history raised, or withdrew.
 *
 * @param day day number on which it became known
 * @param rule the rule, or {@code WITHDRAWN:} and the rule
 * @param child whom it is about
 * @param subject what it is about beside the child, in the words of the file (its event ids);
 *     {@code none} for rules without one
 * @param reasons of a step-down check, in alphabetical order; empty for other rules
 */
public record RaisedAlert(
        int day, String rule, String child, String subject, List<String> reasons) {

    /** Stands for the child of an event that was attached to nobody. */
    public static final String NOBODY = "?";

    /** By day, rule, child, subject. */
    public static final Comparator<RaisedAlert> ORDER =
            Comparator.comparingInt(RaisedAlert::day)
                    .thenComparing(RaisedAlert::rule)
                    .thenComparing(RaisedAlert::child)
                    .thenComparing(RaisedAlert::subject)
                    .thenComparing(alert -> alert.reasons().toString());

    /** Sorts its reasons. */
    public RaisedAlert {
        reasons = reasons.stream().sorted().toList();
    }
}
