package org.wholepicture.alert.web;

import java.util.List;

/**
 * What the list of alerts shows.
 *
 * @param open alerts that the reader is to answer, by when
 * @param answered alerts they answer for that are acknowledged, in plan or put off
 * @param frontDoor whether the reader works at the front door
 * @param manager whether the reader is a manager
 */
record AlertList(List<Line> open, List<Line> answered, boolean frontDoor, boolean manager) {

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
     * @param movedUp whether it moved up to the manager
     * @param standing how it stands where somebody has answered it or put it off, or empty
     * @param claimedBy name of whoever took it, or empty
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
            boolean movedUp,
            String standing,
            String claimedBy) {}
}
