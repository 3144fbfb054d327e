package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.Acknowledgement;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.view.CareProfile;
import org.wholepicture.chronology.domain.view.Cycle;
import org.wholepicture.chronology.domain.view.Ending;
import org.wholepicture.chronology.domain.view.Gaps;
import org.wholepicture.chronology.domain.view.HistoryPack;
import org.wholepicture.chronology.domain.view.Household;
import org.wholepicture.chronology.domain.view.Lanes;
import org.wholepicture.chronology.domain.view.PlanPeriod;
import org.wholepicture.chronology.domain.view.TopicClaims;

/** The views as JSON. Entries are named by id; they are read from the timeline. */
final class ViewAnswers {

    private ViewAnswers() {}

    /**
     * What a view is of, and what is not in it.
     *
     * @param restricted entries whose content is not for the caller
     * @param struck entries that were corrected or withdrawn
     * @param hidden the same, before the caller could see them
     * @param missing messages that exist and have not arrived
     * @param cut whether there is more than one answer takes in
     */
    @Schema(name = "ViewOf")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Of(
            UUID person,
            @Nullable LocalDate knownOn,
            LocalDate today,
            long restricted,
            long struck,
            int hidden,
            long missing,
            boolean cut) {

        static Of of(ReadHistory.Whole whole) {
            return new Of(
                    whole.person().value(),
                    whole.knownOn(),
                    whole.history().today(),
                    whole.history().restricted(),
                    whole.history().struck(),
                    whole.hidden().size(),
                    whole.missing(),
                    whole.cut());
        }
    }

    /** A plan from its start to its end. */
    @Schema(name = "Plan")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlanAnswer(
            @Nullable String plan,
            List<String> categories,
            @Nullable LocalDate start,
            @Nullable EndingAnswer ending) {

        static PlanAnswer of(PlanPeriod plan) {
            Ending ending = plan.ending();
            return new PlanAnswer(
                    orNull(plan.plan()),
                    plan.categories(),
                    plan.start(),
                    ending == null
                            ? null
                            : new EndingAnswer(
                                    ending.kind(),
                                    ending.day(),
                                    orNull(ending.to()),
                                    ending.event().value()));
        }
    }

    /** How a plan or an agency's work ended. */
    @Schema(name = "Ending")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndingAnswer(Ending.EndingKind kind, LocalDate day, @Nullable String to, UUID event) {}

    /** Swim lanes. */
    @Schema(name = "Picture")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PictureAnswer(
            Of of,
            LocalDate from,
            LocalDate to,
            List<PlanAnswer> plans,
            List<LeadAnswer> leads,
            List<StepAnswer> steps,
            List<HappeningAnswer> voice,
            List<HappeningAnswer> alerts,
            List<LaneAnswer> lanes) {

        static PictureAnswer of(ReadHistory.Whole whole) {
            Child child = whole.child();
            Lanes lanes =
                    Lanes.of(
                            whole.history(),
                            child == null
                                    ? null
                                    : child.birthDate() == null
                                            ? child.expectedBirthDate()
                                            : child.birthDate(),
                            whole.coverage());
            return new PictureAnswer(
                    Of.of(whole),
                    lanes.from(),
                    lanes.to(),
                    lanes.plans().stream().map(PlanAnswer::of).toList(),
                    lanes.leads().stream()
                            .map(
                                    lead ->
                                            new LeadAnswer(
                                                    lead.practitioner().value(),
                                                    whole.names().of(lead.practitioner()),
                                                    lead.from(),
                                                    lead.entry().id().value()))
                            .toList(),
                    lanes.steps().stream()
                            .map(
                                    step ->
                                            new StepAnswer(
                                                    step.day(),
                                                    step.closing(),
                                                    step.proposed(),
                                                    step.entry().id().value()))
                            .toList(),
                    happenings(lanes.voice()),
                    happenings(lanes.alerts()),
                    lanes.agencies().stream()
                            .map(
                                    lane ->
                                            new LaneAnswer(
                                                    lane.agency().value(),
                                                    lane.name(),
                                                    happenings(lane.happenings())))
                            .toList());
        }

        private static List<HappeningAnswer> happenings(List<Lanes.Happening> happenings) {
            return happenings.stream()
                    .map(
                            one ->
                                    new HappeningAnswer(
                                            one.kind(), one.day(), one.entry().id().value()))
                    .toList();
        }
    }

