package org.wholepicture.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an event of a case history may say beside who, when and what kind. */
public enum CaseEventKey {
    /** How serious a concern is. */
    LEVEL("level", Shape.codes("LOW", "MODERATE", "HIGH")),
    /** Category of abuse of a concern or a plan. */
    CATEGORY("category", Shape.codes("NEG", "PHY", "SAB", "EMO", "MUL")),
    /** What a plan of category MUL is made of. */
    CATEGORIES("categories", Shape.codeList("NEG", "PHY", "SAB", "EMO", "MUL")),
    /** Basis of evidence. */
    BASIS(
            "basis",
            Shape.codes(
                    "SELF_REPORT",
                    "OBSERVED",
                    "SERVICE_RECORD",
                    "CHILD_VOICE",
                    "HEARSAY",
                    "OPINION")),
    /** Kinds of neglect a concern names. */
    NEGLECT_TYPES(
            "neglectTypes",
            Shape.codeList(
                    "MEDICAL",
                    "NUTRITIONAL",
                    "EMOTIONAL",
                    "EDUCATIONAL",
                    "PHYSICAL",
                    "SUPERVISION_GUIDANCE",
                    "PRENATAL")),
    /** The child disclosed physical harm. */
    PHYSICAL_HARM_DISCLOSED("physicalHarmDisclosed", Shape.flag()),
    /** The concern is about the home that siblings share. */
    SHARED_HOME("sharedHome", Shape.flag()),
    /** Kind of an appointment: equal codes are the same kind. */
    KIND("kind", Shape.text()),
    /** How an appointment, a decision or a disagreement came out. */
    OUTCOME("outcome", Shape.text()),
    /** The appointment's reference: the same one reported twice counts once. */
    APPT_REF("apptRef", Shape.text()),
    /** The service erred. */
    SERVICE_FAULT("serviceFault", Shape.flag()),
    /** What a claim is about. */
    TOPIC("topic", Shape.topic()),
    /** Whether the topic can be checked in a record or must be seen. */
    TOPIC_KIND("topicKind", Shape.codes("FACT", "STATE")),
    /** Whether it is said to be well or not. */
    VALUE("value", Shape.codes("BETTER", "WORSE")),
    /** The service referred to, or the level stepped down to. */
    TO("to", Shape.text()),
    /** The level stepped down from. */
    FROM("from", Shape.level()),
    /** Agencies said to be working with the child. */
    NETWORK("network", Shape.textList()),
    /** Why. */
    REASON("reason", Shape.text()),
    /** Kind of plan. */
    PLAN("plan", Shape.codes("EH", "CIN", "CP", "LAC")),
    /** A social worker made the visit. */
    SW("sw", Shape.flag()),
    /** The child was seen. */
    CHILD_SEEN("childSeen", Shape.flag()),
    /** The child was seen without a carer. */
    SEEN_ALONE("seenAlone", Shape.flag()),
    /** Graded care profile: 1 to 5 by area. */
    GRADES("grades", Shape.grades()),
    /** Possible sessions of a half term. */
    POSSIBLE("possible", Shape.number(0, 500)),
    /** Sessions missed in a half term. */
    ABSENT("absent", Shape.number(0, 500)),
    /** Half term. */
    TERM(
            "term",
            Shape.codes("autumn-1", "autumn-2", "spring-1", "spring-2", "summer-1", "summer-2")),
    /** The strategy discussion began a section 47 enquiry. */
    S47("s47", Shape.flag()),
    /** The strategy discussion was about physical harm. */
    PHYSICAL("physical", Shape.flag()),
    /** What was decided about a medical. */
    MEDICAL_DECISION("medicalDecision", Shape.codes("HELD", "TO_BE_HELD", "NOT_NEEDED")),
    /** The assessment holds the child's voice. */
    VOICE("voice", Shape.flag()),
    /** The assessment considered the adult males. */
    ADULT_MALES_INCLUDED("adultMalesIncluded", Shape.flag()),
    /** The worker has not held the case before. */
    NEW_WORKER("newWorker", Shape.flag()),
    /** Who leads from now on. */
    LEAD("lead", Shape.text()),
    /** A factor in the family. */
    FACTOR(
            "factor",
            Shape.codes("DOMESTIC_ABUSE", "PARENTAL_MENTAL_ILL_HEALTH", "SUBSTANCE_MISUSE")),
    /** What an adult is to the child. */
    ROLE("role", Shape.text()),
    /** The referral gave the history. */
    HISTORY_GIVEN("historyGiven", Shape.flag()),
    /** The referral gave the basis. */
    BASIS_GIVEN("basisGiven", Shape.flag()),
    /** Stage of a disagreement. */
    STAGE("stage", Shape.number(1, 20)),
    /** The earlier event that this one answers. */
    OF("of", Shape.event()),
    /** The earlier events that a retraction withdraws. */
    TARGETS("targets", Shape.eventList());

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // its lists come from List.of
    private final Shape shape;

    CaseEventKey(String key, Shape shape) {
        this.key = key;
        this.shape = shape;
    }

    /** As it stands in the file. */
    public String key() {
        return key;
    }

    Shape shape() {
        return shape;
    }

    static Optional<CaseEventKey> find(String key) {
        return Arrays.stream(values()).filter(known -> known.key.equals(key)).findFirst();
    }

    /** What a value of a key must look like. */
    sealed interface Shape {

        /** Any text with something in it. */
        record Text() implements Shape {}

        /** One of the codes. */
        record Code(List<String> codes) implements Shape {}

        /** A topic of the vocabulary of domain.md C10. */
        record Topic() implements Shape {}

        /** True or false. */
        record Flag() implements Shape {}

        /** A whole number, bounds included. */
        record WholeNumber(int least, int most) implements Shape {}

        /** Texts. */
        record TextList() implements Shape {}

        /** Some of the codes. */
        record CodeList(List<String> codes) implements Shape {}

        /** Grades by area. */
        record Grades() implements Shape {}

        /** The id of another event. */
        record Event() implements Shape {}

        /** Ids of other events. */
        record EventList() implements Shape {}

        static Shape text() {
            return new Text();
        }

        static Shape codes(String... codes) {
            return new Code(List.of(codes));
        }

        static Shape level() {
            return codes("EH", "CIN", "CP", "LAC", "UNIVERSAL", "CLOSED");
        }

        static Shape topic() {
            return new Topic();
        }

        static Shape flag() {
            return new Flag();
        }

        static Shape number(int least, int most) {
            return new WholeNumber(least, most);
        }

        static Shape textList() {
            return new TextList();
        }

        static Shape codeList(String... codes) {
            return new CodeList(List.of(codes));
        }

        static Shape grades() {
            return new Grades();
        }

        static Shape event() {
            return new Event();
        }

        static Shape eventList() {
            return new EventList();
        }
    }
}
