package test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// choice is something to decide on, and what may be decided. The names before the colons
// are what rules go by.
type choice struct {
	what string
	ways []string
}

// choices are all that people decide on. What goes together for a reason is one of them.
var choices = []choice{
	{"pods", []string{`one: {replicas: 1}`, `three: {replicas: 3}`}},
	{"scaling", []string{
		`off: {}`, `cpu: {autoscaling: {mode: hpa}}`,
		`queue: {autoscaling: {mode: hpa, cpuPercent: 0, queue: {metric: waiting}}}`,
		`keda: {autoscaling: {mode: keda, minReplicas: 1, queue: {prometheus: "http://prometheus.monitoring:9090", authentication: a}}}`,
	}},
	{"store", []string{
		`bundled: {}`, `password: {redis: {existingSecret: redis-password}}`, `none: {redis: {bundled: false}}`,
		`one: {redis: {bundled: false, external: {hosts: [redis.data], database: 3, username: bot}}}`,
		`tls: {redis: {bundled: false, external: {hosts: ["redis.data:6380"], tls: true, existingSecret: redis-auth, peers: [{ipBlock: {cidr: 192.0.2.0/24}}]}}}`,
		`sentinel: {redis: {bundled: false, external: {mode: sentinel, hosts: [a, b], masterName: m, existingSecret: redis-auth, sentinelPassword: true}}}`,
		`cluster: {redis: {bundled: false, external: {mode: cluster, hosts: [a, "b:7000"], existingSecret: redis-auth}}}`,
	}},
	{"loss", []string{`no: {}`, `yes: {redis: {acceptLoss: true}}`}},
	{"secret", []string{
		`none: {}`, `existing: {secret: {existing: bot}}`, `values: {secret: {values: {BOT_SECRET_KEY: k, OPENAI_API_KEY: sk}}}`,
		`vault: {secret: {external: {store: vault, variables: {BOT_SECRET_KEY: {key: a, property: b}}}}}`,
		`entry: {secret: {external: {store: vault, storeKind: ClusterSecretStore, extract: bot}}}`,
	}},
	{"workbench", []string{
		`off: {}`, `published: {config: {workbench: published}}`,
		`open: {config: {workbench: open}, signIn: {issuer: "https://id.example.org", clientID: a, existingSecret: sign-in, publicURL: "https://drafts.example.org", allow: ["@example.org"], trustedProxies: [10.0.0.0/8]}}`,
	}},
	{"slack", []string{
		`no: {}`, `either: {slack: {existingSecret: slack-app}}`, `socket: {slack: {existingSecret: slack-app, transport: socket, commandPrefix: br-}}`,
		`http: {slack: {existingSecret: slack-app, transport: http}}`,
	}},
	{"discord", []string{
		`no: {}`, `gateway: {discord: {existingSecret: discord-app}}`,
		`http: {discord: {existingSecret: discord-app, gateway: "off", publicKey: ` + publicKey + `}}`,
	}},
	{"model", []string{`no: {}`, `inside: {config: {model: {baseURL: "http://ollama.models:11434/v1", name: q, tokensPerDay: 9}}, networkPolicy: {egress: [{ports: [{port: 11434}]}]}}`}},
	{"manner", []string{`plain: {}`, `own: {config: {locale: fr, logLevel: debug, workers: 9, env: {BOT_CONTEXT_TTL: 24h}}}`}},
	{"stop", []string{`soon: {}`, `late: {config: {lameDuckSeconds: 60}, terminationGracePeriodSeconds: 90}`, `now: {config: {lameDuckSeconds: 0}, terminationGracePeriodSeconds: 15}`}},
	{"authority", []string{`usual: {}`, `own: {caConfigMap: our-authority}`}},
	{"traces", []string{`no: {}`, `inside: {tracing: {endpoint: "http://collector.monitoring:4318"}}`, `outside: {tracing: {endpoint: "https://otlp.example.org", peers: [{ipBlock: {cidr: 192.0.2.0/24}}]}}`}},
	{"monitor", []string{`none: {}`, `service: {metrics: {monitor: ServiceMonitor, labels: {a: b}}}`, `pod: {metrics: {monitor: PodMonitor, interval: 1m}}`}},
	{"measuring", []string{`nobody: {}`, `some: {networkPolicy: {metricsFrom: [monitoring]}}`}},
	{"service", []string{`inside: {}`, `balancer: {service: {type: LoadBalancer, port: 8443}}`, `node: {service: {type: NodePort}}`}},
	{"ingress", []string{`no: {}`, `plain: {ingress: {enabled: true, host: drafts.example.org}}`, `tls: {ingress: {enabled: true, host: drafts.example.org, className: nginx, tlsSecret: tls, annotations: {a/b: c}}}`}},
	{"route", []string{`no: {}`, `yes: {httpRoute: {enabled: true, host: drafts.example.org, parentRefs: [{name: web, namespace: gateways}]}}`}},
	{"policy", []string{`on: {}`, `off: {networkPolicy: {enabled: false}}`}},
	{"callers", []string{`near: {}`, `named: {networkPolicy: {from: [{namespaceSelector: {matchLabels: {a: b}}}]}}`}},
	{"names", []string{`anywhere: {}`, `told: {networkPolicy: {dns: [{podSelector: {matchLabels: {k8s-app: kube-dns}}}]}}`}},
	{"outside", []string{`yes: {}`, `no: {networkPolicy: {outside: false}}`, `all: {networkPolicy: {inside: []}}`}},
	{"budget", []string{`yes: {}`, `no: {podDisruptionBudget: {enabled: false}}`}},
	{"spread", []string{`any: {}`, `off: {topologySpread: {hosts: "off", zones: "off"}}`, `strict: {topologySpread: {hosts: DoNotSchedule, zones: DoNotSchedule, maxSkew: 2}}`}},
	{"name", []string{`its: {}`, `whole: {fullnameOverride: pen}`, `part: {nameOverride: pencil}`}},
	{"place", []string{`any: {}`, `one: {nodeSelector: {a: b}, tolerations: [{operator: Exists}], priorityClassName: high, affinity: {nodeAffinity: {}}}`}},
	{"marks", []string{`none: {}`, `some: {podLabels: {team: a}, podAnnotations: {b: c}, serviceAccount: {annotations: {d: e}}}`}},
	{"image", []string{`tag: {}`, `digest: {image: {digest: "sha256:` + strings.Repeat("0f", 32) + `", pullSecrets: [registry], pullPolicy: Always}}`}},
}

