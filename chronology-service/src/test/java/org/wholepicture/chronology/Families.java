package org.wholepicture.chronology;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.wholepicture.platform.messaging.PrivateMember;

/** Stories whose pages are looked at: small, large, the Coventry case history, an empty one. */
final class Families {

    private static final LocalDate DAY_0 = LocalDate.of(2026, 1, 5);

    private Families() {}

    private static String known(int day) {
        return DAY_0.plusDays(day) + "T17:00:00Z";
    }

    private static String on(int day) {
        return "{\"from\":\"%s\",\"precision\":\"DAY\"}".formatted(DAY_0.plusDays(day));
    }

    /**
     * The names of agencies are those that {@link Story#whole} gives them: all stories share them.
     */
    private static Story begun(int telling, PrivateMember privateMember, String name, String born) {
        return new Story(telling, privateMember)
                .agency("early-help", "Early Help", true)
                .agency("health-visiting", "Health Visiting", true)
                .agency("drug-alcohol", "Drug and Alcohol Service", true)
                .agency("gp", "GP Surgery", true)
                .agency("police", "Police", true)
                .agency("dental", "Dental Clinic", true)
                .practitioner("pr-lead", "Kim Example", "early-help", true)
                .practitioner("pr-health-visitor", "Sam Example", "health-visiting", true)
                .opened("a1", "b1", known(-1), name, born)
                .confirmed("c1", "a1", "b1", known(-1), "pr-lead", "LEAD", "{}");
    }

    /** Nothing was told yet. */
    static Story empty(int telling, PrivateMember privateMember) {
        return begun(telling, privateMember, "Robin", "2025-09-05");
    }

    /** The Coventry case history: an optimistic closure [COV]. */
    static Story coventry(int telling, PrivateMember privateMember) {
        Story story = begun(telling, privateMember, "Alex", "2025-09-05");
        String drug = "ENGAGEMENT:drug-alcohol";
        fact(
                story,
                "e00",
                0,
                "household-member",
                "health-visiting",
                "{\"role\":\"mother\",\"adult\":\"%s\"}".formatted(story.id("9")),
                "{\"memberName\":{\"given\":\"Jo\",\"family\":\"Sample\"}}",
                "{}");
        fact(
                story,
                "e01",
                0,
                "concern",
                "health-visiting",
                "{\"level\":\"LOW\",\"category\":\"NEG\"}",
                words("Cannabis use and unsafe sleeping noted; safer-sleep advice given."),
                "{\"basis\":\"OBSERVED\"}");
        claim(
                story,
                "e02",
                0,
                "health-visiting",
                "SAFE_SLEEP",
                "WORSE",
                "OBSERVED",
                "Baby not in own sleep space.");
        fact(
                story,
                "e03",
                1,
                "lead-practitioner",
                "early-help",
                "{\"practitioner\":\"pr-lead\",\"newWorker\":true}",
                "{}",
                "{}");
        fact(
                story,
                "e04",
                1,
                "plan",
                "early-help",
                "{\"state\":\"STARTED\",\"plan\":\"EH\"}",
                "{}",
                "{}");
        fact(
                story,
                "e05",
                3,
                "service-referral",
                "early-help",
                "{\"to\":\"drug-alcohol\"}",
                "{}",
                "{}");
        missed(story, "e06", 10, drug);
        claim(
                story,
                "e07",
                14,
                "early-help",
                drug,
                "BETTER",
                "SELF_REPORT",
                "Mother says she is attending and it is going well.");
        claim(
                story,
                "e08",
                14,
                "early-help",
                "SAFE_SLEEP",
                "BETTER",
                "SELF_REPORT",
                "Mother says baby always sleeps in the cot.");
        story.alert("alert-raised", "d1", "a1", "b1", known(14), "{}");
        missed(story, "e09", 24, drug);
        claim(
                story,
                "e10",
                42,
                "early-help",
                drug,
                "BETTER",
                "SELF_REPORT",
                "Mother says it is going well.");
        claim(
                story,
                "e11",
                49,
                "health-visiting",
                "SUBSTANCE_USE_AT_HOME",
                "WORSE",
                "OBSERVED",
                "House smelt of cannabis.");
        claim(
                story,
                "e12",
                49,
                "health-visiting",
                "SAFE_SLEEP",
                "WORSE",
                "OBSERVED",
                "Evidence that mother has been sleeping in the bed with baby.");
        story.alert(
                "alert-raised",
                "d2",
                "a1",
                "b1",
                known(49),
                "{\"rule\":\"SAFE-INFANT\",\"severity\":\"HIGH\",\"subject\":\"none\"}");
        fact(
                story,
                "e13",
                56,
                "step-down",
                "early-help",
                "{\"state\":\"PROPOSED\",\"from\":\"EH\",\"to\":\"CLOSED\",\"network\":[\"drug-alcohol\",\"health-visiting\"]}",
                "{\"reasons\":\"Family doing well.\"}",
                "{\"basis\":\"OPINION\"}");
        story.alert(
                "alert-raised",
                "d3",
                "a1",
                "b1",
                known(56),
                "{\"rule\":\"STEPDOWN-CHECK\",\"severity\":\"HIGH\",\"subject\":\"none\",\"reasons\":[\"OPEN_CONTRADICTION:SAFE_SLEEP\"]}");
        return story;
    }

