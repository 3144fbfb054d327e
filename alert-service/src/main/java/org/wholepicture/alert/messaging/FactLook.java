package org.wholepicture.alert.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.wholepicture.alert.application.CheckFacts;
import org.wholepicture.platform.messaging.Applied;
import org.wholepicture.platform.messaging.Look;
import org.wholepicture.platform.messaging.Losses;

/** Looks whether every fact that a message stated is still there; asks for the message if not. */
@ApplicationScoped
class FactLook implements Look, Applied {

    private final CheckFacts facts;
    private final Losses losses;

    FactLook(CheckFacts facts, Losses losses) {
        this.facts = facts;
        this.losses = losses;
    }

    @Override
    public String name() {
        return "fact";
    }

    @Override
    public long highest() {
        return facts.highest();
    }

    @Override
    public void at(long first, long last) {
        losses.askAgain(name(), facts.gone(first, last));
    }

    @Override
    public Map<String, Long> count(Instant from, Instant until) {
        return facts.count(from, until);
    }
}
