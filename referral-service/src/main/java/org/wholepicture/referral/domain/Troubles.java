package org.wholepicture.referral.domain;

/** Port: tells trouble with the store, which passes, from a failure that stays. */
@FunctionalInterface
public interface Troubles {

    /** Whether the same may succeed later without anybody repairing anything. */
    boolean passes(Throwable failure);
}
