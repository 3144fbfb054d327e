package org.wholepicture.referral.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where an event stands among the filed versions of one record of a source. Whatever the order of
 * arrival, every version but the highest ends up marked: a version marks the one just below it, and
 * one that comes late says itself by which it is replaced.
 *
 * @param supersedes the version just below, if one is filed
 * @param supersededBy the version just above, if one is filed
 * @param taken whether another event already holds the very same version
 */
public record VersionChain(
        Optional<EventId> supersedes, Optional<EventId> supersededBy, boolean taken) {

    /** One filed version of the source's record. */
    public record FiledVersion(EventId event, int version) {}

    /** For an event whose source names no record. */
    public static VersionChain none() {
        return new VersionChain(Optional.empty(), Optional.empty(), false);
    }

    /** Finds the neighbours of this version among the filed ones. */
    public static VersionChain place(EventId event, int version, Collection<FiledVersion> filed) {
        Comparator<FiledVersion> byVersion = Comparator.comparingInt(FiledVersion::version);
        return new VersionChain(
                filed.stream()
                        .filter(other -> other.version < version)
                        .max(byVersion)
                        .map(FiledVersion::event),
                filed.stream()
                        .filter(other -> other.version > version)
                        .min(byVersion)
                        .map(FiledVersion::event),
                filed.stream()
                        .anyMatch(other -> other.version == version && !other.event.equals(event)));
    }
}
