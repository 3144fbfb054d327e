package org.wholepicture.platform.web;

/**
 * One thing that is wrong in what was sent.
 *
 * @param pointer where: a JSON Pointer (RFC 6901) into the body, empty for the whole of it
 * @param detail a sentence of ours; never a value that was sent
 */
public record Fault(String pointer, String detail) {}
