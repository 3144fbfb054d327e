package org.wholepicture.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/** Compares the ledger with what the services show (assurance.md I1 to I5, I9). */
final class Checker {

    private static final Set<String> OF_THE_LOAD =
            Set.of("concern", "contact", "missed-appointment");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Stack stack;
    private final List<Child> children;
    private final Ledger ledger;

    /**
     * The findings.
     *
     * @param lost accepted and not on its child's timeline
     * @param doubled more than once on it
     * @param phantoms on a timeline and never accepted
     * @param missingNumbers numbers of any record that a consumer still waits for
     * @param quarantined records set aside, in all services
     * @param openTwice alerts of one rule, child and subject that are open more than once [I4]
     * @param secondMails mails about one alert to one person beyond the first, with another
     *     Message-ID or more than attempts of unknown outcome explain [I5]
     * @param unmailed urgent alerts that no mail told of
     * @param alerts all alerts there are
     * @param mails all mails that were accepted
     */
    record Findings(
            int lost,
            int doubled,
            int phantoms,
            int missingNumbers,
            int quarantined,
            int openTwice,
            int secondMails,
            int unmailed,
            int alerts,
            int mails) {

        boolean isClean() {
            return lost
                            + doubled
                            + phantoms
                            + missingNumbers
                            + quarantined
                            + openTwice
                            + secondMails
                            + unmailed
                    == 0;
        }
    }

    Checker(Stack stack, List<Child> children, Ledger ledger) {
        this.stack = stack;
        this.children = children;
        this.ledger = ledger;
    }

    /** Waits for a service that does not answer, and for urgent mails that are still to come. */
    Findings check() {
        AtomicReference<@Nullable Findings> last = new AtomicReference<>();
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .until(
                            () -> {
                                Findings now = compare();
                                last.set(now);
                                return now.isClean();
                            });
        } catch (ConditionTimeoutException notClean) {
            // Told by the findings.
        }
        Findings found = last.get();
        // Nothing to hide behind: without an answer the comparison is made once more, and fails.
        return found == null ? compare() : found;
    }

    private Findings compare() {
        Comparison all = new Comparison();
        List<Set<String>> expected = new ArrayList<>();
        children.forEach(_ -> expected.add(new TreeSet<>()));
        ledger.accepted().values().forEach(a -> expected.get(a.child()).add(a.receipt()));
        for (int i = 0; i < children.size(); i++) {
            all.timeline(children.get(i), expected.get(i));
            all.alerts(children.get(i));
        }
        return all.withMails(stack.mails());
    }

    /** What adds up over all children. */
    private final class Comparison {

        private int lost;
        private int doubled;
        private int phantoms;
        private int missingNumbers;
        private int openTwice;
        private int alerts;
        private final Set<String> urgent = new HashSet<>();

        void timeline(Child child, Set<String> due) {
            List<String> shown = ofTheLoad(child);
            Set<String> once = new HashSet<>(shown);
            doubled += shown.size() - once.size();
            lost += (int) due.stream().filter(id -> !once.contains(id)).count();
            phantoms += (int) once.stream().filter(id -> !due.contains(id)).count();
            missingNumbers +=
                    child.timeline(Child.LEAD).json().path("gaps").path("missing").asInt(1);
        }

        void alerts(Child child) {
            Set<String> open = new HashSet<>();
            for (JsonNode alert : child.alerts()) {
                alerts++;
                if (alert.path("severity").asText().equals("HIGH")) {
                    urgent.add(alert.path("alert").asText());
                }
                if (Child.stands(alert)
                        && !open.add(alert.path("rule").asText() + alert.path("subject"))) {
                    openTwice++;
                }
            }
        }

        Findings withMails(List<JsonNode> mails) {
            Set<String> untold = new HashSet<>(urgent);
            Map<String, Set<String>> messageIds = new HashMap<>();
            Map<String, Integer> copies = new HashMap<>();
            for (JsonNode mail : mails) {
                String text = mail.path("text").asText();
                if (text.contains("/escalation/")) {
                    // One person may stand on both sides of a disagreement, and is told twice.
                    continue;
                }
                untold.removeIf(alert -> text.contains("/alert/alerts/" + alert));
                String about =
                        mail.path("recipient").asText()
                                + " "
                                + line(text, line -> line.contains("/alert/"))
                                + " "
                                + line(text, line -> line.startsWith("Reference"));
                messageIds
                        .computeIfAbsent(about, _ -> new HashSet<>())
                        .add(mail.path("messageId").asText());
                copies.merge(about, 1, Integer::sum);
            }
            int secondMails =
                    messageIds.values().stream().mapToInt(ids -> ids.size() - 1).sum()
                            + Math.max(
                                    0,
                                    copies.values().stream().mapToInt(n -> n - 1).sum()
                                            - Attempts.ofUnknownOutcome(stack));
            return new Findings(
                    lost,
                    doubled,
                    phantoms,
                    missingNumbers,
                    quarantined(),
                    openTwice,
                    secondMails,
                    untold.size(),
                    alerts,
                    mails.size());
        }

        private static String line(String text, Predicate<String> which) {
            return text.lines().filter(which).findFirst().orElse("");
        }
    }

    /** Ids of the events of the load on a child's timeline. */
    static List<String> ofTheLoad(Child child) {
        return child.entries().stream()
                .filter(entry -> OF_THE_LOAD.contains(entry.path("type").asText()))
                .map(entry -> entry.path("event").asText())
                .toList();
    }

    private int quarantined() {
        int all = 0;
        for (String service : List.of("referral", "chronology", "alert", "escalation")) {
            all +=
                    Web.get(stack.direct(service, "/v1/quarantine"), stack.token("local-player"))
                            .json()
                            .size();
        }
        return all;
    }
}
