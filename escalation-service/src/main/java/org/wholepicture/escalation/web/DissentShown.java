package org.wholepicture.escalation.web;

import io.quarkus.qute.TemplateData;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A disagreement in words.
 *
 * @param id its id
 * @param person the child's id, for links alone
 * @param open whether it is unresolved
 * @param stepDown what it is about; nothing where the record is missing here
 * @param raisedBy name of who raised it, with the agency
 * @param raisedOn the day
 * @param resolvedBy name of who resolved it, with the agency
 * @param resolvedOn the day
 * @param mayResolve whether the reader may resolve it
 */
@TemplateData
public record DissentShown(
        UUID id,
        UUID person,
        boolean open,
        @Nullable StepDownShown stepDown,
        String disagreement,
        String askedFor,
        String raisedBy,
        String raisedOn,
        @Nullable String resolvedBy,
        @Nullable String resolvedOn,
        @Nullable String outcome,
        boolean mayResolve) {}
