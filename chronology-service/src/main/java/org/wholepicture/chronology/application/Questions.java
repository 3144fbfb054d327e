package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Content;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Significance;

/**
 * Turns what was asked in an address into a question, or says what is wrong with it. A parameter
 * that is not known is refused: somebody who misspells "as known on" must not be shown today.
 */
@ApplicationScoped
public class Questions {

    /** Entries a page where nothing is asked for. */
    public static final int USUAL_LIMIT = 50;

    /** Most entries a page. */
    public static final int HIGHEST_LIMIT = 200;

    private static final String STRUCK_TOO = "shown";
    private static final int MOST_VALUES = 20;
    private static final Set<String> NEGLECT_TYPES =
            Set.of(
                    "MEDICAL",
                    "NUTRITIONAL",
                    "EMOTIONAL",
                    "EDUCATIONAL",
                    "PHYSICAL",
                    "SUPERVISION_GUIDANCE",
                    "PRENATAL");
    private static final Set<String> HARMS = Set.of("NEG", "PHY", "SAB", "EMO", "MUL");
    private static final Pattern AGENCY = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Set<String> KNOWN =
            Set.of(
                    "agency",
                    "type",
                    "neglectType",
                    "harm",
                    "basis",
                    "direction",
                    "from",
                    "to",
                    "knownOn",
                    "layer",
                    "struck",
                    "cursor",
                    "limit");

    /** What became of it. */
    public sealed interface Read {}

    /** A question that can be answered. */
    public record Understood(Question question) implements Read {}

    /** What is wrong: for each parameter a sentence, which quotes nothing. */
    public record NotUnderstood(List<String> faults) implements Read {

        /** Copies the list. */
        public NotUnderstood {
            faults = List.copyOf(faults);
        }
    }

    private final Cursors cursors;
    private final InstantSource clock;

    Questions(Cursors cursors, InstantSource clock) {
        this.cursors = cursors;
        this.clock = clock;
    }

    /**
     * Reads the parameters; empty ones count as not given, as a form sends them.
     *
     * @param person whose timeline; a cursor of another one is refused
     * @param parameters by name, as in the address
     * @param usual the layer where none is asked for
     */
    public Read read(PersonId person, Map<String, List<String>> parameters, Question.Layer usual) {
        List<String> faults = new ArrayList<>();
        if (!KNOWN.containsAll(parameters.keySet())) {
            faults.add("A parameter is not known here.");
        }
        Set<AgencyId> agencies = new HashSet<>();
        for (String value : values("agency", parameters, faults)) {
            if (AGENCY.matcher(value).matches()) {
                agencies.add(new AgencyId(value));
            } else {
                faults.add("agency: this is no agency's id.");
            }
        }
        Set<EntryType> types = new HashSet<>();
        for (String value : values("type", parameters, faults)) {
            EntryType.find(value)
                    .ifPresentOrElse(
                            types::add, () -> faults.add("type: this is no type of entry."));
        }
        LocalDate from = day("from", parameters, faults);
        LocalDate to = day("to", parameters, faults);
        if (from != null && to != null && to.isBefore(from)) {
            faults.add("to: the period ends before it begins.");
        }
        LocalDate knownOn = day("knownOn", parameters, faults);
        if (knownOn != null && knownOn.isAfter(Partnership.dayOf(clock.instant()))) {
            faults.add("knownOn: this day has not come yet.");
        }
        Content content =
                new Content(
                        oneOf("neglectType", NEGLECT_TYPES, parameters, faults),
                        oneOf("harm", HARMS, parameters, faults),
                        named("basis", Basis.class, parameters, faults),
                        named("direction", Significance.Direction.class, parameters, faults));
        Question.Layer layer = layer(usual, parameters, faults);
        boolean struckToo = struckToo(parameters, faults);
        int limit = limit(parameters, faults);
        Question question =
                new Question(
                        agencies, types, content, from, to, knownOn, layer, struckToo, null, limit);
        String cursor = single("cursor", parameters, faults);
        if (cursor != null) {
            Optional<Question.Position> after = cursors.open(cursor, context(person, question));
            if (after.isPresent()) {
                question = question.startingAfter(after.get());
            } else {
                faults.add("cursor: this is not a place in this timeline.");
            }
        }
        return faults.isEmpty() ? new Understood(question) : new NotUnderstood(faults);
    }

    /** The text that asks for the page after a place. */
    public String cursor(PersonId person, Question question, Question.Position next) {
        return cursors.seal(next, context(person, question));
    }

