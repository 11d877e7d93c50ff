{{/* The bot's variables, but for those of the secret. */}}
{{- define "brouillon.env" -}}
- name: LISTEN_ADDR
  value: ":8080"
- name: BOT_WORKBENCH
  value: {{ .Values.config.workbench | quote }}
- name: BOT_LOCALE
  value: {{ .Values.config.locale | quote }}
- name: BOT_LOG_LEVEL
  value: {{ .Values.config.logLevel | quote }}
- name: BOT_WORKERS
  value: {{ .Values.config.workers | quote }}
{{- with .Values.config.model }}
{{- if .baseURL }}
- name: OPENAI_BASE_URL
  value: {{ .baseURL | quote }}
{{- end }}
{{- if .name }}
- name: OPENAI_MODEL
  value: {{ .name | quote }}
{{- end }}
{{- if .tokensPerDay }}
- name: BOT_TOKENS_PER_DAY
  value: {{ .tokensPerDay | int | quote }}
{{- end }}
{{- end }}
{{- if .Values.redis.bundled }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "brouillon.redisSecret" . }}
      key: password
- name: REDIS_URL
  value: redis://:$(REDIS_PASSWORD)@{{ include "brouillon.fullname" . }}-redis:6379/0
{{- end }}
{{- range $name, $value := .Values.config.env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
