package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.CaseAdult;
import org.wholepicture.cases.CaseChild;
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

    private final Anchor anchor;
    private final Map<String, CaseChild> children = new LinkedHashMap<>();
    private final Map<String, Identity> identities = new HashMap<>();
    private final Map<String, Identity> adults = new HashMap<>();
    private final Set<String> unborn = new LinkedHashSet<>();

    Cast(CaseFile story, Anchor anchor, Identities identities) {
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

    /** The child with an NHS number that cannot be one. */
    ObjectNode childWithBadNumber(String id, int day) {
        ObjectNode person = child(id, day);
        Identity identity = identities.get(id);
        if (identity != null) {
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

    /** Who leads for a child where the story's events do not say: a user name. */
    String lead(String child) {
        CaseChild known = children.get(child);
        String lead = known == null ? null : known.lead();
        return lead == null ? Partnership.LEAD : lead;
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