    /** Who leads from a day on. */
    @Schema(name = "Lead")
    record LeadAnswer(String practitioner, String name, LocalDate from, UUID event) {}

    /** A step-down or closure, proposed or done. */
    @Schema(name = "Step")
    record StepAnswer(LocalDate day, boolean closing, boolean proposed, UUID event) {}

    /** What an agency told. */
    @Schema(name = "Lane")
    record LaneAnswer(String agency, String name, List<HappeningAnswer> happenings) {}

    /** One entry in its lane. */
    @Schema(name = "Happening")
    record HappeningAnswer(Lanes.EventKind kind, LocalDate day, UUID event) {}

    /** Graded care profiles, oldest first. */
    @Schema(name = "CareProfiles")
    record CareProfilesAnswer(Of of, List<CareProfileAnswer> profiles) {

        static CareProfilesAnswer of(ReadHistory.Whole whole) {
            return new CareProfilesAnswer(
                    Of.of(whole),
                    CareProfile.of(whole.history()).stream()
                            .map(
                                    one ->
                                            new CareProfileAnswer(
                                                    one.entry().id().value(),
                                                    one.day(),
                                                    id(one.entry().agency()),
                                                    new TreeMap<>(one.grades())))
                            .toList());
        }
    }

    /** A profile; 1 is best, 5 is worst. */
    @Schema(name = "CareProfile")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CareProfileAnswer(
            UUID event, LocalDate day, @Nullable String agency, Map<String, Integer> grades) {

        @Override
        public String toString() {
            return "CareProfileAnswer[event=" + event + "]";
        }
    }

    /** The adults around the child. */
    @Schema(name = "Household")
    record HouseholdAnswer(Of of, List<MemberAnswer> members) {

        static HouseholdAnswer of(ReadHistory.Whole whole) {
            return new HouseholdAnswer(
                    Of.of(whole),
                    Household.of(whole.history()).members().stream()
                            .map(
                                    one ->
                                            new MemberAnswer(
                                                    one.role(),
                                                    one.kinship(),
                                                    one.sex(),
                                                    orNull(one.name()),
                                                    one.notKnown(),
                                                    one.from(),
                                                    one.to(),
                                                    one.isThereOn(whole.history().today()),
                                                    events(one.facts())))
                            .toList());
        }
    }

    /** An adult of the household, or who belonged to it. */
    @Schema(name = "HouseholdMember")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MemberAnswer(
            String role,
            Household.Kinship kinship,
            Household.Sex sex,
            @Nullable String name,
            boolean notKnown,
            LocalDate from,
            @Nullable LocalDate to,
            boolean inHousehold,
            List<UUID> events) {

        @Override
        public String toString() {
            return "MemberAnswer[role=" + role + "]";
        }
    }

    /** What was said, by topic. */
    @Schema(name = "ClaimsByTopic")
    record ClaimsAnswer(Of of, List<TopicAnswer> topics) {

        static ClaimsAnswer of(ReadHistory.Whole whole) {
            return new ClaimsAnswer(
                    Of.of(whole),
                    TopicClaims.of(whole.history()).stream()
                            .map(
                                    topic ->
                                            new TopicAnswer(
                                                    topic.topic(),
                                                    topic.standing(),
                                                    topic.said().stream()
                                                            .map(SaidAnswer::of)
                                                            .toList()))
                            .toList());
        }
    }

    /** One topic; what was said of it newest first. */
    @Schema(name = "Topic")
    record TopicAnswer(String topic, TopicClaims.Standing standing, List<SaidAnswer> said) {}

    /** One claim. */
    @Schema(name = "Said")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SaidAnswer(
            UUID event,
            LocalDate day,
            @Nullable String agency,
            TopicClaims.Side side,
            Basis basis,
            Claim.Value value,
            @Nullable String about) {

        static SaidAnswer of(TopicClaims.Said said) {
            return new SaidAnswer(
                    said.entry().id().value(),
                    said.day(),
                    id(said.entry().agency()),
                    said.side(),
                    said.claim().basis(),
                    said.claim().value(),
                    said.claim().about());
        }
    }

