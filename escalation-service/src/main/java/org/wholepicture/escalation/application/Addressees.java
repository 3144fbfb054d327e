package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.wholepicture.escalation.application.DissentMails.Addressee;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.Ladder;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.escalation.domain.Side;

/**
 * Works out who gets a mail at the moment it is sent: who stands at the stage now, for somebody who
 * has left, is away or whom nothing reaches their deputy, then their manager; where there is
 * nobody, the inbox of the agency's safeguarding lead. Never a closed account.
 */
@ApplicationScoped
public class Addressees {

    private static final String SAFEGUARDING_LEAD = "SAFEGUARDING_LEAD";

    private final Dissents dissents;
    private final Standing standing;
    private final Directory directory;
    private final SettingsBook settings;
    private final InstantSource clock;
    private final EscalationConfig config;
    private final Ladder ladder;

    Addressees(
            Dissents dissents,
            Standing standing,
            Directory directory,
            SettingsBook settings,
            InstantSource clock,
            EscalationConfig config) {
        this.dissents = dissents;
        this.standing = standing;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        this.config = config;
        this.ladder = new Ladder(directory);
    }

    /**
     * Somebody to write to.
     *
     * @param id of the practitioner, or of the inbox
     */
    public record Reached(String id, String address) {

        /** Leaves the address out. */
        @Override
        public String toString() {
            return "Reached[id=" + id + "]";
        }
    }

    /** The first who is not left out; empty when there is nobody. */
    public Optional<Reached> find(Addressee addressee, Set<String> leftOut) {
        return all(addressee).filter(one -> !leftOut.contains(one.id())).findFirst();
    }

    private Stream<Reached> all(Addressee addressee) {
        return switch (addressee) {
            case Addressee.Monitor() -> {
                String role = settings.present().monitor();
                yield directory.withInbox(role).stream().flatMap(agency -> inbox(agency, role));
            }
            case Addressee.AtInbox(DissentId dissent, Side side, String role) ->
                    dissents.find(dissent).stream()
                            .flatMap(d -> inbox(Standing.agency(d.opening(), side), role));
            case Addressee.AtStage(DissentId dissent, Side side, int stage) ->
                    dissents.find(dissent).stream().flatMap(d -> atStage(d.opening(), side, stage));
        };
    }

    private Stream<Reached> atStage(Dissent.Opening opening, Side side, int stage) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, config.zone());
        AgencyId agency = Standing.agency(opening, side);
        Stream<Reached> there =
                switch (settings.present().stage(stage).who()) {
                    case Settings.Who.Above(int steps) ->
                            standing.start(opening, side, now).stream()
                                    .flatMap(start -> ladder.at(start, steps, today))
                                    .flatMap(Addressees::reached);
                    case Settings.Who.Inbox(String role) -> inbox(agency, role);
                };
        // Looked for only where it is needed.
        return Stream.concat(
                there, Stream.of(agency).flatMap(one -> inbox(one, SAFEGUARDING_LEAD)));
    }

    private static Stream<Reached> reached(Directory.Entry entry) {
        return entry.email().stream().map(email -> new Reached(entry.id().value(), email));
    }

    private Stream<Reached> inbox(AgencyId agency, String role) {
        return directory.inbox(agency, role).stream()
                .map(email -> new Reached("inbox:" + agency.value() + ":" + role, email));
    }
}
