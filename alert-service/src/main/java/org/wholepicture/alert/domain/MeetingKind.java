package org.wholepicture.alert.domain;

/** Kind of a meeting about a child (domain.md C1, D1). */
public enum MeetingKind {
    /** Initial child protection conference. */
    INITIAL_CONFERENCE,
    /** Review child protection conference. */
    REVIEW_CONFERENCE,
    /** Those who carry out a child protection plan. */
    CORE_GROUP,
    /** Team around the family. */
    TEAM_AROUND_THE_FAMILY;

    /** Whether minutes of it are due [A23]. */
    public boolean conference() {
        return this == INITIAL_CONFERENCE || this == REVIEW_CONFERENCE;
    }
}