    /** The parameters of a question but for its place, for links to other pages of it. */
    public static Map<String, List<String>> parameters(Question question) {
        Map<String, List<String>> parameters = new TreeMap<>();
        put(parameters, "agency", question.agencies().stream().map(AgencyId::value).toList());
        put(parameters, "type", question.types().stream().map(EntryType::code).toList());
        Content content = question.content();
        put(parameters, "neglectType", List.copyOf(content.neglectTypes()));
        put(parameters, "harm", List.copyOf(content.harms()));
        put(parameters, "basis", content.bases().stream().map(Enum::name).toList());
        put(parameters, "direction", content.directions().stream().map(Enum::name).toList());
        put(parameters, "layer", List.of(lower(question.layer())));
        if (question.struckToo()) {
            put(parameters, "struck", List.of(STRUCK_TOO));
        }
        put(parameters, "from", text(question.from()));
        put(parameters, "to", text(question.to()));
        put(parameters, "knownOn", text(question.knownOn()));
        if (question.limit() != USUAL_LIMIT) {
            put(parameters, "limit", List.of(String.valueOf(question.limit())));
        }
        return parameters;
    }

    private static Set<String> oneOf(
            String name,
            Set<String> known,
            Map<String, List<String>> parameters,
            List<String> faults) {
        Set<String> found = Set.copyOf(values(name, parameters, faults));
        if (!known.containsAll(found)) {
            faults.add(name + ": this code is not known here.");
        }
        return found;
    }

    private static <E extends Enum<E>> Set<E> named(
            String name, Class<E> type, Map<String, List<String>> parameters, List<String> faults) {
        Map<String, E> known = new TreeMap<>();
        for (E one : type.getEnumConstants()) {
            known.put(one.name(), one);
        }
        return oneOf(name, known.keySet(), parameters, faults).stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Question.Layer layer(
            Question.Layer usual, Map<String, List<String>> parameters, List<String> faults) {
        String value = single("layer", parameters, faults);
        if (value == null) {
            return usual;
        }
        for (Question.Layer layer : Question.Layer.values()) {
            if (lower(layer).equals(value)) {
                return layer;
            }
        }
        faults.add("layer: significant or all.");
        return usual;
    }

    private static boolean struckToo(Map<String, List<String>> parameters, List<String> faults) {
        String value = single("struck", parameters, faults);
        if (value != null && !value.equals(STRUCK_TOO)) {
            faults.add("struck: shown, or nothing.");
        }
        return STRUCK_TOO.equals(value);
    }

    private static String lower(Question.Layer layer) {
        return layer.name().toLowerCase(Locale.ROOT);
    }

    private static void put(
            Map<String, List<String>> parameters, String name, List<String> values) {
        if (!values.isEmpty()) {
            parameters.put(name, values.stream().sorted().toList());
        }
    }

    private static List<String> text(@Nullable LocalDate day) {
        return day == null ? List.of() : List.of(day.toString());
    }

    /** A cursor stands for a place in one person's timeline under one set of filters. */
    private static String context(PersonId person, Question question) {
        Map<String, List<String>> filters = parameters(question);
        filters.remove("limit");
        return person + " " + filters;
    }

    static List<String> values(
            String name, Map<String, List<String>> parameters, List<String> faults) {
        List<String> values =
                parameters.getOrDefault(name, List.of()).stream()
                        .filter(value -> !value.isEmpty())
                        .toList();
        if (values.size() > MOST_VALUES) {
            faults.add(name + ": at most " + MOST_VALUES + ".");
            return List.of();
        }
        return values;
    }

    static @Nullable String single(
            String name, Map<String, List<String>> parameters, List<String> faults) {
        List<String> values = values(name, parameters, faults);
        if (values.size() > 1) {
            faults.add(name + ": once at most.");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    static @Nullable LocalDate day(
            String name, Map<String, List<String>> parameters, List<String> faults) {
        String value = single(name, parameters, faults);
        if (value == null) {
            return null;
        }
        if (DAY.matcher(value).matches() && !value.startsWith("0000")) {
            try {
                return LocalDate.parse(value);
            } catch (DateTimeException _) {
                // Said below.
            }
        }
        faults.add(name + ": this is no day like 2026-01-31.");
        return null;
    }

    private static int limit(Map<String, List<String>> parameters, List<String> faults) {
        String value = single("limit", parameters, faults);
        if (value == null) {
            return USUAL_LIMIT;
        }
        if (LIMIT.matcher(value).matches() && Integer.parseInt(value) <= HIGHEST_LIMIT) {
            return Integer.parseInt(value);
        }
        faults.add("limit: a number from 1 to " + HIGHEST_LIMIT + ".");
        return USUAL_LIMIT;
    }
}
