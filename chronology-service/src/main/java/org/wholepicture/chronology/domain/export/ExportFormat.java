package org.wholepicture.chronology.domain.export;

/** What kind of file. */
public enum ExportFormat {
    /** PDF/A-3a and PDF/UA-1, to read and to keep; the JSON stands inside. */
    PDF("application/pdf", "pdf"),
    /** RFC 4180, for spreadsheets. */
    CSV("text/csv;charset=UTF-8;header=present", "csv"),
    /** By docs/chronology-export.v1.schema.json, for programs. */
    JSON("application/json", "json");

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** For the answer's header. */
    public String mediaType() {
        return mediaType;
    }

    /** The end of the file's name. */
    public String extension() {
        return extension;
    }
}
