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
- name: BOT_LOG_FORMAT
  value: {{ .Values.config.logFormat | quote }}
- name: BOT_WORKERS
  value: {{ .Values.config.workers | quote }}
- name: BOT_LAME_DUCK
  value: {{ printf "%ds" (int .Values.config.lameDuckSeconds) | quote }}
# Away from what people and chats reach.
- name: BOT_METRICS_ADDR
  value: ":9090"
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
{{- $redis := .Values.redis }}
{{- if $redis.bundled }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "brouillon.redisSecret" . }}
      key: password
- name: REDIS_URL
  value: redis://:$(REDIS_PASSWORD)@{{ include "brouillon.fullname" . }}-redis:6379/0
{{- else if $redis.external.hosts }}
{{- if $redis.external.existingSecret }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $redis.external.existingSecret }}
      key: password
{{- end }}
{{- if $redis.external.sentinelPassword }}
- name: REDIS_SENTINEL_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $redis.external.existingSecret }}
      key: sentinel-password
{{- end }}
- name: REDIS_URL
  value: {{ include "brouillon.redisURL" . | quote }}
{{- end }}
{{- if .Values.redis.acceptLoss }}
- name: BOT_ACCEPT_LOSS
  value: "1"
{{- end }}
{{- with .Values.slack }}
{{- $from := .existingSecret }}
{{- if $from }}
{{- $keys := dict "SLACK_BOT_TOKEN" "slack-bot-token" "SLACK_APP_TOKEN" "slack-app-token" "SLACK_SIGNING_SECRET" "slack-signing-secret" }}
{{- if eq .transport "socket" }}{{ $_ := unset $keys "SLACK_SIGNING_SECRET" }}{{ end }}
{{- if eq .transport "http" }}{{ $_ := unset $keys "SLACK_APP_TOKEN" }}{{ end }}
{{- $either := eq .transport "" }}
{{- range $name, $key := $keys }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $from }}
      key: {{ $key }}
      # One transport is enough; without a bot token the bot would not be in Slack.
      optional: {{ and $either (ne $key "slack-bot-token") }}
{{- end }}
{{- end }}
{{- if .commandPrefix }}
- name: SLACK_COMMAND_PREFIX
  value: {{ .commandPrefix | quote }}
{{- end }}
{{- if .apiURL }}
- name: SLACK_API_URL
  value: {{ .apiURL | quote }}
{{- end }}
{{- end }}
{{- with .Values.discord }}
{{- if .existingSecret }}
- name: DISCORD_BOT_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: discord-bot-token
{{- end }}
{{- if .publicKey }}
- name: DISCORD_PUBLIC_KEY
  value: {{ .publicKey | quote }}
{{- end }}
{{- if eq .gateway "off" }}
- name: DISCORD_GATEWAY
  value: "off"
{{- end }}
{{- if .apiURL }}
- name: DISCORD_API_URL
  value: {{ .apiURL | quote }}
{{- end }}
{{- end }}
{{- with .Values.signIn }}
{{- if .issuer }}
- name: BOT_OIDC_ISSUER
  value: {{ .issuer | quote }}
- name: BOT_OIDC_CLIENT_ID
  value: {{ .clientID | quote }}
- name: BOT_PUBLIC_URL
  value: {{ .publicURL | quote }}
- name: BOT_OIDC_ALLOW
  value: {{ join "," .allow | quote }}
- name: BOT_OIDC_MANAGERS
  value: {{ join "," .managers | quote }}
- name: BOT_TRUSTED_PROXIES
  value: {{ join "," .trustedProxies | quote }}
{{- if .existingSecret }}
- name: BOT_OIDC_CLIENT_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: oidc-client-secret
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.figures.publicURL }}
- name: BOT_PUBLIC_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.tracing.endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- if .Values.caConfigMap }}
# Besides the usual ones, which are in a file.
- name: SSL_CERT_DIR
  value: /etc/brouillon/ca
{{- end }}
{{- range $name, $value := .Values.config.env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
