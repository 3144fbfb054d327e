package org.wholepicture.chronology.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.Acknowledgement;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.view.HistoryPack;

/**
 * The history pack of an assessment or lead.
 *
 * @param chosen which it is for, in words; empty where nothing has begun
 * @param event its id; empty where nothing has begun
 * @param beginnings all of them, newest first
 * @param acknowledged who has read it
 * @param mayAcknowledge whether the reader has not said so yet, and reads what is known now
 */
record HistoryPage(
        ViewHead head,
        String chosen,
        String event,
        List<Begun> beginnings,
        List<Episode> episodes,
        List<String> noFurtherAction,
        List<String> acknowledged,
        boolean mayAcknowledge,
        boolean justAcknowledged) {

    /** An assessment or lead that began. */
    record Begun(String text, String href, boolean current, boolean read) {}

    /** What ended, what was tried, what changed, for how long. */
    record Episode(String line, List<String> tried, List<String> changed, String lasted) {}

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "HistoryPage[event=" + event + "]";
    }

    /** The one asked for, or the newest; empty where what was asked for is not here. */
    static Optional<HistoryPage> of(
            ReadHistory.Whole whole,
            @Nullable EventId of,
            PractitionerId reader,
            boolean justAcknowledged,
            String root) {
        List<HistoryPack.Beginning> beginnings = HistoryPack.beginnings(whole.history());
        Optional<HistoryPack.Beginning> chosen =
                beginnings.stream()
                        .filter(one -> of == null || one.entry().id().equals(of))
                        .findFirst();
        if (of != null && chosen.isEmpty()) {
            return Optional.empty();
        }
        ViewHead head = ViewHead.of(whole, ViewHead.Page.HISTORY, root);
        if (chosen.isEmpty()) {
            return Optional.of(
                    new HistoryPage(
                            head, "", "", List.of(), List.of(), List.of(), List.of(), false,
                            false));
        }
        HistoryPack pack = HistoryPack.of(whole.history(), chosen.get());
        List<Acknowledgement> read = of(whole, chosen.get());
        return Optional.of(
                new HistoryPage(
                        head,
                        words(chosen.get(), whole.names()),
                        chosen.get().entry().id().toString(),
                        beginnings.stream()
                                .map(one -> begun(one, chosen.get(), whole, head))
                                .toList(),
                        pack.episodes().reversed().stream()
                                .map(episode -> episode(episode, pack, whole.names()))
                                .toList(),
                        pack.noFurtherAction().stream().map(Days::of).toList(),
                        read.stream()
                                .map(
                                        one ->
                                                whole.names().of(one.practitioner())
                                                        + " on "
                                                        + Days.of(one.at()))
                                .toList(),
                        whole.knownOn() == null
                                && read.stream()
                                        .noneMatch(one -> one.practitioner().equals(reader)),
                        justAcknowledged));
    }

    private static List<Acknowledgement> of(
            ReadHistory.Whole whole, HistoryPack.Beginning beginning) {
        return whole.acknowledged().stream()
                .filter(one -> one.event().equals(beginning.entry().id()))
                .toList();
    }

    private static Begun begun(
            HistoryPack.Beginning one,
            HistoryPack.Beginning chosen,
            ReadHistory.Whole whole,
            ViewHead head) {
        return new Begun(
                words(one, whole.names()),
                head.own()
                        + "?of="
                        + one.entry().id()
                        + (head.knownOn().isEmpty() ? "" : "&knownOn=" + head.knownOn()),
                one.equals(chosen),
                !of(whole, one).isEmpty());
    }

    static String words(HistoryPack.Beginning one, Timeline.Names names) {
        PractitionerId lead = one.lead();
        return ViewWords.beginning(one.kind())
                + (lead == null ? "" : ", " + names.of(lead))
                + ", "
                + Days.of(one.day());
    }

    private static Episode episode(
            HistoryPack.Episode episode, HistoryPack pack, Timeline.Names names) {
        HistoryPack.Tried tried = episode.tried();
        List<String> said = new ArrayList<>();
        add(said, "Referred to", tried.services(), names);
        add(said, "Told by", tried.agencies(), names);
        add(said, tried.assessments(), "entry about assessments", "entries about assessments");
        add(said, tried.meetings(), "meeting held", "meetings held");
        add(said, tried.seen(), "time the child was seen", "times the child was seen");
        add(said, tried.kept(), "appointment kept", "appointments kept");
        add(said, tried.missed(), "appointment missed", "appointments missed");
        return new Episode(
                ViewWords.cycle(episode.cycle()),
                said,
                episode.changed().stream().map(one -> ViewWords.changed(one, names)).toList(),
                lasted(episode, pack.beginning().day()));
    }

    private static String lasted(HistoryPack.Episode episode, LocalDate beginning) {
        String time = ViewWords.lasted(episode.daysWithoutWorry());
        return episode.worryFollowed()
                ? "It held for "
                        + time
                        + ": then a moderate or high concern or a referral followed."
                : "No moderate or high concern and no referral is recorded in the "
                        + time
                        + " until "
                        + Days.of(beginning)
                        + ".";
    }

    private static void add(
            List<String> said, String label, List<AgencyId> agencies, Timeline.Names names) {
        if (!agencies.isEmpty()) {
            said.add(
                    label
                            + " "
                            + agencies.stream().map(names::of).collect(Collectors.joining(", ")));
        }
    }

    private static void add(List<String> said, int count, String one, String many) {
        if (count > 0) {
            said.add(ViewHead.count(count, one, many));
        }
    }
}
