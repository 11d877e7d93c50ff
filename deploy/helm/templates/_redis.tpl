{{/* Hosts of your own Redis, each with its port, separated by spaces. */}}
{{- define "brouillon.redisHosts" -}}
{{- $port := ternary "26379" "6379" (eq .Values.redis.external.mode "sentinel") }}
{{- $all := list }}
{{- range .Values.redis.external.hosts }}
{{- $all = append $all (ternary . (printf "%s:%s" . $port) (contains ":" .)) }}
{{- end }}
{{- join " " $all }}
{{- end }}

{{/* Where the bot finds it. Passwords are written in when the pod starts, from variables:
none is in the manifest. Behind Sentinel who comes first is the Sentinels' own. */}}
{{- define "brouillon.redisURL" -}}
{{- $redis := .Values.redis.external }}
{{- $hosts := splitList " " (include "brouillon.redisHosts" .) }}
{{- $scheme := ternary "rediss" "redis" $redis.tls }}
{{- $password := ternary "$(REDIS_PASSWORD)" "" (ne $redis.existingSecret "") }}
{{- $who := ternary (printf "%s:%s@" $redis.username $password) "" (or (ne $redis.username "") (ne $password "")) }}
{{- $more := list }}
{{- if eq $redis.mode "sentinel" }}
{{- $more = append $more (printf "master_name=%s" $redis.masterName) }}
{{- with $redis.username }}{{ $more = append $more (printf "username=%s" .) }}{{ end }}
{{- with $password }}{{ $more = append $more (printf "password=%s" .) }}{{ end }}
{{- $who = ternary ":$(REDIS_SENTINEL_PASSWORD)@" "" $redis.sentinelPassword }}
{{- end }}
{{- range rest $hosts }}{{ $more = append $more (printf "addr=%s" .) }}{{ end }}
{{- if ne $redis.mode "standalone" }}{{ $scheme = printf "%s+%s" $scheme $redis.mode }}{{ end }}
{{- $path := ternary "" (printf "/%d" (int $redis.database)) (eq $redis.mode "cluster") }}
{{- printf "%s://%s%s%s" $scheme $who (first $hosts) $path }}
{{- if $more }}?{{ join "&" $more }}{{ end }}
{{- end }}

{{/* Bytes of a quantity of memory, as Kubernetes writes one: 512Mi, 1.5G, 536870912. 0 of none. */}}
{{- define "brouillon.bytes" -}}
{{- $units := dict "" 1 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 }}
{{- $text := ternary . (int64 . | toString) (kindIs "string" .) }}
{{- $number := regexFind "^[0-9]*([.][0-9]+)?" $text }}
{{- $unit := trimPrefix $number $text }}
{{- if not (hasKey $units $unit) }}
{{- fail (printf "%s is no quantity of memory: write it as 512Mi or 2Gi" $text) }}
{{- end }}
{{- mulf (float64 $number) (get $units $unit) | floor | int64 }}
{{- end }}

{{/* Bytes that the bundled one may keep: the rest of its limit is for writing its file anew, when
what changes meanwhile is in memory twice, and for connections. */}}
{{- define "brouillon.redisMost" -}}
{{- $limit := include "brouillon.bytes" (dig "limits" "memory" "" .Values.redis.resources) }}
{{- $given := include "brouillon.bytes" .Values.redis.maxMemory }}
{{- ternary $given (mulf (float64 $limit) 0.6 | floor | int64 | toString) (ne .Values.redis.maxMemory "") }}
{{- end }}

{{/* Ports it is at. The servers behind Sentinel, and the nodes of a Cluster that nobody
named, are taken to be at Redis' own. */}}
{{- define "brouillon.redisPorts" -}}
{{- $all := list }}
{{- range splitList " " (include "brouillon.redisHosts" .) }}{{ $all = append $all (splitList ":" . | last) }}{{ end }}
{{- if ne .Values.redis.external.mode "standalone" }}{{ $all = append $all "6379" }}{{ end }}
{{- $all | uniq | sortAlpha | join " " }}
{{- end }}
