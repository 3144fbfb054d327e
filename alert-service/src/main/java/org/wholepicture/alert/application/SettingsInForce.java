package org.wholepicture.alert.application;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.AlertFold;
import org.wholepicture.alert.domain.PartnershipSettings;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.Settings;
import org.wholepicture.alert.domain.VersionedSettings;
import org.wholepicture.alert.domain.Voice;
import org.wholepicture.alert.domain.WorkingCalendar;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * The settings as the fold reads them, and the partnership's working days of today. Thread-safe.
 * Approved versions never change, so what was read is good until the book has a later one.
 */
@ApplicationScoped
public class SettingsInForce implements WorkingCalendar {

    /** Before anything is heard: the first fold needs settings. */
    private static final int FIRST = 1;

    private final SettingsBook book;
    private final AlertStore alerts;
    private final AlertConfig config;
    private final InstantSource clock;
    private final ConcurrentMap<Days, WorkingDays> calendars = new ConcurrentHashMap<>();
    private volatile @Nullable Loaded loaded;

    SettingsInForce(SettingsBook book, AlertStore alerts, AlertConfig config, InstantSource clock) {
        this.book = book;
        this.alerts = alerts;
        this.config = config;
        this.clock = clock;
    }

    private record Days(Set<LocalDate> closed, Set<LocalDate> open) {}

    private record Loaded(int latest, VersionedSettings versions, AlertFold fold) {}

    /**
     * Puts the first version in the book. Rules that have spoken already go on: only a partnership
     * that has no alerts yet can begin in shadow.
     */
    @Transactional
    void begin(@Observes @Priority(FIRST) StartupEvent event) {
        if (book.latestApproved() == 0) {
            Voice voice = config.startInShadow() && alerts.isEmpty() ? Voice.SHADOW : Voice.SPEAKS;
            book.begin(PartnershipSettings.defaults(voice), clock.instant());
        }
        upToDate();
    }

    /** The versions, as they stand in the book now. */
    public VersionedSettings versions() {
        return upToDate().versions();
    }

    /** A fold under the versions as they stand in the book now. */
    AlertFold fold() {
        return upToDate().fold();
    }

    /** A fold under one version alone, whatever day it is. */
    AlertFold foldUnder(SettingsBook.Entry entry) {
        return new AlertFold(
                Rules.ALL, new VersionedSettings(List.of(version(entry, LocalDate.MIN))));
    }

    /** Reads the book again if it has a later version. */
    @Transactional
    public void refresh() {
        upToDate();
    }

    /** By the working days of today; as of the last look into the book, which is seconds old. */
    @Override
    public LocalDate plus(LocalDate day, int n) {
        Loaded present = loaded;
        return (present == null ? upToDate() : present)
                .versions()
                .on(clock.instant().atZone(MailTimes.LONDON).toLocalDate())
                .settings()
                .calendar()
                .plus(day, n);
    }

    private Loaded upToDate() {
        int latest = book.latestApproved();
        Loaded present = loaded;
        if (present == null || present.latest() != latest) {
            VersionedSettings versions =
                    new VersionedSettings(
                            book.approved().stream()
                                    .map(
                                            entry ->
                                                    version(
                                                            entry,
                                                            Objects.requireNonNull(entry.from())))
                                    .toList());
            present = new Loaded(latest, versions, new AlertFold(Rules.ALL, versions));
            loaded = present;
        }
        return present;
    }

    private VersionedSettings.Version version(SettingsBook.Entry entry, LocalDate from) {
        Settings read = entry.settings().read(this::calendar);
        return new VersionedSettings.Version(
                entry.version(), from, read, entry.settings().voices());
    }

    private WorkingCalendar calendar(Set<LocalDate> closed, Set<LocalDate> open) {
        return calendars.computeIfAbsent(
                        new Days(closed, open),
                        days -> WorkingDays.ofEngland(days.closed(), days.open()))
                ::plus;
    }
}
