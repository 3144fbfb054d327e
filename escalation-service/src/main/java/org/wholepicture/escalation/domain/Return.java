package org.wholepicture.escalation.domain;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The monitoring return over the disagreements raised in a time (domain.md B-76): how many, about
 * what, how far they went, how many working days they took, between which agencies. Counts of
 * activity, about nobody; small ones are withheld by {@link Suppression}.
 *
 * @param total how many were raised
 * @param tables the same disagreements counted in several ways
 */
public record Return(Suppression.Shown total, List<Table> tables) {

    /** Copies the list. */
    public Return {
        tables = List.copyOf(tables);
    }

    /** One way of counting. */
    public enum By {
        ISSUE,
        STAGE_REACHED,
        OUTCOME,
        WORKING_DAYS,
        OVERDUE,
        RAISED_BY,
        RAISED_WITH
    }

    /**
     * The counts by one thing.
     *
     * @param rows in the order in which they are shown
     */
    public record Table(By by, List<Row> rows) {

        /** Copies the list. */
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /** How many have that in common; codes, in words for people elsewhere. */
    public record Row(String code, Suppression.Shown count) {}

    /** Bands of working days from raising to the end. */
    private enum Days {
        WITHIN_1,
        WITHIN_5,
        WITHIN_10,
        WITHIN_20,
        OVER_20,
        STILL_OPEN
    }

    /** Counts. */
    public static Return of(List<Dissent> raised, WorkingCalendar calendar, ZoneId zone) {
        Map<By, Function<Dissent, String>> ways = new EnumMap<>(By.class);
        ways.put(By.ISSUE, d -> d.grounds().issue().kind().name());
        ways.put(By.STAGE_REACHED, d -> "STAGE_%02d".formatted(d.path().current().number()));
        ways.put(By.OUTCOME, Return::outcome);
        ways.put(By.WORKING_DAYS, d -> days(d, calendar, zone).name());
        ways.put(By.OVERDUE, Return::overdue);
        ways.put(By.RAISED_BY, d -> d.raisedBy().agency().value());
        ways.put(By.RAISED_WITH, d -> d.grounds().otherAgency().value());
        return new Return(
                Suppression.alone(raised.size()),
                ways.entrySet().stream()
                        .map(way -> table(way.getKey(), raised, way.getValue()))
                        .toList());
    }

    private static Table table(By by, List<Dissent> raised, Function<Dissent, String> way) {
        Map<String, Integer> counts =
                raised.stream()
                        .collect(
                                Collectors.groupingBy(
                                        way,
                                        () -> new TreeMap<>(order(by)),
                                        Collectors.summingInt(_ -> 1)));
        Map<String, Suppression.Shown> shown = Suppression.of(counts);
        return new Table(
                by,
                counts.keySet().stream()
                        .map(code -> new Row(code, shown.getOrDefault(code, Suppression.alone(0))))
                        .toList());
    }

    private static Comparator<String> order(By by) {
        return by == By.WORKING_DAYS
                ? Comparator.comparing(code -> Days.valueOf(code).ordinal())
                : Comparator.naturalOrder();
    }

    private static String outcome(Dissent dissent) {
        return switch (dissent) {
            case Dissent.Resolved _ -> "RESOLVED";
            case Dissent.Withdrawn _ -> "WITHDRAWN";
            case Dissent.Unresolved _ -> "OPEN";
        };
    }

    private static String overdue(Dissent dissent) {
        return dissent.path().stages().stream().anyMatch(stage -> stage.overdueOn().isPresent())
                ? "OVERDUE"
                : "IN_TIME";
    }

    private static Days days(Dissent dissent, WorkingCalendar calendar, ZoneId zone) {
        if (!(dissent instanceof Dissent.Ended ended)) {
            return Days.STILL_OPEN;
        }
        int days =
                calendar.between(
                        LocalDate.ofInstant(dissent.raisedAt(), zone),
                        LocalDate.ofInstant(ended.end().at(), zone));
        if (days <= 1) {
            return Days.WITHIN_1;
        }
        if (days <= 5) {
            return Days.WITHIN_5;
        }
        if (days <= 10) {
            return Days.WITHIN_10;
        }
        return days <= 20 ? Days.WITHIN_20 : Days.OVER_20;
    }
}
