package org.wholepicture.escalation.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.Settings.StageSetting;
import org.wholepicture.escalation.domain.Words;

/**
 * A proposal as its form holds it.
 *
 * @param rows the stages, and after them room for others; a row without a name is left out
 */
record SettingsForm(List<Row> rows, Field closed, Field opened, Field monitor, Field reason) {

    private static final Pattern ROLE = Pattern.compile("[A-Z][A-Z_]{1,39}");
    private static final Pattern LIMIT = Pattern.compile("[1-9]|[1-5]\\d|60");
    private static final String INBOX = "inbox";
    private static final int HIGHEST = 10;
    private static final int MOST_NOTIFIED = 10;
    private static final int MOST_DAYS = 200;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 500;
    private static final int ROOM = 2;

    /** Copies. */
    SettingsForm {
        rows = List.copyOf(rows);
    }

    /** A stage; each field by an id of its own. */
    record Row(int number, Field name, Field who, Field inbox, Field limit, Field notified) {

        Stream<Field> fields() {
            return Stream.of(name, who, inbox, limit, notified);
        }

        /** Who may stand there, the chosen one marked. */
        public List<Option> options() {
            List<Option> options = new ArrayList<>();
            for (int steps = 0; steps <= HIGHEST; steps++) {
                options.add(
                        new Option(
                                Integer.toString(steps),
                                SettingsWords.above(steps),
                                who.text().equals(Integer.toString(steps))));
            }
            options.add(
                    new Option(
                            INBOX,
                            "An inbox of the agency, named below",
                            who.text().equals(INBOX)));
            return options;
        }

        boolean isLeftOut() {
            return name.text().isBlank();
        }

        StageSetting setting() {
            return new StageSetting(
                    name.text().strip(),
                    who.text().equals(INBOX)
                            ? new Settings.Who.Inbox(inbox.text())
                            : new Settings.Who.Above(Integer.parseInt(who.text())),
                    Integer.parseInt(limit.text()),
                    list(notified.text()));
        }
    }

    /** One of those that can be chosen. */
    record Option(String value, String words, boolean chosen) {}

    /** What was sent, as it was sent; the first of each belong to the first stage. */
    record Sent(
            List<String> names,
            List<String> whos,
            List<String> inboxes,
            List<String> limits,
            List<String> notified,
            @Nullable String closed,
            @Nullable String opened,
            @Nullable String monitor,
            @Nullable String reason) {}

    /** Filled with what is in effect. */
    static SettingsForm of(Settings present) {
        List<Row> rows = new ArrayList<>();
        for (StageSetting stage : present.stages()) {
            int number = rows.size() + 1;
            rows.add(
                    switch (stage.who()) {
                        case Settings.Who.Above(int steps) ->
                                row(number, stage, Integer.toString(steps), "");
                        case Settings.Who.Inbox(String role) -> row(number, stage, INBOX, role);
                    });
        }
        int all = Math.min(Settings.MOST_STAGES, rows.size() + ROOM);
        while (rows.size() < all) {
            rows.add(row(rows.size() + 1, "", "0", "", "", ""));
        }
        return new SettingsForm(
                rows,
                field("closed", lines(present.closed())),
                field("opened", lines(present.open())),
                field("monitor", present.monitor()),
                field("reason", ""));
    }

    /** With what is wrong with each field. */
    static SettingsForm read(Sent sent) {
        List<Row> rows = new ArrayList<>();
        int all = Math.min(Settings.MOST_STAGES, sent.names().size());
        for (int i = 0; i < all; i++) {
            rows.add(
                    checked(
                            row(
                                    i + 1,
                                    at(sent.names(), i),
                                    at(sent.whos(), i),
                                    at(sent.inboxes(), i),
                                    at(sent.limits(), i),
                                    at(sent.notified(), i))));
        }
        if (rows.isEmpty()) {
            rows.add(row(1, "", "0", "", "", ""));
        }
        if (rows.stream().allMatch(Row::isLeftOut)) {
            Row first = rows.getFirst();
            rows.set(
                    0,
                    new Row(
                            1,
                            first.name().with("Enter at least one stage"),
                            first.who(),
                            first.inbox(),
                            first.limit(),
                            first.notified()));
        }
        return new SettingsForm(
                rows,
                days(field("closed", sent.closed())),
                days(field("opened", sent.opened())),
                role(field("monitor", sent.monitor())),
                reason(field("reason", sent.reason())));
    }

