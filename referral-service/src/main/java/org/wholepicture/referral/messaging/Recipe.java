package org.wholepicture.referral.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.AdultId;
import org.wholepicture.referral.domain.EngagementClaim;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.NumberedMessages.Numbered;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Publication.About;
import org.wholepicture.referral.domain.Publication.Filed;
import org.wholepicture.referral.domain.Publication.Why;
import org.wholepicture.referral.domain.VersionChain.Neighbours;

/**
 * What filing knew when it published a message, and the event does not say: JSON with ids and codes
 * alone. From it and the event the very same message is made again.
 */
final class Recipe {

    private static final String REDUCED = "reduced";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Recipe() {}

    static ObjectNode opened(PersonId person) {
        return JsonNodeFactory.instance.objectNode().put("person", person.toString());
    }

    static ObjectNode filed(Filed filed) {
        ObjectNode recipe = opened(filed.person());
        recipe.put("id", filed.id().toString());
        switch (filed.about()) {
            case About.TheChild _ -> recipe.put("about", "CHILD");
            case About.AnAdult _ -> recipe.put("about", "ADULT");
            case About.AMember(var adult) -> {
                recipe.put("about", "MEMBER");
                adult.ifPresent(id -> recipe.put("adult", id.toString()));
            }
            case About.ASibling(var leads) -> {
                recipe.put("about", "SIBLING");
                ArrayNode list = recipe.putArray("leads");
                leads.stream().sorted().forEach(list::add);
            }
            case About.EarlierEvents(var targets, var why) -> {
                recipe.put("about", why.name());
                ArrayNode list = recipe.putArray("targets");
                targets.forEach(target -> list.add(target.toString()));
            }
        }
        filed.engagement()
                .ifPresent(
                        claim -> recipe.put("topic", claim.topic()).put("better", claim.better()));
        filed.versions().supersedes().ifPresent(id -> recipe.put("supersedes", id.toString()));
        filed.versions().supersededBy().ifPresent(id -> recipe.put("supersededBy", id.toString()));
        return recipe;
    }

    /** What is left of a recipe whose event an order has erased: ids alone. */
    static ObjectNode erased(ObjectNode recipe, UUID order) {
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        for (String member : List.of("person", "id", "targets", "supersedes", "supersededBy")) {
            if (recipe.has(member)) {
                left.set(member, recipe.get(member));
            }
        }
        return left.put("order", order.toString());
    }

    /** The recipe of a message that says no more than plan history needs. */
    static ObjectNode reduced(ObjectNode recipe) {
        return recipe.deepCopy().put(REDUCED, true);
    }

    /** Whether the message says no more than plan history needs. */
    static boolean isReduced(ObjectNode recipe) {
        return recipe.path(REDUCED).asBoolean();
    }

    /** The recipe of a message. */
    static ObjectNode read(Numbered message) {
        try {
            return (ObjectNode) JSON.readTree(message.recipe());
        } catch (JsonProcessingException _) {
            throw new IllegalStateException("the recipe of a message is not JSON");
        }
    }

    /** The person to whom the record belonged then. */
    static PersonId person(ObjectNode recipe) {
        return new PersonId(uuid(recipe, "person"));
    }

    /** The filing as it was. */
    static Filed filed(Numbered message, ObjectNode recipe, AcceptedEvent event) {
        return new Filed(
                event,
                new EventId(uuid(recipe, "id")),
                message.record(),
                person(recipe),
                message.known(),
                about(recipe),
                recipe.has("topic")
                        ? Optional.of(
                                new EngagementClaim(
                                        recipe.path("topic").asText(),
                                        recipe.path("better").asBoolean()))
                        : Optional.empty(),
                new Neighbours(event(recipe, "supersedes"), event(recipe, "supersededBy")));
    }

    private static About about(ObjectNode recipe) {
        return switch (recipe.path("about").asText()) {
            case "CHILD" -> new About.TheChild();
            case "ADULT" -> new About.AnAdult();
            case "MEMBER" ->
                    new About.AMember(
                            recipe.has("adult")
                                    ? Optional.of(new AdultId(uuid(recipe, "adult")))
                                    : Optional.empty());
            case "SIBLING" -> {
                Set<String> leads = new LinkedHashSet<>();
                recipe.path("leads").forEach(lead -> leads.add(lead.asText()));
                yield new About.ASibling(leads);
            }
            case String why -> {
                Set<EventId> targets = new LinkedHashSet<>();
                for (JsonNode target : recipe.path("targets")) {
                    targets.add(new EventId(UUID.fromString(target.asText())));
                }
                yield new About.EarlierEvents(targets, Why.valueOf(why));
            }
        };
    }

    private static Optional<EventId> event(ObjectNode recipe, String member) {
        return recipe.has(member)
                ? Optional.of(new EventId(uuid(recipe, member)))
                : Optional.empty();
    }

    private static UUID uuid(ObjectNode recipe, String member) {
        return UUID.fromString(recipe.path(member).asText());
    }
}
