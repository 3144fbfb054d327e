package org.wholepicture.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.CaseEventKey.Shape;
import org.wholepicture.cases.CaseReading.Fault;

/**
 * Reads case histories strictly: a key, code, type or reference that the format does not know is a
 * fault of the file, named with its place. All faults of a file are found at once.
 *
 * <p>Source: cases/README.md; codes of domain.md D3 and C10.
 */
public final class CaseReader {

    /** A hundred years either way: beyond it a day number is a slip of the keyboard. */
    private static final int FARTHEST_DAY = 36_525;

    /** {@code why} and {@code text} explain and are not read, wherever they stand. */
    private static final Set<String> EXPLANATIONS = Set.of("why", "text");

    private static final Set<String> CASE_KEYS =
            Set.of(
                    "id",
                    "title",
                    "startDay",
                    "endDay",
                    "children",
                    "adults",
                    "events",
                    "expected",
                    "mustNotFire");
    private static final Set<String> CHILD_KEYS = Set.of("id", "birthDay", "household", "lead");
    private static final Set<String> ADULT_KEYS = Set.of("id");
    private static final Set<String> EVENT_KEYS =
            Set.of("id", "day", "received", "agency", "children", "adult", "identity", "type");
    private static final Set<String> EXPECTED_KEYS = Set.of("day", "rule", "child", "reasons");

    /** The topic vocabulary at the end of domain.md C10; free-text topics never match. */
    private static final Pattern FACT_TOPIC =
            Pattern.compile(
                    "ENGAGEMENT:[a-z][a-z0-9-]{1,40}|MEDICATION_GIVEN|REGISTERED_GP"
                            + "|REGISTERED_DENTIST|SCHOOL_ATTENDANCE");

    private static final Pattern STATE_TOPIC =
            Pattern.compile(
                    "HOME_CONDITIONS|SAFE_SLEEP|SUBSTANCE_USE_AT_HOME|SUPERVISION|FOOD"
                            + "|CLOTHING_HYGIENE|WARMTH_HEATING|PARTNER_LEFT_HOME|DENTAL_CARE"
                            + "|EMOTIONAL_AVAILABILITY");

    /** Reasons of a step-down check (cases/README.md). */
    private static final Pattern REASON =
            Pattern.compile(
                    "OPEN_CONTRADICTION:.+|UNCONFIRMED:.+|MISSED_APPOINTMENT|PROFILE_MISSING"
                            + "|PROFILE_HIGH|AGENCY_SILENT:.+|OPEN_DISSENT");

    private static final List<String> AREAS =
            List.of("physical", "safety", "emotional", "developmental");

    private static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private CaseReader() {}

