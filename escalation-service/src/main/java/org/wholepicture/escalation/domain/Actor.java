package org.wholepicture.escalation.domain;

import java.util.Set;

/**
 * A practitioner who acts on a disagreement.
 *
 * @param who the person
 * @param sides the sides they stand on: none for others who work with the child; both for a manager
 *     of an agency that disagrees with itself
 */
public record Actor(Practitioner who, Set<Side> sides) {

    /** Copies the set. */
    public Actor {
        sides = Set.copyOf(sides);
    }

    /** Whether they stand on that side. */
    public boolean isOn(Side side) {
        return sides.contains(side);
    }
}
