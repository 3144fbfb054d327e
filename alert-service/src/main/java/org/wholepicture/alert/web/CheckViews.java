package org.wholepicture.alert.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.wholepicture.alert.application.AlertReference;
import org.wholepicture.alert.application.AnswerCheck;
import org.wholepicture.alert.application.CheckRequests;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.domain.Fact;

/** Puts questions to agencies into words. */
@ApplicationScoped
class CheckViews {

    private final AlertViews alerts;
    private final InstantSource clock;

    CheckViews(AlertViews alerts, InstantSource clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    CheckPage.Listed list(List<CheckRequests.Request> mine) {
        return new CheckPage.Listed(
                mine.stream().filter(each -> each.answer() == null).map(this::line).toList(),
                mine.stream().filter(each -> each.answer() != null).map(this::line).toList());
    }

    private CheckPage.Line line(CheckRequests.Request request) {
        return new CheckPage.Line(
                request.id().toString(),
                AlertReference.of(request.id()),
                Words.day(request.askedAt().atZone(MailTimes.LONDON).toLocalDate()),
                Words.dueDay(request.due()),
                request.isOverdue(today()));
    }

    CheckPage page(
            AnswerCheck.Shown shown,
            FactsBehind.Answer<List<FactsBehind.Entry>> facts,
            AlertPage.Typed typed,
            String answer,
            String basis) {
        CheckRequests.Request request = shown.request();
        List<FactsBehind.Entry> entries =
                facts instanceof FactsBehind.Answer.Told<List<FactsBehind.Entry>>(var told)
                        ? told.stream()
                                .filter(entry -> request.agency().equals(entry.agency()))
                                .toList()
                        : List.of();
        String timeline = "/chronology/people/" + shown.person();
        Set<String> topics = new HashSet<>();
        shown.own().forEach(claim -> topics.add(claim.topic().code()));
        UnaryOperator<String> agencies = alerts.agencies(topics, entries);
        return new CheckPage(
                request.id().toString(),
                AlertReference.of(request.id()),
                alerts.name(request.askedBy()) + ", " + alerts.agencyName(request.askingAgency()),
                Words.day(request.askedAt().atZone(MailTimes.LONDON).toLocalDate()),
                Words.dueDay(request.due()),
                request.isOverdue(today()),
                entries.stream().map(entry -> AlertViews.fact(entry, agencies, timeline)).toList(),
                entries.isEmpty()
                        ? shown.own().stream().map(claim -> own(claim, agencies)).toList()
                        : List.of(),
                entries.isEmpty() ? null : timeline,
                alerts.answered(request.answer()),
                typed,
                answer,
                basis);
    }

    private static CheckPage.Own own(Fact.Claim claim, UnaryOperator<String> agencies) {
        return new CheckPage.Own(
                Words.day(claim.happened()),
                Words.claim(
                        new FactsBehind.Claim(
                                claim.topic().code(), claim.value().name(), claim.basis().name()),
                        agencies),
                claim.event().toString());
    }

    private LocalDate today() {
        return clock.instant().atZone(MailTimes.LONDON).toLocalDate();
    }
}
