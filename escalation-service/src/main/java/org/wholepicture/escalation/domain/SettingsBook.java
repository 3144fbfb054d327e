package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The versions of the settings. Two administrators are needed for each: who proposes, who approves.
 */
public interface SettingsBook {

    /**
     * A version.
     *
     * @param settings since approval, or since it was proposed where nobody has approved it
     * @param approvedBy nobody yet where it only is proposed, or was passed over
     */
    record Entry(
            Settings settings,
            String reason,
            PractitionerId proposedBy,
            Instant proposedAt,
            Optional<PractitionerId> approvedBy) {}

    /** What came of approving. */
    enum Approval {
        DONE,
        UNKNOWN,
        /** It is approved, or a later one is in effect. */
        DECIDED_ALREADY,
        /** Nobody approves what they proposed. */
        OWN_PROPOSAL
    }

    /** Those in effect. */
    Settings present();

    /** The newest 100, newest first. */
    List<Entry> all();

    /**
     * Keeps a proposal; its own version and time do not count.
     *
     * @return its version
     */
    int propose(Settings settings, String reason, PractitionerId by, Instant at);

    /** Puts a proposal into effect. */
    Approval approve(int version, PractitionerId by, Instant at);
}
