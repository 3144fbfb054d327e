package org.wholepicture.alert.domain;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which agencies can be asked about an alert, each with its own facts under it: those whose claims
 * contradict one another or wait for a confirmation, and those that are silent. What an agency is
 * shown of the alert is its own facts and nothing else.
 */
public final class Askable {

    private static final String SILENT = "AGENCY_SILENT:";
    private static final Set<String> ABOUT_TOPICS = Set.of("OPEN_CONTRADICTION", "UNCONFIRMED");

    private Askable() {}

    /**
     * The agencies that can be asked.
     *
     * @param alert as it stands
     * @param facts every fact about the person, in any order, copies allowed
     * @param asker the agency whose people ask; it is not asked itself
     * @return by agency its own facts, sorted; none where it is silent
     */
    public static SortedMap<String, List<EventId>> about(
            Alert.Core alert, Collection<Fact> facts, String asker) {
        SortedMap<String, SortedSet<EventId>> found = new TreeMap<>();
        switch (alert.rule()) {
            case "CONTRA-PAIR" -> claims(alert, Set.of(alert.subject().value()), facts, found);
            case "CONFIRM-MISSING" ->
                    facts.stream()
                            .filter(fact -> alert.subject().equals(Subject.referral(fact.event())))
                            .filter(Fact.ServiceReferral.class::isInstance)
                            .map(Fact.ServiceReferral.class::cast)
                            .forEach(referral -> found.put(referral.to(), new TreeSet<>()));
            case "STEPDOWN-CHECK" -> {
                Set<String> topics = new HashSet<>();
                for (String reason : alert.reasons()) {
                    int colon = reason.indexOf(':');
                    if (reason.startsWith(SILENT)) {
                        found.put(reason.substring(SILENT.length()), new TreeSet<>());
                    } else if (colon > 0 && ABOUT_TOPICS.contains(reason.substring(0, colon))) {
                        topics.add(reason.substring(colon + 1));
                    }
                }
                claims(alert, topics, facts, found);
            }
            default -> {
                // Nothing of it is for another agency to confirm.
            }
        }
        found.remove(asker);
        SortedMap<String, List<EventId>> lists = new TreeMap<>();
        found.forEach((agency, events) -> lists.put(agency, List.copyOf(events)));
        return lists;
    }

    private static void claims(
            Alert.Core alert,
            Set<String> topics,
            Collection<Fact> facts,
            SortedMap<String, SortedSet<EventId>> found) {
        Set<EventId> under = Set.copyOf(alert.events());
        for (Fact fact : facts) {
            if (fact instanceof Fact.Claim claim
                    && under.contains(claim.event())
                    && topics.contains(claim.topic().code())) {
                found.computeIfAbsent(claim.agency(), _ -> new TreeSet<>()).add(claim.event());
            }
        }
    }
}
