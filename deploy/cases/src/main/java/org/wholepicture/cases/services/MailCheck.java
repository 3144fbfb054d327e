package org.wholepicture.cases.services;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of the e-mails of one story: each alert of HIGH and MED is told its owner on
 * the day it is raised, each LOW one by the next morning, no alert twice, and no mail says whom or
 * what it is about [design.md E-mail].
 */
final class MailCheck {

    private final Set<String> identifying;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Told> told = new HashMap<>();

    /**
     * An alert as far as mail goes.
     *
     * @param day day number on which it was raised
     * @param ended day number on which it ended: one that ends before its mail is due is told
     *     nobody
     */
    record Due(String alert, String child, String severity, int day, @Nullable Integer ended) {

        int latest() {
            return severity.equals("LOW") ? day + 1 : day;
        }

        boolean mayGoUntold() {
            return ended != null && ended <= latest();
        }
    }

    private record Told(int day, String recipient) {}

    /**
     * @param identifying texts that must stand in no mail
     */
    MailCheck(Collection<String> identifying) {
        this.identifying = new LinkedHashSet<>();
        for (String text : identifying) {
            this.identifying.add(text.toLowerCase(Locale.ROOT));
        }
    }

    /** Words that say which agencies a story is about. */
    static Set<String> agencyWords(Collection<String> agencies) {
        Set<String> words = new LinkedHashSet<>();
        for (String id : agencies) {
            words.add(id);
            words.add(id.replace('-', ' '));
            Partnership.agency(id).ifPresent(agency -> words.add(agency.name()));
        }
        return words;
    }

    /**
     * Looks at the mails of one day.
     *
     * @param day the day's number
     * @param withdrawn ids of alerts that have been withdrawn: their recipients are told again
     * @param owners addresses of those who answer for the story's children
     */
    void day(int day, List<Inbox.Mail> mails, Set<String> withdrawn, Set<String> owners) {
        for (Inbox.Mail mail : mails) {
            says(day, mail);
            if (mail.disagreement() || mail.besides()) {
                // Goes to the sides of it and those above them, or to managers and role inboxes,
                // and says as little.
                continue;
            }
            boolean takenBack = !mail.alerts().isEmpty() && withdrawn.containsAll(mail.alerts());
            if (!takenBack && !owners.contains(mail.recipient())) {
                problems.add("day " + day + ": a mail went to somebody who answers for no child");
            }
            for (String alert : mail.alerts()) {
                Told before = told.putIfAbsent(alert, new Told(day, mail.recipient()));
                if (before != null && !withdrawn.contains(alert)) {
                    problems.add(
                            "day "
                                    + day
                                    + ": a second mail about an alert told on day "
                                    + before.day());
                }
            }
        }
    }

    private void says(int day, Inbox.Mail mail) {
        String content = (mail.subject() + "\n" + mail.text()).toLowerCase(Locale.ROOT);
        // Ids of alerts are opaque; a short text may stand in one by chance.
        String visible = content.replaceAll("https?://\\S+", "");
        long found = identifying.stream().filter(text -> contains(visible, text)).count();
        if (found > 0) {
            problems.add(
                    "day " + day + ": a mail says whom or what it is about (" + found + " places)");
        }
    }

    /**
     * Numbers anywhere; words as whole words, since "the office is closed" says CLOSE of nobody.
     */
    private static boolean contains(String content, String text) {
        if (text.chars().anyMatch(Character::isDigit)) {
            return content.contains(text);
        }
        return Pattern.compile("(?<!\\p{L})" + Pattern.quote(text) + "(?!\\p{L})")
                .matcher(content)
                .find();
    }

    /** Everything found wrong, given the alerts that were raised. */
    List<String> problems(Collection<Due> dues, int endDay) {
        List<String> all = new ArrayList<>(problems);
        for (Due due : dues) {
            Told mail = told.get(due.alert());
            if (due.latest() > endDay) {
                continue;
            }
            String what = "the " + due.severity() + " alert of day " + due.day();
            if (mail == null && due.mayGoUntold()) {
                continue;
            }
            if (mail == null) {
                all.add("no mail about " + what + " (" + due.child() + ")");
            } else if (mail.day() > due.latest()) {
                all.add("the mail about " + what + " came on day " + mail.day());
            }
        }
        return all;
    }

    /** Days on which mails about the given alerts came, with how many. */
    static String summary(Map<Integer, Integer> mailsByDay) {
        return mailsByDay.entrySet().stream()
                .map(entry -> "day " + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
