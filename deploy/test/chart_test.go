package test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"helm.sh/helm/v4/pkg/chart/common"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

func TestEverySetOfValues(t *testing.T) {
	for name, values := range sets {
		t.Run(name, func(t *testing.T) { judge(t, values, objects(t, values)) })
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, values, want string }{
		{"unknown value", `replica: 3`, "replica"},
		{"unknown nested value", `config: {langage: fr}`, "langage"},
		{"wrong type", `replicas: two`, "replicas"},
		{"unknown locale", `config: {locale: de}`, "locale"},
		{"tag as digest", `image: {digest: latest}`, "digest"},
		{"variable name", `secret: {values: {api-key: x}}`, "api-key"},
		{"replicas without a store", `{replicas: 2, redis: {bundled: false}}`, "more than one replica needs a Redis"},
		{"two stores", `secret: {values: {REDIS_URL: "redis://a"}}`, "set redis.bundled to false"},
		{"two secrets", `secret: {existing: a, values: {B: c}}`, "either existing or values or external"},
		{"workbench on the street", `{config: {workbench: open}}`, "nobody signs in"},
		{"sign-in by halves", `{signIn: {issuer: "https://slack.com"}}`, "signIn.allow go with it"},
		{"sign-in without a secret", `{signIn: {issuer: "https://slack.com", clientID: "1.2", publicURL: "https://drafts.example.org", allow: ["https://slack.com/team_id=T0123"]}, secret: {values: {BOT_SECRET_KEY: k}}}`, "no client secret"},
		{"sign-in without a key", `{signIn: {issuer: "https://slack.com", clientID: "1.2", publicURL: "https://drafts.example.org", allow: ["https://slack.com/team_id=T0123"]}, secret: {values: {BOT_OIDC_CLIENT_SECRET: s}}}`, "no BOT_SECRET_KEY"},
		{"plots without a key", `{figures: {publicURL: "https://bot.example.org"}, secret: {values: {A: b}}}`, "links to plots are sealed with"},
		{"plots without TLS", `{figures: {publicURL: "http://bot.example.org"}, secret: {existing: bot}}`, "publicURL"},
		{"plots at two addresses", `{figures: {publicURL: "https://bot.example.org"}, signIn: {issuer: "https://slack.com", clientID: "1.2", existingSecret: slack-sign-in, publicURL: "https://drafts.example.org", allow: ["@example.org"]}, secret: {existing: bot}}`, "leave figures.publicURL empty"},
		{"client's secret in the open", `config: {env: {BOT_OIDC_CLIENT_SECRET: s}}`, "belongs into the secret"},
		{"another host", `{config: {workbench: open}, signIn: {issuer: "https://slack.com", clientID: "1.2", existingSecret: slack-sign-in, publicURL: "https://drafts.example.org", allow: ["@example.org"]}, secret: {existing: bot}, ingress: {enabled: true}}`, "name it in both"},
		{"two rules in one", `signIn: {allow: ["@a.org,@b.org"]}`, "allow"},
		{"key in the open", `config: {env: {OPENAI_API_KEY: sk}}`, "belongs into the secret"},
		{"key of before in the open", `config: {env: {BOT_SECRET_KEY_BEFORE: k}}`, "belongs into the secret"},
		{"token in the open", `config: {env: {SLACK_BOT_TOKEN: xoxb-1}}`, "belongs into the secret"},
		{"a name too long for a pod", `fullnameOverride: a-pen-for-the-marketing-department-of-our-towns`, "fullnameOverride"},
		{"a name that grows too long", `nameOverride: a-pen-for-the-marketing-department-of-our-town`, "give a shorter fullnameOverride"},
		{"fewer than none", `replicas: -1`, "replicas"},
		{"scaled by what nobody may read", `autoscaling: {mode: hpa, queue: {metric: waiting}}`, "networkPolicy.metricsFrom"},
		{"KEDA by what nobody may read", `autoscaling: {mode: keda, queue: {prometheus: "http://prometheus.monitoring:9090"}}`, "networkPolicy.metricsFrom"},
		{"anybody through a balancer", `{config: {workbench: published}, service: {type: LoadBalancer}, networkPolicy: {enabled: false}}`, "use kubectl port-forward"},
		{"anybody through a node", `{config: {workbench: published}, service: {type: NodePort}}`, "use kubectl port-forward"},
		{"a Redis without a bound", `redis: {resources: {limits: null}}`, "Give one, or redis.maxMemory"},
		{"a Redis ended before it is full", `redis: {maxMemory: 512Mi}`, "before it refuses anything"},
		{"a limit that is none", `redis: {resources: {limits: {memory: lots}}}`, "lots is no quantity of memory"},
		{"a name that is none", `nameOverride: Our Pen`, "nameOverride"},
		{"collector's key in the open", `config: {env: {OTEL_EXPORTER_OTLP_HEADERS: "key=a"}}`, "belongs into the secret"},
		{"prefix twice", `config: {env: {SLACK_COMMAND_PREFIX: a-}}`, "SLACK_COMMAND_PREFIX"},
		{"tokens twice", `{slack: {existingSecret: a}, secret: {values: {SLACK_APP_TOKEN: xapp-1}}}`, "say it in one place"},
		{"Discord's token in the open", `config: {env: {DISCORD_BOT_TOKEN: a.b.c}}`, "belongs into the secret"},
		{"gateway twice", `config: {env: {DISCORD_GATEWAY: "off"}}`, "DISCORD_GATEWAY"},
		{"Discord's token twice", `{discord: {existingSecret: a}, secret: {values: {DISCORD_BOT_TOKEN: a.b.c}}}`, "say it in one place"},
		{"public key as a secret", `secret: {values: {DISCORD_PUBLIC_KEY: ` + publicKey + `}}`, "is no secret"},
		{"public key alone", `discord: {publicKey: ` + publicKey + `}`, "no token"},
		{"deaf in Discord", `discord: {existingSecret: a, gateway: "off"}`, "nobody would be heard"},
		{"public key of another kind", `discord: {publicKey: xyz}`, "publicKey"},
		{"gateway as yes or no", `discord: {gateway: false}`, "gateway"},
		{"prefix Slack refuses", `slack: {commandPrefix: "BR "}`, "commandPrefix"},
		{"loss accepted twice", `config: {env: {BOT_ACCEPT_LOSS: "1"}}`, "BOT_ACCEPT_LOSS"},
		{"fewest above most", `autoscaling: {mode: hpa, minReplicas: 5}`, "must not be fewer than the fewest"},
		{"scaled by nothing", `autoscaling: {mode: hpa, cpuPercent: 0}`, "autoscaling.queue.metric"},
		{"KEDA without Prometheus", `autoscaling: {mode: keda}`, "give the address of Prometheus in autoscaling.queue.prometheus"},
		{"scaled to nobody", `autoscaling: {mode: keda, minReplicas: 0}`, "minReplicas"},
		{"share of no CPU", `{autoscaling: {mode: hpa}, resources: {requests: {cpu: null}}}`, "set resources.requests.cpu"},
		{"scaled without a store", `{autoscaling: {mode: hpa}, redis: {bundled: false}}`, "more than one replica needs a Redis"},
		{"more than Slack hears", `{replicas: 5, slack: {existingSecret: a, transport: socket}}`, "replicas is 5: Slack's Socket Mode carries four"},
		{"scaled beyond what Slack hears", `{autoscaling: {mode: hpa, maxReplicas: 5}, secret: {values: {SLACK_BOT_TOKEN: xoxb-1, SLACK_APP_TOKEN: xapp-1}}}`, "autoscaling.maxReplicas is 5: Slack's Socket Mode carries four"},
		{"transport of no Slack", `slack: {transport: http}`, "name that Secret"},
		{"transport by pigeon", `slack: {existingSecret: a, transport: pigeon}`, "transport"},
		{"two Redis", `redis: {external: {hosts: [a]}}`, "set redis.bundled to false"},
		{"Redis in two places", `{redis: {bundled: false, external: {hosts: [a]}}, secret: {values: {REDIS_URL: "redis://a"}}}`, "say it in one place"},
		{"Redis of no place", `{replicas: 1, redis: {bundled: false, external: {tls: true}}}`, "name it in redis.external.hosts"},
		{"several Redis, one kept", `redis: {bundled: false, external: {hosts: [a, b]}}`, "set the mode to sentinel or cluster"},
		{"Sentinel without a master", `redis: {bundled: false, external: {mode: sentinel, hosts: [a]}}`, "give redis.external.masterName"},
		{"master without Sentinel", `redis: {bundled: false, external: {hosts: [a], masterName: main}}`, "give redis.external.masterName"},
		{"a Cluster's third database", `redis: {bundled: false, external: {mode: cluster, hosts: [a], database: 3}}`, "set redis.external.database to 0"},
		{"Sentinel's password from nowhere", `redis: {bundled: false, external: {mode: sentinel, masterName: m, hosts: [a], sentinelPassword: true}}`, "name that in redis.external.existingSecret"},
		{"a password in a host", `redis: {bundled: false, external: {hosts: ["u:p@a"]}}`, "hosts"},
		{"a port that cannot be", `redis: {bundled: false, external: {hosts: ["a:70000"]}}`, "a port is from 1 to 65535"},
		{"a vault of nothing", `secret: {external: {store: vault}}`, "name an entry in secret.external.extract"},
		{"nothing's vault", `secret: {external: {extract: a}}`, "name the SecretStore in secret.external.store"},
		{"a vault and a Secret", `secret: {existing: a, external: {store: vault, extract: b}}`, "not several"},
		{"a variable of no entry", `secret: {external: {store: vault, variables: {OPENAI_API_KEY: {property: a}}}}`, "OPENAI_API_KEY"},
		{"a route through no Gateway", `httpRoute: {enabled: true}`, "name one in httpRoute.parentRefs"},
		{"another host at the Gateway", `{config: {workbench: open}, signIn: {issuer: "https://slack.com", clientID: "1.2", existingSecret: slack-sign-in, publicURL: "https://drafts.example.org", allow: ["@example.org"]}, secret: {existing: bot}, httpRoute: {enabled: true, parentRefs: [{name: web}]}}`, "name it in both"},
		{"measured by nobody", `metrics: {monitor: ServiceMonitor}`, "name the namespace in which Prometheus runs in networkPolicy.metricsFrom"},
		{"killed while it closes", `config: {lameDuckSeconds: 30}`, "make it 45 at least"},
		{"a peer that is none", `networkPolicy: {from: [{podSelektor: {}}]}`, "from"},
		{"labels that lose pods", `podLabels: {app.kubernetes.io/component: web}`, "podLabels must not set app.kubernetes.io/component"},
		{"labels set twice", `{metrics: {monitor: PodMonitor, labels: {helm.sh/chart: a}}, networkPolicy: {metricsFrom: [monitoring]}}`, "metrics.labels must not set helm.sh/chart"},
		{"lame duck twice", `config: {env: {BOT_LAME_DUCK: 1s}}`, "BOT_LAME_DUCK"},
		{"a spread that is none", `topologySpread: {zones: Sometimes}`, "zones"},
		{"variable with a value of its own", `config: {env: {LISTEN_ADDR: ":1"}}`, "LISTEN_ADDR"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := render(c.values); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that says %q", err, c.want)
			}
		})
	}
}

