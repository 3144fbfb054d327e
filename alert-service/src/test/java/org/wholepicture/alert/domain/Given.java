package org.wholepicture.alert.domain;

import static org.wholepicture.alert.domain.Story.day;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Facts for tests: each starts valid and fixed, on day 0, known the day it happened. Facts that are
 * told alike are one event; {@code as} gives an event a name of its own.
 */
final class Given {

    static final Topic SAFE_SLEEP = Topic.of("SAFE_SLEEP");
    static final Topic HOME_CONDITIONS = Topic.of("HOME_CONDITIONS");
    static final Topic SUBSTANCE_USE = Topic.of("SUBSTANCE_USE_AT_HOME");
    static final Topic DRUG_SERVICE = Topic.engagementWith("drug-alcohol");

    private Given() {}

    static EventId event(String name) {
        return new EventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** An independent "not" of the health visitor on safe sleep, unless told otherwise. */
    static ClaimBuilder aClaim() {
        return new ClaimBuilder();
    }

    /** The parent says that it is well, to early help. */
    static ClaimBuilder aGoodSelfReport() {
        return aClaim().basedOn(Basis.SELF_REPORT).saying(Change.BETTER).by("early-help");
    }

    /** Somebody saw that it is not well. */
    static ClaimBuilder anIndependentNot() {
        return aClaim().basedOn(Basis.OBSERVED).saying(Change.WORSE);
    }

    /** Somebody saw that it is well. */
    static ClaimBuilder anIndependentBetter() {
        return aClaim().basedOn(Basis.OBSERVED).saying(Change.BETTER);
    }

    /** Not brought to the dentist, unless told otherwise. */
    static AppointmentBuilder anAppointment() {
        return new AppointmentBuilder();
    }

    static AppointmentBuilder aMissedAppointment() {
        return anAppointment();
    }

    static AppointmentBuilder anAttendedAppointment() {
        return anAppointment().ended(AppointmentOutcome.ATTENDED);
    }

    /** Early help refers the family to the drug service, unless told otherwise. */
    static ReferralBuilder aServiceReferral() {
        return new ReferralBuilder();
    }

    /** Early help proposes to close; nobody else is in the network, unless told otherwise. */
    static ProposalBuilder aProposal() {
        return new ProposalBuilder();
    }

    static EndingBuilder aClosure() {
        return new EndingBuilder(true);
    }

    static EndingBuilder aStepDown() {
        return new EndingBuilder(false);
    }

    /** A child in need plan for neglect, unless told otherwise. */
    static PlanBuilder aPlan() {
        return new PlanBuilder();
    }

    static PlanEndBuilder aPlanEnd() {
        return new PlanEndBuilder();
    }

    /** A graded care profile with no area above 3, unless told otherwise. */
    static ProfileBuilder aProfile() {
        return new ProfileBuilder();
    }

    /** A LOW neglect concern of the school, unless told otherwise. */
    static ConcernBuilder aConcern() {
        return new ConcernBuilder();
    }

    static DissentBuilder aDissent() {
        return new DissentBuilder();
    }

    static DissentEndBuilder aDissentEnd() {
        return new DissentEndBuilder();
    }

    static ResolutionBuilder aResolution() {
        return new ResolutionBuilder();
    }

    static RetractionBuilder aRetraction() {
        return new RetractionBuilder();
    }

    /** A contact of the school, unless told otherwise. */
    static OtherBuilder aContact() {
        return new OtherBuilder();
    }

    /** What every fact has. */
    abstract static class Builder<B extends Builder<B>> {

        private String agency;
        private int happened;
        private @Nullable Instant known;
        private @Nullable String name;

        private Builder(String agency) {
            this.agency = agency;
        }

        abstract B self();

        abstract String told();

        B by(String agency) {
            this.agency = agency;
            return self();
        }

        B on(int day) {
            this.happened = day;
            return self();
        }

        B knownOn(int day) {
            return knownAt(day(day).atTime(12, 0).atZone(Provenance.LONDON).toInstant());
        }

        B knownAt(Instant at) {
            this.known = at;
            return self();
        }

        B as(String name) {
            this.name = name;
            return self();
        }

        Provenance provenance() {
            Instant noon = day(happened).atTime(12, 0).atZone(Provenance.LONDON).toInstant();
            String unique =
                    name == null ? getClass().getSimpleName() + agency + happened + told() : name;
            return new Provenance(
                    event(unique), agency, day(happened), known == null ? noon : known);
        }
    }

    static final class ClaimBuilder extends Builder<ClaimBuilder> {
        private Topic topic = SAFE_SLEEP;
        private Change value = Change.WORSE;
        private Basis basis = Basis.OBSERVED;

        private ClaimBuilder() {
            super("health-visiting");
        }

        ClaimBuilder about(Topic topic) {
            this.topic = topic;
            return this;
        }

        ClaimBuilder saying(Change value) {
            this.value = value;
            return this;
        }

        ClaimBuilder basedOn(Basis basis) {
            this.basis = basis;
            return this;
        }

        Fact.Claim build() {
            return new Fact.Claim(provenance(), topic, value, basis);
        }

        @Override
        ClaimBuilder self() {
            return this;
        }

        @Override
        String told() {
            return topic.code() + value + basis;
        }
    }

    static final class AppointmentBuilder extends Builder<AppointmentBuilder> {
        private String kind = "dental";
        private AppointmentOutcome outcome = AppointmentOutcome.WAS_NOT_BROUGHT;
        private @Nullable String reference;
        private boolean serviceFault;

        private AppointmentBuilder() {
            super("dental");
        }

        AppointmentBuilder of(String kind) {
            this.kind = kind;
            return this;
        }

        AppointmentBuilder ended(AppointmentOutcome outcome) {
            this.outcome = outcome;
            return this;
        }

        AppointmentBuilder referredToAs(String reference) {
            this.reference = reference;
            return this;
        }

        AppointmentBuilder byTheServicesFault() {
            this.serviceFault = true;
            return this;
        }

        Fact.Appointment build() {
            return new Fact.Appointment(provenance(), kind, outcome, reference, serviceFault);
        }

        @Override
        AppointmentBuilder self() {
            return this;
        }

        @Override
        String told() {
            return kind + outcome + reference;
        }
    }

    static final class ReferralBuilder extends Builder<ReferralBuilder> {
        private String to = "drug-alcohol";

        private ReferralBuilder() {
            super("early-help");
        }

        ReferralBuilder to(String service) {
            this.to = service;
            return this;
        }

        Fact.ServiceReferral build() {
            return new Fact.ServiceReferral(provenance(), to);
        }

        @Override
        ReferralBuilder self() {
            return this;
        }

        @Override
        String told() {
            return to;
        }
    }

    static final class ProposalBuilder extends Builder<ProposalBuilder> {
        private Set<String> network = Set.of();

        private ProposalBuilder() {
            super("early-help");
        }

        ProposalBuilder naming(String... agencies) {
            this.network = Set.of(agencies);
            return this;
        }

        Fact.StepDownProposed build() {
            return new Fact.StepDownProposed(provenance(), network);
        }

        @Override
        ProposalBuilder self() {
            return this;
        }

        @Override
        String told() {
            return "";
        }
    }

    static final class EndingBuilder extends Builder<EndingBuilder> {
        private final boolean closed;

        private EndingBuilder(boolean closed) {
            super("early-help");
            this.closed = closed;
        }

        Fact.StepDownDone build() {
            return new Fact.StepDownDone(provenance(), closed);
        }

        @Override
        EndingBuilder self() {
            return this;
        }

        @Override
        String told() {
            return "" + closed;
        }
    }

    static final class PlanBuilder extends Builder<PlanBuilder> {
        private PlanKind kind = PlanKind.CIN;
        private Set<String> categories = Set.of("NEG");

        private PlanBuilder() {
            super("social-care");
        }

        PlanBuilder of(PlanKind kind) {
            this.kind = kind;
            return this;
        }

        PlanBuilder categorised(String... categories) {
            this.categories = Set.of(categories);
            return this;
        }

        Fact.PlanStarted build() {
            return new Fact.PlanStarted(provenance(), kind, categories);
        }

        @Override
        PlanBuilder self() {
            return this;
        }

        @Override
        String told() {
            return kind + categories.stream().sorted().collect(Collectors.joining(","));
        }
    }

    static final class PlanEndBuilder extends Builder<PlanEndBuilder> {
        private PlanKind kind = PlanKind.CIN;

        private PlanEndBuilder() {
            super("social-care");
        }

        PlanEndBuilder of(PlanKind kind) {
            this.kind = kind;
            return this;
        }

        Fact.PlanEnded build() {
            return new Fact.PlanEnded(provenance(), kind);
        }

        @Override
        PlanEndBuilder self() {
            return this;
        }

        @Override
        String told() {
            return kind.name();
        }
    }

    static final class ProfileBuilder extends Builder<ProfileBuilder> {
        private int physical = 3;

        private ProfileBuilder() {
            super("school-nursing");
        }

        ProfileBuilder withPhysicalCareAt(int grade) {
            this.physical = grade;
            return this;
        }

        Fact.CareProfile build() {
            return new Fact.CareProfile(
                    provenance(),
                    Map.of("physical", physical, "safety", 3, "emotional", 2, "developmental", 1));
        }

        @Override
        ProfileBuilder self() {
            return this;
        }

        @Override
        String told() {
            return "" + physical;
        }
    }

    static final class ConcernBuilder extends Builder<ConcernBuilder> {
        private Level level = Level.LOW;

        private ConcernBuilder() {
            super("school");
        }

        ConcernBuilder at(Level level) {
            this.level = level;
            return this;
        }

        Fact.Concern build() {
            return new Fact.Concern(provenance(), level, "NEG", Basis.OBSERVED, false, false);
        }

        @Override
        ConcernBuilder self() {
            return this;
        }

        @Override
        String told() {
            return level.name();
        }
    }

    static final class DissentBuilder extends Builder<DissentBuilder> {

        private DissentBuilder() {
            super("school");
        }

        Fact.DissentRaised build() {
            return new Fact.DissentRaised(provenance());
        }

        @Override
        DissentBuilder self() {
            return this;
        }

        @Override
        String told() {
            return "";
        }
    }

    static final class DissentEndBuilder extends Builder<DissentEndBuilder> {
        private EventId of = event("dissent");

        private DissentEndBuilder() {
            super("school");
        }

        DissentEndBuilder of(Fact.DissentRaised dissent) {
            this.of = dissent.event();
            return this;
        }

        Fact.DissentResolved build() {
            return new Fact.DissentResolved(provenance(), of);
        }

        @Override
        DissentEndBuilder self() {
            return this;
        }

        @Override
        String told() {
            return of.toString();
        }
    }

    static final class ResolutionBuilder extends Builder<ResolutionBuilder> {
        private Topic topic = SAFE_SLEEP;

        private ResolutionBuilder() {
            super("social-care");
        }

        ResolutionBuilder about(Topic topic) {
            this.topic = topic;
            return this;
        }

        Fact.ContradictionResolved build() {
            return new Fact.ContradictionResolved(provenance(), topic);
        }

        @Override
        ResolutionBuilder self() {
            return this;
        }

        @Override
        String told() {
            return topic.code();
        }
    }

    static final class RetractionBuilder extends Builder<RetractionBuilder> {
        private Set<EventId> targets = Set.of();

        private RetractionBuilder() {
            super("health-visiting");
        }

        RetractionBuilder of(Fact... facts) {
            this.targets = Arrays.stream(facts).map(Fact::event).collect(Collectors.toSet());
            return this;
        }

        Fact.Retraction build() {
            return new Fact.Retraction(provenance(), targets);
        }

        @Override
        RetractionBuilder self() {
            return this;
        }

        @Override
        String told() {
            return targets.stream().sorted().map(EventId::toString).collect(Collectors.joining());
        }
    }

    static final class OtherBuilder extends Builder<OtherBuilder> {

        private OtherBuilder() {
            super("school");
        }

        Fact.Other build() {
            return new Fact.Other(provenance(), "CONTACT");
        }

        @Override
        OtherBuilder self() {
            return this;
        }

        @Override
        String told() {
            return "";
        }
    }
}
