package org.wholepicture.escalation.web;

import io.quarkus.qute.TemplateData;
import java.util.UUID;

/**
 * A step-down in words.
 *
 * @param event the filed event
 * @param words what was proposed or done: "close the case", "step down from ... to ..."
 * @param state whether it is proposed or done
 * @param agency the agency's name
 * @param day when
 * @param withdrawn whether the agency has taken it back
 */
@TemplateData
public record StepDownShown(
        UUID event, String words, String state, String agency, String day, boolean withdrawn) {}