func bot(t *testing.T, values string) corev1.Container {
	t.Helper()
	return find[*appsv1.Deployment](t, objects(t, values), "Deployment/ink-brouillon").Spec.Template.Spec.Containers[0]
}

func variable(c corev1.Container, name string) string {
	for _, e := range c.Env {
		if e.Name == name {
			return e.Value
		}
	}
	return ""
}

func TestRedisKeepsWhatItAccepted(t *testing.T) {
	all := objects(t, ``)
	redis := find[*appsv1.StatefulSet](t, all, "StatefulSet/ink-brouillon-redis")
	args := strings.Join(redis.Spec.Template.Spec.Containers[0].Args, " ")
	for _, want := range []string{"--appendonly yes", "--appendfsync always", "--save  --", "--maxmemory-policy noeviction", "--requirepass $(REDIS_PASSWORD)"} {
		if !strings.Contains(args, want) { // --save and nothing: no snapshots
			t.Errorf("redis runs with %q, without %q", args, want)
		}
	}
	if len(redis.Spec.VolumeClaimTemplates) != 1 || redis.Spec.Template.Spec.Containers[0].VolumeMounts[0].MountPath != "/data" {
		t.Error("redis has no volume at /data")
	}
	if got, want := variable(bot(t, ``), "REDIS_URL"), "redis://:$(REDIS_PASSWORD)@ink-brouillon-redis:6379/0"; got != want {
		t.Errorf("REDIS_URL = %q, want %q", got, want)
	}
	secret := find[*corev1.Secret](t, all, "Secret/ink-brouillon-redis")
	if n := len(secret.Data["password"]); n < 32 {
		t.Errorf("the password has %d characters", n)
	}
	if secret.Annotations["helm.sh/resource-policy"] != "keep" {
		t.Error("the password goes with the release, the data stays")
	}
}

