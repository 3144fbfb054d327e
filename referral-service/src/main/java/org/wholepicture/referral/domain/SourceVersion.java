package org.wholepicture.referral.domain;

/**
 * The record of the source's system behind an event.
 *
 * @param system the source's name for the system
 * @param id the record's id there
 * @param version from 1; a higher one supersedes the lower ones of the same agency, system and id
 */
public record SourceVersion(String system, String id, int version) {

    /** Leaves the id out: a careless source may put a person's number there. */
    @Override
    public String toString() {
        return "SourceVersion[version=" + version + "]";
    }
}
