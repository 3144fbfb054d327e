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
import org.wholepicture.alert.domain.FactorCode;
import org.wholepicture.alert.domain.Level;
import org.wholepicture.alert.domain.MeetingKind;
import org.wholepicture.alert.domain.PlanKind;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.alert.domain.ReferralOutcome;
import org.wholepicture.alert.domain.Topic;
import org.wholepicture.cases.CaseChild;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventKey;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.Disagreements;

/**
 * What the events of a case history are to the rules: the facts about each child. An event about
 * several children is a fact about each; a held one is none (domain.md C10 "Known late").
 */
final class CoreFacts {

    private final CaseFile story;
    private final Families families;
    private final Disagreements disagreements;
    private final Map<String, EventId> ids = new HashMap<>();

    CoreFacts(CaseFile story) {
        this.story = story;
        this.families = new Families(story);
        this.disagreements = new Disagreements(story);
        for (CaseEvent event : story.events()) {
            ids.put(event.id(), named("event " + event.id()));
        }
    }

    private EventId named(String what) {
        String name = story.id() + "/" + what;
        return new EventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The facts about one child.
     *
     * @param events those delivered, in the order of their delivery within a day
     */
    List<Fact> about(CaseChild child, Collection<CaseEvent> events) {
        List<Fact> facts = new ArrayList<>();
        String lead = child.lead();
        if (lead != null) {
            facts.add(firstLead(child, lead));
        }
        int order = 0;
        for (CaseEvent event : new LinkedHashSet<>(events)) {
            order++;
            Provenance provenance = provenance(event, order);
            if (!event.held() && concerns(event, child)) {
                facts.addAll(facts(event, child, provenance));
            } else if (families.links(event, child)) {
                facts.add(
                        new Fact.LinkedConcern(
                                provenance,
                                Level.valueOf(event.required(LEVEL)),
                                families.leadsOfNamed(event)));
            }
        }
        return facts;
    }

    /** The events that wait in review, which are about nobody, and what takes them back. */
    List<Fact> held(Collection<CaseEvent> events) {
        List<Fact> facts = new ArrayList<>();
        int order = 0;
        for (CaseEvent event : new LinkedHashSet<>(events)) {
            order++;
            Provenance provenance = provenance(event, order);
            if (event.held()) {
                facts.add(new Fact.Held(provenance));
            } else if (event.list(TARGETS).stream().anyMatch(to -> story.event(to).held())) {
                facts.add(retraction(event, provenance));
            }
        }
        return facts;
    }

    /** Who led before the story began. */
    private Fact firstLead(CaseChild child, String lead) {
        int before = story.startDay();
        for (CaseEvent event : story.events()) {
            before = Math.min(before, event.day());
        }
        Provenance provenance =
                new Provenance(
                        named("lead of " + child.id()),
                        "",
                        CaseFile.date(before - 1),
                        CaseFile.date(before - 1).atStartOfDay(CaseFile.ZONE).toInstant());
        return new Fact.LeadAssigned(provenance, false, lead);
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
                        .map(story::event)
                        .anyMatch(
                                target ->
                                        target.children().contains(child.id())
                                                || families.links(target, child));
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

    /** What an event says about one of the children whom it is about. */
    private List<Fact> facts(CaseEvent event, CaseChild child, Provenance provenance) {
        return switch (event.type()) {
            case APPOINTMENT -> appointment(event, provenance);
            case DISSENT -> List.of(new Fact.DissentRaised(provenance));
            case VISIT ->
                    List.of(
                            new Fact.Visit(
                                    provenance,
                                    event.is(SW),
                                    seen(event, child),
                                    event.flag(SEEN_ALONE).orElse(null)));
            case CONCERN,
                    CLAIM,
                    CONTACT,
                    STEP_DOWN_PROPOSED,
                    STEP_DOWN,
                    CLOSE_PROPOSED,
                    CLOSE,
                    PLAN_START,
                    PLAN_END,
                    CIN_REVIEW,
                    EH_ASSESSMENT,
                    ASSESSMENT_START,
                    ASSESSMENT_END,
                    GCP,
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
                    REFERRAL_TO_SERVICE,
                    LEAD_ASSIGNED,
                    FACTOR,
                    HOUSEHOLD_MALE,
                    HOUSEHOLD_MEMBER,
                    RETRACTION,
                    CONTRA_RESOLVED,
                    ESCALATION_STAGE,
                    ESCALATION_RESOLVED ->
                    List.of(fact(event, provenance));
        };
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
            case CLAIM ->
                    new Fact.Claim(
                            provenance,
                            Topic.of(event.required(TOPIC)),
                            Change.valueOf(event.required(VALUE)),
                            Basis.valueOf(event.required(BASIS)));
            case CONTACT -> new Fact.Contact(provenance, event.is(CHILD_SEEN));
            case STEP_DOWN_PROPOSED, CLOSE_PROPOSED ->
                    new Fact.StepDownProposed(provenance, Set.copyOf(event.list(NETWORK)));
            case STEP_DOWN -> new Fact.StepDownDone(provenance, false);
            case CLOSE -> new Fact.StepDownDone(provenance, true);
            case PLAN_START ->
                    new Fact.PlanStarted(
                            provenance, PlanKind.valueOf(event.required(PLAN)), categories(event));
            case PLAN_END -> new Fact.PlanEnded(provenance, PlanKind.valueOf(event.required(PLAN)));
            case CIN_REVIEW -> new Fact.PlanReviewed(provenance, PlanKind.CIN);
            case EH_ASSESSMENT -> new Fact.EarlyHelpAssessed(provenance);
            case ASSESSMENT_START -> new Fact.AssessmentStarted(provenance, event.is(NEW_WORKER));
            case ASSESSMENT_END ->
                    new Fact.AssessmentEnded(
                            provenance,
                            event.flag(VOICE).orElse(null),
                            event.flag(ADULT_MALES_INCLUDED).orElse(null));
            case GCP -> new Fact.CareProfile(provenance, event.grades());
            case STRATEGY_DISCUSSION ->
                    new Fact.StrategyDiscussion(
                            provenance, event.is(S47), event.is(PHYSICAL), medicalDecided(event));
            case STRATEGY_DECLINED -> new Fact.StrategyDeclined(provenance);
            case S47_END_NO_ICPC -> new Fact.EnquiryEnded(provenance);
            case ICPC -> new Fact.Meeting(provenance, MeetingKind.INITIAL_CONFERENCE);
            case REVIEW_CONFERENCE -> new Fact.Meeting(provenance, MeetingKind.REVIEW_CONFERENCE);
            case CORE_GROUP -> new Fact.Meeting(provenance, MeetingKind.CORE_GROUP);
            case TAF_MEETING -> new Fact.Meeting(provenance, MeetingKind.TEAM_AROUND_THE_FAMILY);
            case MINUTES_SHARED ->
                    event.text(OF)
                            .<Fact>map(of -> new Fact.MinutesShared(provenance, id(of)))
                            .orElseGet(() -> new Fact.Other(provenance, event.type().name()));
            case ATTENDANCE ->
                    new Fact.Attendance(
                            provenance,
                            event.number(POSSIBLE).orElseThrow(),
                            event.number(ABSENT).orElseThrow(),
                            event.text(TERM).orElse(null));
            case REFERRAL ->
                    new Fact.Referral(
                            provenance,
                            event.flag(HISTORY_GIVEN).orElse(null),
                            event.flag(BASIS_GIVEN).orElse(null));
            case REFERRAL_DECISION ->
                    new Fact.ReferralDecided(
                            provenance,
                            ReferralOutcome.valueOf(event.required(OUTCOME)),
                            event.text(REASON).isPresent(),
                            event.text(OF).map(this::id).orElse(null));
            case REFERRAL_TO_SERVICE -> new Fact.ServiceReferral(provenance, event.required(TO));
            case LEAD_ASSIGNED ->
                    new Fact.LeadAssigned(
                            provenance, event.is(NEW_WORKER), Families.lead(event).orElse(null));
            case FACTOR ->
                    new Fact.FamilyFactor(
                            provenance,
                            FactorCode.valueOf(event.required(CaseEventKey.FACTOR)),
                            // Nothing said confirms nothing.
                            event.text(BASIS).map(Basis::valueOf).orElse(Basis.OPINION));
            case HOUSEHOLD_MALE -> new Fact.HouseholdMale(provenance);
            case RETRACTION -> retraction(event, provenance);
            case CONTRA_RESOLVED ->
                    new Fact.ContradictionResolved(provenance, Topic.of(event.required(TOPIC)));
            case ESCALATION_RESOLVED ->
                    new Fact.DissentResolved(provenance, id(disagreements.dissent(event)));
            case APPOINTMENT, DISSENT, ESCALATION_STAGE, VISIT, HOUSEHOLD_MEMBER ->
                    new Fact.Other(provenance, event.type().name());
        };
    }

    private Fact retraction(CaseEvent event, Provenance provenance) {
        Set<EventId> targets = new HashSet<>();
        event.list(TARGETS).forEach(target -> targets.add(id(target)));
        return new Fact.Retraction(provenance, targets);
    }

    /**
     * Whether this child was seen. Of an unborn child that is its mother [A55]: a visit that the
     * agency holds under her name, or of which nothing else is said, is one to her.
     */
    private static boolean seen(CaseEvent visit, CaseChild child) {
        Optional<Boolean> said = visit.flag(CHILD_SEEN);
        if (visit.day() >= child.birthDay()) {
            return said.orElse(false);
        }
        return visit.adult() != null || said.orElse(true);
    }

    /** HELD, TO_BE_HELD, or NOT_NEEDED with a reason [A41]. */
    private static boolean medicalDecided(CaseEvent discussion) {
        return discussion
                .text(MEDICAL_DECISION)
                .map(
                        decision ->
                                !decision.equals("NOT_NEEDED")
                                        || discussion.text(REASON).isPresent())
                .orElse(false);
    }

    /**
     * An adult's own appointment says whether they engage with that service (design.md); an
     * antenatal one that was not attended is the unborn child's too [A32].
     */
    private static List<Fact> appointment(CaseEvent event, Provenance provenance) {
        AppointmentOutcome outcome = AppointmentOutcome.valueOf(event.required(OUTCOME));
        Fact own =
                new Fact.Appointment(
                        provenance,
                        event.required(KIND),
                        outcome,
                        event.text(APPT_REF).orElse(null),
                        event.is(SERVICE_FAULT));
        if (event.adult() == null) {
            return List.of(own);
        }
        List<Fact> facts = new ArrayList<>();
        if (event.required(KIND).equals("antenatal")
                && outcome == AppointmentOutcome.DID_NOT_ATTEND) {
            facts.add(own);
        }
        Topic engagement = Topic.engagementWith(event.agency());
        facts.add(
                switch (outcome) {
                    case ATTENDED ->
                            new Fact.Claim(
                                    provenance, engagement, Change.BETTER, Basis.SERVICE_RECORD);
                    case WAS_NOT_BROUGHT, DID_NOT_ATTEND, NO_ACCESS ->
                            new Fact.Claim(
                                    provenance, engagement, Change.WORSE, Basis.SERVICE_RECORD);
                    case CANCELLED_BY_CARER, CANCELLED_BY_SERVICE, RESCHEDULED ->
                            new Fact.Other(provenance, event.type().name());
                });
        return facts;
    }

    private static Set<String> categories(CaseEvent event) {
        Set<String> categories = new HashSet<>(event.list(CATEGORIES));
        event.text(CATEGORY).ifPresent(categories::add);
        return Set.copyOf(categories);
    }
}
