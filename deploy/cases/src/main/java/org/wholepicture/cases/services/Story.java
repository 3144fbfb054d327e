package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventKey;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CasePlayer.Played;
import org.wholepicture.cases.RaisedAlert;

/** One playing of one story. */
final class Story {

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** After the second of the two times of day at which mail of medium urgency leaves. */
    private static final LocalTime AFTERNOON = LocalTime.of(16, 0);

    private static final String WITHDRAWN = "WITHDRAWN:";

    /** What waits at the front door because nobody knows whom it is about. */
    private static final String ID_REVIEW = "ID-REVIEW";

    private static final int UNPROCESSABLE = 422;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final CaseFile story;
    private final PlayedDissents dissents;
    private final Anchor anchor;
    private final Cast cast;
    private final EventMapper mapper;
    private final Connection connection;
    private final Http http;
    private final AccessTokens tokens;
    private final Clocks clocks;
    private final Inbox inbox;
    private final MailCheck mailCheck;
    private final List<String> problems = new ArrayList<>();

    /** Receipt of each event sent, which is also its id afterwards; by the story's event id. */
    private final Map<String, String> receipts = new LinkedHashMap<>();

    /** Person id and confirmed lead of each child known so far. */
    private final Map<String, String> persons = new LinkedHashMap<>();

    private final Map<String, String> leads = new LinkedHashMap<>();

    /** Last seen state of each alert, by its id. */
    private final Map<String, Seen> alerts = new LinkedHashMap<>();

    /** Events that wait in review, by the day on which that was seen. */
    private final List<RaisedAlert> reviews = new ArrayList<>();

    /** Those of them that nobody has withdrawn so far. */
    private final Set<String> heldBefore = new LinkedHashSet<>();

    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();

    /**
     * An alert as it was when it was first seen.
     *
     * @param ended day on which it ended, as far as is known
     */
    private record Seen(
            String child,
            String rule,
            String severity,
            String subject,
            int day,
            @Nullable Integer ended,
            List<String> reasons) {

        boolean isWithdrawal() {
            return rule.startsWith(WITHDRAWN);
        }

        Seen endedOn(int end) {
            return new Seen(child, rule, severity, subject, day, end, reasons);
        }
    }

    Story(
            CaseFile story,
            Anchor anchor,
            Cast cast,
            EventMapper mapper,
            Connection connection,
            Http http,
            AccessTokens tokens,
            Clocks clocks) {
        this.story = story;
        this.anchor = anchor;
        this.cast = cast;
        this.connection = connection;
        this.http = http;
        this.tokens = tokens;
        this.clocks = clocks;
        this.mapper = mapper;
        this.inbox = new Inbox(connection, http);
        this.dissents =
                new PlayedDissents(
                        story,
                        anchor,
                        connection,
                        http,
                        tokens,
                        clocks,
                        new PlayedDissents.Known(receipts, persons, leads));
        Set<String> secret = new TreeSet<>(cast.identifying());
        secret.addAll(
                MailCheck.agencyWords(
                        story.events().stream()
                                .map(CaseEvent::agency)
                                .collect(Collectors.toSet())));
        story.events().forEach(event -> secret.add(event.type().name().replace('_', '-')));
        this.mailCheck = new MailCheck(secret);
    }

    Map<String, String> persons() {
        return Map.copyOf(persons);
    }

    Played play(Consumer<String> narrator) {
        inbox.news();
        int first = firstDay(story);
        try {
            for (int day = first; day <= story.endDay(); day++) {
                day(day, first, narrator);
            }
        } catch (Refused refused) {
            problems.add(String.valueOf(refused.getMessage()));
        }
        problems.addAll(
                mailCheck.problems(
                        alerts.entrySet().stream()
                                .filter(alert -> !alert.getValue().isWithdrawal())
                                .map(
                                        alert ->
                                                new MailCheck.Due(
                                                        alert.getKey(),
                                                        alert.getValue().child(),
                                                        alert.getValue().severity(),
                                                        alert.getValue().day(),
                                                        alert.getValue().ended()))
                                .toList(),
                        story.endDay()));
        return new Played(raised(), problems);
    }

    /** The first day on which anything is played. */
    static int firstDay(CaseFile story) {
        return story.events().stream()
                .mapToInt(CaseEvent::known)
                .reduce(story.startDay(), Math::min);
    }

