package org.wholepicture.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CasePlayer.Played;
import org.wholepicture.cases.CaseReader;
import org.wholepicture.cases.CaseReading;
import org.wholepicture.cases.services.Connection;
import org.wholepicture.cases.services.Demo;
import org.wholepicture.cases.services.Partnership;
import org.wholepicture.cases.services.ServicesPlayer;

/** Plays the first case history once per state folder, and says where to look. */
final class Demonstration {

    private static final String STORY = "deploy/local/cases/coventry-case-study.json";

    private static final String END =
            """

            ./wp status shows what runs, ./wp down stops it.\
            """;

    private final Connection connection;
    private final Path home;
    private final Progress progress;

    /** What the story left: there once it was played to its end. */
    private final Path kept;

    Demonstration(Connection connection, Path home, Progress progress) {
        this.connection = connection;
        this.home = home;
        this.progress = progress;
        this.kept = connection.state().resolve("demonstration.json");
    }

    /**
     * Makes it real time everywhere, as a story cut short leaves the services in its own; plays if
     * that was not done before; then says where to look.
     *
     * @param play false plays nothing
     */
    void run(boolean play) {
        ServicesPlayer player = new ServicesPlayer(connection, progress::say);
        try {
            player.resetClocks();
        } catch (IllegalStateException | UncheckedIOException failed) {
            // What was started stays up: the person can look why, and the rest works.
            progress.say("the services' clocks could not be set: " + failed.getMessage());
        }
        try {
            if (play && !Files.exists(kept)) {
                play(player);
            }
            String summary = summary();
            Files.writeString(connection.state().resolve("run/summary"), summary + "\n");
            progress.print(summary);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void play(ServicesPlayer player) throws IOException {
        CaseReading reading = CaseReader.read(home.resolve(STORY));
        if (!(reading instanceof CaseReading.Sound(CaseFile story, var _))) {
            throw new CannotStart("The demonstration cannot be read: " + reading);
        }
        progress.say("playing \"%s\", day by day".formatted(story.title()));
        Played played;
        try {
            played = player.playEndingNow(story);
        } catch (IllegalStateException | UncheckedIOException failed) {
            progress.say("the story could not be played: " + failed.getMessage());
            return;
        }
        played.problems().forEach(problem -> progress.say("not as it should be: " + problem));
        if (!player.persons().isEmpty()) {
            Path fresh = kept.resolveSibling(kept.getFileName() + ".new");
            Files.writeString(fresh, player.demo(story).json().toString());
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private String summary() throws IOException {
        String up =
                """

                Whole Picture runs at %s/   (after %.0f s)
                """
                        .formatted(connection.origin(), progress.seconds());
        if (!Files.exists(kept)) {
            return up + "\n  inbox  %s/inbox\n".formatted(connection.origin()) + accounts() + END;
        }
        Demo demo = Demo.read(Files.readString(kept));
        String origin = connection.origin().toString();
        return up
                + """

              the child's timeline   %s/chronology/people/%s
              alerts                 %s/alert/
              the lead's inbox       %s/inbox
            """
                        .formatted(origin, demo.person(), origin, origin)
                + accounts()
                + """

            Publish an event of your own about the child, as the health visitors' system would:

              TOKEN=$(./wp token health-visiting)
              curl -i %s/referral/v1/events \\
                -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/cloudevents+json' \\
                -d '%s'

            It is answered with 202 and a receipt, and stands on the timeline above a moment later.
            """
                        .formatted(origin, demo.event())
                + END;
    }

    private static String accounts() {
        return """

            Sign in (everybody is made up; the password of each is %s):
              %-22s leads for the child: timeline, alerts
              %-22s the lead's manager
              %-22s confirms who leads
              %-22s works with no child yet: is shown none
              %-22s runs the services: /referral/quarantine
            """
                .formatted(
                        Partnership.PASSWORD,
                        Partnership.LEAD,
                        Partnership.LEAD_MANAGER,
                        Partnership.FRONT_DOOR,
                        Partnership.OUTSIDER,
                        Partnership.OPERATIONS);
    }
}
