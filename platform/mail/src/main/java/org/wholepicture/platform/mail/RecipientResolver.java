package org.wholepicture.platform.mail;

import java.util.Optional;
import java.util.Set;

/**
 * Works out, at the moment of sending, who gets a message. One bean per service; called inside a
 * short transaction of the dispatcher.
 */
public interface RecipientResolver {

    /**
     * Finds who should get a message now.
     *
     * @param addressee as in {@link Mail#addressee()}
     * @param refused ids of recipients whose mail server has refused this message for good; the
     *     answer is another
     * @return empty when there is nobody
     */
    Optional<Recipient> resolve(String addressee, Set<String> refused);
}