    /** What is not known. */
    @Schema(name = "Unknowns")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GapsAnswer(
            Of of,
            List<TimelineAnswer.AgencyCoverage> coverage,
            @Nullable LastAnswer seen,
            @Nullable LastAnswer seenAlone,
            @Nullable LastAnswer seenBySocialWorker,
            @Nullable LastAnswer voice,
            @Nullable LastAnswer careProfile,
            Gaps.Parent father,
            Gaps.Parent mother,
            boolean leadRecorded,
            List<UUID> assessmentsWithoutMen,
            List<UUID> assessmentsWithoutVoice,
            List<ReferredAnswer> referred,
            List<String> unheardNetwork) {

        static GapsAnswer of(ReadHistory.Whole whole) {
            Gaps gaps = Gaps.of(whole.history());
            return new GapsAnswer(
                    Of.of(whole),
                    whole.coverage().stream().map(TimelineAnswer::coverage).toList(),
                    LastAnswer.of(gaps.seen()),
                    LastAnswer.of(gaps.seenAlone()),
                    LastAnswer.of(gaps.seenBySocialWorker()),
                    LastAnswer.of(gaps.voice()),
                    LastAnswer.of(gaps.careProfile()),
                    gaps.father(),
                    gaps.mother(),
                    gaps.lead(),
                    events(gaps.assessmentsWithoutMen()),
                    events(gaps.assessmentsWithoutVoice()),
                    gaps.referred().stream()
                            .map(
                                    one ->
                                            new ReferredAnswer(
                                                    one.to().value(), one.day(), one.heard()))
                            .toList(),
                    gaps.unheardNetwork().stream().map(AgencyId::value).toList());
        }
    }

    /** When something was known last; left out where it never was. */
    @Schema(name = "LastKnown")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LastAnswer(LocalDate day, long daysAgo, @Nullable String agency) {

        static @Nullable LastAnswer of(Gaps.Last last) {
            return switch (last) {
                case Gaps.Last.Never() -> null;
                case Gaps.Last.On(LocalDate day, long daysAgo, AgencyId by) ->
                        new LastAnswer(day, daysAgo, id(by));
            };
        }
    }

    /** A referral to a service, and the first day after it on which that was heard from. */
    @Schema(name = "Referred")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReferredAnswer(String to, LocalDate day, @Nullable LocalDate heard) {}

    /** Earlier cycles, oldest first. */
    @Schema(name = "Cycles")
    record CyclesAnswer(Of of, List<CycleAnswer> cycles) {

        static CyclesAnswer of(ReadHistory.Whole whole) {
            return new CyclesAnswer(
                    Of.of(whole), Cycle.of(whole.history()).stream().map(CycleAnswer::of).toList());
        }
    }

    /** A plan that ended, and what followed within a year. */
    @Schema(name = "Cycle")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CycleAnswer(
            PlanAnswer plan,
            @Nullable Long days,
            int concerns,
            @Nullable LocalDate firstWorry,
            int referrals,
            int missedAppointments,
            @Nullable PlanAnswer nextPlan,
            boolean wholeYear) {

        static CycleAnswer of(Cycle cycle) {
            PlanPeriod next = cycle.nextPlan();
            return new CycleAnswer(
                    PlanAnswer.of(cycle.plan()),
                    cycle.days().orElse(null),
                    cycle.concerns(),
                    cycle.firstWorry(),
                    cycle.referrals(),
                    cycle.missed(),
                    next == null ? null : PlanAnswer.of(next),
                    cycle.wholeYear());
        }
    }

    /** The assessments and leads, newest first, and the pack of one of them. */
    @Schema(name = "HistoryPack")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HistoryPackAnswer(
            Of of,
            List<BeginningAnswer> beginnings,
            @Nullable UUID event,
            List<EpisodeAnswer> episodes,
            List<LocalDate> noFurtherAction) {

        static HistoryPackAnswer of(
                ReadHistory.Whole whole, HistoryPack.@Nullable Beginning chosen) {
            List<BeginningAnswer> beginnings =
                    HistoryPack.beginnings(whole.history()).stream()
                            .map(one -> BeginningAnswer.of(one, whole))
                            .toList();
            if (chosen == null) {
                return new HistoryPackAnswer(Of.of(whole), beginnings, null, List.of(), List.of());
            }
            HistoryPack pack = HistoryPack.of(whole.history(), chosen);
            return new HistoryPackAnswer(
                    Of.of(whole),
                    beginnings,
                    chosen.entry().id().value(),
                    pack.episodes().stream().map(EpisodeAnswer::of).toList(),
                    pack.noFurtherAction());
        }
    }

