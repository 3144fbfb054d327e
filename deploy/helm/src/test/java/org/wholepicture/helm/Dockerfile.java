package org.wholepicture.helm;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Dockerfile's last stage and the one it takes from, read as far as this Dockerfile goes: an
 * instruction that is not known here is a fault of the test, not passed over.
 *
 * @param base the image that both stages begin with
 * @param copies sources below the context to targets in the image, in their order
 * @param produced what the earlier stage makes: its path there to its path in the image
 * @param run the command of the earlier stage that makes it
 * @param environment of the process
 * @param labels of the image
 * @param user numeric user and group
 * @param folder in which the process starts
 * @param entryPoint the process
 */
record Dockerfile(
        String base,
        Map<String, String> copies,
        Map<String, String> produced,
        List<String> run,
        Map<String, String> environment,
        Map<String, String> labels,
        String user,
        String folder,
        List<String> entryPoint) {

    /** Reads it for one service. */
    static Dockerfile of(String service) {
        Reading reading = new Reading(service);
        String text = Chart.text(Chart.REPOSITORY.resolve("deploy/image/Dockerfile"));
        for (String line : text.replace("\\\n", " ").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                reading.take(line.strip());
            }
        }
        return reading.result();
    }

    private static final class Reading {

        private final Map<String, String> arguments = new HashMap<>();
        private final List<Map<String, String>> stages = new ArrayList<>();
        private final Map<String, String> produced = new LinkedHashMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final Map<String, String> labels = new LinkedHashMap<>();
        private List<String> run = List.of();
        private List<String> entryPoint = List.of();
        private String base = "";
        private String user = "";
        private String folder = "";

        Reading(String service) {
            arguments.put("SERVICE", service);
        }

        void take(String line) {
            String[] parts = line.split("\\s+", 2);
            String rest = substituted(parts[1]);
            switch (parts[0]) {
                case "ARG" -> argument(rest);
                case "FROM" -> from(rest);
                case "WORKDIR" -> folder = rest;
                case "COPY" -> copy(rest.split("\\s+"));
                case "USER" -> user = rest;
                case "RUN" -> run = words(rest);
                case "ENTRYPOINT" -> entryPoint = words(rest);
                case "ENV" -> pairs(rest, environment);
                case "LABEL" -> pairs(rest, labels);
                case "EXPOSE" -> {}
                default -> throw new AssertionError("not known here: " + line);
            }
        }

        private void argument(String rest) {
            String[] pair = rest.split("=", 2);
            if (pair.length == 2) {
                arguments.putIfAbsent(pair[0], pair[1]);
            } else if (!arguments.containsKey(pair[0])) {
                throw new AssertionError("no value for " + rest);
            }
        }

        private void from(String rest) {
            base = rest.split("\\s+")[0];
            stages.add(new LinkedHashMap<>());
            user = "";
        }

        private void copy(String[] words) {
            if (words[0].startsWith("--from=")) {
                produced.put(words[1], words[2]);
            } else if (words.length == 2) {
                stages.getLast().put(words[0], words[1]);
            } else {
                throw new AssertionError("not known here: " + String.join(" ", words));
            }
        }

        private static void pairs(String rest, Map<String, String> into) {
            java.util.regex.Matcher pair =
                    java.util.regex.Pattern.compile("([\\w.]+)=(\"[^\"]*\"|\\S+)").matcher(rest);
            while (pair.find()) {
                into.put(pair.group(1), pair.group(2).replace("\"", ""));
            }
        }

        private static List<String> words(String json) {
            return new Gson().fromJson(json, new TypeToken<List<String>>() {}.getType());
        }

        private String substituted(String text) {
            String result = text;
            for (Map.Entry<String, String> each : arguments.entrySet()) {
                result = result.replace("${" + each.getKey() + "}", each.getValue());
            }
            return result;
        }

        Dockerfile result() {
            if (stages.size() != 2) {
                throw new AssertionError("two stages are understood here, not " + stages.size());
            }
            // What the earlier stage links has to be what the last one ships.
            stages.getFirst()
                    .forEach(
                            (source, target) -> {
                                if (!target.equals(stages.getLast().get(source))) {
                                    throw new AssertionError(
                                            source + " differs between the stages");
                                }
                            });
            return new Dockerfile(
                    base,
                    stages.getLast(),
                    produced,
                    run,
                    environment,
                    labels,
                    user,
                    folder,
                    entryPoint);
        }
    }
}
