package org.wholepicture.chronology.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.chronology.domain.SharingPolicy.DataClass;
import org.wholepicture.chronology.domain.SharingPolicy.Effect;
import org.wholepicture.chronology.domain.SharingPolicy.Purpose;
import org.wholepicture.chronology.domain.SharingPolicy.Verdict;

/** What policies say together. */
class SharingPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final AgencyId SCHOOL = new AgencyId("school");

    @ParameterizedTest
    @CsvSource({
        // agency, purpose, class, effect, from, until: what a school hears that asks to safeguard
        "school,SAFEGUARDING,NORMAL,CONTENT,2026-03-10T12:00:00Z,,CONTENT",
        "school,,NORMAL,CONTENT,2026-01-01T00:00:00Z,,CONTENT",
        ",SAFEGUARDING,NORMAL,CONTENT,2026-01-01T00:00:00Z,,CONTENT",
        "school,SAFEGUARDING,NORMAL,EXISTENCE,2026-01-01T00:00:00Z,,EXISTENCE",
        "school,SAFEGUARDING,NORMAL,DENY,2026-01-01T00:00:00Z,,DENIED",
        ",,NORMAL,DENY,2026-01-01T00:00:00Z,,DENIED",
        "police,SAFEGUARDING,NORMAL,CONTENT,2026-01-01T00:00:00Z,,SILENT",
        "police,SAFEGUARDING,NORMAL,DENY,2026-01-01T00:00:00Z,,SILENT",
        "school,EARLY_HELP,NORMAL,CONTENT,2026-01-01T00:00:00Z,,SILENT",
        "school,EARLY_HELP,NORMAL,DENY,2026-01-01T00:00:00Z,,SILENT",
        "school,SAFEGUARDING,RESTRICTED,CONTENT,2026-01-01T00:00:00Z,,SILENT",
        "school,SAFEGUARDING,NORMAL,CONTENT,2026-03-10T12:00:01Z,,SILENT",
        "school,SAFEGUARDING,NORMAL,CONTENT,2026-01-01T00:00:00Z,2026-03-10T12:00:00Z,SILENT",
        "school,SAFEGUARDING,NORMAL,CONTENT,2026-01-01T00:00:00Z,2026-03-10T12:00:01Z,CONTENT"
    })
    void onePolicySays(
            @Nullable String agency,
            @Nullable Purpose purpose,
            DataClass dataClass,
            Effect effect,
            Instant from,
            @Nullable Instant until,
            Verdict verdict) {
        var policy =
                new SharingPolicy(
                        new UUID(0, 1),
                        agency == null ? null : new AgencyId(agency),
                        purpose,
                        dataClass,
                        effect,
                        from,
                        until);

        assertThat(
                        SharingPolicy.weigh(
                                List.of(policy),
                                SCHOOL,
                                Purpose.SAFEGUARDING,
                                DataClass.NORMAL,
                                NOW))
                .isEqualTo(verdict);
    }

    /** Whoever needs no purpose is opened to by none, and denied by each. */
    @Test
    void withoutAPurposeADenialForOneCountsAndAnOpeningForOneDoesNot() {
        assertThat(weigh(null, policy(Effect.DENY, Purpose.EARLY_HELP))).isEqualTo(Verdict.DENIED);
        assertThat(weigh(null, policy(Effect.CONTENT, Purpose.EARLY_HELP)))
                .isEqualTo(Verdict.SILENT);
        assertThat(weigh(null, policy(Effect.CONTENT, null))).isEqualTo(Verdict.CONTENT);
    }

    @Test
    void inWhateverOrderADenialOverridesContentAndContentExistence() {
        List<SharingPolicy> policies =
                new ArrayList<>(
                        List.of(
                                policy(Effect.EXISTENCE, null),
                                policy(Effect.CONTENT, null),
                                policy(Effect.EXISTENCE, Purpose.SAFEGUARDING)));
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(policies, random);
            assertThat(weigh(Purpose.SAFEGUARDING, policies.toArray(SharingPolicy[]::new)))
                    .isEqualTo(Verdict.CONTENT);
        }
        policies.add(policy(Effect.DENY, Purpose.SAFEGUARDING));
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(policies, random);
            assertThat(weigh(Purpose.SAFEGUARDING, policies.toArray(SharingPolicy[]::new)))
                    .isEqualTo(Verdict.DENIED);
        }
    }

    private static SharingPolicy policy(Effect effect, @Nullable Purpose purpose) {
        return new SharingPolicy(
                new UUID(0, 1), SCHOOL, purpose, DataClass.NORMAL, effect, NOW, null);
    }

    private static Verdict weigh(@Nullable Purpose purpose, SharingPolicy... policies) {
        return SharingPolicy.weigh(List.of(policies), SCHOOL, purpose, DataClass.NORMAL, NOW);
    }
}
