package org.wholepicture.chronology.messaging;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wholepicture.chronology.domain.Origin;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.RefusedMessageException;

/** The types of messages. */
final class Wire {

    private static final Pattern TYPE = Pattern.compile("org\\.wholepicture\\.([a-z-]+)\\.v1");

    private Wire() {}

    /** The short name of the message's type; empty for a type of another shape or version. */
    static Optional<String> shortName(Envelope message) {
        Matcher matcher = TYPE.matcher(message.type());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** By which message something came. */
    static Origin origin(String topic, Envelope message) {
        return new Origin(message.id(), topic, message.sequence());
    }

    static RefusedMessageException unknownType() {
        return new RefusedMessageException("a type that this version does not know");
    }
}
