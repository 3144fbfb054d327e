package org.wholepicture.cases;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What reading one file gave. */
public sealed interface CaseReading {

    /** The file that was read. */
    Path file();

    /**
     * A sound case history.
     *
     * @param notes keys that the format knows but that say nothing where they stand
     */
    record Sound(CaseFile story, List<Fault> notes) implements CaseReading {

        /** Copies its notes. */
        public Sound {
            notes = List.copyOf(notes);
        }

        @Override
        public Path file() {
            return story.file();
        }
    }

    /**
     * A file that cannot be played.
     *
     * @param faults every fault found, at least one
     */
    record Broken(Path file, List<Fault> faults) implements CaseReading {

        /** Copies its faults. */
        public Broken {
            faults = List.copyOf(faults);
        }

        /** All faults, one a line. */
        @Override
        public String toString() {
            return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
        }
    }

    /**
     * Something wrong with a file.
     *
     * @param file its name
     * @param where the event's id or another place in the file; null for the file as a whole
     * @param key the key; null when no single key is at fault
     * @param what is wrong, in a sentence
     */
    record Fault(String file, @Nullable String where, @Nullable String key, String what) {

        /** For example {@code a.json: event e7: "level": unknown code "MEDIUM"}. */
        @Override
        public String toString() {
            return file
                    + ": "
                    + (where == null ? "" : where + ": ")
                    + (key == null ? "" : "\"" + key + "\": ")
                    + what;
        }
    }
}
