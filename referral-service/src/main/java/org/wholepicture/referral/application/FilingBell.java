package org.wholepicture.referral.application;

/** Port: tells filing that there is something to file. */
@FunctionalInterface
public interface FilingBell {

    /** Never blocks; nothing is lost if nobody hears it, for filing looks by itself too. */
    void ring();
}
