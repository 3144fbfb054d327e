package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pid file names processes so that none of somebody else's is ever taken for ours. */
class PidFileTest {

    @TempDir private Path folder = Path.of(".");

    @Test
    void theLastLineOfANameIsItsPresentProcess() {
        Map<String, PidFile.Entry> entries =
                PidFile.parse("boot b\nkafka 11 100\npostgres 12 101\nkafka 13 200\n", "b");

        assertThat(entries)
                .containsEntry("kafka", new PidFile.Entry("kafka", 13, 200))
                .containsEntry("postgres", new PidFile.Entry("postgres", 12, 101));
    }

    @Test
    void pidsOfAnEarlierBootAreNobodys() {
        assertThat(PidFile.parse("boot before\nkafka 11 100\n", "now")).isEmpty();
    }

    @Test
    void aLineCutOffInTheMiddleIsLeftOut() {
        assertThat(PidFile.parse("boot b\nkafka 11 100\npostgres 1", "b"))
                .containsOnlyKeys("kafka");
    }

    @Test
    void theProcessThatAddsItselfIsFoundAlive() {
        PidFile pids = new PidFile(folder.resolve("pids"));

        pids.begin();
        pids.addMyself("launcher");

        assertThat(pids.find("launcher"))
                .hasValueSatisfying(entry -> assertThat(entry.alive()).isTrue());
    }

    @Test
    void aPidThatWasGivenToALaterProcessIsNotAlive() {
        PidFile pids = new PidFile(folder.resolve("pids"));
        pids.begin();
        pids.addMyself("launcher");
        PidFile.Entry mine = pids.find("launcher").orElseThrow();

        PidFile.Entry earlier = new PidFile.Entry("kafka", mine.pid(), mine.ticks() - 1);

        assertThat(earlier.alive()).isFalse();
    }

    @Test
    void beginningForgetsEveryProcess() throws IOException {
        Path file = folder.resolve("pids");
        PidFile pids = new PidFile(file);
        pids.begin();
        pids.addMyself("launcher");

        pids.begin();

        assertThat(pids.current()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("boot " + PidFile.bootId() + "\n");
    }
}