    /**
     * A day with its morning, so that what the night has raised is mailed on the same day; the
     * afternoon of a day without any news is passed over.
     */
    private void day(int day, int first, Consumer<String> narrator) {
        LocalDate date = anchor.date(day);
        List<CaseEvent> events =
                story.events().stream().filter(event -> event.known() == day).toList();
        int before = alerts.size();
        clocks.set(date, MORNING);
        if (day == first) {
            confirmLeads(day);
            introduce(day);
        }
        for (CaseEvent event : events) {
            happen(event);
        }
        clocks.awaitIdle();
        if (!events.isEmpty()) {
            readReviews(day, events.stream().filter(CaseEvent::held).toList());
        }
        readAlerts();
        if (!events.isEmpty() || alerts.size() > before || day == story.endDay()) {
            clocks.set(date, AFTERNOON);
            clocks.awaitIdle();
            readAlerts();
        }
        dissents.readOverdue();
        List<Inbox.Mail> mails = inbox.news();
        mailCheck.day(day, mails, withdrawn, owners());
        if (!events.isEmpty() || alerts.size() > before || !mails.isEmpty()) {
            narrator.accept(
                    "day %3d (%s): %d events, %d new alerts, %d e-mails"
                            .formatted(
                                    day,
                                    date,
                                    events.size(),
                                    alerts.size() - before,
                                    mails.size()));
        }
    }

    /** For children of whom no event of the story says who leads. */
    private void confirmLeads(int day) {
        Set<String> assigned =
                story.events().stream()
                        .filter(event -> event.type() == CaseEventType.LEAD_ASSIGNED)
                        .flatMap(event -> event.children().stream())
                        .collect(Collectors.toSet());
        for (String child : cast.children()) {
            if (!assigned.contains(child)) {
                String receipt = send(mapper.lead(child, day));
                clocks.awaitIdle();
                confirm(receipt, List.of(child), cast.lead(child));
            }
        }
    }

    /** Who lives with whom, and who can be taken for whom: agencies know it before the story. */
    private void introduce(int day) {
        List<Family.Link> links = Family.assumed(story, day);
        for (int i = 0; i < links.size(); i++) {
            send(mapper.belongs(links.get(i), i));
        }
        List<ObjectNode> others = cast.others();
        for (int i = 0; i < others.size(); i++) {
            send(mapper.introduction(others.get(i), i, day));
        }
        clocks.awaitIdle();
    }

    /** As the front door does: what is not known to be about anybody waits on its list. */
    private void readReviews(int day, List<CaseEvent> held) {
        if (held.isEmpty() && heldBefore.isEmpty()) {
            return;
        }
        Map<String, Boolean> waiting = new HashMap<>();
        String after = "";
        do {
            Http.Answer answer =
                    http.get(
                            connection.at("/referral/v1/reviews?limit=200" + after),
                            tokens.person(Partnership.FRONT_DOOR));
            if (answer.status() != 200) {
                throw new Refused("the front door cannot read its list: " + answer.status());
            }
            items(answer, "reviews")
                    .forEach(
                            one ->
                                    waiting.put(
                                            one.path("event").asText(),
                                            one.path("withdrawn").asBoolean()));
            String next = answer.body().path("next").asText();
            after = next.isEmpty() ? "" : "&after=" + next;
        } while (!after.isEmpty());
        for (CaseEvent event : held) {
            if (waiting.containsKey(receipts.get(event.id()))) {
                reviews.add(review(day, ID_REVIEW, event.id()));
                heldBefore.add(event.id());
            } else {
                problems.add(event.id() + " was to wait in review and does not");
            }
        }
        for (String event : List.copyOf(heldBefore)) {
            if (waiting.getOrDefault(receipts.get(event), false)) {
                reviews.add(review(day, WITHDRAWN + ID_REVIEW, event));
                heldBefore.remove(event);
            }
        }
    }

    private static RaisedAlert review(int day, String rule, String event) {
        return new RaisedAlert(day, rule, RaisedAlert.NOBODY, event, List.of());
    }

    private void happen(CaseEvent event) {
        if (event.type() == CaseEventType.CONTRA_RESOLVED) {
            clocks.awaitIdle();
            event.children().forEach(child -> settle(event, child));
            return;
        }
        if (EventMapper.isByPractitioner(event.type())) {
            clocks.awaitIdle();
            dissents.happen(event);
            return;
        }
        Outgoing outgoing = mapper.event(event, receipts);
        Http.Answer answer = post(outgoing);
        if (isSentBack(event, answer)) {
            return;
        }
        receipts.put(event.id(), receipt(outgoing, answer));
        if (event.type() == CaseEventType.LEAD_ASSIGNED && !event.held()) {
            clocks.awaitIdle();
            String receipt = receipts.getOrDefault(event.id(), "");
            String lead = mapper.leadOf(event, event.children().getFirst());
            confirm(receipt, event.children(), lead);
        }
    }