// TestRedisRefusesBeforeItIsEnded: what it may keep is well below its limit.
func TestRedisRefusesBeforeItIsEnded(t *testing.T) {
	for values, want := range map[string]string{
		``:                         "322122547", // 60 % of 512Mi
		sets["a larger Redis"]:     "1200000000",
		sets["Redis, all its own"]: "3221225472",
		`redis: {maxMemory: 3Gi, resources: {limits: null}}`:                     "3221225472",
		`redis: {resources: {limits: {memory: 1000000000}}}`:                     "600000000",
		`redis: {maxMemory: 1Gi, resources: {limits: {memory: 1.5Gi}}}`:          "1073741824",
		`redis: {resources: {limits: {memory: 1Ti}, requests: {memory: 500Gi}}}`: "659706976665",
	} {
		args := find[*appsv1.StatefulSet](t, objects(t, values), "StatefulSet/ink-brouillon-redis").Spec.Template.Spec.Containers[0].Args
		if i := slices.Index(args, "--maxmemory"); i < 0 || args[i+1] != want {
			t.Errorf("with %q Redis runs with %q, want --maxmemory %s", values, args, want)
		}
	}
}

// TestRedisIsOneVersion: what keeps everything is not another from one day to the next.
func TestRedisIsOneVersion(t *testing.T) {
	image := find[*appsv1.StatefulSet](t, objects(t, ``), "StatefulSet/ink-brouillon-redis").Spec.Template.Spec.Containers[0].Image
	if !regexp.MustCompile(`^redis:[0-9]+[.][0-9]+[.][0-9]+-alpine@sha256:[0-9a-f]{64}$`).MatchString(image) {
		t.Errorf("Redis is %q", image)
	}
}

