package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.wholepicture.escalation.domain.Actor;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.Ladder;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.escalation.domain.Side;
import org.wholepicture.escalation.domain.Stage;

/**
 * Who stands where in a disagreement, worked out from the directory at the moment it is needed, and
 * so who may read it: those who work with the child, and those who stand at a stage it has come to.
 */
@ApplicationScoped
class Standing {

    private static final String FRONT_DOOR = "front-door";
    private static final String MANAGER = "manager";

    private final Children children;
    private final Directory directory;
    private final SettingsBook settings;
    private final EscalationConfig config;
    private final Ladder ladder;

    Standing(
            Children children,
            Directory directory,
            SettingsBook settings,
            EscalationConfig config) {
        this.children = children;
        this.directory = directory;
        this.settings = settings;
        this.config = config;
        this.ladder = new Ladder(directory);
    }

    /**
     * Somebody who may read a disagreement.
     *
     * @param involved whether they work with the child, and so may read its timeline
     */
    record Reader(Actor actor, boolean involved) {}

    /** The agency of a side. */
    static AgencyId agency(Dissent.Opening opening, Side side) {
        return switch (side) {
            case RAISING -> opening.by().agency();
            case OTHER -> opening.grounds().otherAgency();
        };
    }

    /**
     * With whom a side's ladder begins: who raised it; who decided, else the child's lead now where
     * they are of the agency that decided.
     */
    Optional<PractitionerId> start(Dissent.Opening opening, Side side, Instant at) {
        if (side == Side.RAISING) {
            return Optional.of(opening.by().id());
        }
        return opening.grounds()
                .otherPractitioner()
                .or(
                        () ->
                                children.findPerson(opening.grounds().record())
                                        .flatMap(person -> children.lead(person, at))
                                        .filter(lead -> isOf(lead, agency(opening, side))));
    }

    private boolean isOf(PractitionerId practitioner, AgencyId agency) {
        return directory.find(practitioner).map(e -> e.agency().equals(agency)).orElse(false);
    }

    /** The reader, if they may read it. */
    Optional<Reader> reader(Asker asker, Dissent dissent, PersonId person, Instant at) {
        Practitioner who = asker.practitioner();
        boolean involved = children.isInvolved(who.id(), person, at);
        if (!involved && isClosed(who.id())) {
            return Optional.empty();
        }
        Set<Side> placed = EnumSet.noneOf(Side.class);
        Settings present = settings.present();
        for (Side side : Side.values()) {
            if (isPlaced(asker, dissent, side, present, at)) {
                placed.add(side);
            }
        }
        if (!involved && placed.isEmpty()) {
            return Optional.empty();
        }
        Set<Side> sides = EnumSet.copyOf(placed);
        if (involved) {
            ofAgency(who, dissent.opening()).ifPresent(sides::add);
        }
        return Optional.of(new Reader(new Actor(who, sides), involved));
    }

    private boolean isClosed(PractitionerId practitioner) {
        return directory.find(practitioner).map(entry -> !entry.active()).orElse(false);
    }

    /** Whoever works with the child is on the side of their agency; who raised it, on their own. */
    private static Optional<Side> ofAgency(Practitioner who, Dissent.Opening opening) {
        if (opening.by().id().equals(who.id())) {
            return Optional.of(Side.RAISING);
        }
        if (agency(opening, Side.OTHER).equals(who.agency())) {
            return Optional.of(Side.OTHER);
        }
        return agency(opening, Side.RAISING).equals(who.agency())
                ? Optional.of(Side.RAISING)
                : Optional.empty();
    }

    /** Whether somebody stands for a side at a stage that it has come to. */
    private boolean isPlaced(
            Asker asker, Dissent dissent, Side side, Settings present, Instant at) {
        Dissent.Opening opening = dissent.opening();
        Practitioner who = asker.practitioner();
        boolean raisedIt = opening.by().id().equals(who.id());
        if (raisedIt && side == Side.OTHER) {
            // Nobody answers themselves.
            return false;
        }
        boolean ofAgency = agency(opening, side).equals(who.agency());
        if (ofAgency && asker.roles().contains(FRONT_DOOR)) {
            return true;
        }
        Optional<PractitionerId> start = start(opening, side, at);
        LocalDate today = LocalDate.ofInstant(at, config.zone());
        for (Stage stage : dissent.path().stages()) {
            boolean anybodyAsked = false;
            if (start.isPresent()
                    && present.stage(stage.number()).who()
                            instanceof Settings.Who.Above(int steps)) {
                if (ladder.mayAct(start.get(), steps, today).contains(who.id())) {
                    return true;
                }
                anybodyAsked = ladder.at(start.get(), steps, today).findFirst().isPresent();
            }
            // Where the directory names nobody there who is at work, any manager of the agency.
            if (!anybodyAsked
                    && stage.number() > 1
                    && ofAgency
                    && asker.roles().contains(MANAGER)) {
                return true;
            }
        }
        return false;
    }
}
