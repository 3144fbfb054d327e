package org.wholepicture.alert.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.VersionedSettings;
import org.wholepicture.alert.domain.Voice;

/**
 * That every rule is still asked (domain.md B-60): for each, how long ago the sweep asked it of a
 * child or found everybody looked at. A rule that is turned off has no heartbeat. Thread-safe.
 */
@ApplicationScoped
class Heartbeat {

    private final SettingsInForce settings;
    private final InstantSource clock;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    Heartbeat(SettingsInForce settings, InstantSource clock, MeterRegistry metrics) {
        this.settings = settings;
        this.clock = clock;
        Instant begun = clock.instant();
        for (Rule rule : Rules.ALL) {
            // A sweep that never asks is silent too.
            asked.put(rule.name(), begun);
            Gauge.builder("wp.alerts.rule.silence", () -> silence(rule.name()))
                    .tag("rule", rule.name())
                    .baseUnit("seconds")
                    .description("How long ago the sweep last asked a rule that is on")
                    .register(metrics);
        }
    }

    /** The sweep has asked the rules that are on, of somebody or of everybody through a day. */
    void beat(LocalDate day) {
        VersionedSettings.Version version = settings.versions().on(day);
        Instant now = clock.instant();
        for (Rule rule : Rules.ALL) {
            if (version.voice(rule) == Voice.OFF) {
                asked.remove(rule.name());
            } else {
                asked.put(rule.name(), now);
            }
        }
    }

    private double silence(String rule) {
        Instant last = asked.get(rule);
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }
}
