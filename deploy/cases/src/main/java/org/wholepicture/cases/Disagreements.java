package org.wholepicture.cases;

import static org.wholepicture.cases.CaseEventKey.OF;
import static org.wholepicture.cases.CaseEventKey.STAGE;

import java.util.HashSet;
import java.util.Set;

/** Which events of a case history belong to which disagreement. */
public final class Disagreements {

    private final CaseFile story;

    /** Those of one case history. */
    public Disagreements(CaseFile story) {
        this.story = story;
    }

    /** The dissent that an answer belongs to; an answer to one of its stages is one to it. */
    public String dissent(CaseEvent answer) {
        CaseEvent of = story.event(answer.required(OF));
        Set<String> visited = new HashSet<>();
        while (of.type() == CaseEventType.ESCALATION_STAGE && visited.add(of.id())) {
            of = story.event(of.required(OF));
        }
        return of.id();
    }

    /**
     * The number of a stage; one that says none is the one after the stage before it.
     *
     * @param event a stage, or the dissent itself, which says it where it does not begin at 1
     */
    public int stage(CaseEvent event) {
        return stage(event, 0);
    }

    private int stage(CaseEvent event, int depth) {
        if (event.number(STAGE).isPresent()) {
            return event.number(STAGE).get();
        }
        if (event.type() == CaseEventType.DISSENT || depth > story.events().size()) {
            return 1;
        }
        String dissent = dissent(event);
        return 1
                + story.events().stream()
                        .filter(other -> other.type() == CaseEventType.ESCALATION_STAGE)
                        .filter(other -> dissent(other).equals(dissent))
                        .filter(other -> other.day() < event.day())
                        .mapToInt(other -> stage(other, depth + 1))
                        .max()
                        .orElseGet(() -> stage(story.event(dissent), depth + 1));
    }
}
