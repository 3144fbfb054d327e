package org.wholepicture.chronology.domain.export;

/** What a file is for [domain.md B-32]. */
public enum ExportPurpose {
    CONFERENCE,
    COURT,
    SUPERVISION
}