    private Http.Answer post(Outgoing outgoing) {
        return http.send(
                "POST",
                connection.at("/referral/v1/events"),
                tokens.agency(outgoing.agency()),
                "application/cloudevents+json",
                outgoing.event());
    }

    /** A child under 13 is brought: that it did not attend is a data fault, not counted [A30]. */
    private static boolean isSentBack(CaseEvent event, Http.Answer answer) {
        return answer.status() == UNPROCESSABLE
                && event.type() == CaseEventType.APPOINTMENT
                && event.text(CaseEventKey.OUTCOME).orElse("").equals("DID_NOT_ATTEND")
                && answer.body()
                        .path("faults")
                        .valueStream()
                        .anyMatch(fault -> fault.path("pointer").asText().equals("/data/outcome"));
    }

    private String send(Outgoing outgoing) {
        return receipt(outgoing, post(outgoing));
    }

    private static String receipt(Outgoing outgoing, Http.Answer answer) {
        if (answer.status() != 202) {
            throw new Refused(
                    "event "
                            + outgoing.id()
                            + " of type "
                            + outgoing.event().path("type").asText()
                            + " is not accepted: "
                            + answer.status()
                            + " "
                            + answer.body());
        }
        return answer.body().path("receipt").asText();
    }

    /** The front door's officer confirms what an agency claimed. */
    private void confirm(String receipt, List<String> children, String lead) {
        JsonNode waiting =
                items(
                        http.get(
                                connection.at("/referral/v1/confirmations"),
                                tokens.person(Partnership.FRONT_DOOR)),
                        "confirmations");
        int found = 0;
        for (JsonNode claim : waiting) {
            if (!claim.path("claim").asText().equals(receipt)) {
                continue;
            }
            String person = claim.path("person").asText();
            ObjectNode body = JSON.objectNode();
            body.put("practitioner", Partnership.practitionerId(lead));
            body.put("as", "LEAD");
            body.put("claim", receipt);
            Http.Answer answer =
                    http.send(
                            "POST",
                            connection.at("/referral/v1/people/" + person + "/confirmations"),
                            tokens.person(Partnership.FRONT_DOOR),
                            body);
            if (answer.status() / 100 != 2) {
                throw new Refused(
                        "the front door cannot confirm the lead: "
                                + answer.status()
                                + " "
                                + answer.body());
            }
            // A claim about several children waits once for each, in their order.
            String child = children.get(Math.min(found, children.size() - 1));
            persons.put(child, person);
            leads.put(child, lead);
            found++;
        }
        if (found != children.size()) {
            throw new Refused(
                    "%d of %d children whose lead was named wait for confirmation at the front door"
                            .formatted(found, children.size()));
        }
        clocks.awaitIdle();
    }

    /** Whoever leads records at the contradiction's alert what settles it. */
    private void settle(CaseEvent event, String child) {
        String lead = leads.get(child);
        if (lead == null) {
            throw new Refused(event.id() + ": nobody leads for " + child);
        }
        String subject = "topic:" + event.required(CaseEventKey.TOPIC);
        JsonNode standing =
                items(
                        http.get(
                                connection.at(
                                        "/alert/v1/alerts?state=standing&person="
                                                + persons.get(child)),
                                tokens.person(lead)),
                        "alerts");
        for (JsonNode alert : standing) {
            if (!alert.path("rule").asText().equals("CONTRA-PAIR")
                    || !alert.path("subject").asText().equals(subject)) {
                continue;
            }
            // Nobody sees it standing any more at the end of the day.
            seen(child, alert, lead);
            Http.Answer answer =
                    http.send(
                            "POST",
                            connection.at(
                                    "/alert/v1/alerts/"
                                            + alert.path("alert").asText()
                                            + "/evidence"),
                            tokens.person(lead),
                            JSON.objectNode()
                                    .put("basis", "SERVICE_RECORD")
                                    .put("words", "Both agencies looked again, and agree now."));
            if (answer.status() / 100 != 2) {
                throw new Refused(
                        event.id()
                                + ": the lead cannot record what settles it: "
                                + answer.status()
                                + " "
                                + answer.body());
            }
        }
    }

