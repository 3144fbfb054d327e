package org.wholepicture.cases;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert that the case must raise.
 *
 * @param day on which it is raised
 * @param rule a rule of C10, or {@code WITHDRAWN:} and a rule
 * @param child whom it is about; {@code ?} for an event that was attached to nobody
 * @param reasons of a step-down check; null when the file does not say
 */
public record ExpectedAlert(int day, String rule, String child, @Nullable Set<String> reasons) {

    /** Copies its reasons. */
    public ExpectedAlert {
        reasons = reasons == null ? null : Set.copyOf(reasons);
    }
}
