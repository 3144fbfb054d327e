package org.wholepicture.cases.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CasePlayer;
import org.wholepicture.cases.CasePlayer.CannotPlayException;
import org.wholepicture.cases.CasePlayer.Played;
import org.wholepicture.cases.CaseReader;
import org.wholepicture.cases.CaseReading;
import org.wholepicture.cases.Comparison;
import org.wholepicture.cases.RaisedAlert;
import org.wholepicture.cases.services.Connection;
import org.wholepicture.cases.services.ServicesPlayer;

/** {@code ./wp cases}: runs every case history of a folder and says what differs. */
public final class Main {

    static final int ALL_PASSED = 0;
    static final int SOME_FAILED = 1;

    /** Wrong usage, a file that cannot be read, or nothing to play on. */
    static final int NOT_RUN = 2;

    private static final String USAGE =
            """
            Usage: ./wp cases [--json] [--services] FOLDER

            Runs every case history (*.json) in FOLDER against the rules and prints, for each, OK or
            what differs, and last a line "N passed, N failed". FOLDER may also be one file.

              --json      print what each case raises instead, as one JSON document of lists by
                          case id; also for files without "expected"
              --services  play the cases through the running services (./wp up) and check alerts
                          and e-mails
              --help      this text

            Exit code: 0 all passed; 1 some failed; 2 wrong usage, a file that is not a sound case
            history, or services that do not run.
            """;

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs and leaves with the exit code. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new Main(out, err).run(List.of(arguments));
        out.flush();
        System.exit(code);
    }

    int run(List<String> arguments) {
        Set<String> options =
                arguments.stream()
                        .filter(argument -> argument.startsWith("-"))
                        .collect(Collectors.toSet());
        List<String> folders =
                arguments.stream().filter(argument -> !argument.startsWith("-")).toList();
        if (options.contains("--help") || options.contains("-h")) {
            out.print(USAGE);
            return ALL_PASSED;
        }
        Optional<String> unknown =
                options.stream()
                        .filter(option -> !Set.of("--json", "--services").contains(option))
                        .sorted()
                        .findFirst();
        if (unknown.isPresent()) {
            return wrongUsage("unknown option " + unknown.get());
        }
        if (folders.size() != 1) {
            return wrongUsage(folders.isEmpty() ? "no folder given" : "more than one folder given");
        }
        List<CaseReading> readings;
        try {
            readings = CaseReader.readAll(Path.of(folders.getFirst()));
        } catch (IOException | InvalidPathException e) {
            err.println("cases: cannot read the folder " + folders.getFirst());
            return NOT_RUN;
        }
        if (readings.isEmpty()) {
            err.println("cases: no *.json file in " + folders.getFirst());
            return NOT_RUN;
        }
        try (CasePlayer player = player(options.contains("--services"))) {
            return options.contains("--json") ? json(readings, player) : compare(readings, player);
        } catch (CannotPlayException e) {
            err.println("cases: " + e.getMessage());
            return NOT_RUN;
        }
    }

    private int wrongUsage(String what) {
        err.println("cases: " + what);
        err.println();
        err.print(USAGE);
        return NOT_RUN;
    }

    private static CasePlayer player(boolean services) throws CannotPlayException {
        if (!services) {
            return new CorePlayer();
        }
        String state = System.getenv().getOrDefault("WP_STATE", ".state");
        return new ServicesPlayer(Connection.read(Path.of(state).toAbsolutePath()), _ -> {});
    }

    private int compare(List<CaseReading> readings, CasePlayer player) throws CannotPlayException {
        int passed = 0;
        boolean broken = false;
        for (CaseReading reading : readings) {
            List<String> differences =
                    switch (reading) {
                        case CaseReading.Sound(CaseFile story, List<CaseReading.Fault> notes) -> {
                            notes(notes);
                            yield Comparison.differences(
                                    story, player.play(story), CorePlayer.BUILT);
                        }
                        case CaseReading.Broken(Path _, List<CaseReading.Fault> faults) -> {
                            broken = true;
                            yield faults.stream().map(CaseReading.Fault::toString).toList();
                        }
                    };
            out.println((differences.isEmpty() ? "OK    " : "FAIL  ") + name(reading));
            differences.forEach(difference -> out.println("      " + difference));
            // Through services a case takes minutes: what is known is shown at once.
            out.flush();
            passed += differences.isEmpty() ? 1 : 0;
        }
        out.println(passed + " passed, " + (readings.size() - passed) + " failed");
        if (broken) {
            return NOT_RUN;
        }
        return passed == readings.size() ? ALL_PASSED : SOME_FAILED;
    }

    private int json(List<CaseReading> readings, CasePlayer player) throws CannotPlayException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode document = mapper.createObjectNode();
        int code = ALL_PASSED;
        for (CaseReading reading : readings) {
            switch (reading) {
                case CaseReading.Sound(CaseFile story, List<CaseReading.Fault> notes) -> {
                    notes(notes);
                    Played played = player.play(story);
                    ArrayNode alerts = document.putArray(story.id());
                    played.alerts().forEach(alert -> add(alerts.addObject(), alert));
                    played.problems()
                            .forEach(problem -> err.println(name(reading) + ": " + problem));
                    if (!played.problems().isEmpty() && code == ALL_PASSED) {
                        code = SOME_FAILED;
                    }
                }
                case CaseReading.Broken(Path _, List<CaseReading.Fault> faults) -> {
                    faults.forEach(err::println);
                    code = NOT_RUN;
                }
            }
        }
        try {
            out.println(mapper.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
        }
        return code;
    }

    private static void add(ObjectNode node, RaisedAlert alert) {
        node.put("rule", alert.rule());
        node.put("day", alert.day());
        node.put("child", alert.child());
        node.put("subject", alert.subject());
        ArrayNode reasons = node.putArray("reasons");
        alert.reasons().forEach(reasons::add);
    }

    private void notes(List<CaseReading.Fault> notes) {
        notes.forEach(note -> err.println("note: " + note));
    }

    private static String name(CaseReading reading) {
        Path last = reading.file().getFileName();
        String file = last == null ? reading.file().toString() : last.toString();
        String name = file.replaceFirst("[.]json$", "");
        return switch (reading) {
            case CaseReading.Sound(CaseFile story, List<CaseReading.Fault> _) ->
                    name + " (" + story.id() + ")";
            case CaseReading.Broken(Path _, List<CaseReading.Fault> _) -> name;
        };
    }
}
