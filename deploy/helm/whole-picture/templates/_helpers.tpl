{{/* The four services, in the order of the main path. */}}
{{- define "wp.services" -}}
referral chronology alert escalation
{{- end -}}

{{/* Name of a service's objects. Takes list: root, service. */}}
{{- define "wp.name" -}}
{{- printf "%s-%s-service" (index . 0).Release.Name (index . 1) | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* What a selector may name: never changes. Takes list: root, service. */}}
{{- define "wp.selector" -}}
app.kubernetes.io/name: {{ index . 1 }}-service
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
{{- end -}}

{{/* Labels of everything of the chart. Takes the root. */}}
{{- define "wp.common" -}}
app.kubernetes.io/part-of: whole-picture
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Labels of one service's objects. Takes list: root, service. */}}
{{- define "wp.labels" -}}
{{ include "wp.selector" . }}
{{ include "wp.common" (index . 0) }}
{{- end -}}

{{/* An image: by digest where one is given. Takes list: root, service. */}}
{{- define "wp.image" -}}
{{- $root := index . 0 -}}
{{- $service := index $root.Values.services (index . 1) -}}
{{- $name := printf "%s/%s-service" $root.Values.image.registry (index . 1) -}}
{{- if $service.digest -}}
{{ $name }}@{{ $service.digest }}
{{- else -}}
{{ $name }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* A property's name as a variable of the environment (MicroProfile Config). */}}
{{- define "wp.env" -}}
{{ regexReplaceAll "[^A-Za-z0-9]" . "_" | upper }}
{{- end -}}

{{/* Where a service's database is. Takes list: root, service. */}}
{{- define "wp.jdbc" -}}
{{- $root := index . 0 -}}
{{- $service := index $root.Values.services (index . 1) -}}
{{- $database := $root.Values.database -}}
{{- $host := $database.host -}}
{{- if $root.Values.cloudNativePG.enabled -}}
{{- $host = printf "%s-rw" (include "wp.cluster" $root) -}}
{{- end -}}
jdbc:postgresql://{{ required "database.host is missing: where PostgreSQL is, or cloudNativePG.enabled" $host }}:{{ $database.port }}/{{ $service.database.name }}?sslmode={{ $database.sslMode }}
{{- if include "wp.databaseCa" $root -}}
&sslrootcert=/etc/whole-picture/database-ca/ca.crt
{{- end -}}
{{- end -}}

{{/* The CloudNativePG cluster's name. */}}
{{- define "wp.cluster" -}}
{{ .Release.Name }}-database
{{- end -}}

{{/* The secret with the authority that signed the databases' certificate; nothing if none is needed. */}}
{{- define "wp.databaseCa" -}}
{{- if .Values.database.caSecretName -}}
{{ .Values.database.caSecretName }}
{{- else if .Values.cloudNativePG.enabled -}}
{{ include "wp.cluster" . }}-ca
{{- end -}}
{{- end -}}

{{/* The secret with the authority that signed the brokers' certificates; nothing if none is needed. */}}
{{- define "wp.kafkaCa" -}}
{{- if .Values.kafka.caSecretName -}}
{{ .Values.kafka.caSecretName }}
{{- else if .Values.strimzi.enabled -}}
{{ .Values.strimzi.cluster }}-cluster-ca-cert
{{- end -}}
{{- end -}}

{{/* Who a service is at the brokers. Takes list: root, service. */}}
{{- define "wp.kafkaUser" -}}
{{ (index . 0).Release.Name }}-{{ index . 1 }}
{{- end -}}

{{/* The secret with a service's account at the brokers (key sasl.jaas.config). Takes list: root, service. */}}
{{- define "wp.kafkaSecret" -}}
{{- $service := index (index . 0).Values.services (index . 1) -}}
{{ $service.kafkaSecretName | default (include "wp.kafkaUser" .) }}
{{- end -}}

{{/* The claim with the heads of the audit chains. */}}
{{- define "wp.anchors" -}}
{{ .Values.auditAnchors.existingClaim | default (printf "%s-audit-anchors" .Release.Name) }}
{{- end -}}

{{/* Pod Security "restricted": the pod. */}}
{{- define "wp.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Pod Security "restricted": the container. */}}
{{- define "wp.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* A variable whose value is in a secret. Takes list: property, secret, key. */}}
{{- define "wp.secretEnv" -}}
- name: {{ include "wp.env" (index . 0) }}
  valueFrom:
    secretKeyRef:
      name: {{ required (printf "the name of the secret for %s is missing" (index . 0)) (index . 1) }}
      key: {{ index . 2 }}
{{- end -}}

{{/*
Settings of one service that are no secrets, as Quarkus reads them from /app/config. Names are written out, so that
the tests can find each in the service. Takes list: root, service.
*/}}
{{- define "wp.properties" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $values := $root.Values -}}
{{- $service := index $values.services $name -}}
{{- $mails := has $name (list "chronology" "alert" "escalation") -}}
quarkus.http.proxy.trusted-proxies={{ join "," $values.ingress.trustedProxies }}
quarkus.shutdown.timeout={{ $values.shutdown.requestSeconds }}S
quarkus.datasource.jdbc.url={{ include "wp.jdbc" . }}
quarkus.datasource.jdbc.max-size={{ $service.database.connections }}
# The migration job does it before, with the owner's account that these pods never see.
quarkus.flyway.migrate-at-start=false
quarkus.oidc.auth-server-url={{ $values.oidc.issuer }}
quarkus.oidc.token.audience={{ $values.oidc.audience }}
quarkus.oidc.pages.client-id={{ $service.oidc.clientId }}
quarkus.oidc.pages.logout.post-logout-path={{ $values.oidc.signedOutPath }}
{{- if hasPrefix "https://" $values.origin }}
quarkus.oidc.pages.authentication.cookie-force-secure=true
{{- end }}
kafka.bootstrap.servers={{ required "kafka.bootstrapServers is missing: where the brokers are" $values.kafka.bootstrapServers }}
kafka.security.protocol={{ $values.kafka.securityProtocol }}
{{- if hasPrefix "SASL_" $values.kafka.securityProtocol }}
kafka.sasl.mechanism={{ $values.kafka.saslMechanism }}
{{- end }}
{{- if and (hasSuffix "SSL" $values.kafka.securityProtocol) (include "wp.kafkaCa" $root) }}
kafka.ssl.truststore.type=PEM
kafka.ssl.truststore.location=/etc/whole-picture/kafka-ca/ca.crt
{{- end }}
{{- if $values.auditAnchors.enabled }}
wp.audit.anchor-folder=/var/lib/whole-picture/audit-anchors
{{- end }}
{{- if has $name (list "referral" "chronology") }}
wp.private.keyset-file=/etc/whole-picture/keyset/{{ $values.keyset.key }}
{{- end }}
{{- if eq $name "referral" }}
wp.referral.directory.email-domains={{ join "," $values.mail.allowedDomains }}
{{- end }}
{{- if $mails }}
wp.pages.base-url={{ $values.origin }}
wp.mail.host={{ required "mail.host is missing: the SMTP server" $values.mail.host }}
wp.mail.port={{ $values.mail.port }}
wp.mail.from={{ $values.mail.from }}
wp.mail.start-tls={{ $values.mail.startTls }}
wp.mail.allowed-domains={{ join "," $values.mail.allowedDomains }}
{{- end }}
{{- if eq $name "alert" }}
wp.alerts.start-in-shadow={{ $values.alerts.startInShadow }}
{{- end }}
{{- if has $name (list "alert" "escalation") }}
quarkus.rest-client.chronology.url=http://{{ include "wp.name" (list $root "chronology") }}:8080/chronology
{{- end }}
{{- if eq $name "chronology" }}
{{- range $other := list "referral" "alert" "escalation" }}
quarkus.rest-client.{{ $other }}.url=http://{{ include "wp.name" (list $root $other) }}:8080/{{ $other }}
{{- end }}
quarkus.oidc-client.auth-server-url={{ $values.oidc.issuer }}
quarkus.oidc-client.token-path={{ $values.oidc.tokenPath }}
quarkus.oidc-client.client-id={{ $values.oidc.rebuildClientId }}
wp.chronology.privacy-officer-inbox={{ required "mail.privacyOfficerInbox is missing: whom emergencies are told" $values.mail.privacyOfficerInbox }}
{{- end }}
{{- range $property, $value := $service.settings }}
{{ $property }}={{ $value }}
{{- end }}
{{- end -}}
