package test

// publicKey looks like that of an application of Discord.
const publicKey = `"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"`

// sets are values people give, each a way to run it.
var sets = map[string]string{
	"default":             ``,
	"one replica":         `replicas: 1`,
	"try it out":          `{replicas: 1, redis: {bundled: false}, config: {workbench: published}}`,
	"French":              `config: {locale: fr}`,
	"a model outside":     `{secret: {values: {OPENAI_API_KEY: sk-example}}, config: {model: {name: gpt-4o-mini, tokensPerDay: 2000000}}}`,
	"a model inside":      `{config: {model: {baseURL: "http://ollama.models:11434/v1"}}, networkPolicy: {egress: [{ports: [{port: 11434}], to: [{namespaceSelector: {matchLabels: {name: models}}}]}]}}`,
	"existing secret":     `{secret: {existing: bot-secrets}, redis: {bundled: false}, replicas: 3}`,
	"own redis":           `{redis: {bundled: false}, secret: {values: {REDIS_URL: "rediss://redis.example.org:6379/0"}}}`,
	"hosted redis":        `{redis: {bundled: false, acceptLoss: true}, secret: {values: {REDIS_URL: "rediss://redis.example.org:6379/0"}}}`,
	"redis password":      `redis: {existingSecret: redis-password, storage: {size: 10Gi, className: fast}}`,
	"Slack, socket":       `slack: {existingSecret: slack-app, commandPrefix: br-, apiURL: "https://slack-gov.com/api/"}`,
	"Slack, HTTP":         `{slack: {existingSecret: slack-app}, ingress: {enabled: true, host: bot.example.org, tlsSecret: bot-tls}}`,
	"Slack, one secret":   `{secret: {values: {SLACK_BOT_TOKEN: xoxb-1, SLACK_APP_TOKEN: xapp-1}}}`,
	"Discord, gateway":    `discord: {existingSecret: discord-app, apiURL: "https://discord.example.org/api/v10"}`,
	"Discord, HTTP":       `{discord: {existingSecret: discord-app, publicKey: ` + publicKey + `, gateway: "off"}, ingress: {enabled: true, host: bot.example.org, tlsSecret: bot-tls}}`,
	"Discord, both":       `{discord: {publicKey: ` + publicKey + `}, secret: {values: {DISCORD_BOT_TOKEN: a.b.c}}}`,
	"both chats":          `{slack: {existingSecret: slack-app}, discord: {existingSecret: discord-app}}`,
	"ingress":             `ingress: {enabled: true, className: nginx, host: bot.example.org, tlsSecret: bot-tls, annotations: {a/b: c}}`,
	"ingress, no TLS":     `ingress: {enabled: true}`,
	"plots":               `{slack: {existingSecret: slack-app}, figures: {publicURL: "https://bot.example.org"}, secret: {existing: bot}, ingress: {enabled: true, host: bot.example.org}}`,
	"gateway, plots":      `{slack: {existingSecret: slack-app}, figures: {publicURL: "https://bot.example.org"}, secret: {values: {BOT_SECRET_KEY: k}}, httpRoute: {enabled: true, host: bot.example.org, parentRefs: [{name: web}]}}`,
	"workbench open":      `{config: {workbench: open}, signIn: {issuer: "https://slack.com", clientID: "1.2", existingSecret: slack-sign-in, publicURL: "https://drafts.example.org", allow: ["https://slack.com/team_id=T0123", "@example.org"], managers: [boss@example.org], trustedProxies: [10.0.0.0/8]}, secret: {existing: bot}, ingress: {enabled: true, host: drafts.example.org}}`,
	"workbench, a secret": `{config: {workbench: open}, signIn: {issuer: "https://id.example.org", clientID: a, publicURL: "https://drafts.example.org", allow: ["@example.org"]}, secret: {values: {BOT_SECRET_KEY: k, BOT_OIDC_CLIENT_SECRET: s}}}`,
	"no network policies": `networkPolicy: {enabled: false}`,
	"callers":             `networkPolicy: {from: [{namespaceSelector: {matchLabels: {name: ingress}}}]}`,
	"digest":              `image: {repository: registry.example.org/bot, digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", pullSecrets: [registry]}`,
	"placed":              `{nodeSelector: {disk: ssd}, tolerations: [{key: a, operator: Exists}], priorityClassName: high, affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}}`,
	"decorated":           `{podLabels: {team: marketing}, podAnnotations: {a: b}, serviceAccount: {annotations: {c: d}}}`,
	"variables":           `config: {env: {BOT_CONTEXT_TTL: 24h, TZ: Europe/Paris}}`,
	"named":               `fullnameOverride: pen`,
	"named at length":     `fullnameOverride: a-pen-for-the-marketing-department-of-our-town`,
	"load balancer":       `{service: {type: LoadBalancer, port: 8443}, networkPolicy: {from: [{ipBlock: {cidr: 192.0.2.0/24}}]}}`,
	"balancer, shut":      `service: {type: LoadBalancer}`,
	"stopped":             `replicas: 0`,
	"stopped, scaled":     `{replicas: 0, autoscaling: {mode: hpa}}`,
	"stopped, KEDA":       `{replicas: 0, autoscaling: {mode: keda, queue: {prometheus: "http://prometheus.monitoring:9090"}}, networkPolicy: {metricsFrom: [monitoring]}}`,
	"a larger Redis":      `redis: {resources: {limits: {memory: 2G}}}`,
	"Redis, all its own":  `redis: {maxMemory: 3Gi, resources: {limits: {memory: 4Gi}}}`,
	"no budget":           `podDisruptionBudget: {enabled: false}`,

	// More pods when there is more to do, by each of the ways to know.
	"more pods by CPU":        `autoscaling: {mode: hpa}`,
	"more pods by the queue":  `{autoscaling: {mode: hpa, maxReplicas: 20, cpuPercent: 0, queue: {metric: brouillon_queue_waiting, selector: {namespace: marketing}}}, networkPolicy: {metricsFrom: [monitoring]}}`,
	"more pods by both":       `{autoscaling: {mode: hpa, minReplicas: 1, maxReplicas: 10, scaleDownAfter: 60, queue: {metric: brouillon_queue_waiting, perReplica: 20}}, networkPolicy: {enabled: false}}`,
	"KEDA":                    `{autoscaling: {mode: keda, queue: {prometheus: "http://prometheus.monitoring:9090"}}, networkPolicy: {metricsFrom: [monitoring]}}`,
	"KEDA, by the queue only": `{autoscaling: {mode: keda, cpuPercent: 0, maxReplicas: 12, queue: {prometheus: "https://prometheus.example.org/api", query: "max(waiting)", authentication: prometheus}}, networkPolicy: {metricsFrom: [monitoring]}}`,
	"as many as Slack hears":  `{slack: {existingSecret: slack-app, transport: socket}, autoscaling: {mode: hpa, maxReplicas: 4}}`,
	"Slack calls many":        `{slack: {existingSecret: slack-app, transport: http}, autoscaling: {mode: hpa, maxReplicas: 30}, ingress: {enabled: true}}`,

	// Knowing that it is well.
	"dashboard and alerts": `{dashboard: {enabled: true, labels: {grafana_dashboard: "1", team: marketing}}, alerts: {enabled: true, labels: {release: prometheus}}}`,

	// Where pods may be.
	"zones, strictly": `{replicas: 6, topologySpread: {hosts: DoNotSchedule, zones: DoNotSchedule, maxSkew: 2}}`,
	"one zone":        `topologySpread: {zones: "off"}`,
	"one host":        `topologySpread: {hosts: "off", zones: "off"}`,

	// Redis of one's own, as each kind of it is spoken to.
	"redis, elsewhere":      `redis: {bundled: false, external: {hosts: [redis.example.org]}}`,
	"redis, TLS and a name": `{caConfigMap: our-authority, redis: {bundled: false, external: {hosts: ["redis.example.org:6380"], tls: true, database: 3, username: bot, existingSecret: redis-auth, peers: [{ipBlock: {cidr: 192.0.2.0/24}}]}}}`,
	"redis, a password":     `redis: {bundled: false, external: {hosts: [redis.data.svc], existingSecret: redis-auth, peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: data}}}]}}`,
	"sentinel":              `redis: {bundled: false, external: {mode: sentinel, hosts: [s-0.redis, "s-1.redis:26380", s-2.redis], masterName: main}}`,
	"sentinel, passwords":   `redis: {bundled: false, external: {mode: sentinel, hosts: [s-0.redis, s-1.redis], masterName: main, database: 2, username: bot, existingSecret: redis-auth, sentinelPassword: true, tls: true}}`,
	"cluster":               `redis: {bundled: false, external: {mode: cluster, hosts: [redis-0.redis, "redis-1.redis:6380"], existingSecret: redis-auth}}`,
	"cluster, TLS":          `redis: {bundled: false, external: {mode: cluster, hosts: [cluster.example.org], tls: true, username: bot, existingSecret: redis-auth}}`,

	// Secrets from a vault.
	"vault, one by one": `secret: {external: {store: vault, variables: {OPENAI_API_KEY: {key: team/bot, property: openai}, BOT_SECRET_KEY: {key: team/seal}}}}`,
	"vault, an entry":   `{secret: {external: {store: vault, storeKind: ClusterSecretStore, extract: team/bot, refreshInterval: 15m}}, redis: {bundled: false}}`,
	"vault, sign-in":    `{config: {workbench: open}, signIn: {issuer: "https://id.example.org", clientID: a, publicURL: "https://drafts.example.org", allow: ["@example.org"]}, secret: {external: {store: vault, extract: team/bot}}}`,

	// The ways in that a Gateway has, beside an Ingress and instead of one.
	"gateway":            `{httpRoute: {enabled: true, host: bot.example.org, parentRefs: [{name: web, namespace: gateways, sectionName: https}], annotations: {a/b: c}}, networkPolicy: {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gateways}}}]}}`,
	"gateway, workbench": `{config: {workbench: open}, signIn: {issuer: "https://slack.com", clientID: "1.2", existingSecret: slack-sign-in, publicURL: "https://drafts.example.org", allow: ["@example.org"]}, secret: {existing: bot}, httpRoute: {enabled: true, host: drafts.example.org, parentRefs: [{name: web}]}}`,
	"both ways in":       `{ingress: {enabled: true, host: a.example.org}, httpRoute: {enabled: true, host: b.example.org, parentRefs: [{name: web}]}, service: {port: 8080}}`,

	// Who measures, and where traces go.
	"measured by Service":   `{metrics: {monitor: ServiceMonitor, interval: 15s, labels: {release: prometheus}}, networkPolicy: {metricsFrom: [monitoring]}, service: {type: LoadBalancer}}`,
	"measured by pod":       `{metrics: {monitor: PodMonitor}, networkPolicy: {metricsFrom: [monitoring, observability]}}`,
	"measured, no policies": `{metrics: {monitor: PodMonitor}, networkPolicy: {enabled: false}}`,
	"traces":                `tracing: {endpoint: "http://collector.monitoring:4318", peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]}`,
	"traces, TLS":           `tracing: {endpoint: "https://otlp.example.org/v1"}`,

	// What is let out and in, as little as can be.
	"little let out": `networkPolicy: {outside: false, dns: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}], from: [{podSelector: {matchLabels: {app: proxy}}}], metricsFrom: [monitoring]}`,
	"no inside":      `networkPolicy: {inside: []}`,

	"slow to go":    `{config: {lameDuckSeconds: 40}, terminationGracePeriodSeconds: 55}`,
	"own authority": `{caConfigMap: our-authority, config: {model: {baseURL: "https://models.internal/v1"}}}`,
	"all of it":     `{autoscaling: {mode: keda, queue: {prometheus: "http://prometheus.monitoring:9090"}}, secret: {external: {store: vault, extract: bot}}, redis: {bundled: false, external: {mode: sentinel, hosts: [a, b, c], masterName: main, existingSecret: redis-auth}}, httpRoute: {enabled: true, parentRefs: [{name: web}]}, metrics: {monitor: ServiceMonitor}, networkPolicy: {metricsFrom: [monitoring]}, tracing: {endpoint: "http://collector.monitoring:4318"}, caConfigMap: our-authority, slack: {existingSecret: slack-app}, discord: {existingSecret: discord-app}}`,
}
