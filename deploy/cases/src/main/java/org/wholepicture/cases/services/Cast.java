package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.CaseAdult;
import org.wholepicture.cases.CaseChild;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventKey;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.services.Identities.Identity;

/**
 * The people of one story, as invented for one playing of it. A child of the same id in another
 * story is another child.
 */
final class Cast {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Adults of the stories are parents: about as old as this when day 0 comes. */
    private static final int ADULT_DAYS = 27 * 365;

    private final CaseFile story;
    private final Anchor anchor;
    private final Map<String, CaseChild> children = new LinkedHashMap<>();
    private final Map<String, Identity> identities = new HashMap<>();
    private final Map<String, Identity> adults = new HashMap<>();
    private final Set<String> unborn = new LinkedHashSet<>();

    /** For each child who is taken for others: two of them. */
    private final Map<String, List<Identity>> others = new LinkedHashMap<>();

    /** User names of practitioners, by what the story calls them. */
    private final Map<String, String> practitioners = new HashMap<>();

    Cast(CaseFile story, Anchor anchor, Identities identities) {
        this.story = story;
        this.anchor = anchor;
        Map<String, Identity> households = new HashMap<>();
        @Nullable Identity first = null;
        for (CaseChild child : story.children()) {
            Optional<Identity> relative =
                    Optional.ofNullable(child.household()).map(households::get);
            Identity identity = identities.invent(relative);
            this.identities.put(child.id(), identity);
            children.put(child.id(), child);
            if (child.household() != null) {
                households.putIfAbsent(child.household(), identity);
            }
            if (child.birthDay() > story.startDay()) {
                unborn.add(child.id());
            }
            first = first == null ? identity : first;
        }
        for (CaseAdult adult : story.adults()) {
            adults.put(adult.id(), identities.invent(Optional.ofNullable(first)));
        }
        households.forEach(
                (household, child) ->
                        adults.put(
                                Family.carerOf(household), identities.invent(Optional.of(child))));
        for (CaseEvent event : story.events()) {
            if (event.type() == CaseEventType.HOUSEHOLD_MALE && event.adult() == null) {
                adults.put(Family.manOf(event), identities.invent(Optional.empty()));
            }
            if (event.identity() == CaseEvent.Identity.AMBIGUOUS) {
                for (String child : event.children()) {
                    Optional<Identity> one = Optional.ofNullable(this.identities.get(child));
                    others.computeIfAbsent(
                            child, _ -> List.of(identities.invent(one), identities.invent(one)));
                }
            }
        }
        nameLeads(story);
    }

    /** Leads whom the partnership does not have are played by social workers whom it has. */
    private void nameLeads(CaseFile story) {
        Set<String> named = new LinkedHashSet<>();
        for (CaseChild child : story.children()) {
            if (child.lead() != null) {
                named.add(child.lead());
            }
        }
        story.events().forEach(event -> event.text(CaseEventKey.LEAD).ifPresent(named::add));
        Deque<String> free = new ArrayDeque<>(Partnership.SOCIAL_WORKERS);
        free.removeAll(named);
        for (String name : named) {
            if (Partnership.person(name).isPresent()) {
                practitioners.put(name, name);
            } else if (free.isEmpty()) {
                throw new IllegalArgumentException(
                        "more leads than the partnership has social workers");
            } else {
                practitioners.put(name, free.removeFirst());
            }
        }
    }

    /**
     * A child as an agency knows it on that day. Until birth it has the council's id and the day it
     * is expected; afterwards the same id, and the NHS number that comes with birth.
     */
    ObjectNode child(String id, int day) {
        CaseChild child = children.get(id);
        Identity identity = identities.get(id);
        if (child == null || identity == null) {
            throw new IllegalArgumentException("no child " + id);
        }
        ObjectNode person = JSON.objectNode();
        ArrayNode identifiers = person.putArray("identifiers");
        boolean born = day >= child.birthDay();
        if (born) {
            identifiers.add(identifier("nhs-number", identity.nhsNumber()));
        }
        if (unborn.contains(id)) {
            identifiers.add(identifier("la-child-id", identity.councilId()));
        }
        person.set("name", name(born ? identity.given() : "Unborn", identity.family()));
        person.put(
                born ? "birthDate" : "expectedBirthDate", anchor.date(child.birthDay()).toString());
        person.put("postcode", identity.postcode());
        return person;
    }

