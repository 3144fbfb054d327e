package org.wholepicture.referral.domain;

/**
 * One thing that is wrong in what was sent.
 *
 * @param pointer where: a JSON Pointer (RFC 6901), empty for the whole
 * @param detail a sentence of ours; never a value or a name that was sent
 */
public record Fault(String pointer, String detail) {}
