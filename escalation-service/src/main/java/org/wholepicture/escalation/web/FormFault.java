package org.wholepicture.escalation.web;

import io.quarkus.qute.TemplateData;

/**
 * What is wrong in a field of a form.
 *
 * @param field id of the field
 * @param text what to do about it
 */
@TemplateData
public record FormFault(String field, String text) {}
