package org.wholepicture.alert.domain;

import static org.wholepicture.alert.domain.Given.event;
import static org.wholepicture.alert.domain.Story.day;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts told in a line each, for tables: {@code 10 school concern MODERATE}. A day may say when it
 * became known ({@code 10>40}), and an event may have a name ({@code a: 10 school concern}) by
 * which others speak of it ({@code 20 school retract a}). Lines are parted by semicolons.
 */
public final class Lines {

    private Lines() {}

    /** The story of these lines. */
    static Story story(String lines) {
        return Story.of(facts(lines));
    }

    /** The facts of these lines. */
    public static List<Fact> facts(String lines) {
        List<Fact> facts = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        for (String line : lines.split(";")) {
            if (!line.isBlank()) {
                String told = line.strip().replaceAll("\\s+", " ");
                // What is told twice is two events.
                int copy = alike.merge(told, 1, Integer::sum);
                facts.addAll(line(told, copy == 1 ? told : told + " again " + copy));
            }
        }
        return facts;
    }

    private static List<Fact> line(String told, String unique) {
        int colon = told.indexOf(": ");
        String name = colon < 0 ? unique : told.substring(0, colon);
        String[] words = told.substring(colon < 0 ? 0 : colon + 2).split(" ");
        String[] days = words[0].split(">");
        int happened = Integer.parseInt(days[0]);
        int known = days.length > 1 ? Integer.parseInt(days[1]) : happened;
        Instant noon = day(known).atTime(12, 0).atZone(Provenance.LONDON).toInstant();
        Provenance from = new Provenance(event(name), words[1], day(happened), noon);
        return facts(from, words[2], new Says(words));
    }

    private static List<Fact> facts(Provenance from, String kind, Says says) {
        return switch (kind) {
            case "concern" ->
                    List.of(
                            new Fact.Concern(
                                    from,
                                    says.oneOf(Level.class, Level.LOW),
                                    says.any("PHY", "EMO", "SAB", "MUL", "NEG"),
                                    says.oneOf(Basis.class, Basis.OBSERVED),
                                    says.is("harm"),
                                    says.is("home")));
            case "visit" ->
                    List.of(
                            new Fact.Visit(
                                    from,
                                    says.is("sw"),
                                    says.is("seen"),
                                    says.flag("alone", "together")));
            case "contact" -> List.of(new Fact.Contact(from, says.is("seen")));
            case "plan" ->
                    List.of(
                            new Fact.PlanStarted(
                                    from, PlanKind.valueOf(says.word(3)), says.rest(4)));
            case "endplan" -> List.of(new Fact.PlanEnded(from, PlanKind.valueOf(says.word(3))));
            case "review" -> List.of(new Fact.PlanReviewed(from, PlanKind.CIN));
            case "eha" -> List.of(new Fact.EarlyHelpAssessed(from));
            case "assess" -> List.of(new Fact.AssessmentStarted(from, says.is("new")));
            case "assessed" ->
                    List.of(
                            new Fact.AssessmentEnded(
                                    from,
                                    says.flag("voice", "novoice"),
                                    says.flag("men", "nomen")));
            case "strategy" ->
                    List.of(
                            new Fact.StrategyDiscussion(
                                    from, says.is("s47"), says.is("physical"), says.is("medical")));
            case "declined" -> List.of(new Fact.StrategyDeclined(from));
            case "s47end" -> List.of(new Fact.EnquiryEnded(from));
            case "icpc" -> List.of(new Fact.Meeting(from, MeetingKind.INITIAL_CONFERENCE));
            case "rcpc" -> List.of(new Fact.Meeting(from, MeetingKind.REVIEW_CONFERENCE));
            case "core" -> List.of(new Fact.Meeting(from, MeetingKind.CORE_GROUP));
            case "taf" -> List.of(new Fact.Meeting(from, MeetingKind.TEAM_AROUND_THE_FAMILY));
            case "minutes" -> List.of(new Fact.MinutesShared(from, event(says.word(3))));
            case "attendance" ->
                    List.of(
                            new Fact.Attendance(
                                    from,
                                    Integer.parseInt(says.word(3).split("/")[1]),
                                    Integer.parseInt(says.word(3).split("/")[0]),
                                    says.has(4) ? says.word(4) : null));
            case "referral" ->
                    List.of(
                            new Fact.Referral(
                                    from,
                                    says.flag("history", "nohistory"),
                                    says.flag("basis", "nobasis")));
            case "decision" ->
                    List.of(
                            new Fact.ReferralDecided(
                                    from,
                                    ReferralOutcome.valueOf(says.word(3)),
                                    says.is("reason"),
                                    says.has(4) && !says.is("reason")
                                            ? event(says.word(4))
                                            : null));
            case "lead" ->
                    List.of(
                            new Fact.LeadAssigned(
                                    from, says.is("new"), says.has(3) ? says.word(3) : null));
            case "factor" ->
                    List.of(
                            new Fact.FamilyFactor(
                                    from,
                                    FactorCode.valueOf(says.word(3)),
                                    says.oneOf(Basis.class, Basis.SERVICE_RECORD)));
            case "male" -> List.of(new Fact.HouseholdMale(from));
            case "linked" ->
                    List.of(
                            new Fact.LinkedConcern(
                                    from, Level.valueOf(says.word(3)), says.rest(4)));
            case "stepdown" -> List.of(new Fact.StepDownDone(from, false));
            case "close" -> List.of(new Fact.StepDownDone(from, true));
            case "gcp" -> List.of(new Fact.CareProfile(from, grades(says.word(3))));
            case "missed", "noaccess", "absent", "cancelled", "called-off", "attended" ->
                    List.of(
                            new Fact.Appointment(
                                    from,
                                    says.has(3) ? says.word(3) : "dental",
                                    outcome(kind),
                                    says.has(4) && !says.is("fault") ? says.word(4) : null,
                                    says.is("fault")));
            case "claim" ->
                    List.of(
                            new Fact.Claim(
                                    from,
                                    Topic.of(says.word(3)),
                                    says.oneOf(Change.class, Change.WORSE),
                                    says.oneOf(Basis.class, Basis.OBSERVED)));
            case "refers-to" -> List.of(new Fact.ServiceReferral(from, says.word(3)));
            case "propose" -> List.of(new Fact.StepDownProposed(from, says.rest(3)));
            case "settled" -> List.of(new Fact.ContradictionResolved(from, Topic.of(says.word(3))));
            case "dissent" -> List.of(new Fact.DissentRaised(from));
            case "agreed" -> List.of(new Fact.DissentResolved(from, event(says.word(3))));
            case "involved" ->
                    List.of(
                            new Fact.Involved(
                                    from,
                                    says.has(3) ? day(Integer.parseInt(says.word(3))) : null));
            case "checked" ->
                    List.of(
                            new Fact.StepDownChecked(
                                    from,
                                    StepDownDecision.valueOf(says.word(3)),
                                    Set.of(),
                                    says.rest(4)));
            case "answered" ->
                    List.of(new Fact.CheckAnswered(from, CheckAnswer.valueOf(says.word(3))));
            case "held" -> List.of(new Fact.Held(from));
            case "other" -> List.of(new Fact.Other(from, "OTHER"));
            case "retract" -> {
                Set<EventId> targets = new HashSet<>();
                says.rest(3).forEach(name -> targets.add(event(name)));
                yield List.of(new Fact.Retraction(from, targets));
            }
            default -> throw new IllegalArgumentException("unknown kind of fact: " + kind);
        };
    }

