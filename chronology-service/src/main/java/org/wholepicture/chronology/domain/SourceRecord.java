package org.wholepicture.chronology.domain;

/** The record of the source system behind an entry [domain.md B-06]. */
public record SourceRecord(String system, String id, long version) {}
