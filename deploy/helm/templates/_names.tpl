{{/* What everything of a release is called. */}}
{{- define "brouillon.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains (.Values.nameOverride | default .Chart.Name) .Release.Name }}
{{- .Release.Name | trunc 53 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (.Values.nameOverride | default .Chart.Name) | trunc 53 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* What selects the pods of a part: call with (dict "root" $ "part" "bot"). Never changes. */}}
{{- define "brouillon.selector" -}}
app.kubernetes.io/name: {{ .root.Values.nameOverride | default .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
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
{{- else if .Values.secret.values }}
{{- include "brouillon.fullname" . }}
{{- end }}
{{- end }}

{{- define "brouillon.redisSecret" -}}
{{- .Values.redis.existingSecret | default (printf "%s-redis" (include "brouillon.fullname" .)) }}
{{- end }}

{{/* What every container may: nothing but run as somebody. */}}
{{- define "brouillon.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}