// TestLossIsAcceptedByHandAlone: the bot refuses an unsafe Redis unless somebody said so.
func TestLossIsAcceptedByHandAlone(t *testing.T) {
	for set, want := range map[string]string{"default": "", "own redis": "", "hosted redis": "1"} {
		if got := variable(bot(t, sets[set]), "BOT_ACCEPT_LOSS"); got != want {
			t.Errorf("%s: BOT_ACCEPT_LOSS = %q, want %q", set, got, want)
		}
	}
}

func TestSecretsAreNotInTheOpen(t *testing.T) {
	all := objects(t, sets["a model outside"])
	for _, e := range bot(t, sets["a model outside"]).Env {
		if strings.Contains(e.Value, "sk-example") {
			t.Errorf("%s holds the key", e.Name)
		}
	}
	secret := find[*corev1.Secret](t, all, "Secret/ink-brouillon")
	if got := string(secret.Data["OPENAI_API_KEY"]); got != "sk-example" {
		t.Errorf("the secret holds %q", got)
	}
	from := bot(t, sets["a model outside"]).EnvFrom
	if len(from) != 1 || from[0].SecretRef.Name != "ink-brouillon" {
		t.Errorf("the bot reads its secrets from %v", from)
	}
}

func TestChangedSecretIsANewRollout(t *testing.T) {
	sum := func(key string) string {
		d := find[*appsv1.Deployment](t, objects(t, `secret: {values: {OPENAI_API_KEY: `+key+`}}`), "Deployment/ink-brouillon")
		return d.Spec.Template.Annotations["checksum/secret"]
	}
	if sum("one") == sum("two") {
		t.Error("another secret, the same pods")
	}
}

func TestWorkbenchIsOffUnlessAskedFor(t *testing.T) {
	for values, want := range map[string]string{``: "off", `config: {workbench: published}`: "published", sets["workbench open"]: "open"} {
		if got := variable(bot(t, values), "BOT_WORKBENCH"); got != want {
			t.Errorf("with %q BOT_WORKBENCH = %q, want %q", values, got, want)
		}
	}
}

func TestImage(t *testing.T) {
	for values, want := range map[string]string{
		``:                                     "ghcr.io/brouillon/brouillon:0.1.0",
		`image: {repository: r/b, tag: "1.2"}`: "r/b:1.2",
		sets["digest"]:                         "registry.example.org/bot@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
	} {
		if got := bot(t, values).Image; got != want {
			t.Errorf("with %q the image is %q, want %q", values, got, want)
		}
	}
}

