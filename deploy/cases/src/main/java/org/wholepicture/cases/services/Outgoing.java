package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an agency's system sends for an event of a story.
 *
 * @param agency whose token it is sent with
 * @param id the CloudEvents id
 * @param event the whole CloudEvent
 */
record Outgoing(String agency, String id, ObjectNode event) {

    /** Leaves the event out: it names people. */
    @Override
    public String toString() {
        return "Outgoing[" + agency + ", " + id + "]";
    }
}
