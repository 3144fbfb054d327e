package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts over alerts, and what managers look after. */
public interface AlertReports {

    /**
     * What became of the alerts of one rule that were raised in a period.
     *
     * @param raised how many
     * @param acknowledged how many of them were answered
     * @param useful how many answers said that the alert was of use; the last answer counts
     * @param notUseful how many said that it was not
     * @param medianDays days from when it asked to its first answer, the middle one; null for none
     */
    record OfRule(
            String rule,
            int raised,
            int acknowledged,
            int useful,
            int notUseful,
            @Nullable Double medianDays) {

        /** How many answers did not say. */
        public int notSaid() {
            return acknowledged - useful - notUseful;
        }
    }

    /**
     * What one practitioner has before them.
     *
     * @param practitioner directory id
     * @param standing alerts that stand for the children they lead for
     * @param unanswered of these, those that nobody has answered or put off
     * @param overdue of these, those whose days to answer have passed
     * @param lately how many were raised in the last seven days
     */
    record Load(
            String practitioner,
            String name,
            int standing,
            int unanswered,
            int overdue,
            int lately) {}

    /** By rule, those with alerts alone, by the rule's name. */
    List<OfRule> byRule(Instant from, Instant until);

    /** Everybody with an open account whom the manager manages, by name. */
    List<Load> loads(String manager, Instant now);

    /**
     * Standing alerts of the children for whom those lead whom the manager manages, or which they
     * took, that wait for the manager: moved up and not answered, or proposed to be put off, or put
     * off.
     */
    List<StoredAlert> forManager(String manager, Instant now, int limit);
}