    /**
     * Reads every {@code *.json} file of a folder (not of folders in it), or one file, in the order
     * of their names. An id that two files share is a fault of the later one.
     *
     * @throws IOException when the folder cannot be read
     */
    public static List<CaseReading> readAll(Path folder) throws IOException {
        List<CaseReading> readings = new ArrayList<>();
        Map<String, Path> ids = new HashMap<>();
        for (Path file : files(folder)) {
            CaseReading reading = read(file);
            if (reading instanceof CaseReading.Sound(CaseFile story, List<Fault> _)) {
                Path earlier = ids.putIfAbsent(story.id(), file);
                if (earlier != null) {
                    reading =
                            new CaseReading.Broken(
                                    file,
                                    List.of(
                                            new Fault(
                                                    name(file),
                                                    null,
                                                    "id",
                                                    "\""
                                                            + story.id()
                                                            + "\" is already the id of "
                                                            + name(earlier))));
                }
            }
            readings.add(reading);
        }
        return readings;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> name(file).endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Reads one file. A file that cannot be opened is a broken one. */
    public static CaseReading read(Path file) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? null : "line " + at.getLineNr();
            return new CaseReading.Broken(
                    file,
                    List.of(
                            new Fault(
                                    name(file),
                                    place,
                                    null,
                                    "not JSON: " + firstLine(e.getOriginalMessage()))));
        } catch (IOException e) {
            return new CaseReading.Broken(
                    file, List.of(new Fault(name(file), null, null, "cannot be opened")));
        }
        return new CaseReader.Reading(file).read(root);
    }

    private static String name(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    /** One file on its way. Collects faults, so that its author sees all of them. */
    private static final class Reading {

        private final Path file;
        private final List<Fault> faults = new ArrayList<>();
        private final List<Fault> notes = new ArrayList<>();

        private Reading(Path file) {
            this.file = file;
        }

        private CaseReading read(JsonNode root) {
            if (!root.isObject()) {
                return broken(null, null, "is not a JSON object");
            }
            Members story = new Members(root, null);
            story.onlyKeys(CASE_KEYS);
            String id = story.text("id");
            String title = story.optional("title").map(_ -> story.text("title")).orElse("");
            int startDay = story.day("startDay");
            int endDay = story.day("endDay");
            if (story.isNumber("startDay") && story.isNumber("endDay") && endDay < startDay) {
                story.fault("endDay", "is before startDay");
            }
            List<CaseChild> children = children(story);
            List<CaseAdult> adults = adults(story);
            Set<String> childIds = new LinkedHashSet<>();
            children.forEach(child -> childIds.add(child.id()));
            Set<String> adultIds = new LinkedHashSet<>();
            adults.forEach(adult -> adultIds.add(adult.id()));
            List<CaseEvent> events = events(story, childIds, adultIds);
            List<ExpectedAlert> expected = expected(story, childIds, startDay, endDay);
            Set<String> mustNotFire = mustNotFire(story);
            if (!faults.isEmpty()) {
                return new CaseReading.Broken(file, faults);
            }
            return new CaseReading.Sound(
                    new CaseFile(
                            file,
                            id,
                            title,
                            startDay,
                            endDay,
                            children,
                            adults,
                            events,
                            expected,
                            mustNotFire),
                    notes);
        }

        private CaseReading broken(@Nullable String where, @Nullable String key, String what) {
            faults.add(new Fault(name(file), where, key, what));
            return new CaseReading.Broken(file, faults);
        }

        private List<CaseChild> children(Members story) {
            List<CaseChild> children = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Members child : story.objects("children", true)) {
                child.onlyKeys(CHILD_KEYS);
                String id = child.text("id");
                child.unique("id", id, seen);
                children.add(
                        new CaseChild(
                                id,
                                child.day("birthDay"),
                                child.optionalText("household"),
                                child.optionalText("lead")));
            }
            if (children.isEmpty() && story.node.has("children")) {
                story.fault("children", "names nobody");
            }
            return children;
        }

        private List<CaseAdult> adults(Members story) {
            List<CaseAdult> adults = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Members adult : story.objects("adults", false)) {
                adult.onlyKeys(ADULT_KEYS);
                String id = adult.text("id");
                adult.unique("id", id, seen);
                adults.add(new CaseAdult(id));
            }
            return adults;
        }

        private List<CaseEvent> events(Members story, Set<String> children, Set<String> adults) {
            List<CaseEvent> events = new ArrayList<>();
            List<Members> sources = story.objects("events", true);
            Set<String> seen = new HashSet<>();
            for (Members event : sources) {
                CaseEvent read = event(event, children, adults, seen);
                if (read != null) {
                    events.add(read);
                }
            }
            references(events, sources);
            return events;
        }

        private @Nullable CaseEvent event(
                Members event, Set<String> children, Set<String> adults, Set<String> seen) {
            String id = event.text("id");
            event.unique("id", id, seen);
            int day = event.day("day");
            int known = event.optional("received").map(_ -> event.day("received")).orElse(day);
            if (event.isNumber("received") && event.isNumber("day") && known < day) {
                event.fault("received", "is before the day it happened");
            }
            String agency = event.text("agency");
            List<String> about = event.texts("children");
            if (about.isEmpty() && event.node.path("children").isArray()) {
                event.fault("children", "names nobody");
            }
            for (String child : about) {
                if (!children.contains(child)) {
                    event.fault("children", "no child \"" + child + "\" in this file");
                }
            }
            if (new HashSet<>(about).size() < about.size()) {
                event.fault("children", "names a child twice");
            }
            String adult = event.optionalText("adult");
            if (adult != null && !adults.contains(adult)) {
                event.fault("adult", "no adult \"" + adult + "\" in this file");
            }
            CaseEvent.Identity identity =
                    event.optional("identity")
                            .map(_ -> event.code("identity", List.of("INVALID", "AMBIGUOUS")))
                            .filter(code -> !code.isEmpty())
                            .map(CaseEvent.Identity::valueOf)
                            .orElse(null);
            String typeName = event.text("type");
            Optional<CaseEventType> type = CaseEventType.find(typeName);
            if (type.isEmpty()) {
                if (!typeName.isEmpty()) {
                    event.fault("type", "unknown type \"" + typeName + "\"");
                }
                return null;
            }
            return new CaseEvent(
                    id,
                    day,
                    known,
                    agency,
                    about,
                    adult,
                    identity,
                    type.get(),
                    members(event, type.get()));
        }

        private Map<CaseEventKey, Object> members(Members event, CaseEventType type) {
            Map<CaseEventKey, Object> members = new EnumMap<>(CaseEventKey.class);
            for (String key : event.keys()) {
                if (EVENT_KEYS.contains(key) || EXPLANATIONS.contains(key)) {
                    continue;
                }
                Optional<CaseEventKey> known = CaseEventKey.find(key);
                if (known.isEmpty()) {
                    event.fault(key, "unknown key");
                    continue;
                }
                if (!type.reads(known.get())) {
                    event.note(key, "says nothing in a " + type);
                }
                event.value(known.get().key(), type.shape(known.get()))
                        .ifPresent(value -> members.put(known.get(), value));
            }
            for (CaseEventKey key : type.required()) {
                if (!event.node.has(key.key())) {
                    event.fault(key.key(), "missing in a " + type);
                }
            }
            if (members.get(CaseEventKey.TOPIC) instanceof String topic
                    && members.get(CaseEventKey.TOPIC_KIND) instanceof String kind
                    && kind.equals("FACT") != FACT_TOPIC.matcher(topic).matches()) {
                event.fault(
                        CaseEventKey.TOPIC_KIND.key(),
                        topic + " is a " + (kind.equals("FACT") ? "STATE" : "FACT") + " topic");
            }
            return members;
        }

        private void references(List<CaseEvent> events, List<Members> sources) {
            Map<String, CaseEvent> byId = new HashMap<>();
            events.forEach(event -> byId.put(event.id(), event));
            // An id whose event has a fault of its own does exist; one fault is said once.
            Set<String> ids = new HashSet<>();
            sources.forEach(event -> ids.add(event.peek("id")));
            for (CaseEvent event : events) {
                Members at =
                        sources.stream()
                                .filter(source -> source.peek("id").equals(event.id()))
                                .findFirst()
                                .orElseThrow();
                event.text(CaseEventKey.OF)
                        .ifPresent(
                                of -> {
                                    reference(at, event, CaseEventKey.OF, of, ids);
                                    disagreement(at, event, byId.get(of));
                                });
                for (String target : event.list(CaseEventKey.TARGETS)) {
                    reference(at, event, CaseEventKey.TARGETS, target, ids);
                    CaseEvent aim = byId.get(target);
                    if (aim != null && !aim.agency().equals(event.agency())) {
                        at.fault(
                                CaseEventKey.TARGETS.key(),
                                "\""
                                        + target
                                        + "\" is an event of "
                                        + aim.agency()
                                        + ": an agency takes back its own only");
                    }
                }
            }
        }

        /** What answers a disagreement must name one, or a stage of one. */
        private static void disagreement(Members at, CaseEvent event, @Nullable CaseEvent of) {
            boolean answers =
                    event.type() == CaseEventType.ESCALATION_RESOLVED
                            || event.type() == CaseEventType.ESCALATION_STAGE;
            if (answers
                    && of != null
                    && of.type() != CaseEventType.DISSENT
                    && of.type() != CaseEventType.ESCALATION_STAGE) {
                at.fault(
                        CaseEventKey.OF.key(),
                        "\"" + of.id() + "\" is a " + of.type() + ", not a disagreement");
            }
        }

        private void reference(
                Members at, CaseEvent event, CaseEventKey key, String to, Set<String> ids) {
            if (!ids.contains(to)) {
                at.fault(key.key(), "no event \"" + to + "\" in this file");
            } else if (to.equals(event.id())) {
                at.fault(key.key(), "names its own event");
            }
        }

        private @Nullable List<ExpectedAlert> expected(
                Members story, Set<String> children, int startDay, int endDay) {
            if (story.optional("expected").isEmpty()) {
                return null;
            }
            List<ExpectedAlert> expected = new ArrayList<>();
            for (Members alert : story.objects("expected", false)) {
                alert.onlyKeys(EXPECTED_KEYS);
                int day = alert.day("day");
                if (alert.isNumber("day") && (day < startDay || day > endDay)) {
                    alert.fault("day", "is outside startDay to endDay");
                }
                String rule = alert.rule("rule");
                expected.add(
                        new ExpectedAlert(day, rule, child(alert, rule, children), reasons(alert)));
            }
            return expected;
        }

        private String child(Members alert, String rule, Set<String> children) {
            String child = alert.optionalText("child");
            if (child == null) {
                if (RuleNames.withoutWithdrawal(rule).equals(RuleNames.ID_REVIEW)) {
                    return RaisedAlert.NOBODY;
                }
                if (children.size() > 1) {
                    alert.fault("child", "missing, and the file has several children");
                }
                return children.isEmpty() ? "" : children.iterator().next();
            }
            if (!child.equals(RaisedAlert.NOBODY) && !children.contains(child)) {
                alert.fault("child", "no child \"" + child + "\" in this file");
            }
            return child;
        }

        private @Nullable Set<String> reasons(Members alert) {
            if (alert.optional("reasons").isEmpty()) {
                return null;
            }
            List<String> reasons = alert.texts("reasons");
            for (String reason : reasons) {
                if (!REASON.matcher(reason).matches()) {
                    alert.fault("reasons", "unknown reason \"" + reason + "\"");
                }
            }
            return Set.copyOf(reasons);
        }

        private Set<String> mustNotFire(Members story) {
            if (story.optional("mustNotFire").isEmpty()) {
                return Set.of();
            }
            List<String> rules = story.texts("mustNotFire");
            for (String rule : rules) {
                if (!RuleNames.known(rule)) {
                    story.fault("mustNotFire", "unknown rule \"" + rule + "\"");
                }
            }
            return Set.copyOf(rules);
        }

        /** The members of one JSON object, with the place that a fault names. */
        private final class Members {

            private final JsonNode node;
            private final @Nullable String where;

            private Members(JsonNode node, @Nullable String where) {
                this.node = node;
                this.where = where;
            }

            private void fault(String key, String what) {
                faults.add(new Fault(name(file), where, key, what));
            }

            private void note(String key, String what) {
                notes.add(new Fault(name(file), where, key, what));
            }

            private Collection<String> keys() {
                List<String> keys = new ArrayList<>();
                node.fieldNames().forEachRemaining(keys::add);
                return keys;
            }

            private void onlyKeys(Set<String> known) {
                for (String key : keys()) {
                    if (!known.contains(key) && !EXPLANATIONS.contains(key)) {
                        fault(key, "unknown key");
                    }
                }
            }

            private void unique(String key, String value, Set<String> seen) {
                if (!value.isEmpty() && !seen.add(value)) {
                    fault(key, "\"" + value + "\" is there twice");
                }
            }

            private Optional<JsonNode> optional(String key) {
                return Optional.ofNullable(node.get(key));
            }

            private boolean isNumber(String key) {
                return node.path(key).isInt();
            }

            private String peek(String key) {
                return node.path(key).asText("");
            }

            private String text(String key) {
                JsonNode value = node.get(key);
                if (value == null) {
                    fault(key, "missing");
                } else if (!value.isTextual()) {
                    fault(key, "must be a text, is " + kind(value));
                } else if (value.textValue().isBlank()) {
                    fault(key, "is empty");
                } else {
                    return value.textValue();
                }
                return "";
            }

            private @Nullable String optionalText(String key) {
                return node.has(key) ? text(key) : null;
            }

            private String code(String key, List<String> codes) {
                String code = text(key);
                if (!code.isEmpty() && !codes.contains(code)) {
                    fault(key, "unknown code \"" + code + "\", known are " + list(codes));
                    return "";
                }
                return code;
            }

            private String rule(String key) {
                String rule = text(key);
                if (!rule.isEmpty() && !RuleNames.known(rule)) {
                    fault(key, "unknown rule \"" + rule + "\"");
                }
                return rule;
            }

            private int day(String key) {
                return number(key, -FARTHEST_DAY, FARTHEST_DAY);
            }

            private int number(String key, int least, int most) {
                JsonNode value = node.get(key);
                if (value == null) {
                    fault(key, "missing");
                } else if (!value.isIntegralNumber()) {
                    fault(key, "must be a whole number, is " + kind(value));
                } else if (!value.canConvertToInt()
                        || value.intValue() < least
                        || value.intValue() > most) {
                    fault(key, value.asText() + " is not within " + least + " and " + most);
                } else {
                    return value.intValue();
                }
                return 0;
            }

            private List<String> texts(String key) {
                JsonNode value = node.get(key);
                if (value == null) {
                    fault(key, "missing");
                    return List.of();
                }
                if (!value.isArray()) {
                    fault(key, "must be a list, is " + kind(value));
                    return List.of();
                }
                List<String> texts = new ArrayList<>();
                for (JsonNode element : value) {
                    if (element.isTextual() && !element.textValue().isBlank()) {
                        texts.add(element.textValue());
                    } else {
                        fault(key, "must be a list of texts, holds " + kind(element));
                    }
                }
                return texts;
            }

            private List<String> someTexts(String key) {
                List<String> texts = texts(key);
                if (texts.isEmpty() && node.path(key).isArray() && node.path(key).isEmpty()) {
                    fault(key, "is empty");
                }
                return texts;
            }

            private List<Members> objects(String key, boolean required) {
                JsonNode value = node.get(key);
                if (value == null) {
                    if (required) {
                        fault(key, "missing");
                    }
                    return List.of();
                }
                if (!value.isArray()) {
                    fault(key, "must be a list, is " + kind(value));
                    return List.of();
                }
                List<Members> objects = new ArrayList<>();
                int number = 0;
                for (JsonNode element : value) {
                    number++;
                    String id = element.path("id").asText("");
                    String place = singular(key) + " " + (id.isEmpty() ? "number " + number : id);
                    if (element.isObject()) {
                        objects.add(new Members(element, place));
                    } else {
                        fault(key, "must be a list of objects, holds " + kind(element));
                    }
                }
                return objects;
            }

            private Optional<Object> value(String key, Shape shape) {
                int before = faults.size();
                Object value =
                        switch (shape) {
                            case Shape.Text() -> text(key);
                            case Shape.Event() -> text(key);
                            case Shape.Code(List<String> codes) -> code(key, codes);
                            case Shape.Topic() -> topic(key);
                            case Shape.Flag() -> flag(key);
                            case Shape.WholeNumber(int least, int most) -> number(key, least, most);
                            case Shape.TextList() -> texts(key);
                            case Shape.CodeList(List<String> codes) -> codes(key, codes);
                            case Shape.EventList() -> someTexts(key);
                            case Shape.Grades() -> grades(key);
                        };
                return faults.size() > before ? Optional.empty() : Optional.of(value);
            }

            private String topic(String key) {
                String topic = text(key);
                if (!topic.isEmpty()
                        && !FACT_TOPIC.matcher(topic).matches()
                        && !STATE_TOPIC.matcher(topic).matches()) {
                    fault(key, "unknown topic \"" + topic + "\"");
                }
                return topic;
            }

            private boolean flag(String key) {
                JsonNode value = node.path(key);
                if (!value.isBoolean()) {
                    fault(key, "must be true or false, is " + kind(value));
                }
                return value.booleanValue();
            }

            private List<String> codes(String key, List<String> codes) {
                List<String> texts = texts(key);
                for (String text : texts) {
                    if (!codes.contains(text)) {
                        fault(key, "unknown code \"" + text + "\", known are " + list(codes));
                    }
                }
                return List.copyOf(texts);
            }

            private Map<String, Integer> grades(String key) {
                JsonNode value = node.path(key);
                if (!value.isObject() || value.isEmpty()) {
                    fault(key, "must be grades by area, is " + kind(value));
                    return Map.of();
                }
                Map<String, Integer> grades = new TreeMap<>();
                Members areas = new Members(value, where);
                for (String area : areas.keys()) {
                    if (AREAS.contains(area)) {
                        grades.put(area, areas.number(area, 1, 5));
                    } else {
                        fault(key, "unknown area \"" + area + "\", known are " + list(AREAS));
                    }
                }
                return Map.copyOf(new LinkedHashMap<>(grades));
            }
        }

        private static String list(List<String> codes) {
            return String.join(", ", codes);
        }

        private static String singular(String key) {
            return switch (key) {
                case "children" -> "child";
                case "adults" -> "adult";
                case "events" -> "event";
                default -> "expected alert";
            };
        }

        private static String kind(JsonNode value) {
            return switch (value.getNodeType()) {
                case STRING -> "the text \"" + value.textValue() + "\"";
                case NUMBER -> "the number " + value.asText();
                case BOOLEAN -> value.asText();
                case ARRAY -> value.isEmpty() ? "an empty list" : "a list";
                case OBJECT -> value.isEmpty() ? "an empty object" : "an object";
                case NULL -> "null";
                case MISSING, BINARY, POJO -> "nothing";
            };
        }
    }
}
