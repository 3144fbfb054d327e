package org.wholepicture.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.audit.AuditEntry.Outcome;

/** The text that digests are taken of is always the same text. */
class CanonicalJsonTest {

    @Test
    void membersAndRolesAreSortedAndIdsKeepTheirOrder() {
        var entry =
                new AuditEntry(
                        new UUID(0, 1),
                        Instant.parse("2026-03-02T09:30:00Z"),
                        "pr-lead",
                        "early-help",
                        Set.of("practitioner", "manager"),
                        "read-timeline",
                        List.of(new UUID(0, 3), new UUID(0, 2)),
                        "",
                        Outcome.REFUSED,
                        new UUID(0, 4));

        assertThat(entry.canonicalJson())
                .isEqualTo(
                        """
                        {"about":["00000000-0000-0000-0000-000000000003",\
                        "00000000-0000-0000-0000-000000000002"],"action":"read-timeline",\
                        "agency":"early-help","at":"2026-03-02T09:30:00Z","caller":"pr-lead",\
                        "entry":"00000000-0000-0000-0000-000000000001","outcome":"REFUSED",\
                        "purpose":"","request":"00000000-0000-0000-0000-000000000004",\
                        "roles":["manager","practitioner"]}""");
    }

    @Test
    void controlCharactersAreEscapedTheShortestWayAndNothingElseIs() {
        assertThat(CanonicalJson.string("a\"b\\c\n\t\u0001\u001f/\u007fé€\ud83d\ude00"))
                .isEqualTo("\"a\\\"b\\\\c\\n\\t\\u0001\\u001f/\u007fé€\ud83d\ude00\"");
    }

    @Test
    void theDigestIsSha256OfTheUtf8Text() {
        assertThat(CanonicalJson.sha256("{}"))
                .asHexString()
                .isEqualToIgnoringCase(
                        "44136FA355B3678A1146AD16F7E8649E94FB4FC21FE77E8310C060F61CAAFF8A");
    }
}
