package org.wholepicture.helm;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kubernetes would take an object. Its own kinds are held against the models that are made
 * from its published interface, in two ways that find different faults: read into the model, which
 * knows every field and its type, and checked as JSON, which knows what is required. For kinds of
 * operators there is no such model here: apiVersion, kind and the fields without which the operator
 * refuses are looked at, not whether a field is misspelt.
 */
final class Validity {

    /** Kinds of operators: their version, and what their definitions require. */
    private static final Map<String, Custom> CUSTOM =
            Map.ofEntries(
                    custom(
                            "KafkaTopic",
                            "kafka.strimzi.io/(v1|v1beta2)",
                            "spec.partitions spec.replicas"),
                    custom(
                            "KafkaUser",
                            "kafka.strimzi.io/(v1|v1beta2)",
                            "spec.authentication.type spec.authorization.type spec.authorization.acls"),
                    custom(
                            "Cluster",
                            "postgresql.cnpg.io/v1",
                            "spec.instances spec.storage.size spec.bootstrap.initdb.database"),
                    custom(
                            "Database",
                            "postgresql.cnpg.io/v1",
                            "spec.cluster.name spec.name spec.owner"),
                    custom(
                            "ScheduledBackup",
                            "postgresql.cnpg.io/v1",
                            "spec.cluster.name spec.schedule"),
                    custom(
                            "ObjectStore",
                            "barmancloud.cnpg.io/v1",
                            "spec.configuration.destinationPath"),
                    custom(
                            "ScaledObject",
                            "keda.sh/v1alpha1",
                            "spec.scaleTargetRef.name spec.triggers"),
                    custom("TriggerAuthentication", "keda.sh/v1alpha1", "spec"),
                    custom(
                            "ServiceMonitor",
                            "monitoring.coreos.com/v1",
                            "spec.endpoints spec.selector"),
                    custom("PrometheusRule", "monitoring.coreos.com/v1", "spec.groups"));

    private Validity() {}

    private record Custom(String apiVersion, List<String> required) {}

    private static Map.Entry<String, Custom> custom(
            String kind, String apiVersion, String required) {
        return Map.entry(kind, new Custom(apiVersion, List.of(required.split(" "))));
    }

    /** Every fault found; empty if there is none. */
    static List<String> faults(Rendered object) {
        List<String> faults = new ArrayList<>();
        Custom custom = CUSTOM.get(object.kind());
        if (custom == null) {
            read(object, faults);
            check(object, faults);
        } else {
            if (!object.apiVersion().matches(custom.apiVersion())) {
                faults.add(object + ": not a version of it: " + object.apiVersion());
            }
            for (String path : custom.required()) {
                @Nullable Object value = object.at((Object[]) path.split("\\."));
                if (value == null || String.valueOf(value).isBlank()) {
                    faults.add(object + ": lacks " + path);
                }
            }
        }
        if (!object.name().matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            faults.add(object + ": not a name");
        }
        return faults;
    }

    private static void read(Rendered object, List<String> faults) {
        try {
            Object _ = Yaml.load(object.yaml());
        } catch (Exception e) {
            faults.add(object + ": " + e.getMessage());
        }
    }

    private static void check(Rendered object, List<String> faults) {
        String[] version = object.apiVersion().split("/");
        Class<?> model =
                ModelMapper.getApiTypeClass(
                        version.length == 1 ? "" : version[0],
                        version[version.length - 1],
                        object.kind());
        if (model == null || model == DynamicKubernetesObject.class) {
            faults.add(object + ": Kubernetes knows no such kind");
            return;
        }
        JsonElement json = new Gson().toJsonTree(object.content());
        try {
            Object _ = JSON.getGson().fromJson(json, model);
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
        } catch (RuntimeException e) {
            faults.add(object + ": " + e.getMessage());
        } catch (InvocationTargetException e) {
            faults.add(object + ": " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
