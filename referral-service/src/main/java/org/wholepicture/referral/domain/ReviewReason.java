package org.wholepicture.referral.domain;

/** Why an event, or a part of it, waits for a person or for another event. */
public enum ReviewReason {
    /**
     * An identifier fails its check digit or stands for none; the sender is asked for the right
     * one.
     */
    IDENTIFIER_INVALID(
            "A number in it fails its check digit or stands for none. The sender has been asked for"
                    + " it."),
    /** Nothing but a name, or not even that. */
    LOW_CONFIDENCE("It names somebody without a number by which to know them."),
    /** Perhaps somebody we know. */
    POTENTIAL("It may be about somebody who is known under another number or birth date."),
    /** Its identifiers belong to different persons. */
    MANY("Its numbers belong to different people."),
    /** No child was linked to the adult when it happened; it is filed when such a link arrives. */
    NO_LINK("It is about an adult whom no child was linked to at that time."),
    /** It withdraws an event that is not on a timeline; it is filed when that is. */
    TARGET_UNKNOWN("It withdraws an event that has not been filed."),
    /** The same version of the same source record came before under another event id. */
    SAME_VERSION("The same version of the same record was sent before as another event."),
    /** Filing failed again and again for a reason that does not pass. */
    CANNOT_BE_FILED("It could not be filed for a technical reason. Support has to look at it.");

    private final String sentence;

    ReviewReason(String sentence) {
        this.sentence = sentence;
    }

    /** What the front door reads. */
    public String sentence() {
        return sentence;
    }
}