// TestTheChartIsOfTheNewestVersion: a release pushes its image under the version without the v
// of the tag, and the chart asks for the newest that the changelog has.
func TestTheChartIsOfTheNewestVersion(t *testing.T) {
	log, err := os.ReadFile(filepath.Join("..", "..", "CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	want := "0.1.0" // the first, of which the changelog has no section before it is released
	if newest := regexp.MustCompile(`(?m)^## \[v?([0-9].*)\]`).FindSubmatch(log); newest != nil {
		want = string(newest[1])
	}
	var chart struct{ Version, AppVersion string }
	if err := yaml.Unmarshal(read(t, "Chart.yaml"), &chart); err != nil {
		t.Fatal(err)
	}
	if chart.AppVersion != want || chart.Version == "" {
		t.Errorf("Chart.yaml is of %q, and the newest version is %q", chart.AppVersion, want)
	}
}

// TestLongNamesAreRefused, rather than cut: where they are cut might change.
func TestLongNamesAreRefused(t *testing.T) {
	long := common.ReleaseOptions{Name: "brouillon-for-the-marketing-department-of-our-town", Namespace: "marketing", Revision: 1, IsInstall: true}
	if _, err := renderAs(long, ``); err == nil || !strings.Contains(err.Error(), "give a shorter fullnameOverride") {
		t.Errorf("error %v", err)
	}
	if _, err := renderAs(long, `fullnameOverride: pen`); err != nil {
		t.Errorf("also with a shorter one: %v", err)
	}
}

func TestBudgetOnlyWhereThereIsOneToSpare(t *testing.T) {
	find[*policyv1.PodDisruptionBudget](t, objects(t, ``), "PodDisruptionBudget/ink-brouillon")
	for _, values := range []string{sets["one replica"], sets["no budget"]} {
		if objects(t, values)["PodDisruptionBudget/ink-brouillon"] != nil {
			t.Errorf("with %q there is a budget", values)
		}
	}
}

func TestOnlyTheBotReachesRedis(t *testing.T) {
	all := objects(t, ``)
	p := find[*networkingv1.NetworkPolicy](t, all, "NetworkPolicy/ink-brouillon-redis")
	if len(p.Spec.Egress) != 0 || len(p.Spec.Ingress) != 1 || len(p.Spec.Ingress[0].From) != 1 {
		t.Fatalf("redis may: %+v", p.Spec)
	}
	deployment := find[*appsv1.Deployment](t, all, "Deployment/ink-brouillon")
	if !selects(p.Spec.Ingress[0].From[0].PodSelector.MatchLabels, deployment.Spec.Template.Labels) {
		t.Error("the bot does not reach redis")
	}
}

// TestNotesSayHowToGoBack: to those who update, and to nobody else.
func TestNotesSayHowToGoBack(t *testing.T) {
	for _, updating := range []bool{false, true} {
		files, err := renderAs(common.ReleaseOptions{Name: "ink", Namespace: "marketing", Revision: 2, IsInstall: !updating, IsUpgrade: updating}, ``)
		if err != nil {
			t.Fatal(err)
		}
		if says := strings.Contains(files["brouillon/templates/NOTES.txt"], "rollback ink"); says != updating {
			t.Errorf("updating is %v, and the notes say how to go back: %v", updating, says)
		}
	}
}

func TestNotesSayWhatIsMissing(t *testing.T) {
	for values, want := range map[string]string{
		``:                     "No model",
		"{}":                   "No BOT_SECRET_KEY",
		sets["try it out"]:     "NOTHING IS KEPT",
		sets["own redis"]:      "networkPolicy.egress must let the bot reach it",
		sets["named"]:          "rollout status deployment/pen",
		sets["one replica"]:    "The workbench is off",
		sets["Slack, HTTP"]:    "bot manifest slack --url https://bot.example.org",
		sets["Discord, HTTP"]:  "https://bot.example.org/discord/interactions",
		sets["ingress"]:        "nobody outside this namespace reaches the bot",
		sets["balancer, shut"]: "nobody outside this namespace reaches the bot",
		sets["stopped"]:        "NOTHING RUNS",
	} {
		files, err := render(values)
		if err != nil {
			t.Fatal(err)
		}
		if notes := files["brouillon/templates/NOTES.txt"]; !strings.Contains(notes, want) {
			t.Errorf("with %q the notes do not say %q:\n%s", values, want, notes)
		}
	}
}