    /** As each child's lead does at the end of a day: reads what is new, and answers it. */
    private void readAlerts() {
        for (Map.Entry<String, String> child : persons.entrySet()) {
            String lead = leads.get(child.getKey());
            if (lead == null) {
                continue;
            }
            Http.Answer answer =
                    http.get(
                            connection.at("/alert/v1/alerts?person=" + child.getValue()),
                            tokens.person(lead));
            if (answer.status() != 200) {
                throw new Refused("the lead cannot read the alerts: " + answer.status());
            }
            for (JsonNode alert : items(answer, "alerts")) {
                seen(child.getKey(), alert, lead);
            }
        }
    }

    private void seen(String child, JsonNode alert, String lead) {
        String id = alert.path("alert").asText();
        List<String> reasons = new ArrayList<>();
        alert.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        Integer ended =
                alert.path("ended").isTextual()
                        ? (Integer) anchor.day(LocalDate.parse(alert.path("ended").asText()))
                        : null;
        // As it was raised: what is added later changes no alert's reasons in a case history.
        alerts.putIfAbsent(
                id,
                new Seen(
                        child,
                        alert.path("rule").asText(),
                        alert.path("severity").asText(),
                        alert.path("subject").asText(),
                        anchor.day(LocalDate.parse(alert.path("raised").asText())),
                        ended,
                        reasons));
        if (ended != null) {
            alerts.computeIfPresent(id, (_, seen) -> seen.endedOn(ended));
        }
        String state = alert.path("state").asText();
        if (state.equals("WITHDRAWN") && withdrawn.add(id)) {
            alerts.put(
                    id + " withdrawn",
                    new Seen(
                            child,
                            WITHDRAWN + alert.path("rule").asText(),
                            alert.path("severity").asText(),
                            alert.path("subject").asText(),
                            anchor.day(LocalDate.parse(alert.path("ended").asText())),
                            ended,
                            List.of()));
        }
        if (state.equals("OPEN") && acknowledged.add(id)) {
            Http.Answer answer =
                    http.send(
                            "POST",
                            connection.at("/alert/v1/alerts/" + id + "/acknowledgement"),
                            tokens.person(lead),
                            JSON.objectNode()
                                    .put("reason", "Read; will be talked over with the agencies.")
                                    .put("useful", true));
            if (answer.status() / 100 != 2) {
                throw new Refused(
                        "the lead cannot acknowledge an alert: "
                                + answer.status()
                                + " "
                                + answer.body());
            }
        }
    }

    private List<RaisedAlert> raised() {
        Stream<RaisedAlert> late =
                dissents.overdue().stream()
                        .filter(
                                stage ->
                                        stage.day() >= story.startDay()
                                                && stage.day() <= story.endDay());
        Stream<RaisedAlert> inReview =
                reviews.stream().filter(review -> review.day() >= story.startDay());
        Stream<RaisedAlert> told =
                alerts.values().stream()
                        .filter(
                                alert ->
                                        alert.day() >= story.startDay()
                                                && alert.day() <= story.endDay())
                        .map(
                                alert ->
                                        new RaisedAlert(
                                                alert.day(),
                                                alert.rule(),
                                                alert.child(),
                                                inWordsOfTheFile(alert.subject()),
                                                alert.rule().equals("STEPDOWN-CHECK")
                                                        ? alert.reasons()
                                                        : List.of()));
        return Stream.of(told, late, inReview).flatMap(Function.identity()).toList();
    }

    private String inWordsOfTheFile(String subject) {
        for (Map.Entry<String, String> receipt : receipts.entrySet()) {
            if (subject.contains(receipt.getValue())) {
                return subject.replace(receipt.getValue(), receipt.getKey());
            }
        }
        return subject.isEmpty() ? "none" : subject;
    }

    /** Leads, and who stands in for them. */
    private Set<String> owners() {
        Set<String> owners = new LinkedHashSet<>();
        for (String lead : leads.values()) {
            Partnership.person(lead)
                    .ifPresent(
                            person ->
                                    Stream.of(
                                                    Optional.of(person.username()),
                                                    Optional.ofNullable(person.deputy()),
                                                    Optional.ofNullable(person.manager()))
                                            .flatMap(Optional::stream)
                                            .flatMap(name -> Partnership.person(name).stream())
                                            .forEach(one -> owners.add(one.email())));
        }
        return owners;
    }

    /** A list, alone or as a member of that name. */
    private static JsonNode items(Http.Answer answer, String member) {
        return answer.body().isArray() ? answer.body() : answer.body().path(member);
    }
}