    /** What is wrong, in the order of the fields. */
    public List<Field> faults() {
        return Stream.concat(
                        rows.stream().flatMap(Row::fields),
                        Stream.of(closed, opened, monitor, reason))
                .filter(Field::isFaulty)
                .toList();
    }

    /** Where nothing is wrong. */
    Settings settings() {
        return new Settings(
                0,
                Instant.EPOCH,
                rows.stream().filter(row -> !row.isLeftOut()).map(Row::setting).toList(),
                read(closed.text()).orElseThrow(),
                read(opened.text()).orElseThrow(),
                monitor.text());
    }

    private static Row checked(Row row) {
        if (row.isLeftOut()) {
            return row;
        }
        String name = row.name().text().strip();
        boolean inbox = row.who().text().equals(INBOX);
        return new Row(
                row.number(),
                row.name()
                        .with(
                                name.length() > LONGEST_NAME || !isLine(name)
                                        ? "Use a name of at most 60 letters, numbers and"
                                                + " punctuation"
                                        : null),
                row.who()
                        .with(
                                inbox || row.who().text().matches("\\d|10")
                                        ? null
                                        : "Choose who stands at stage " + row.number()),
                row.inbox()
                        .with(
                                inbox && !ROLE.matcher(row.inbox().text()).matches()
                                        ? "Enter the inbox’s code, such as SAFEGUARDING_LEAD"
                                        : null),
                row.limit()
                        .with(
                                LIMIT.matcher(row.limit().text()).matches()
                                        ? null
                                        : "Enter working days from 1 to 60"),
                row.notified()
                        .with(
                                list(row.notified().text()).size() > MOST_NOTIFIED
                                                || !list(row.notified().text()).stream()
                                                        .allMatch(
                                                                one -> ROLE.matcher(one).matches())
                                        ? "Enter at most 10 codes with commas between, such as"
                                                + " SAFEGUARDING_LEAD"
                                        : null));
    }

    private static Field days(Field field) {
        return field.with(
                read(field.text()).isPresent()
                        ? null
                        : "Enter a day on each line, such as 2026-12-24, at most 200");
    }

    private static Field role(Field field) {
        return field.with(
                ROLE.matcher(field.text()).matches()
                        ? null
                        : "Enter the inbox’s code, such as PARTNERSHIP");
    }

    private static Field reason(Field field) {
        if (field.text().isBlank()) {
            return field.with("Enter why it should change");
        }
        return field.with(
                field.text().length() > LONGEST_REASON || !Words.isPlain(field.text())
                        ? "Use at most 500 letters, numbers and punctuation"
                        : null);
    }

    /** The days of a text, one on each line; empty where one is none. */
    private static Optional<Set<LocalDate>> read(String text) {
        Set<LocalDate> days = new TreeSet<>();
        for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            try {
                LocalDate day = LocalDate.parse(line);
                if (day.getYear() < 2000 || day.getYear() > 2199) {
                    return Optional.empty();
                }
                days.add(day);
            } catch (DateTimeException notADay) {
                return Optional.empty();
            }
        }
        return days.size() > MOST_DAYS ? Optional.empty() : Optional.of(days);
    }

    private static boolean isLine(String text) {
        return Words.isPlain(text) && text.lines().count() <= 1;
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    private static String lines(Set<LocalDate> days) {
        return new TreeSet<>(days)
                .stream().map(LocalDate::toString).collect(Collectors.joining("\n"));
    }

    private static Row row(int number, StageSetting stage, String who, String inbox) {
        return row(
                number,
                stage.name(),
                who,
                inbox,
                Integer.toString(stage.limit()),
                String.join(", ", stage.notified()));
    }

    private static Row row(
            int number, String name, String who, String inbox, String limit, String notified) {
        return new Row(
                number,
                field("name-" + number, name),
                field("who-" + number, who),
                field("inbox-" + number, inbox.strip()),
                field("limit-" + number, limit.strip()),
                field("notified-" + number, notified));
    }

    private static Field field(String id, @Nullable String text) {
        return new Field(id, text == null ? "" : text, null);
    }

    private static String at(List<String> list, int i) {
        return i < list.size() ? list.get(i) : "";
    }
}
