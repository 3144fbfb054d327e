package org.wholepicture.platform.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One thing that somebody did or saw.
 *
 * @param entry unique to the row
 * @param at when; kept to the microsecond, which is what the database keeps
 * @param caller id of the person or system, as in its token
 * @param agency the caller's agency
 * @param roles the caller's roles
 * @param action what was done, a short code: {@code read-timeline}
 * @param about opaque ids of what it was done to, in the order that the reader needs; never a name
 *     or a number of a person
 * @param purpose why: the reason in the system, or the words that the caller gave; empty if none is
 *     asked for
 * @param outcome how it ended
 * @param request id of the request
 */
public record AuditEntry(
        UUID entry,
        Instant at,
        String caller,
        String agency,
        Set<String> roles,
        String action,
        List<UUID> about,
        String purpose,
        Outcome outcome,
        UUID request) {

    /** How it ended. */
    public enum Outcome {
        /** It was done or shown. */
        ALLOWED,
        /** It was refused. */
        REFUSED
    }

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
        roles = Set.copyOf(roles);
        about = List.copyOf(about);
    }

    /** The row as canonical JSON (RFC 8785): what the digest is taken of. */
    public String canonicalJson() {
        var members = new TreeMap<String, String>();
        members.put("about", CanonicalJson.strings(about.stream().map(UUID::toString).toList()));
        members.put("action", CanonicalJson.string(action));
        members.put("agency", CanonicalJson.string(agency));
        members.put("at", CanonicalJson.string(at.toString()));
        members.put("caller", CanonicalJson.string(caller));
        members.put("entry", CanonicalJson.string(entry.toString()));
        members.put("outcome", CanonicalJson.string(outcome.name()));
        members.put("purpose", CanonicalJson.string(purpose));
        members.put("request", CanonicalJson.string(request.toString()));
        // A set has no order of its own.
        members.put("roles", CanonicalJson.strings(List.copyOf(new TreeSet<>(roles))));
        return CanonicalJson.object(members);
    }

    /** SHA-256 of the canonical JSON; 32 bytes. */
    public byte[] digest() {
        return CanonicalJson.sha256(canonicalJson());
    }

    /** Leaves out the purpose: it may be a person's own words. */
    @Override
    public String toString() {
        return "AuditEntry[entry=" + entry + ", action=" + action + ", outcome=" + outcome + "]";
    }
}
