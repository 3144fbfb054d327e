package org.wholepicture.alert.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.wholepicture.alert.application.AlertConfig;
import org.wholepicture.alert.application.PreviewSettings;
import org.wholepicture.alert.application.SettingsInForce;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Workers;

/**
 * Works out previews of settings and notices approved ones, beside everything else. On every
 * replica: one works on a preview at a time.
 */
@ApplicationScoped
class SettingsRounds implements IdleCheck {

    private final PreviewSettings previews;
    private final SettingsInForce settings;

    SettingsRounds(PreviewSettings previews, SettingsInForce settings) {
        this.previews = previews;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Workers workers, AlertConfig config) {
        workers.start("settings", config.settingsPoll(), this::turn);
    }

    @Override
    public String name() {
        return "settings-previews";
    }

    @Override
    public long remaining() {
        return previews.remaining();
    }

    private boolean turn() {
        settings.refresh();
        return previews.next();
    }
}
