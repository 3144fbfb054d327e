package org.wholepicture.chronology.domain;

/** How far an entry may be shown [domain.md B-19, B-87]. */
public enum Sensitivity {
    NORMAL,
    /**
     * The lead, the lead's manager, the agency it comes from and those that the sharing policy
     * names; others see that it exists.
     */
    RESTRICTED,
    /**
     * The agency it comes from, and a lead or manager who stands on the child's list; others see
     * that it exists.
     */
    SHIELDED;
}
