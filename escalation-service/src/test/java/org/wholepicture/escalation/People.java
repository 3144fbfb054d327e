package org.wholepicture.escalation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;

/**
 * The directory of a test, with ids of its own: on each side a practitioner, a manager and a head,
 * with the inboxes of two agencies and of the partnership.
 */
final class People {

    private static long entries = 0x7000;

    private final String tag;

    /** People of a test that nobody else has. */
    People(String tag) {
        this.tag = tag;
    }

    String raiser() {
        return "pr-raiser-" + tag;
    }

    String decider() {
        return "pr-decider-" + tag;
    }

    String manager(String of) {
        return of + "-manager";
    }

    String head(String of) {
        return of + "-head";
    }

    String deputy(String of) {
        return of + "-deputy";
    }

    String raisingAgency() {
        return "raising-" + tag;
    }

    String decidingAgency() {
        return "deciding-" + tag;
    }

    /** Everybody works there. */
    People deliver() {
        List<Message> all = new ArrayList<>();
        all.add(agency(raisingAgency(), ""));
        all.add(agency(decidingAgency(), ""));
        all.add(agency("a-partnership", ",\"PARTNERSHIP\":\"partnership@a-partnership.example\""));
        for (String who : List.of(raiser(), decider())) {
            String agency = who.equals(raiser()) ? raisingAgency() : decidingAgency();
            all.add(practitioner(who, agency, manager(who), deputy(who), true));
            all.add(practitioner(manager(who), agency, head(who), null, true));
            all.add(practitioner(head(who), agency, null, null, true));
            all.add(practitioner(deputy(who), agency, null, null, true));
        }
        send(all);
        return this;
    }

    /** Their account is closed. */
    void leaves(String who, String agency) {
        send(List.of(practitioner(who, agency, manager(who), deputy(who), false)));
    }

    /** They are away on these days; without any, they are back. */
    void isAway(String who, String agency, String... fromTo) {
        send(List.of(away(who, agency, fromTo)));
    }

    private @org.jspecify.annotations.Nullable String above(String who) {
        if (who.endsWith("-manager")) {
            return who.replace("-manager", "-head");
        }
        return who.equals(raiser()) || who.equals(decider()) ? manager(who) : null;
    }

    /** The message of it, not sent yet. */
    Message away(String who, String agency, String... fromTo) {
        StringBuilder days = new StringBuilder();
        for (int i = 0; i < fromTo.length; i += 2) {
            days.append(days.isEmpty() ? "" : ",")
                    .append("{\"from\":\"%s\",\"to\":\"%s\"}".formatted(fromTo[i], fromTo[i + 1]));
        }
        return practitioner(
                who,
                agency,
                above(who),
                who.equals(raiser()) || who.equals(decider()) ? deputy(who) : null,
                true,
                ",\"absences\":[" + days + "]");
    }

    static String address(String who) {
        return who + "@example.example";
    }

    private static void send(List<Message> messages) {
        Deliveries.inOrder("directory", messages);
        awaitTakenIn(messages);
    }

    /** Waits until they are taken in. */
    static void awaitTakenIn(List<Message> messages) {
        Story.awaitTakenIn(
                messages.stream()
                        .map(message -> message.value())
                        .map(String::valueOf)
                        .map(value -> value.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1"))
                        .map(UUID::fromString)
                        .toList());
    }

    private static Message agency(String id, String more) {
        return message(
                "agency",
                id,
                ("{\"agency\":\"%s\",\"name\":\"Agency %s\",\"kind\":\"x\",\"inboxes\":"
                                + "{\"SAFEGUARDING_LEAD\":\"safeguarding@%s.example\"%s},"
                                + "\"active\":true}")
                        .formatted(id, id, id, more));
    }

    private static Message practitioner(
            String id,
            String agency,
            @org.jspecify.annotations.Nullable String manager,
            @org.jspecify.annotations.Nullable String deputy,
            boolean active) {
        return practitioner(id, agency, manager, deputy, active, "");
    }

    private static Message practitioner(
            String id,
            String agency,
            @org.jspecify.annotations.Nullable String manager,
            @org.jspecify.annotations.Nullable String deputy,
            boolean active,
            String absences) {
        String more =
                absences
                        + (manager == null ? "" : ",\"manager\":\"" + manager + "\"")
                        + (deputy == null ? "" : ",\"deputy\":\"" + deputy + "\"");
        return message(
                "practitioner",
                id,
                ("{\"practitioner\":\"%s\",\"name\":\"Name %s\",\"agency\":\"%s\",\"role\":\"x\","
                                + "\"email\":\"%s\"%s,\"active\":%s}")
                        .formatted(id, id, agency, address(id), more, active));
    }

    private static synchronized Message message(String kind, String key, String data) {
        long entry = entries++;
        return Deliveries.message(
                new UUID(0x9d, entry),
                "org.wholepicture." + kind + ".v1",
                key,
                entry,
                "2026-03-02T10:00:00Z",
                data);
    }
}
