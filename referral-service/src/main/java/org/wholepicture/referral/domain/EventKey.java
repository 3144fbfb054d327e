package org.wholepicture.referral.domain;

import java.util.Comparator;

/**
 * The key of idempotency: one agency, one source, one id is one event for ever.
 *
 * @param agency from the token
 * @param source CloudEvents source, under a prefix registered to the agency
 * @param id CloudEvents id; the source's own
 */
public record EventKey(String agency, String source, String id) implements Comparable<EventKey> {

    private static final Comparator<EventKey> ORDER =
            Comparator.comparing(EventKey::agency)
                    .thenComparing(EventKey::source)
                    .thenComparing(EventKey::id);

    @Override
    public int compareTo(EventKey other) {
        return ORDER.compare(this, other);
    }

    /** Leaves the source's id out: a careless source may put a person's number there. */
    @Override
    public String toString() {
        return "EventKey[agency=" + agency + "]";
    }
}
