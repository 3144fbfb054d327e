package org.wholepicture.referral.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the page says after a button was used. */
enum Done {
    CONFIRMED("Confirmed. The practitioner can read the timeline within a few seconds."),
    DECLINED("Declined. The claim waits no longer; it is kept under what was declined."),
    LOOKED_AT("Noted. The event waits no longer; it is kept under what was looked at."),
    AWAY("Noted. On these days what is asked goes to the deputy, then to the manager."),
    NOT_AWAY("Taken back."),
    FILED_AGAIN("The event is filed once more. It leaves this list if that worked."),
    ERASURE_PROPOSED("Proposed. Nothing is erased before another person has approved it."),
    ERASURE_APPROVED("Approved. It is carried out at once; each service reports here."),
    ERASURE_DECLINED("Declined. Nothing is erased."),
    HOLD_SET("Nothing of the child is erased while the hold stands."),
    HOLD_LIFTED("The hold stands no longer."),
    PERIOD_PROPOSED("Proposed. It holds once another person has agreed."),
    PERIOD_APPROVED("The period holds from now on."),
    SHARING_PROPOSED("Proposed. It holds once another administrator has agreed."),
    SHARING_DENIED("Denied. It closes within seconds, and overrides whatever opens."),
    SHARING_APPROVED("Agreed. It holds within seconds."),
    SHARING_ENDED("Ended. It closes within seconds.");

    private final String sentence;

    Done(String sentence) {
        this.sentence = sentence;
    }

    /** As it stands in the address. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sentence for a code; empty for anything else. */
    static String sentence(@Nullable String code) {
        for (Done done : values()) {
            if (done.code().equals(code)) {
                return done.sentence;
            }
        }
        return "";
    }
}
