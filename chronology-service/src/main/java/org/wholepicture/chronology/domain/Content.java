package org.wholepicture.chronology.domain;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an entry has to say to be shown [domain.md B-24]. It is asked of the line as the reader sees
 * it: a restricted entry is found by nothing that the reader may not know of it.
 *
 * @param neglectTypes codes; empty for any
 * @param harms categories of harm, codes; empty for any
 * @param bases how it is known, of the entry or of a claim in it; empty for any
 * @param directions positive or a concern, as the sender said; empty for any
 */
public record Content(
        Set<String> neglectTypes,
        Set<String> harms,
        Set<Basis> bases,
        Set<Significance.Direction> directions) {

    /** Whatever it says. */
    public static final Content ANY = new Content(Set.of(), Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public Content {
        neglectTypes = Set.copyOf(neglectTypes);
        harms = Set.copyOf(harms);
        bases = Set.copyOf(bases);
        directions = Set.copyOf(directions);
    }

    /** Whether nothing is asked of the content. */
    public boolean isAny() {
        return equals(ANY);
    }

    /** Whether the line says it, as the reader sees it. */
    public boolean matches(Line line) {
        Entry entry = line.entry();
        return isAny()
                || !line.withheld()
                        && any(neglectTypes, texts(entry, "neglectTypes"))
                        && any(harms, harms(entry))
                        && (bases.isEmpty()
                                || entry.basis() != null && bases.contains(entry.basis())
                                || entry.claims().stream()
                                        .anyMatch(claim -> bases.contains(claim.basis())))
                        && (directions.isEmpty()
                                || entry.significance() != null
                                        && directions.contains(entry.significance().direction()));
    }

    private static List<String> harms(Entry entry) {
        String category = String.valueOf(entry.details().getOrDefault("category", ""));
        return Stream.concat(Stream.of(category), texts(entry, "categories").stream()).toList();
    }

    private static boolean any(Set<String> wanted, Collection<String> said) {
        return wanted.isEmpty() || said.stream().anyMatch(wanted::contains);
    }

    private static List<String> texts(Entry entry, String member) {
        return entry.details().get(member) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
