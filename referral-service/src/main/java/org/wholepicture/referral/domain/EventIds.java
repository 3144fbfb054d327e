package org.wholepicture.referral.domain;

/**
 * Port: ids of events, made of what their senders call them. So an event can be named before it
 * comes, and what names it is the same whichever of the two comes first.
 */
public interface EventIds {

    /**
     * The id of the event with this key: the same for the same key, for ever, and nothing of what
     * stands in it.
     */
    EventId of(EventKey key);
}