    /** The child, so that it cannot be known who it is. */
    ObjectNode child(String id, int day, CaseEvent.@Nullable Identity unclear) {
        ObjectNode person = child(id, day);
        Identity identity = identities.get(id);
        List<Identity> mistaken = others.get(id);
        if (identity != null && unclear == CaseEvent.Identity.INVALID) {
            person.putArray("identifiers").add(identifier("nhs-number", identity.badNhsNumber()));
        } else if (mistaken != null && unclear == CaseEvent.Identity.AMBIGUOUS) {
            person.putArray("identifiers")
                    .add(identifier("nhs-number", mistaken.getFirst().nhsNumber()))
                    .add(identifier("la-child-id", mistaken.getLast().councilId()));
        }
        return person;
    }

    /** Children for whom those of the story are taken, each with the number it is known by. */
    List<ObjectNode> others() {
        List<ObjectNode> all = new ArrayList<>();
        for (List<Identity> mistaken : others.values()) {
            all.add(known(identifier("nhs-number", mistaken.getFirst().nhsNumber())));
            all.add(known(identifier("la-child-id", mistaken.getLast().councilId())));
        }
        return all;
    }

    private static ObjectNode known(ObjectNode identifier) {
        ObjectNode person = JSON.objectNode();
        person.putArray("identifiers").add(identifier);
        return person;
    }

    /** The adult, or one with an NHS number that cannot be one. */
    ObjectNode adult(String id, CaseEvent.@Nullable Identity unclear) {
        ObjectNode person = adult(id);
        Identity identity = adults.get(id);
        if (identity != null && unclear == CaseEvent.Identity.INVALID) {
            person.putArray("identifiers").add(identifier("nhs-number", identity.badNhsNumber()));
        }
        return person;
    }

    ObjectNode adult(String id) {
        Identity identity = adults.get(id);
        if (identity == null) {
            throw new IllegalArgumentException("no adult " + id);
        }
        ObjectNode person = JSON.objectNode();
        person.putArray("identifiers").add(identifier("nhs-number", identity.nhsNumber()));
        person.set("name", name(identity.given(), identity.family()));
        person.put("birthDate", anchor.date(-ADULT_DAYS - identity.number() % 300).toString());
        person.put("postcode", identity.postcode());
        return person;
    }

    /** Whether none of them is born on that day. */
    boolean isUnborn(List<String> some, int day) {
        return some.stream()
                .map(children::get)
                .allMatch(child -> child != null && day < child.birthDay());
    }

    /** Who leads for a child where the story's events do not say: a user name. */
    String lead(String child) {
        CaseChild known = children.get(child);
        String lead = known == null ? null : known.lead();
        return lead == null ? Partnership.LEAD : who(lead);
    }

    /** User name of a practitioner whom the story names. */
    String who(String name) {
        return practitioners.getOrDefault(name, name);
    }

    /** Before anything of the story happened. */
    int firstDay() {
        return Family.firstDay(story);
    }

    /** An event of the story. */
    CaseEvent event(String id) {
        return story.event(id);
    }

    /** Number of somebody of this cast, which no other cast has. */
    int firstNumber() {
        return identities.values().stream().mapToInt(Identity::number).min().orElse(0);
    }

    /** Ids of the children. */
    Set<String> children() {
        return children.keySet();
    }

    /** Everything that says who these people are, as it must stand in no mail. */
    Set<String> identifying() {
        Set<String> texts = new LinkedHashSet<>();
        identities.forEach(
                (id, identity) -> {
                    addTexts(texts, identity);
                    CaseChild child = children.get(id);
                    if (child != null) {
                        texts.add(anchor.date(child.birthDay()).toString());
                    }
                });
        adults.values().forEach(identity -> addTexts(texts, identity));
        others.values().forEach(both -> both.forEach(identity -> addTexts(texts, identity)));
        return texts;
    }

    private static void addTexts(Set<String> texts, Identity identity) {
        texts.add(identity.nhsNumber());
        texts.add(identity.councilId());
        texts.add(identity.given());
        texts.add(identity.family());
        texts.add(identity.postcode());
    }

    private static ObjectNode identifier(String system, String value) {
        return JSON.objectNode().put("system", system).put("value", value);
    }

    private static ObjectNode name(String given, String family) {
        return JSON.objectNode().put("given", given).put("family", family);
    }
}
