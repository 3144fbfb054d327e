package org.wholepicture.helm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The three values files, and each option laid over that of one partnership. */
enum Variant {
    LAPTOP("values-laptop.yaml", ""),
    PARTNERSHIP("values-partnership.yaml", ""),
    REGION("values-region.yaml", ""),
    POSTGRES_BY_OPERATOR(
            """
            cloudNativePG:
              enabled: true
              imageName: postgres.example/postgresql:18
              storage: {size: 1Gi, className: fast}
              backup: {enabled: true, destinationPath: s3://backups/, secretName: backup}
            """),
    KAFKA_BY_OPERATOR("strimzi: {enabled: true, apiVersion: kafka.strimzi.io/v1}"),
    KAFKA_WITHOUT_TLS(
            """
            kafka: {securityProtocol: SASL_PLAINTEXT, saslMechanism: PLAIN, caSecretName: ''}
            networkPolicy: {prometheus: {peers: []}}
            """),
    KAFKA_OPEN(
            """
            kafka: {securityProtocol: PLAINTEXT, caSecretName: ''}
            services: {alert: {autoscaling: {mode: lag}}}
            """),
    ON_PROCESSORS(
            """
            services:
              referral: {autoscaling: {mode: cpu}}
              chronology: {autoscaling: {mode: cpu}}
              alert: {autoscaling: {mode: cpu}}
              escalation: {autoscaling: {mode: cpu}}
            """),
    ON_LAG(
            """
            services:
              chronology: {autoscaling: {mode: lag}}
              alert: {autoscaling: {mode: lag}, kafkaUsername: somebody}
              escalation: {autoscaling: {mode: lag}}
            """),
    /** Whatever may be left out is. */
    LEAST(
            """
            services:
              referral: {replicas: 1}
              chronology: {replicas: 1}
              alert: {replicas: 1}
              escalation: {replicas: 1}
            networkPolicy: {enabled: false}
            migration: {enabled: false}
            auditAnchors: {enabled: false}
            ingress: {enabled: false}
            monitoring:
              serviceMonitors: {enabled: false}
              rules: {enabled: false}
              dashboards: {enabled: false}
            mail: {secretName: '', startTls: AUTO}
            database: {caSecretName: '', sslMode: require}
            """),
    /** Whatever may be set is, where it does not stand in the way of something else. */
    MOST(
            """
            image: {tag: 1.2.3, pullPolicy: Always, pullSecrets: [registry]}
            services:
              referral:
                digest: 'sha256:%s'
                database: {ownerSecretName: referral-owner}
                settings: {wp.referral.filing.workers: 8}
              alert:
                settings: {wp.alerts.life.weekly-budget: 12, wp.alerts.working-hours.from: "08:30"}
            alerts: {startInShadow: false}
            auditAnchors: {storageClassName: shared, size: 5Gi}
            nodeSelector: {pool: services}
            tolerations: [{key: dedicated, operator: Equal, value: services, effect: NoSchedule}]
            priorityClassName: important
            podAnnotations: {example.org/owner: safeguarding}
            topologySpread: {keys: [kubernetes.io/hostname], whenUnsatisfiable: DoNotSchedule}
            monitoring: {labels: {release: prometheus}}
            networkPolicy:
              tracing: {peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: tracing}}}]}
            """
                    .formatted("0".repeat(64))),
    INGRESS_WITH_PROVIDER(
            """
            origin: http://whole-picture.example:8080
            auditAnchors: {existingClaim: anchors}
            ingress:
              annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 2m}
              identityProvider: {serviceName: keycloak, port: 8080, path: /auth}
            """);

    private static final Map<Variant, List<Rendered>> RENDERED = new ConcurrentHashMap<>();

    private final String file;
    private final String yaml;

    Variant(String yaml) {
        this("values-partnership.yaml", yaml);
    }

    Variant(String file, String yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    Map<String, Object> given() {
        return Chart.over(Chart.values(file), new LinkedHashMap<>(Chart.read(yaml)));
    }

    /** What the chart renders of it; rendered once. */
    List<Rendered> objects() {
        return RENDERED.computeIfAbsent(this, each -> Chart.render(each.given()));
    }

    Stream<Rendered> of(String kind) {
        return objects().stream().filter(each -> each.kind().equals(kind));
    }

    Rendered one(String kind, String name) {
        return of(kind).filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + this));
    }
}
