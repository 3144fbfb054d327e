package org.wholepicture.alert.domain;

import java.util.List;

/**
 * What people are told of a rule; the published rule list is made of these (domain.md B-92).
 *
 * @param name in domain.md C10, for example {@code CONTRA-PAIR}
 * @param version raised by one when the rule may find something else in the same history
 * @param severity how soon its alerts ask to be looked at
 * @param audience who they are for
 * @param source where the rule comes from: the tags of domain.md
 * @param explanation what it says, in plain words for a practitioner
 * @param closedBy what ends its alerts, in plain words
 */
public record About(
        String name,
        int version,
        Severity severity,
        List<Audience> audience,
        String source,
        String explanation,
        String closedBy) {

    /** Copies the list. */
    public About {
        audience = List.copyOf(audience);
    }
}
