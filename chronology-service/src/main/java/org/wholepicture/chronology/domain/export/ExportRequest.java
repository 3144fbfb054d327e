package org.wholepicture.chronology.domain.export;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.redaction.RedactionId;

/**
 * What somebody asked for.
 *
 * @param by who asked; the file holds what they may see, and only they can fetch it
 * @param roles as the token said when they asked: a file that is made later is decided by them
 * @param request id of the request, for the audit
 * @param reason in their own words, 10 to 500 characters
 * @param question the filters and the day; its place and limit do not count
 * @param redaction what is left out of a file for a subject access request; null for others
 */
public record ExportRequest(
        ExportId id,
        PersonId person,
        PractitionerId by,
        AgencyId agency,
        Set<String> roles,
        UUID request,
        ExportFormat format,
        ExportPurpose purpose,
        String reason,
        Question question,
        @Nullable RedactionId redaction,
        Instant asked) {

    /** Shortest reason, in characters. */
    public static final int SHORTEST_REASON = 10;

    /** Longest reason, in characters. */
    public static final int LONGEST_REASON = 500;

    /** Copies the roles. */
    public ExportRequest {
        roles = Set.copyOf(roles);
        if ((purpose == ExportPurpose.SUBJECT_ACCESS) != (redaction != null)) {
            throw new IllegalArgumentException("a file for a subject access request is redacted");
        }
    }

    /** Leaves the reason out: it may say anything. */
    @Override
    public String toString() {
        return "ExportRequest[id=" + id + ", format=" + format + "]";
    }
}
