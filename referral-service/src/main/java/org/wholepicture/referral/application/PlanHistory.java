package org.wholepicture.referral.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.wholepicture.referral.domain.EventType;

/**
 * What start-again and repeat-plan rules need of a child who is closed: plans, endings and profile
 * grades, as codes and days without a word [domain.md C8].
 */
public final class PlanHistory {

    private static final Set<EventType> TYPES =
            Set.of(EventType.PLAN, EventType.STEP_DOWN, EventType.CARE_PROFILE);

    private static final List<String> MEMBERS =
            List.of(
                    "subject",
                    "occurred",
                    "sensitivity",
                    "state",
                    "plan",
                    "category",
                    "categories",
                    "from",
                    "to",
                    "network",
                    "grades");

    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanHistory() {}

    /** Whether events of this type are plan history. */
    public static boolean includes(EventType type) {
        return TYPES.contains(type);
    }

    /** The data of such an event without what goes; doing it again changes nothing. */
    public static String reduce(String data) {
        try {
            JsonNode whole = JSON.readTree(data);
            ObjectNode left = JsonNodeFactory.instance.objectNode();
            for (String member : MEMBERS) {
                if (whole.has(member)) {
                    left.set(member, whole.get(member));
                }
            }
            return JSON.writeValueAsString(left);
        } catch (JsonProcessingException _) {
            // Without the cause: its message quotes the text.
            throw new IllegalStateException("the data of an event is not JSON");
        }
    }
}
