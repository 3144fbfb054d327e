package org.wholepicture.chronology.domain.export;

import java.util.Locale;
import java.util.UUID;

/** A file that somebody asked for. Opaque. */
public record ExportId(UUID value) {

    /** What stands on every page of the file: the first twelve digits of the id. */
    public String reference() {
        String digits = value.toString().replace("-", "").toUpperCase(Locale.ROOT);
        return digits.substring(0, 4)
                + "-"
                + digits.substring(4, 8)
                + "-"
                + digits.substring(8, 12);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