    /** Five entries. */
    static Story five(int telling, PrivateMember privateMember) {
        Story story = begun(telling, privateMember, "Sandy", "2019-04-02");
        fact(
                story,
                "e01",
                -40,
                "concern",
                "school",
                "{\"level\":\"LOW\",\"category\":\"NEG\",\"neglectTypes\":[\"NUTRITIONAL\"]}",
                "{\"summary\":\"Came to school without breakfast three times this week.\",\"childVoice\":\"There was nothing in the cupboard.\"}",
                "{\"basis\":\"OBSERVED\"}");
        fact(
                story,
                "e02",
                -12,
                "missed-appointment",
                "dental",
                "{\"kind\":\"dental\",\"outcome\":\"WAS_NOT_BROUGHT\",\"whose\":\"CHILD\"}",
                "{}",
                "{}");
        fact(
                story,
                "e03",
                2,
                "contact",
                "school",
                "{\"childSeen\":true,\"seenAlone\":true}",
                words("Talked about home; cheerful."),
                "{\"significance\":{\"level\":\"MODERATE\",\"direction\":\"POSITIVE\"}}");
        fact(
                story,
                "e04",
                20,
                "attended-appointment",
                "dental",
                "{\"kind\":\"dental\",\"whose\":\"CHILD\"}",
                "{}",
                "{}");
        fact(
                story,
                "e05",
                33,
                "concern",
                "police",
                "{\"level\":\"MODERATE\",\"category\":\"PHY\"}",
                words("Neighbours reported shouting and a slap."),
                "{\"basis\":\"HEARSAY\"}");
        return story;
    }

