package org.wholepicture.helm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object as the chart renders it.
 *
 * @param yaml its text
 * @param content the same, read
 */
record Rendered(String yaml, Map<String, Object> content) {

    String kind() {
        return text("kind");
    }

    String apiVersion() {
        return text("apiVersion");
    }

    String name() {
        return text("metadata", "name");
    }

    /** What stands at a path; nothing if there is none. */
    @Nullable Object at(Object... path) {
        return find(content, path);
    }

    static @Nullable Object find(@Nullable Object from, Object... path) {
        @Nullable Object here = from;
        for (Object step : path) {
            if (here instanceof Map<?, ?> map) {
                here = map.get(step);
            } else if (here instanceof List<?> list
                    && step instanceof Integer index
                    && index < list.size()) {
                here = list.get(index);
            } else {
                return null;
            }
        }
        return here;
    }

    String text(Object... path) {
        return String.valueOf(at(path));
    }

    /** A list of maps at a path; empty if there is none. */
    List<Map<String, Object>> list(Object... path) {
        return maps(content, path);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(@Nullable Object from, Object... path) {
        return find(from, path) instanceof List<?> list
                ? (List<Map<String, Object>>) list
                : List.of();
    }

    /** The map at a path; empty if there is none. */
    @SuppressWarnings("unchecked")
    Map<String, Object> map(Object... path) {
        return at(path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** Where the pod stands in an object that makes pods; nothing in others. */
    @Nullable Object pod() {
        return switch (kind()) {
            case "Deployment", "Job", "StatefulSet", "DaemonSet" -> at("spec", "template");
            case "CronJob" -> at("spec", "jobTemplate", "spec", "template");
            case "Pod" -> content;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
