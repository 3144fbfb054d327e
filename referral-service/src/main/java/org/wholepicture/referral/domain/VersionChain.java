package org.wholepicture.referral.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where an event stands among the filed versions of one record of a source. Whatever the order of
 * arrival, under each of our records every version but the highest ends up marked: a version marks
 * the one just below it, and one that comes late says itself by which it is replaced.
 *
 * @param lower filed versions below, the nearest first
 * @param higher filed versions above, the nearest first
 * @param taken whether another event that still holds has the very same version
 */
public record VersionChain(List<FiledVersion> lower, List<FiledVersion> higher, boolean taken) {

    /**
     * One filed version of the source's record.
     *
     * @param retracted whether its agency has withdrawn it: its number is free again
     * @param whole whether all of it is filed; one of its children may still wait for review
     * @param records where it has been filed
     * @param standing where nothing has withdrawn it, and the id under which it is published there
     */
    public record FiledVersion(
            EventId event,
            int version,
            boolean retracted,
            boolean whole,
            Set<RecordId> records,
            Map<RecordId, EventId> standing) {}

    /**
     * The neighbours of a version under one of our records.
     *
     * @param supersedes the version that it replaces there
     * @param supersededBy the version that replaces it there
     */
    public record Neighbours(Optional<EventId> supersedes, Optional<EventId> supersededBy) {

        /** For what is no version of anything. */
        public static final Neighbours NONE = new Neighbours(Optional.empty(), Optional.empty());
    }

    /** For an event whose source names no record, and for a retraction: it says what it targets. */
    public static VersionChain none() {
        return new VersionChain(List.of(), List.of(), false);
    }

    /**
     * Finds the place of this version among the filed ones.
     *
     * @param retracted whether the event itself is withdrawn already: it takes nobody's place
     */
    public static VersionChain place(
            EventId event, int version, boolean retracted, Collection<FiledVersion> filed) {
        Comparator<FiledVersion> byVersion = Comparator.comparingInt(FiledVersion::version);
        return new VersionChain(
                filed.stream()
                        .filter(other -> other.version < version)
                        .sorted(byVersion.reversed())
                        .toList(),
                filed.stream().filter(other -> other.version > version).sorted(byVersion).toList(),
                !retracted
                        && filed.stream()
                                .anyMatch(
                                        other ->
                                                other.version == version
                                                        && !other.retracted
                                                        && !other.event.equals(event)));
    }

    /**
     * The neighbours under one record. A higher version that is about other children as well as
     * somebody who is not found yet replaces nothing elsewhere: it may be about this child too.
     */
    public Neighbours under(RecordId record) {
        return new Neighbours(
                lower.stream()
                        .flatMap(other -> Optional.ofNullable(other.standing.get(record)).stream())
                        .findFirst(),
                higher.stream()
                        .filter(other -> other.whole || other.records.contains(record))
                        .map(FiledVersion::event)
                        .findFirst());
    }

    /** Whether a lower version has been filed under this record. */
    public boolean corrects(RecordId record) {
        return lower.stream().anyMatch(other -> other.records.contains(record));
    }

    /** Lower versions that still stand under other records than these, by record. */
    public SortedMap<RecordId, Set<EventId>> standingOutside(Set<RecordId> records) {
        SortedMap<RecordId, Set<EventId>> outside = new TreeMap<>();
        for (FiledVersion other : lower) {
            other.standing.forEach(
                    (record, id) -> {
                        if (!records.contains(record)) {
                            outside.computeIfAbsent(record, _ -> new LinkedHashSet<>()).add(id);
                        }
                    });
        }
        return outside;
    }
}
