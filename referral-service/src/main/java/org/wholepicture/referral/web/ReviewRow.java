package org.wholepicture.referral.web;

import java.util.List;
import java.util.stream.Collectors;
import org.wholepicture.referral.application.FrontDoor.EventToLookAt;
import org.wholepicture.referral.domain.DirectoryEntry;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.ReviewReason;

/**
 * An event in review as the page shows it: who sent it, about whom, and why it waits.
 *
 * @param lookedAt who looked at it, when and why it needs nothing more; empty if nobody did
 */
record ReviewRow(
        String event,
        String what,
        String agency,
        String people,
        String since,
        List<String> reasons,
        boolean withdrawn,
        String lookedAt) {

    static ReviewRow of(EventToLookAt look) {
        var review = look.event();
        return new ReviewRow(
                review.event().id().toString(),
                words(review.event().type().shortName()),
                look.agency().map(DirectoryEntry::name).orElse(review.event().key().agency()),
                look.people().stream()
                        .map(name -> name.given() + " " + name.family())
                        .collect(Collectors.joining(", ")),
                Days.of(review.since().atZone(Happened.LONDON).toLocalDate()),
                review.reasons().stream().map(ReviewReason::sentence).toList(),
                review.withdrawn(),
                Days.sentence("Looked at", review.lookedAt()));
    }

    private static String words(String shortName) {
        String text = shortName.replace('-', ' ');
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "ReviewRow[" + event + "]";
    }
}
