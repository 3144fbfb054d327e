package org.wholepicture.cases.runner;

import static org.wholepicture.cases.CaseEventKey.*;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.alert.domain.AppointmentOutcome;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.Change;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Level;
import org.wholepicture.alert.domain.PlanKind;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.alert.domain.Topic;
import org.wholepicture.cases.CaseChild;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;

/**
 * What the events of a case history are to the rules: the facts about each child. An event about
 * several children is a fact about each; a held one is none (domain.md C10 "Known late").
 */
final class CoreFacts {

    private final CaseFile story;
    private final Map<String, EventId> ids = new HashMap<>();

    CoreFacts(CaseFile story) {
        this.story = story;
        for (CaseEvent event : story.events()) {
            String name = story.id() + "/" + event.id();
            ids.put(
                    event.id(),
                    new EventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /**
     * The facts about one child.
     *
     * @param events those delivered, in the order of their delivery within a day
     */
    List<Fact> about(CaseChild child, Collection<CaseEvent> events) {
        List<Fact> facts = new ArrayList<>();
        int order = 0;
        for (CaseEvent event : new LinkedHashSet<>(events)) {
            order++;
            if (!event.held() && concerns(event, child)) {
                facts.add(fact(event, provenance(event, order)));
            }
        }
        return facts;
    }

    /** Says an id of the core in the words of the file. */
    String inWordsOfTheFile(String text) {
        String words = text;
        for (Map.Entry<String, EventId> id : ids.entrySet()) {
            words = words.replace(id.getValue().toString(), id.getKey());
        }
        return words;
    }

    /** A retraction reaches every child who has one of its targets, as filing does. */
    private boolean concerns(CaseEvent event, CaseChild child) {
        return event.children().contains(child.id())
                || event.list(TARGETS).stream()
                        .anyMatch(target -> story.event(target).children().contains(child.id()));
    }

    private Provenance provenance(CaseEvent event, int order) {
        Instant known =
                CaseFile.date(event.known())
                        .atTime(8, 0)
                        .plusSeconds(order)
                        .atZone(CaseFile.ZONE)
                        .toInstant();
        return new Provenance(id(event.id()), event.agency(), CaseFile.date(event.day()), known);
    }

    private EventId id(String event) {
        return Optional.ofNullable(ids.get(event)).orElseThrow();
    }

    private Fact fact(CaseEvent event, Provenance provenance) {
        return switch (event.type()) {
            case CONCERN ->
                    new Fact.Concern(
                            provenance,
                            Level.valueOf(event.required(LEVEL)),
                            event.required(CATEGORY),
                            Basis.valueOf(event.required(BASIS)),
                            event.is(PHYSICAL_HARM_DISCLOSED),
                            event.is(SHARED_HOME));
            case APPOINTMENT -> appointment(event, provenance);
            case CLAIM ->
                    new Fact.Claim(
                            provenance,
                            Topic.of(event.required(TOPIC)),
                            Change.valueOf(event.required(VALUE)),
                            Basis.valueOf(event.required(BASIS)));
            case STEP_DOWN_PROPOSED, CLOSE_PROPOSED ->
                    new Fact.StepDownProposed(provenance, Set.copyOf(event.list(NETWORK)));
            case STEP_DOWN -> new Fact.StepDownDone(provenance, false);
            case CLOSE -> new Fact.StepDownDone(provenance, true);
            case PLAN_START ->
                    new Fact.PlanStarted(
                            provenance, PlanKind.valueOf(event.required(PLAN)), categories(event));
            case PLAN_END -> new Fact.PlanEnded(provenance, PlanKind.valueOf(event.required(PLAN)));
            case REFERRAL_TO_SERVICE -> new Fact.ServiceReferral(provenance, event.required(TO));
            case GCP -> new Fact.CareProfile(provenance, event.grades());
            case DISSENT -> new Fact.DissentRaised(provenance);
            case ESCALATION_RESOLVED -> new Fact.DissentResolved(provenance, id(dissent(event)));
            case CONTRA_RESOLVED ->
                    new Fact.ContradictionResolved(provenance, Topic.of(event.required(TOPIC)));
            case RETRACTION -> {
                Set<EventId> targets = new HashSet<>();
                event.list(TARGETS).forEach(target -> targets.add(id(target)));
                yield new Fact.Retraction(provenance, targets);
            }
            case CONTACT,
                    VISIT,
                    CIN_REVIEW,
                    EH_ASSESSMENT,
                    ASSESSMENT_START,
                    ASSESSMENT_END,
                    STRATEGY_DISCUSSION,
                    STRATEGY_DECLINED,
                    S47_END_NO_ICPC,
                    ICPC,
                    REVIEW_CONFERENCE,
                    CORE_GROUP,
                    TAF_MEETING,
                    MINUTES_SHARED,
                    ATTENDANCE,
                    REFERRAL,
                    REFERRAL_DECISION,
                    LEAD_ASSIGNED,
                    FACTOR,
                    HOUSEHOLD_MALE,
                    HOUSEHOLD_MEMBER,
                    ESCALATION_STAGE ->
                    new Fact.Other(provenance, event.type().name());
        };
    }

    /** An adult's own appointment says whether they engage with that service (design.md). */
    private static Fact appointment(CaseEvent event, Provenance provenance) {
        AppointmentOutcome outcome = AppointmentOutcome.valueOf(event.required(OUTCOME));
        if (event.adult() == null) {
            return new Fact.Appointment(
                    provenance,
                    event.required(KIND),
                    outcome,
                    event.text(APPT_REF).orElse(null),
                    event.is(SERVICE_FAULT));
        }
        Topic engagement = Topic.engagementWith(event.agency());
        return switch (outcome) {
            case ATTENDED ->
                    new Fact.Claim(provenance, engagement, Change.BETTER, Basis.SERVICE_RECORD);
            case WAS_NOT_BROUGHT, DID_NOT_ATTEND, NO_ACCESS ->
                    new Fact.Claim(provenance, engagement, Change.WORSE, Basis.SERVICE_RECORD);
            case CANCELLED_BY_CARER, CANCELLED_BY_SERVICE, RESCHEDULED ->
                    new Fact.Other(provenance, event.type().name());
        };
    }

    private static Set<String> categories(CaseEvent event) {
        Set<String> categories = new HashSet<>(event.list(CATEGORIES));
        event.text(CATEGORY).ifPresent(categories::add);
        return Set.copyOf(categories);
    }

    /** The dissent that an answer belongs to; an answer to one of its stages is one to it. */
    private String dissent(CaseEvent resolved) {
        CaseEvent of = story.event(resolved.required(OF));
        Set<String> visited = new HashSet<>();
        while (of.type() == CaseEventType.ESCALATION_STAGE && visited.add(of.id())) {
            of = story.event(of.required(OF));
        }
        return of.id();
    }
}
