package watch

import (
	"context"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/promqltest"
	"github.com/prometheus/prometheus/template"
)

// Every alert says what is the matter, how bad that is, and where it is written what to do.
func TestAlertsSayWhatToDo(t *testing.T) {
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules(t) {
		if r.Annotations["summary"] == "" || !strings.HasSuffix(r.Annotations["description"], ".") || !has([]string{"warning", "critical"}, r.Labels["severity"]) {
			t.Errorf("%s: %v %v", r.Alert, r.Labels, r.Annotations)
		}
		if !strings.HasSuffix(r.Annotations["runbook_url"], "/docs/operations.md#"+strings.ToLower(r.Alert)) || !regexp.MustCompile(`^Brouillon[A-Z]\w+$`).MatchString(r.Alert) {
			t.Errorf("%s leads to %s", r.Alert, r.Annotations["runbook_url"])
		}
		if !strings.Contains(string(page), "\n### "+r.Alert+"\n") {
			t.Errorf("docs/operations.md does not say what %s wants", r.Alert)
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^### (Brouillon\w+)$`).FindAllStringSubmatch(string(page), -1) {
		if _, is := courses[m[1]]; !is {
			t.Errorf("docs/operations.md says what %s wants, which is no alert", m[1])
		}
	}
}

// course is how series go, a sample a minute, when an alert is wanted after two hours, and
// when it is not.
type course struct{ fires, not string }

var courses = map[string]course{
	"BrouillonNotReady": {
		`brouillon_ready{namespace="a",pod="1"} 0x120
		 brouillon_ready{namespace="a",pod="2"} 0x120`,
		`brouillon_ready{namespace="a",pod="1"} 0x120
		 brouillon_ready{namespace="a",pod="2"} 1x120`,
	},
	"BrouillonGone": {
		// Its target is away, and so its series are stale; nobody else's are meant.
		`brouillon_ready{namespace="a",pod="1"} 1x110 stale
		 brouillon_ready{namespace="a",pod="2"} 0x110 stale
		 brouillon_ready{namespace="b",pod="1"} 1x120`,
		// Pods were replaced, and one is ill: that is another alert.
		`brouillon_ready{namespace="a",pod="1"} 1x60 stale
		 brouillon_ready{namespace="a",pod="2"} _x60 0x60`,
	},
	"BrouillonAcceptSlow": {
		`brouillon_accept_seconds_bucket{outcome="accepted",le="1"} 0+10x120
		 brouillon_accept_seconds_bucket{outcome="accepted",le="2.5"} 0+11x120
		 brouillon_accept_seconds_bucket{outcome="accepted",le="+Inf"} 0+11x120`,
		`brouillon_accept_seconds_bucket{outcome="accepted",le="1"} 0+1000x120
		 brouillon_accept_seconds_bucket{outcome="accepted",le="2.5"} 0+1001x120
		 brouillon_accept_seconds_bucket{outcome="accepted",le="+Inf"} 0+1001x120
		 brouillon_accept_seconds_bucket{outcome="refused",le="1"} 0x120
		 brouillon_accept_seconds_bucket{outcome="refused",le="+Inf"} 0+1000x120`,
	},
	"BrouillonQueueOld":       {`brouillon_queue_oldest_seconds 0+60x120`, `brouillon_queue_oldest_seconds 100x120`},
	"BrouillonJobsParked":     {`brouillon_jobs_total{outcome="parked"} 0x110 1x10`, `brouillon_jobs_total{outcome="parked"} 7x120`},
	"BrouillonAnswersFailing": {jobs("3"), jobs("1")},
	"BrouillonModelFailing":   {calls("5"), calls("1") + "\n brouillon_breaker_open 0x120"},
	"BrouillonPlatformErrors": {
		`brouillon_platform_errors_total{chat="slack",kind="server"} 0+10x120`,
		`brouillon_platform_errors_total{chat="slack",kind="server"} 0+1x120
		 brouillon_platform_errors_total{chat="slack",kind="gone"} 0+100x120`,
	},
	"BrouillonForgedClicks":        {`brouillon_forged_clicks_total{chat="slack"} 0x115 1x5`, `brouillon_forged_clicks_total{chat="slack"} 3x120`},
	"BrouillonRedisAway":           {`brouillon_store_up{pod="1"} 0x120`, "brouillon_store_up{pod=\"1\"} 0x120\n brouillon_store_up{pod=\"2\"} 1x120"},
	"BrouillonRedisUnsafe":         {"brouillon_store_safe{pod=\"1\"} 1x120\n brouillon_store_safe{pod=\"2\"} 0x120", `brouillon_store_safe 1x120`},
	"BrouillonSlackDisconnected":   {`brouillon_slack_connections 0x120`, "brouillon_slack_connections{pod=\"1\"} 0x120\n brouillon_slack_connections{pod=\"2\"} 2x120"},
	"BrouillonDiscordDisconnected": {"brouillon_discord_connections{pod=\"1\"} 0x120\n brouillon_discord_connections{pod=\"2\"} 0x120", "brouillon_discord_connections{pod=\"1\"} 0x120\n brouillon_discord_connections{pod=\"2\"} 1x120"},
	"BrouillonLogDropped":          {`brouillon_log_dropped_total 0x110 9x10`, `brouillon_log_dropped_total 9x120`},
}

// jobs are tries of which ten a minute are answered, and so many are tried again.
func jobs(later string) string {
	return `brouillon_jobs_total{outcome="answered"} 0+10x120
		 brouillon_jobs_total{outcome="later"} 0+` + later + `x120`
}

// calls of a model are ten a minute that go well, and so many that do not; who wrote instead
// of it did well.
func calls(failed string) string {
	return `brouillon_writer_seconds_count{writer="openai",outcome="ok"} 0+10x120
		 brouillon_writer_seconds_count{writer="openai",outcome="down"} 0+` + failed + `x120
		 brouillon_writer_seconds_count{writer="openai",outcome="cancelled"} 0+50x120
		 brouillon_writer_seconds_count{writer="builtin",outcome="ok"} 0+1000x120`
}

// Each alert, evaluated by a Prometheus' own engine, is there when something is the matter,
// and is not when nothing is, or when nothing is measured.
func TestAlertsFireWhenTheyShould(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules(t) {
		c, ok := courses[r.Alert]
		if !ok {
			t.Errorf("%s: say in this file when it fires", r.Alert)
			continue
		}
		seen[r.Alert] = true
		if firing(t, r.Expr, c.fires) == 0 {
			t.Errorf("%s is silent on\n%s", r.Alert, c.fires)
		}
		if n := firing(t, r.Expr, c.not); n > 0 {
			t.Errorf("%s fires %d times on\n%s", r.Alert, n, c.not)
		}
		if n := firing(t, r.Expr, `up 1x120`); n > 0 {
			t.Errorf("%s fires of nothing", r.Alert)
		}
	}
	for name := range courses {
		if !seen[name] {
			t.Errorf("%s is no alert any more", name)
		}
	}
	if e := "BrouillonModelFailing"; seen[e] {
		for _, r := range rules(t) {
			if r.Alert == e && firing(t, r.Expr, calls("0")+"\n brouillon_breaker_open 1x120") != 1 {
				t.Errorf("%s is silent of a model that is left alone", e)
			}
		}
	}
}

// One machine has no namespaces: what is said there reads as well as in a cluster, where it
// says which one is meant.
func TestAlertsReadWellWithoutANamespace(t *testing.T) {
	for _, r := range rules(t) {
		alone := say(t, r.Annotations["description"], map[string]string{"chat": "slack"})
		if regexp.MustCompile(`  | in [.,:]|no value`).MatchString(alone) {
			t.Errorf("%s says %q", r.Alert, alone)
		}
		among := say(t, r.Annotations["description"], map[string]string{"chat": "slack", "namespace": "marketing"})
		if strings.Contains(r.Annotations["description"], "namespace") != strings.Contains(among, " in marketing") {
			t.Errorf("%s says %q of the namespace marketing", r.Alert, among)
		}
	}
}

// say is an annotation as a Prometheus sends it, of a series with these labels.
func say(t *testing.T, text string, labels map[string]string) string {
	t.Helper()
	head := "{{$labels := .Labels}}{{$value := .Value}}"
	data := template.AlertTemplateData(labels, nil, "", promql.Sample{F: 0.5})
	said, err := template.NewTemplateExpander(context.Background(), head+text, "alert", data, 0, nil, &url.URL{}, nil).Expand()
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// firing is of how many series an alert is after two hours.
func firing(t *testing.T, expr, series string) int {
	t.Helper()
	store := promqltest.LoadedStorage(t, "load 1m\n "+series)
	engine := promqltest.NewTestEngine(t, false, 5*time.Minute, 1_000_000)
	query, err := engine.NewInstantQuery(context.Background(), store, nil, expr, time.Unix(0, 0).Add(2*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	defer query.Close()
	result := query.Exec(context.Background())
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	vector, err := result.Vector()
	if err != nil {
		t.Fatal(err)
	}
	return len(vector)
}
