package org.wholepicture.cases.services;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wholepicture.cases.CaseChild;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;

/**
 * Who lives with whom by the story, where no event of it says so: agencies' systems know, so it is
 * told before the story begins.
 */
final class Family {

    private Family() {}

    /**
     * An adult belongs to the household of children.
     *
     * @param children one or more
     * @param from since which day
     * @param known day on which it is told
     */
    record Link(String adult, List<String> children, int from, int known) {}

    /** Somebody of whom the story does not speak, and who makes a household one. */
    static String carerOf(String household) {
        return "carer of " + household;
    }

    /** Before anything of the story happened. */
    static int firstDay(CaseFile story) {
        return story.events().stream().mapToInt(CaseEvent::day).reduce(story.startDay(), Math::min)
                - 1;
    }

    /** A man whom an event makes known and the story gives no name. */
    static String manOf(CaseEvent event) {
        return "man of " + event.id();
    }

    /**
     * The links that the story takes for known: children of one household have a carer in common;
     * and an adult whom an agency's events are about belongs to the children whom they must reach.
     *
     * @param known day on which it is told: when the playing begins
     */
    static List<Link> assumed(CaseFile story, int known) {
        List<Link> links = new ArrayList<>();
        Map<String, List<String>> homes = new LinkedHashMap<>();
        for (CaseChild child : story.children()) {
            String home = child.household();
            if (home != null) {
                homes.computeIfAbsent(home, _ -> new ArrayList<>()).add(child.id());
            }
        }
        homes.forEach(
                (home, children) -> {
                    if (children.size() > 1) {
                        links.add(
                                new Link(
                                        carerOf(home),
                                        List.copyOf(children),
                                        firstDay(story),
                                        known));
                    }
                });
        story.adults()
                .forEach(
                        adult ->
                                story.children()
                                        .forEach(
                                                child ->
                                                        add(
                                                                links,
                                                                story,
                                                                adult.id(),
                                                                child.id(),
                                                                known)));
        return links;
    }

    private static void add(
            List<Link> links, CaseFile story, String adult, String child, int known) {
        List<CaseEvent> ofBoth =
                story.events().stream()
                        .filter(event -> Objects.equals(event.adult(), adult))
                        .filter(event -> event.children().contains(child))
                        .toList();
        int needed =
                ofBoth.stream()
                        .filter(event -> !isHousehold(event))
                        .mapToInt(CaseEvent::day)
                        .min()
                        .orElse(Integer.MAX_VALUE);
        int told =
                ofBoth.stream()
                        .filter(Family::isHousehold)
                        .mapToInt(CaseEvent::day)
                        .min()
                        .orElse(Integer.MAX_VALUE);
        if (needed < told) {
            links.add(new Link(adult, List.of(child), needed, known));
        }
    }

    private static boolean isHousehold(CaseEvent event) {
        return event.type() == CaseEventType.HOUSEHOLD_MEMBER
                || event.type() == CaseEventType.HOUSEHOLD_MALE;
    }
}
