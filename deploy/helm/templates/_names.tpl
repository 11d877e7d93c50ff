{{/* What everything of a release is called. Kubernetes puts at most 52 characters of a
StatefulSet's name on its pods, and ours ends in -redis. One that is too long is refused: cut
at another place by a later version, everything would be called anew. */}}
{{- define "brouillon.fullname" -}}
{{- $part := .Values.nameOverride | default .Chart.Name }}
{{- $made := ternary .Release.Name (printf "%s-%s" .Release.Name $part) (contains $part .Release.Name) }}
{{- $name := .Values.fullnameOverride | default $made }}
{{- if gt (len $name) 46 }}
{{- fail (printf "%s has %d characters, and Redis' pods could not carry more than 46: give a shorter fullnameOverride" $name (len $name)) }}
{{- end }}
{{- $name }}
{{- end }}

{{/* What selects the pods of a part: call with (dict "root" $ "part" "bot"). Never changes. */}}
{{- define "brouillon.selector" -}}
app.kubernetes.io/name: {{ .root.Values.nameOverride | default .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{/* What selects all pods of the release. */}}
{{- define "brouillon.release" -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "brouillon.labels" -}}
{{ include "brouillon.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "brouillon.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{/* The Secret with the bot's variables; empty when there is none. */}}
{{- define "brouillon.secret" -}}
{{- if .Values.secret.existing }}
{{- .Values.secret.existing }}
{{- else if or .Values.secret.values .Values.secret.external.store }}
{{- include "brouillon.fullname" . }}
{{- end }}
{{- end }}

{{/* Whether the secret has a variable, or may have it, for nobody here sees what is in it:
call with (dict "root" $ "name" "REDIS_URL"). Empty: it has not. */}}
{{- define "brouillon.has" -}}
{{- $secret := .root.Values.secret }}
{{- if or $secret.existing $secret.external.extract (hasKey $secret.values .name) (hasKey $secret.external.variables .name) }}yes{{ end }}
{{- end }}

{{/* The same, where it is certain. */}}
{{- define "brouillon.surelyHas" -}}
{{- $secret := .root.Values.secret }}
{{- if or (hasKey $secret.values .name) (hasKey $secret.external.variables .name) }}yes{{ end }}
{{- end }}

{{/* Whether an autoscaler says how many pods there are; nobody asks it where there are to be none. */}}
{{- define "brouillon.scales" -}}
{{- if and (ne .Values.autoscaling.mode "off") (gt (int .Values.replicas) 0) }}yes{{ end }}
{{- end }}

{{/* Fewest and most pods of the bot there are to be. */}}
{{- define "brouillon.fewest" -}}
{{ ternary .Values.autoscaling.minReplicas .Values.replicas (ne (include "brouillon.scales" .) "") }}
{{- end }}
{{- define "brouillon.most" -}}
{{ ternary .Values.replicas .Values.autoscaling.maxReplicas (eq .Values.autoscaling.mode "off") }}
{{- end }}

{{- define "brouillon.redisSecret" -}}
{{- .Values.redis.existingSecret | default (printf "%s-redis" (include "brouillon.fullname" .)) }}
{{- end }}

{{/* Who a pod of the bot's image runs as. */}}
{{- define "brouillon.somebody" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{/* Where every pod of the release may be, what its image is fetched with, and that it has no
token. */}}
{{- define "brouillon.place" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{/* What every container may: nothing but run as somebody. */}}
{{- define "brouillon.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* What is let in, and whether it is all that begins so (Prefix) or just that (Exact): what
chats call over HTTP, and an open workbench; pages with plots, where there are any. What is measured
is at another port. */}}
{{- define "brouillon.paths" -}}
{{- $chats := dict "/slack/" "Prefix" "/discord/interactions" "Exact" }}
{{- if or .Values.figures.publicURL .Values.signIn.issuer }}
{{- $_ := set $chats "/figures/" "Prefix" }}
{{- end }}
{{- ternary (dict "/" "Prefix") $chats (eq .Values.config.workbench "open") | toJson }}
{{- end }}
