package org.wholepicture.escalation.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * The stages that a disagreement has gone through, in their order; at least one.
 *
 * @param stages the last is where it stands, or ended
 */
public record Path(List<Stage> stages) {

    /** Copies the list. */
    public Path {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a path begins with a stage");
        }
    }

    /** Where it stands, or ended. */
    public Stage current() {
        return stages.getLast();
    }

    Path withCurrent(Stage stage) {
        List<Stage> changed = new ArrayList<>(stages);
        changed.set(changed.size() - 1, stage);
        return new Path(changed);
    }

    Path plus(Stage stage) {
        List<Stage> longer = new ArrayList<>(stages);
        longer.add(stage);
        return new Path(longer);
    }
}
