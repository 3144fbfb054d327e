package org.wholepicture.alert.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list of alerts shows.
 *
 * @param mine alerts the reader answers for, the most pressing first
 * @param withoutOwner alerts that nobody answers for; null for whoever is not at the front door
 */
record AlertList(List<Line> mine, @Nullable List<Line> withoutOwner) {

    /**
     * One alert of the list. Says no more than the mail did: facts about a child are the
     * chronology's to show.
     *
     * @param id of the alert
     * @param reference as in the mail
     * @param title what kind of alert it is
     * @param severity how soon, in words
     * @param tag colour of the severity's tag
     * @param raised the day
     * @param answerBy the last day to answer, or empty
     * @param overdue whether that day has passed without an acknowledgement
     * @param acknowledged whether it was acknowledged
     */
    record Line(
            String id,
            String reference,
            String title,
            String severity,
            String tag,
            String raised,
            String answerBy,
            boolean overdue,
            boolean acknowledged) {}
}