// decision is the way that was chosen of each choice.
type decision []int

// is says whether one way of a choice was chosen.
func (d decision) is(what, way string) bool {
	i := slices.IndexFunc(choices, func(c choice) bool { return c.what == what })
	return strings.HasPrefix(choices[i].ways[d[i]], way+":")
}

// sound says whether the chart takes it: what it refuses is refused for a reason.
func (d decision) sound() bool {
	several := d.is("pods", "three") && d.is("scaling", "off") || !d.is("scaling", "off")
	unkept := d.is("store", "none") && !d.is("secret", "existing") && !d.is("secret", "entry")
	unsealed := d.is("workbench", "open") && d.is("secret", "none")
	read := !d.is("monitor", "none") || d.is("scaling", "queue") || d.is("scaling", "keda")
	unread := read && d.is("measuring", "nobody") && d.is("policy", "on")
	anybody := d.is("workbench", "published") && !d.is("service", "inside")
	return !(several && unkept) && !unsealed && !unread && !anybody
}

// values are those of a decision, joined.
func (d decision) values(t *testing.T) string {
	t.Helper()
	all := map[string]any{}
	for i, way := range d {
		_, text, _ := strings.Cut(choices[i].ways[way], ": ")
		var part map[string]any
		if err := yaml.Unmarshal([]byte(text), &part); err != nil {
			t.Fatalf("%s: %v", choices[i].what, err)
		}
		join(all, part)
	}
	b, err := yaml.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func join(to, from map[string]any) {
	for key, value := range from {
		inner, ok := value.(map[string]any)
		already, there := to[key].(map[string]any)
		if ok && there {
			join(already, inner)
			continue
		}
		to[key] = value
	}
}

// pair are two ways of two choices.
type pair struct{ a, way, b, other int }

func (d decision) pairs() []pair {
	var all []pair
	for a := range d {
		for b := a + 1; b < len(d); b++ {
			all = append(all, pair{a, d[a], b, d[b]})
		}
	}
	return all
}

// chance decides.
func chance(by *rand.Rand) decision {
	d := make(decision, len(choices))
	for i, c := range choices {
		d[i] = by.IntN(len(c.ways))
	}
	return d
}

// everyPair makes sound decisions in which each two ways of two choices are together
// once at least, and unsound ones come upon meanwhile; missed are pairs of which none is sound.
func everyPair(by *rand.Rand) (sound, unsound []decision, missed []pair) {
	open := map[pair]bool{}
	for a, c := range choices {
		for b := a + 1; b < len(choices); b++ {
			for way := range c.ways {
				for other := range choices[b].ways {
					open[pair{a, way, b, other}] = true
				}
			}
		}
	}
	for len(open) > 0 {
		first := slices.MinFunc(slices.Collect(maps.Keys(open)), func(p, q pair) int { return strings.Compare(fmt.Sprint(p), fmt.Sprint(q)) })
		var best decision
		most := 0
		for range 60 {
			d := chance(by)
			d[first.a], d[first.b] = first.way, first.other
			if !d.sound() {
				unsound = append(unsound, d)
				continue
			}
			n := 0
			for _, p := range d.pairs() {
				if open[p] {
					n++
				}
			}
			if n > most {
				best, most = d, n
			}
		}
		if best == nil {
			missed = append(missed, first)
			delete(open, first)
			continue
		}
		sound = append(sound, best)
		for _, p := range best.pairs() {
			delete(open, p)
		}
	}
	return sound, unsound, missed
}

// renders is how many decisions are rendered: those with every pair, and more by chance.
const renders = 200

// TestEveryTwoWaysTogether: whatever two things somebody decides on, what is rendered
// passes the judge; and what the chart should refuse, it does.
func TestEveryTwoWaysTogether(t *testing.T) {
	by := rand.New(rand.NewPCG(8, 2))
	sound, unsound, missed := everyPair(by)
	// An open workbench with no secret at all has no key; a published one is not for a balancer or a node's port.
	for _, p := range missed {
		if both := choices[p.a].what + " " + choices[p.b].what; both != "secret workbench" && both != "workbench service" {
			t.Errorf("never together: %s, %s", choices[p.a].ways[p.way], choices[p.b].ways[p.other])
		}
	}
	if len(missed) != 3 {
		t.Errorf("%d pairs are never together, want 3", len(missed))
	}
	t.Logf("every pair in %d decisions, filled up to %d; %d to be refused", len(sound), renders, min(len(unsound), renders))
	for len(sound) < renders {
		if d := chance(by); d.sound() {
			sound = append(sound, d)
		}
	}
	for i, d := range sound {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			values := d.values(t)
			judge(t, values, objects(t, values))
			if t.Failed() {
				t.Log(values)
			}
		})
	}
	by.Shuffle(len(unsound), func(i, j int) { unsound[i], unsound[j] = unsound[j], unsound[i] })
	for _, d := range unsound[:min(len(unsound), renders)] {
		if _, err := render(d.values(t)); err == nil {
			t.Errorf("taken, and should not be:\n%s", d.values(t))
		}
	}
}
