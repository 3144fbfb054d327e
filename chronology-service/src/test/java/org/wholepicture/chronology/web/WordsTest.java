package org.wholepicture.chronology.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.Timeline;

/** Each type of entry is told in plain words, and in as few when its content is withheld. */
class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    visit; {}; Visit; ''
                    visit; {"childSeen":true,"seenAlone":false,"socialWorker":true,"announced":false}; Visit; The child was seen | Not seen alone | By a social worker | Not announced
                    visit; {"whose":"ADULT"}; Visit (an adult's); ''
                    assessment; {"state":"STARTED","kind":"EARLY_HELP","newWorker":true}; Early help assessment started; By somebody new to this child
                    assessment; {"state":"ENDED","kind":"CHILD_AND_FAMILY","childVoiceIncluded":false,"adultMalesConsidered":false}; Child and family assessment ended; The child's voice is not part of it | The men of the household and the family are not considered
                    care-profile; {"grades":{"developmental":2,"physical":3,"safety":4}}; Graded care profile; Grades, 1 is best and 5 worst: physical care 3, safety 4, developmental care 2
                    meeting; {"kind":"STRATEGY_DISCUSSION","state":"HELD","s47":true,"physicalHarm":true,"medicalDecision":"TO_BE_HELD"}; Strategy discussion; A section 47 enquiry began | About physical harm | Child protection medical: to be held
                    meeting; {"kind":"STRATEGY_DISCUSSION","state":"DECIDED_AGAINST","reasonGiven":true}; Strategy discussion decided against; ''
                    meeting; {"kind":"INITIAL_CONFERENCE","state":"HELD"}; Initial child protection conference; ''
                    meeting; {"kind":"INITIAL_CONFERENCE","state":"DECIDED_AGAINST"}; Section 47 enquiry ended without a conference; ''
                    meeting; {"kind":"REVIEW_CONFERENCE","state":"HELD"}; Review child protection conference; ''
                    meeting; {"kind":"CORE_GROUP","state":"HELD"}; Core group; ''
                    meeting; {"kind":"TEAM_AROUND_THE_FAMILY","state":"HELD"}; Team around the family meeting; ''
                    minutes-shared; {"of":"00000000-0000-4000-8000-000000000001"}; Minutes shared; ''
                    attendance; {"possible":60,"absent":0}; School attendance; Missed 0 of 60 sessions
                    attendance; {"possible":58,"absent":9,"term":"spring-1"}; School attendance; Missed 9 of 58 sessions | Half term: spring term, first half
                    referral; {"historyGiven":false,"basisGiven":true,"levelOfNeed":3}; Referral to the front door; It does not tell the history | It tells how things are known | Level of need, as the referrer sees it: 3
                    referral-decision; {"outcome":"NO_FURTHER_ACTION","levelOfNeed":2}; Decision on a referral: no further action; Level of need, as the front door sees it: 2
                    family-factor; {"factor":"PARENTAL_MENTAL_ILL_HEALTH","about":"mother"}; Parental mental ill-health; Who in the family: mother
                    linked-concern; {"level":"MODERATE","leads":["pr-lead-a"]}; Concern about a child of the same home; Level: moderate
                    household-member; {"role":"mothers-partner","adultMale":true,"notKnown":true}; Household member; Role: mothers partner | An adult man | Who it is, is not known
                    """)
    void anEntryIsToldInPlainWords(String type, String details, String heading, String said) {
        Entry entry = entry(EntryType.find(type).orElseThrow(), details);

        assertThat(Words.heading(entry)).isEqualTo(heading);
        assertThat(String.join(" | ", Words.details(entry, Timeline.Names.NONE))).isEqualTo(said);
    }

    @ParameterizedTest
    @EnumSource(EntryType.class)
    void withoutItsContentAnEntryStillHasAHeadingAndNoCode(EntryType type) {
        String heading = Words.heading(entry(type, "{}"));

        assertThat(heading).isNotBlank().doesNotContain("_", "null").doesNotMatch(".*[A-Z]{3}.*");
        assertThat(Words.type(type)).isNotBlank();
    }

    @Test
    void noTwoTypesHaveTheSameName() {
        assertThat(EntryType.values()).extracting(Words::type).doesNotHaveDuplicates();
    }

    private static Entry entry(EntryType type, String details) {
        return new Entry(
                new RecordId(new UUID(0, 1)),
                new EventId(new UUID(0, 2)),
                EntryKind.FACT,
                type,
                new AgencyId("school"),
                new Happened(Moment.parse("2026-01-05"), null, Happened.Precision.DAY),
                null,
                null,
                Instant.parse("2026-01-05T09:00:00Z"),
                null,
                null,
                null,
                Sensitivity.NORMAL,
                null,
                List.of(),
                read(details),
                Narrative.NONE);
    }

    private static Map<String, Object> read(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