    /** An assessment or a lead that began, and who has read the pack. */
    @Schema(name = "Beginning")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BeginningAnswer(
            UUID event,
            HistoryPack.BeginningKind kind,
            LocalDate day,
            @Nullable String practitioner,
            List<AcknowledgedAnswer> acknowledged) {

        static BeginningAnswer of(HistoryPack.Beginning one, ReadHistory.Whole whole) {
            PractitionerId lead = one.lead();
            return new BeginningAnswer(
                    one.entry().id().value(),
                    one.kind(),
                    one.day(),
                    lead == null ? null : lead.value(),
                    whole.acknowledged().stream()
                            .filter(read -> read.event().equals(one.entry().id()))
                            .map(read -> AcknowledgedAnswer.of(read, whole.names()))
                            .toList());
        }
    }

    /** Who has read it. */
    @Schema(name = "Acknowledged")
    record AcknowledgedAnswer(String practitioner, String name, Instant at) {

        static AcknowledgedAnswer of(Acknowledgement one, Timeline.Names names) {
            return new AcknowledgedAnswer(
                    one.practitioner().value(), names.of(one.practitioner()), one.at());
        }
    }

    /** What ended, what was tried, what changed, for how long. */
    @Schema(name = "Episode")
    record EpisodeAnswer(
            CycleAnswer cycle,
            LocalDate from,
            TriedAnswer tried,
            List<ChangedAnswer> changed,
            long daysWithoutWorry,
            boolean worryFollowed) {

        static EpisodeAnswer of(HistoryPack.Episode one) {
            HistoryPack.Tried tried = one.tried();
            return new EpisodeAnswer(
                    CycleAnswer.of(one.cycle()),
                    one.from(),
                    new TriedAnswer(
                            tried.services().stream().map(AgencyId::value).toList(),
                            tried.agencies().stream().map(AgencyId::value).toList(),
                            tried.meetings(),
                            tried.assessments(),
                            tried.seen(),
                            tried.kept(),
                            tried.missed()),
                    one.changed().stream().map(ChangedAnswer::of).toList(),
                    one.daysWithoutWorry(),
                    one.worryFollowed());
        }
    }

    /** What was tried. */
    @Schema(name = "Tried")
    record TriedAnswer(
            List<String> services,
            List<String> agencies,
            int meetings,
            int assessments,
            int seen,
            int kept,
            int missed) {}

    /** What stood otherwise at the end than at the beginning, or did not: a topic or an area. */
    @Schema(name = "Changed")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedAnswer(
            @Nullable String topic,
            @Nullable String area,
            String first,
            String last,
            boolean independent) {

        static ChangedAnswer of(HistoryPack.Changed changed) {
            return switch (changed) {
                case HistoryPack.Changed.Topic(
                                String topic,
                                Claim.Value first,
                                Claim.Value last,
                                boolean independent) ->
                        new ChangedAnswer(topic, null, first.name(), last.name(), independent);
                case HistoryPack.Changed.Grade(String area, int first, int last) ->
                        new ChangedAnswer(
                                null, area, String.valueOf(first), String.valueOf(last), true);
            };
        }
    }

    /** What became known between the ends of two days, oldest first. */
    @Schema(name = "Changes")
    record ChangesAnswer(
            Of of,
            LocalDate since,
            List<EntryAnswer> added,
            List<EntryAnswer> corrected,
            List<EntryAnswer> withdrawn,
            List<EntryAnswer> said) {

        static ChangesAnswer of(ReadHistory.Compared compared) {
            Timeline.Names names = compared.now().names();
            return new ChangesAnswer(
                    Of.of(compared.now()),
                    compared.since(),
                    entries(compared.changes().added(), names),
                    entries(compared.changes().corrected(), names),
                    entries(compared.changes().withdrawn(), names),
                    entries(compared.changes().said(), names));
        }

        private static List<EntryAnswer> entries(List<Line> lines, Timeline.Names names) {
            return lines.stream().map(line -> EntryAnswer.of(line, names)).toList();
        }
    }

    private static List<UUID> events(List<Entry> entries) {
        return entries.stream().map(Entry::id).map(EventId::value).toList();
    }

    private static @Nullable String id(@Nullable AgencyId agency) {
        return agency == null ? null : agency.value();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
