package org.wholepicture.alert.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page about undelivered mail shows.
 *
 * @param lines newest first
 * @param notice what came of sending one again, when that was not possible
 */
record UndeliveredList(List<Line> lines, @Nullable String notice) {

    /**
     * One mail. Says no more about a child than the mail does.
     *
     * @param id of the mail
     * @param reference as in the mail
     * @param purpose what it tells of
     * @param trouble what has become of it
     * @param since the day it was written
     * @param unreached names of those with whom it was tried in vain
     * @param tried how often, and what was answered last
     * @param maySendAgain whether it is still to be sent
     */
    record Line(
            String id,
            String reference,
            String purpose,
            String trouble,
            String since,
            String unreached,
            String tried,
            boolean maySendAgain) {}
}