    /** Five hundred entries over four years: three plans, two closures, three leads. */
    static Story large(int telling, PrivateMember privateMember) {
        Story story = begun(telling, privateMember, "Charlie", "2016-11-20");
        Random random = new Random(500);
        story.practitioner("pr-before", "Maria Example", "early-help", true)
                .practitioner("pr-first", "Tom Example", "early-help", true);
        plan(story, "c01", -1400, "STARTED", "EH");
        lead(story, "1ea1", -1400, "pr-first");
        close(story, "5d1", -1190, "CLOSED");
        plan(story, "c02", -900, "STARTED", "CIN");
        lead(story, "1ea2", -890, "pr-before");
        plan(story, "c03", -780, "STARTED", "CP");
        close(story, "5d2", -420, "CIN");
        plan(story, "c04", -420, "STARTED", "CIN");
        close(story, "5d3", -300, "CLOSED");
        plan(story, "c05", -60, "STARTED", "CIN");
        lead(story, "1ea3", -58, "pr-lead");
        fact(
                story,
                "401",
                -1400,
                "household-member",
                "early-help",
                "{\"role\":\"mother\",\"adult\":\"%s\"}".formatted(story.id("91")),
                "{\"memberName\":{\"given\":\"Jo\",\"family\":\"Sample\"}}",
                "{}");
        fact(
                story,
                "402",
                -1400,
                "household-member",
                "early-help",
                "{\"role\":\"father\",\"adult\":\"%s\",\"to\":\"2024-05-01\"}"
                        .formatted(story.id("92")),
                "{\"memberName\":{\"given\":\"Lee\",\"family\":\"Sample\"},\"summary\":\"Moved to his parents; sees Charlie at weekends.\"}",
                "{}");
        fact(
                story,
                "403",
                -500,
                "household-member",
                "police",
                "{\"role\":\"partner\",\"notKnown\":true}",
                "{}",
                "{}");
        fact(
                story,
                "404",
                -500,
                "household-member",
                "early-help",
                "{\"role\":\"grandmother\",\"adult\":\"%s\"}".formatted(story.id("93")),
                "{\"memberName\":{\"given\":\"Ada\",\"family\":\"Sample\"},\"summary\":\"Cooks for the family on Sundays; speaks Punjabi with Charlie.\"}",
                "{}");
        List<String> agencies =
                List.of("school", "health-visiting", "gp", "police", "dental", "early-help");
        for (int i = 0; i < 484; i++) {
            int day = -1420 + random.nextInt(1480);
            String id = "7%03d".formatted(i);
            String agency = agencies.get(Math.min(5, random.nextInt(8)));
            switch (random.nextInt(10)) {
                case 0 ->
                        fact(
                                story,
                                id,
                                day,
                                "concern",
                                agency,
                                "{\"level\":\"%s\",\"category\":\"%s\"}"
                                        .formatted(
                                                random.nextInt(3) == 0 ? "MODERATE" : "LOW",
                                                random.nextInt(6) == 0 ? "EMO" : "NEG"),
                                random.nextInt(4) == 0
                                        ? "{\"childVoice\":\"I like it better at school.\"}"
                                        : words("Tired and hungry."),
                                "{\"basis\":\"OBSERVED\"}");
                case 1 ->
                        fact(
                                story,
                                id,
                                day,
                                "missed-appointment",
                                agency,
                                "{\"kind\":\"dental\",\"outcome\":\"WAS_NOT_BROUGHT\",\"whose\":\"CHILD\"}",
                                "{}",
                                "{}");
                case 2, 3 ->
                        claim(
                                story,
                                id,
                                day,
                                agency,
                                "FOOD",
                                random.nextBoolean() ? "BETTER" : "WORSE",
                                random.nextBoolean() ? "SELF_REPORT" : "OBSERVED",
                                "Food at home.");
                case 4 ->
                        fact(
                                story,
                                id,
                                day,
                                "contact",
                                agency,
                                "{\"childSeen\":true}",
                                words("Good day."),
                                "{\"significance\":{\"level\":\"LOW\",\"direction\":\"POSITIVE\"}}");
                default ->
                        fact(
                                story,
                                id,
                                day,
                                "contact",
                                agency,
                                "{\"childSeen\":true}",
                                words("Routine contact."),
                                "{}");
            }
        }
        return story;
    }

    private static String words(String summary) {
        return "{\"summary\":\"%s\"}".formatted(summary);
    }

    private static void plan(Story story, String id, int day, String state, String plan) {
        fact(
                story,
                id,
                day,
                "plan",
                "early-help",
                "{\"state\":\"%s\",\"plan\":\"%s\",\"category\":\"NEG\"}".formatted(state, plan),
                "{}",
                "{}");
    }

    private static void lead(Story story, String id, int day, String who) {
        fact(
                story,
                id,
                day,
                "lead-practitioner",
                "early-help",
                "{\"practitioner\":\"%s\"}".formatted(who),
                "{}",
                "{}");
    }

    private static void close(Story story, String id, int day, String to) {
        fact(
                story,
                id,
                day,
                "step-down",
                "early-help",
                "{\"state\":\"DONE\",\"to\":\"%s\"}".formatted(to),
                "{}",
                "{}");
    }

    private static void missed(Story story, String id, int day, String topic) {
        fact(
                story,
                id,
                day,
                "missed-appointment",
                "drug-alcohol",
                "{\"kind\":\"keywork\",\"outcome\":\"DID_NOT_ATTEND\",\"whose\":\"ADULT\"}",
                "{}",
                "{\"basis\":\"SERVICE_RECORD\",\"claims\":[{\"topic\":\"%s\",\"about\":\"mother\",\"value\":\"WORSE\",\"basis\":\"SERVICE_RECORD\"}]}"
                        .formatted(topic));
    }

    private static void claim(
            Story story,
            String id,
            int day,
            String agency,
            String topic,
            String value,
            String basis,
            String words) {
        fact(
                story,
                id,
                day,
                "contact",
                agency,
                "{}",
                words(words),
                "{\"basis\":\"%s\",\"claims\":[{\"topic\":\"%s\",\"value\":\"%s\",\"basis\":\"%s\"}]}"
                        .formatted(basis, topic, value, basis));
    }

    private static void fact(
            Story story,
            String id,
            int day,
            String type,
            String agency,
            String details,
            String words,
            String more) {
        story.filed(id, "a1", "b1", known(day), type, agency, on(day), details, words, more);
    }
}
