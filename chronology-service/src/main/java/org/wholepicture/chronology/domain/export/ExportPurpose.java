package org.wholepicture.chronology.domain.export;

/** What a file is for [domain.md B-32, B-89]. */
public enum ExportPurpose {
    CONFERENCE,
    COURT,
    SUPERVISION,
    /** For whom it is about; made of a redaction that two people agreed to, and of nothing else. */
    SUBJECT_ACCESS
}
