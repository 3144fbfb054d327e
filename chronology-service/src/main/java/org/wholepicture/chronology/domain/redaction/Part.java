package org.wholepicture.chronology.domain.redaction;

/** What of an entry can be withheld by itself. */
public enum Part {
    /** All of it: what stays is that something is withheld on that day, and on what ground. */
    ENTRY,
    SUMMARY,
    CHILD_VOICE,
    ACTION,
    OUTCOME,
    /** The reasons of a step-down, and why an entry was withdrawn. */
    REASONS,
    /** The name of a member of the household. */
    NAME,
    /** Who said it: agency, person and role, and the record in their system. */
    SAID_BY,
    CLAIMS,
    /** The entry's own members, for example which factor in the family. */
    DETAILS
}
