package org.wholepicture.chronology.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.view.Ending;
import org.wholepicture.chronology.domain.view.Lanes;
import org.wholepicture.chronology.domain.view.PlanPeriod;
import org.wholepicture.chronology.web.picture.LanesDrawing;
import org.wholepicture.chronology.web.picture.LanesModel;
import org.wholepicture.chronology.web.picture.Sign;

/**
 * The picture of a child's history and its content as lists.
 *
 * @param svg the picture
 * @param numbered whether the numbers in the picture are those of the list
 * @param bands plans, steps and leads, a line each
 * @param signs what is drawn in the lanes
 * @param notConnected agencies that never sent anything
 */
record PicturePage(
        ViewHead head,
        boolean empty,
        String svg,
        boolean numbered,
        List<ViewHead.EntryLink> bands,
        List<Drawn> signs,
        String notConnected) {

    /** One sign of the picture. */
    record Drawn(
            int number, String when, String lane, String sign, List<ViewHead.EntryLink> entries) {}

    /** More than this behind one sign are counted and not listed one by one. */
    private static final int MOST_LISTED = 12;

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "PicturePage[]";
    }

    static PicturePage of(ReadHistory.Whole whole, String root) {
        Lanes lanes = Lanes.of(whole.history(), born(whole.child()), whole.coverage());
        List<Named> rows = rows(lanes, whole);
        LanesModel.Drawn drawn = LanesDrawing.draw(model(lanes, rows, whole));
        return new PicturePage(
                ViewHead.of(whole, ViewHead.Page.PICTURE, root),
                whole.history().lines().isEmpty(),
                drawn.svg(),
                drawn.numbered(),
                bands(lanes, whole, root),
                drawn.marks().stream().map(mark -> drawn(mark, rows, whole, root)).toList(),
                String.join(", ", lanes.notConnected()));
    }

    static @Nullable LocalDate born(@Nullable Child child) {
        if (child == null) {
            return null;
        }
        return child.birthDate() == null ? child.expectedBirthDate() : child.birthDate();
    }

    /** A lane with its name. */
    private record Named(
            String name,
            boolean strong,
            List<Lanes.Happening> happenings,
            Coverage.@Nullable State coverage) {}

    private static List<Named> rows(Lanes lanes, ReadHistory.Whole whole) {
        List<Named> rows = new ArrayList<>();
        rows.add(new Named("The child’s own words", true, lanes.voice(), null));
        if (!lanes.alerts().isEmpty()) {
            rows.add(new Named("Alerts and disagreements", false, lanes.alerts(), null));
        }
        for (Lanes.Lane lane : lanes.agencies()) {
            rows.add(
                    new Named(
                            whole.names().agencies().getOrDefault(lane.agency(), lane.name()),
                            false,
                            lane.happenings(),
                            lane.coverage()));
        }
        return rows;
    }

    private static LanesModel model(Lanes lanes, List<Named> rows, ReadHistory.Whole whole) {
        Set<Sign> used = EnumSet.noneOf(Sign.class);
        rows.forEach(row -> row.happenings().forEach(one -> used.add(sign(one.kind()))));
        LocalDate born = lanes.born();
        return new LanesModel(
                "Picture of the history of " + People.name(whole.child()),
                "From %s to %s, from left to right. %s. Everything in the picture stands in the lists below it."
                        .formatted(
                                Days.of(lanes.from()),
                                Days.of(lanes.to()),
                                ViewHead.count(rows.size(), "lane", "lanes")),
                lanes.from(),
                lanes.to(),
                (whole.knownOn() == null ? "today, " : "as known on ") + Days.of(lanes.to()),
                born != null && !born.isBefore(lanes.from()) && !born.isAfter(lanes.to())
                        ? List.of(new LanesModel.Flag(born, People.born(whole.child()), true))
                        : List.of(),
                lanes.plans().stream()
                        .filter(plan -> plan.start() != null)
                        .map(PicturePage::band)
                        .toList(),
                lanes.steps().stream()
                        .map(
                                step ->
                                        new LanesModel.Flag(
                                                step.day(),
                                                Words.heading(step.entry())
                                                        + ", "
                                                        + Days.shortly(step.day()),
                                                !step.proposed()))
                        .toList(),
                lanes.leads().stream()
                        .map(
                                lead ->
                                        new LanesModel.Flag(
                                                lead.from(),
                                                whole.names().of(lead.practitioner())
                                                        + ", from "
                                                        + Days.shortly(lead.from()),
                                                true))
                        .toList(),
                rows.stream().map(row -> lane(row)).toList(),
                used.stream().map(sign -> new LanesModel.Meaning(sign, meaning(sign))).toList());
    }

    private static LanesModel.Lane lane(Named row) {
        Coverage.State state = row.coverage();
        String silent =
                switch (state) {
                    case null -> row.happenings().isEmpty() ? "None recorded" : "";
                    case Coverage.Heard _ -> "";
                    case Coverage.Silent(_, long days) -> "silent for " + days + " days";
                    case Coverage.NothingReceived() ->
                            row.happenings().isEmpty() ? "nothing received" : "";
                    case Coverage.NotConnected() -> "";
                };
        return new LanesModel.Lane(
                row.name(),
                row.strong(),
                row.happenings().stream()
                        .map(one -> new LanesModel.Spot(one.day(), sign(one.kind())))
                        .toList(),
                silent,
                state instanceof Coverage.Silent(LocalDate last, _) ? last : null);
    }

    private static LanesModel.Band band(PlanPeriod plan) {
        LocalDate start = plan.start();
        return new LanesModel.Band(
                start == null ? LocalDate.MIN : start,
                plan.end().orElse(null),
                ViewWords.plan(plan.plan()),
                plan.plan().equals("LAC") ? "" : plan.plan(),
                switch (plan.plan()) {
                    case "EH" -> LanesModel.Shade.LIGHT;
                    case "CIN" -> LanesModel.Shade.MEDIUM;
                    case "CP" -> LanesModel.Shade.DARK;
                    default -> LanesModel.Shade.OTHER;
                });
    }

    static Sign sign(Lanes.EventKind kind) {
        return switch (kind) {
            case OWN_WORDS -> Sign.OWN_WORDS;
            case OTHER_HARM -> Sign.OTHER_HARM;
            case CONCERN -> Sign.CONCERN;
            case MISSED -> Sign.MISSED;
            case NOT_WELL -> Sign.NOT_WELL;
            case FAMILY_SAYS -> Sign.FAMILY_SAYS;
            case WELL -> Sign.WELL;
            case ALERT -> Sign.ALERT;
            case DISSENT -> Sign.DISSENT;
            case RESTRICTED -> Sign.RESTRICTED;
            case OTHER -> Sign.OTHER;
        };
    }

    static String meaning(Sign sign) {
        return switch (sign) {
            case OWN_WORDS -> "The child’s own words";
            case OTHER_HARM -> "Concern about harm other than neglect";
            case CONCERN -> "Concern about neglect";
            case MISSED -> "Missed appointment";
            case NOT_WELL -> "Seen or on record: not well, or not happening";
            case FAMILY_SAYS -> "Said by the family about themselves";
            case WELL -> "Seen or on record: well, or better";
            case ALERT -> "Alert";
            case DISSENT -> "A practitioner disagrees";
            case RESTRICTED -> "Restricted: shown to few";
            case OTHER -> "Anything else that was recorded";
        };
    }

    private static Drawn drawn(
            LanesModel.Mark mark, List<Named> rows, ReadHistory.Whole whole, String root) {
        Named row = rows.get(mark.lane());
        List<Lanes.Happening> here =
                mark.spots().stream().sorted().map(index -> row.happenings().get(index)).toList();
        LocalDate first = here.getFirst().day();
        LocalDate last = here.getLast().day();
        List<ViewHead.EntryLink> entries =
                here.size() > MOST_LISTED
                        ? List.of()
                        : here.stream()
                                .map(one -> ViewHead.link(root, whole, one.entry()))
                                .toList();
        return new Drawn(
                mark.number(),
                first.equals(last) ? Days.of(first) : Days.of(first) + " to " + Days.of(last),
                row.name(),
                meaning(mark.sign())
                        + (here.size() > MOST_LISTED ? ", and others: " + here.size() : ""),
                entries);
    }

    private static List<ViewHead.EntryLink> bands(
            Lanes lanes, ReadHistory.Whole whole, String root) {
        List<ViewHead.EntryLink> bands = new ArrayList<>();
        for (PlanPeriod plan : lanes.plans()) {
            LocalDate start = plan.start();
            if (start != null) {
                String address =
                        ViewHead.address(root, whole.person(), ViewHead.Page.TIMELINE)
                                + "?layer=all&from="
                                + start
                                + plan.end().map(end -> "&to=" + end).orElse("")
                                + (whole.knownOn() == null ? "" : "&knownOn=" + whole.knownOn());
                Ending ending = plan.ending();
                bands.add(
                        new ViewHead.EntryLink(
                                Days.of(start)
                                        + (ending == null
                                                ? ", open"
                                                : " to " + Days.of(ending.day())),
                                ViewWords.plan(plan.plan())
                                        + ViewWords.categories(plan.categories())
                                        + (ending == null ? "" : ": " + ViewWords.ending(ending)),
                                address));
            }
        }
        lanes.steps().forEach(step -> bands.add(link(root, whole, step.entry())));
        for (Lanes.Lead lead : lanes.leads()) {
            bands.add(
                    new ViewHead.EntryLink(
                            Days.of(lead.from()),
                            "Lead practitioner from then on: "
                                    + whole.names().of(lead.practitioner()),
                            ViewHead.entry(root, whole.person(), lead.entry(), whole.knownOn())));
        }
        return bands;
    }

    private static ViewHead.EntryLink link(String root, ReadHistory.Whole whole, Entry entry) {
        return ViewHead.link(root, whole, entry);
    }
}
