package org.wholepicture.alert.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.alert.domain.PartnershipSettings;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.Voice;

/** A new partnership begins with every rule in shadow, and one that has alerts goes on. */
class StartInShadowTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-05T10:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "true, true, SHADOW",
        "true, false, SPEAKS",
        "false, true, SPEAKS",
        "false, false, SPEAKS"
    })
    void theFirstVersionHasEveryRuleInOneVoice(
            boolean startInShadow, boolean noAlerts, Voice expected) {
        List<SettingsBook.Entry> kept = new ArrayList<>();
        SettingsInForce settings = settings(kept, startInShadow, noAlerts);

        settings.begin(new StartupEvent());
        settings.begin(new StartupEvent());

        assertThat(kept).hasSize(1);
        assertThat(Rules.ALL)
                .allMatch(
                        (Rule rule) ->
                                settings.versions().on(LocalDate.of(2020, 1, 1)).voice(rule)
                                        == expected);
    }

    private static SettingsInForce settings(
            List<SettingsBook.Entry> kept, boolean startInShadow, boolean noAlerts) {
        SettingsBook book =
                fake(
                        SettingsBook.class,
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "latestApproved" -> kept.size();
                                    case "approved" -> List.copyOf(kept);
                                    case "begin" ->
                                            kept.add(first((PartnershipSettings) arguments[0]))
                                                    ? null
                                                    : null;
                                    default -> throw new AssertionError(method);
                                });
        return new SettingsInForce(
                book,
                fake(AlertStore.class, (_, _, _) -> noAlerts),
                fake(AlertConfig.class, (_, _, _) -> startInShadow),
                CLOCK);
    }

    private static SettingsBook.Entry first(PartnershipSettings settings) {
        Instant now = CLOCK.instant();
        return new SettingsBook.Entry(
                1,
                settings,
                0,
                null,
                LocalDate.of(1900, 1, 1),
                "The first.",
                SettingsBook.NOBODY,
                now,
                Optional.of(new SettingsBook.Decision(true, SettingsBook.NOBODY, now)));
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
