package org.wholepicture.referral.application;

import org.wholepicture.referral.domain.EventStore.Claim;

/** Filing an event failed; its transaction is rolled back. */
public final class FilingFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Claim claim;

    FilingFailedException(Claim claim, Throwable cause) {
        super("filing failed event=" + claim.event().id(), cause);
        this.claim = claim;
    }

    /** What was to be filed. */
    public Claim claim() {
        return claim;
    }
}
