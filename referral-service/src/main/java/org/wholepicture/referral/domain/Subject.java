package org.wholepicture.referral.domain;

import java.util.List;

/** Whom or what an event is about. */
public sealed interface Subject {

    /** One child or several. */
    record Children(List<PersonDetails> children) implements Subject {}

    /** An adult: the sender holds the mother, not the baby. */
    record Adult(PersonDetails adult) implements Subject {}

    /** Earlier events of the same agency, which are withdrawn. */
    record EarlierEvents(List<EventKey> targets) implements Subject {}
}