    private static AppointmentOutcome outcome(String kind) {
        return switch (kind) {
            case "missed" -> AppointmentOutcome.WAS_NOT_BROUGHT;
            case "noaccess" -> AppointmentOutcome.NO_ACCESS;
            case "absent" -> AppointmentOutcome.DID_NOT_ATTEND;
            case "cancelled" -> AppointmentOutcome.CANCELLED_BY_CARER;
            case "called-off" -> AppointmentOutcome.CANCELLED_BY_SERVICE;
            default -> AppointmentOutcome.ATTENDED;
        };
    }

    /** Four digits, a grade for each area; a dash is an area that was not graded. */
    private static Map<String, Integer> grades(String digits) {
        List<String> areas = List.of("physical", "safety", "emotional", "developmental");
        Map<String, Integer> grades = new HashMap<>();
        for (int at = 0; at < areas.size(); at++) {
            if (digits.charAt(at) != '-') {
                grades.put(areas.get(at), digits.charAt(at) - '0');
            }
        }
        return Map.copyOf(grades);
    }

    /** The words of a line; the fourth is the first after its kind. */
    private record Says(String... words) {

        boolean is(String word) {
            return Arrays.asList(words).contains(word);
        }

        boolean has(int at) {
            return words.length > at;
        }

        String word(int at) {
            return words[at];
        }

        Set<String> rest(int at) {
            return Set.of(Arrays.copyOfRange(words, Math.min(at, words.length), words.length));
        }

        @Nullable Boolean flag(String yes, String no) {
            return is(yes) ? Boolean.TRUE : is(no) ? Boolean.FALSE : null;
        }

        /** The last of the codes stands where none is said. */
        String any(String... codes) {
            return Arrays.stream(codes)
                    .filter(this::is)
                    .findFirst()
                    .orElse(codes[codes.length - 1]);
        }

        <E extends Enum<E>> E oneOf(Class<E> codes, E otherwise) {
            return Arrays.stream(codes.getEnumConstants())
                    .filter(code -> is(code.name()))
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
