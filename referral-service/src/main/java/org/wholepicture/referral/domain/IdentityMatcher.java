package org.wholepicture.referral.domain;

/**
 * Finds the child whom an event is about. Never answers {@link Match.Found} on a weak match: a fact
 * on the wrong child's timeline does harm twice.
 */
public interface IdentityMatcher {

    /** Compares what the event says with whom we know. */
    Match match(PersonDetails child);
}
