package org.wholepicture.referral.domain;

/**
 * Port: what is published instead of an appointment's reference, which is the agency's free text
 * and may be anything. Rules only ask whether two references are the same [A30].
 */
public interface AppointmentReferences {

    /** A keyed digest, 64 hexadecimal digits: the same for the same reference, for ever. */
    String digest(String reference);
}
