package org.wholepicture.chronology.domain;

/**
 * How much of a child's timeline somebody sees who may read it [domain.md B-87].
 *
 * @param agency the reader's own
 * @param restricted whether they see what is restricted
 * @param shielded whether they see what is shielded: they stand on the child's list
 * @param own whether they see whatever their own agency said
 */
public record Clearance(AgencyId agency, boolean restricted, boolean shielded, boolean own) {

    /** Whether somebody sees the content and not only the existence; fails closed. */
    boolean shows(Reach reach) {
        boolean ownWord = own && agency.equals(reach.agency());
        return switch (reach.sensitivity()) {
            case NORMAL -> true;
            case RESTRICTED -> restricted || ownWord;
            case SHIELDED -> shielded || ownWord;
        };
    }
}
