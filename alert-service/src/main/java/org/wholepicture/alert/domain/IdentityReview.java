package org.wholepicture.alert.domain;

import java.util.List;

/**
 * ID-REVIEW: an event that waits in review because nobody can say for certain whom it is about. One
 * for each such event; it is about no child, and counts for no other rule until it is filed [A48].
 */
final class IdentityReview implements Rule {

    private static final About ABOUT =
            new About(
                    "ID-REVIEW",
                    1,
                    Severity.MED,
                    List.of(Audience.DATA_QUALITY_QUEUE),
                    "Match outcomes [SUIM]; NHS number check [NHSDD1]; B-14",
                    "An event waits because the number in it fails its check, or more than "
                            + "one child matches. It is kept, and attached to nobody until somebody "
                            + "has decided.",
                    "A decision in the review queue, or the sender taking the event back.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        return history.facts(Fact.Held.class).stream()
                .map(held -> Finding.of(this, Subject.held(held.event()), held))
                .toList();
    }
}
