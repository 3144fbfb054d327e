package org.wholepicture.chronology.domain.redaction;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.Sensitivity;

/**
 * What of an entry seems to name or to describe somebody else than the child: the people who decide
 * are shown where to look, and decide. Professionals who write in their work are not suggested:
 * what they wrote as such is usually told [docs/adr/0025]. Immutable.
 */
public final class Suggestions {

    private static final Pattern RELATIVES =
            Pattern.compile(
                    "(?iU)\\b(mother|father|mum|mam|mummy|dad|daddy|parents?|step-?(mother|father|dad|mum)|"
                            + "brothers?|sisters?|siblings?|twin|grand(mother|father|parents?|ma|pa)|nan|nanny|"
                            + "granny|grandad|aunt(ie|y)?|uncle|cousins?|partner|boyfriend|girlfriend|husband|"
                            + "wife|neighbou?rs?|lodger|foster carers?|landlord|friend of)\\b");
    private static final Pattern WORD = Pattern.compile("(?U)[\\p{L}'’-]{3,}");

    private final Set<String> names;

    private Suggestions(Set<String> names) {
        this.names = names;
    }

    /**
     * For a child whose household is known so far.
     *
     * @param lines those that tell of members of the household; others do no harm
     * @param own words of the child's own name, which is no third party's
     */
    public static Suggestions knowing(Collection<Line> lines, Set<String> own) {
        Set<String> names = new HashSet<>();
        for (Line line : lines) {
            String name = line.entry().narrative().memberName();
            if (name != null) {
                words(name).forEach(names::add);
            }
        }
        own.stream().flatMap(one -> words(one).stream()).forEach(names::remove);
        return new Suggestions(Set.copyOf(names));
    }

    /** What to withhold, as far as it can be seen; nothing where nobody else is seen in it. */
    public Optional<Place> of(Line line) {
        Entry entry = line.entry();
        if (entry.type() == EntryType.ALERT) {
            // Withheld with the facts that it rests on.
            return Optional.empty();
        }
        if (line.withheld() || entry.sensitivity() == Sensitivity.SHIELDED) {
            return Optional.of(whole(entry, Ground.SERIOUS_HARM));
        }
        if (entry.sensitivity() == Sensitivity.RESTRICTED || isAboutAnother(entry)) {
            return Optional.of(whole(entry, Ground.OTHER_PERSON));
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        Ground ground = Ground.OTHER_PERSON;
        if (entry.type() == EntryType.HOUSEHOLD_MEMBER) {
            parts.add(Part.NAME);
            parts.add(Part.DETAILS);
        }
        if (entry.basis() == Basis.HEARSAY) {
            ground = Ground.SOURCE_OF_CONCERN;
            parts.add(Part.SAID_BY);
            parts.add(Part.SUMMARY);
        }
        if (entry.claims().stream()
                .anyMatch(claim -> claim.about() != null && !isTheChild(claim.about()))) {
            parts.add(Part.CLAIMS);
        }
        texts(entry.narrative())
                .forEach(
                        (part, text) -> {
                            if (namesAnother(text)) {
                                parts.add(part);
                            }
                        });
        // Nothing is withheld that is not there.
        parts.removeIf(part -> !has(entry, part));
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(entry.id(), ground, parts));
    }

    private static Place whole(Entry entry, Ground ground) {
        return new Place(entry.id(), ground, Set.of(Part.ENTRY));
    }

    private static boolean isAboutAnother(Entry entry) {
        return entry.type() == EntryType.FAMILY_FACTOR
                || entry.type() == EntryType.LINKED_CONCERN
                || "ADULT".equals(entry.details().get("whose"));
    }

    private static boolean isTheChild(String about) {
        String who = about.toLowerCase(Locale.ROOT);
        return who.equals("child") || who.equals("baby");
    }

    private static Map<Part, String> texts(Narrative words) {
        Map<Part, String> texts = new EnumMap<>(Part.class);
        put(texts, Part.SUMMARY, words.summary());
        put(texts, Part.CHILD_VOICE, words.childVoice());
        put(texts, Part.ACTION, words.action());
        put(texts, Part.OUTCOME, words.outcomeNote());
        put(texts, Part.REASONS, words.reasons());
        put(texts, Part.REASONS, words.reason());
        put(texts, Part.NAME, words.memberName());
        return texts;
    }

    private static void put(Map<Part, String> texts, Part part, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            texts.merge(part, text, (one, other) -> one + "\n" + other);
        }
    }

    /** Whether there is anything of this part in an entry. */
    public static boolean has(Entry entry, Part part) {
        return switch (part) {
            case ENTRY -> true;
            case SUMMARY, CHILD_VOICE, ACTION, OUTCOME, REASONS, NAME ->
                    texts(entry.narrative()).containsKey(part);
            case SAID_BY -> entry.agency() != null || entry.author() != null;
            case CLAIMS -> !entry.claims().isEmpty();
            case DETAILS -> !entry.details().isEmpty();
        };
    }

    private boolean namesAnother(String text) {
        return RELATIVES.matcher(text).find() || words(text).stream().anyMatch(names::contains);
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
