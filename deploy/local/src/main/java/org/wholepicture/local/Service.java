package org.wholepicture.local;

import java.util.Locale;

/** The four services, in the order of the main path. */
enum Service {
    REFERRAL,
    CHRONOLOGY,
    ALERT,
    ESCALATION;

    /** Short name: its root path, database and login role. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the module and of the process. */
    String module() {
        return id() + "-service";
    }

    /** The confidential Keycloak client of its pages. */
    String pagesClient() {
        return id() + "-pages";
    }
}
