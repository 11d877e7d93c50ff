package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// Who and where, in a scene whose figures are counted; words and ids that must be in none.
const (
	figLea, figAda, figRoom = "U0CANARYLEA", "U0CANARYADA", "C0CANARYROOM"
	figBen                  = "1300000000000000077"
	figTeam, figGuild       = "T0CANARYTEAM", "1200000000000000077"
	figWords                = "Our canary library stays open until 9 pm on Thursdays"
	figName                 = "Canary Martin"
)

// figCanaries are all of them.
var figCanaries = []string{figLea, figAda, figRoom, figBen, figTeam, figGuild, discordChannel, "canary library", "Canary", "canary-room", "terrace of 40"}

const figAnswer = "=== fact\n" + figWords + ", with a terrace of 40 seats.\n=== hashtags\n#Library\n"

// figured is a conversation in Slack and Discord with a model that fails once, in a bot as it
// is started, with the arguments given.
func figured(t *testing.T, args ...string) (base string, stop func(), log *overheard) {
	t.Helper()
	slack := slacktest.New(t, slacktest.Options{
		Team: figTeam, BotToken: canaries["SLACK_BOT_TOKEN"], AppToken: canaries["SLACK_APP_TOKEN"], SigningSecret: canaries["SLACK_SIGNING_SECRET"],
	})
	slack.User(slacktest.User{ID: figLea, Name: "lea", RealName: figName})
	slack.User(slacktest.User{ID: figAda, Name: "ada", RealName: "Ada Canary", Admin: true})
	slack.Channel(slacktest.Channel{ID: figRoom, Name: "canary-room", BotIn: true, Members: []string{figLea, figAda}})
	discord := discordtest.New(t, discordtest.Options{Token: canaries["DISCORD_BOT_TOKEN"], Guild: figGuild})
	discord.User(discordtest.User{ID: figBen, Name: "canary-ben"})
	discord.Channel(discordtest.Channel{ID: discordChannel, Name: "canary-room"})
	model := openaitest.New(t, openaitest.Say(figAnswer), openaitest.Refuse(http.StatusUnauthorized, "invalid_api_key", "no such key "+figWords))

	log = &overheard{}
	base, stop = started(t, log, append([]string{
		"--openai-base-url=" + model.URL, "--openai-api-key=" + openaitest.Key, "--openai-model=canned-1", "--slack-api-url=" + slack.APIURL(), "--discord-api-url=" + discord.APIURL(),
	}, args...)...)
	slack.ConnectHTTP(base)
	slack.AwaitConnections(1)
	discord.AwaitSessions(1)
	discord.Await("the commands", func() bool { return discord.CommandWrites() == 1 })

	twice, err := slack.Typed(figLea, figRoom, "/draft", "variants:1 "+figWords) // the model answers
	if err != nil {
		t.Fatal(err)
	}
	delivered := func(at time.Time) {
		t.Helper()
		request, err := twice.Request(t.Context(), base, at)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		if answer.Body.Close(); answer.StatusCode != http.StatusOK {
			t.Fatalf("the command is answered %d", answer.StatusCode)
		}
	}
	slack.Command(figAda, figRoom, "/copilot", "approvers")
	eventually(t, "the form is there", func() bool {
		v, ok := slack.View(figAda)
		return ok && strings.Contains(string(v.Blocks), `"approvers"`)
	})
	slack.Submit(figAda, "", map[string]string{"approvers": figAda})
	slack.Fail("users.info", "internal_error", 1) // their name is not known then
	delivered(time.Now())
	card := func() *slacktest.Message {
		all := slack.Messages(figRoom)
		return &all[len(all)-1]
	}
	eventually(t, "the card is there", func() bool { return len(slack.Messages(figRoom)) > 0 && len(card().Actions()) > 2 })
	delivered(time.Now().Add(-5 * time.Second)) // again
	slack.Command(figLea, figRoom, "/draft", "network:nowhere what is wrong")
	slack.Click(figLea, figRoom, card().TS, "act.approve") // who may not
	slack.Click(figAda, figRoom, card().TS, "act.approve")
	eventually(t, "it is signed", func() bool { return strings.Contains(card().Plain(), "signed off by") })

	r := discord.Command(figBen, discordChannel, "draft", map[string]any{"text": figWords, "variants": 1}) // the model refuses the key
	discord.Await("the card", func() bool {
		m, _ := discord.Message(discordChannel, r.Message)
		return len(m.Buttons()) > 0
	})
	eventually(t, "nothing is left to do", func() bool {
		got := series(scraped(t, base))
		return got[`brouillon_queue_jobs{state="waiting"}`]+got[`brouillon_queue_jobs{state="working"}`]+got[`brouillon_queue_jobs{state="delayed"}`] == 0 &&
			got[`brouillon_jobs_total{command="draft",outcome="answered"}`] >= 2
	})
	return base, stop, log
}

// scraped is what is measured, as a Prometheus reads it.
func scraped(t testing.TB, base string) map[string]*dto.MetricFamily {
	t.Helper()
	response, err := http.DefaultClient.Get(base + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return families
}

// series is every one by its name and labels; of a histogram, how often it was observed.
func series(families map[string]*dto.MetricFamily) map[string]float64 {
	all := map[string]float64{}
	for name, f := range families {
		for _, m := range f.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, fmt.Sprintf("%s=%q", l.GetName(), l.GetValue()))
			}
			key := name
			if len(labels) > 0 {
				key += "{" + strings.Join(labels, ",") + "}"
			}
			all[key] = m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	return all
}

// ours are the families that are not Go's or the process's own.
func ours(families map[string]*dto.MetricFamily) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(families)), func(name string) bool { return !strings.HasPrefix(name, "brouillon_") })
}

// TestFigures plays a conversation, and counts.
func TestFigures(t *testing.T) {
	base, _, _ := figured(t)
	families := scraped(t, base)
	t.Run("counts", func(t *testing.T) {
		got, want := series(families), map[string]float64{
			`brouillon_accept_seconds{chat="slack",outcome="accepted"}`:                         1,
			`brouillon_accept_seconds{chat="slack",outcome="already"}`:                          1,
			`brouillon_accept_seconds{chat="slack",outcome="refused"}`:                          1,
			`brouillon_accept_seconds{chat="slack",outcome="failed"}`:                           0,
			`brouillon_accept_seconds{chat="discord",outcome="accepted"}`:                       1,
			`brouillon_accept_seconds{chat="web",outcome="accepted"}`:                           0,
			`brouillon_queue_wait_seconds{chat="slack"}`:                                        1,
			`brouillon_queue_wait_seconds{chat="discord"}`:                                      1,
			`brouillon_answer_seconds{part="total"}`:                                            2,
			`brouillon_answer_seconds{part="waiting"}`:                                          2,
			`brouillon_answer_seconds{part="writer"}`:                                           2,
			`brouillon_answer_seconds{part="own"}`:                                              2,
			`brouillon_jobs_total{command="draft",outcome="answered"}`:                          2,
			`brouillon_jobs_total{command="draft",outcome="later"}`:                             0,
			`brouillon_drafts_total{made="drafted"}`:                                            2,
			`brouillon_findings_total{kind="unsupported"}`:                                      1,
			`brouillon_decisions_total{act="approve",chat="slack",outcome="refused"}`:           1,
			`brouillon_decisions_total{act="approve",chat="slack",outcome="done"}`:              1,
			`brouillon_decisions_total{act="approve",chat="discord",outcome="done"}`:            0,
			`brouillon_decisions_refused_total{why="approver.other"}`:                           1,
			`brouillon_fallbacks_total{why="forbidden"}`:                                        2, // the second try of the first, too
			`brouillon_breaker_open`:                                                            0,
			`brouillon_ready`:                                                                   1,
			`brouillon_store_up`:                                                                1,
			`brouillon_queue_jobs{state="parked"}`:                                              0,
			`brouillon_queue_oldest_seconds`:                                                    0,
			`brouillon_writer_tokens_total{direction="prompt",writer="openai"}`:                 11,
			`brouillon_writer_tokens_total{direction="completion",writer="openai"}`:             7,
			`brouillon_platform_errors_total{chat="slack",kind="ratelimited"}`:                  0,
			`brouillon_platform_errors_total{chat="slack",kind="server"}`:                       1,
			`brouillon_refused_total{why="limit_person"}`:                                       0,
			`brouillon_forged_clicks_total{chat="slack"}`:                                       0,
			fmt.Sprintf(`brouillon_build_info{go=%q,version=%q}`, goVersion(families), version): 1,
		}
		some := map[string]float64{}
		for name := range want {
			if v, is := got[name]; is {
				some[name] = v
			}
		}
		if d := gocmp.Diff(want, some); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
	})
	t.Run("no canary", func(t *testing.T) {
		page := pageAt(t, base+"/metrics")
		for _, words := range figCanaries {
			if at := strings.Index(page, words); at >= 0 {
				t.Errorf("%q is measured: …%.200s", words, page[max(0, at-80):])
			}
		}
	})
	t.Run("lint", func(t *testing.T) {
		problems, err := promlint.New(strings.NewReader(pageAt(t, base+"/metrics"))).Lint()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if strings.HasPrefix(p.Metric, "brouillon_") {
				t.Errorf("%s: %s", p.Metric, p.Text)
			}
		}
	})
	t.Run("page", func(t *testing.T) { figuresPage(t, families) })
	t.Run("values", func(t *testing.T) { figuresValues(t, families) })
}

func goVersion(families map[string]*dto.MetricFamily) string {
	for _, l := range families["brouillon_build_info"].GetMetric()[0].GetLabel() {
		if l.GetName() == "go" {
			return l.GetValue()
		}
	}
	return ""
}

const telemetryPage = "../../docs/telemetry.md"

// figuresPage holds the table of docs/telemetry.md to what a scrape gives; -update writes it.
func figuresPage(t *testing.T, families map[string]*dto.MetricFamily) {
	made := figuresTable(families)
	table := regexp.MustCompile(`(?s)(<!-- figures -->\n).*?(<!-- /figures -->)`)
	page := pageOf(t, telemetryPage)
	if !table.MatchString(page) {
		t.Fatal("docs/telemetry.md has no place for the table")
	}
	whole := table.ReplaceAllString(page, "${1}"+strings.ReplaceAll(made, "$", "$$")+"${2}")
	if *update {
		if err := os.WriteFile(telemetryPage, []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := gocmp.Diff(page, whole); d != "" {
		t.Errorf("docs/telemetry.md is not what is measured; `make docs` writes it anew:\n%s", d)
	}
}

// figuresTable is a row for each family: name, type, labels with their values, help.
func figuresTable(families map[string]*dto.MetricFamily) string {
	var b strings.Builder
	b.WriteString("| name | type | labels | what it is |\n|---|---|---|---|\n")
	for _, name := range ours(families) {
		f := families[name]
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", name, strings.ToLower(f.GetType().String()), labelsOf(f), strings.ReplaceAll(f.GetHelp(), "|", `\|`))
	}
	return b.String()
}

// labelsOf are the labels of a family, in order.
func labelsOf(f *dto.MetricFamily) string {
	var all []string
	for _, m := range f.GetMetric() {
		for _, l := range m.GetLabel() {
			if name := "`" + l.GetName() + "`"; !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// figuresValues holds every label's values to what docs/telemetry.md lists: few and known.
func figuresValues(t *testing.T, families map[string]*dto.MetricFamily) {
	page := pageOf(t, telemetryPage)
	of := map[string][]string{} // by family and label, or by label alone
	for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` of (?:`(\\w+)`|all) \\| (.*) \\|$").FindAllStringSubmatch(page, -1) {
		for _, v := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(row[3], -1) {
			of[row[2]+" "+row[1]] = append(of[row[2]+" "+row[1]], v[1])
		}
	}
	for _, name := range ours(families) {
		if name == "brouillon_build_info" { // of the build, not of what happens
			continue
		}
		for _, m := range families[name].GetMetric() {
			for _, l := range m.GetLabel() {
				known, own := of[name+" "+l.GetName()]
				if !own {
					known = of[" "+l.GetName()]
				}
				if !slices.Contains(known, l.GetValue()) {
					t.Errorf("%s{%s=%q}: docs/telemetry.md lists %q", name, l.GetName(), l.GetValue(), known)
				}
			}
		}
	}
}

// BenchmarkScrape is a scrape of a registry in which everything has happened, on a Redis
// that is asked each time: at most 10 ms.
func BenchmarkScrape(b *testing.B) {
	base := scrapedHouse(b)
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		response, err := http.DefaultClient.Get(base)
		if err != nil {
			b.Fatal(err)
		}
		n, err := io.Copy(io.Discard, response.Body)
		if err = errors.Join(err, response.Body.Close()); err != nil || n < 10_000 {
			b.Fatalf("%d bytes: %v", n, err)
		}
		took = append(took, time.Since(start))
	}
	percentiles(b, "scrape", took)
}

// scrapedHouse serves the figures of a house on a real Redis, which is asked at every scrape.
func scrapedHouse(b *testing.B) (address string) {
	store, err := memory.Open(b.Context(), memorytest.Redis(b).URL(), memory.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	registry, now := prometheus.NewRegistry(), time.Now()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	s := &Settings{
		BaseURL: "http://127.0.0.1:1", Model: "m", Parallel: 1, Fallback: true,
		Slack: SlackConfig{BotToken: copilot.NewSecret("x")}, Discord: DiscordConfig{Token: copilot.NewSecret("x")},
	}
	h := house{registry: registry, store: store, log: slog.New(slog.DiscardHandler)}
	if h.witness, err = newWitness(s, registry, nil); err != nil {
		b.Fatal(err)
	}
	_, err = writer(s, h)
	_, refusing := h.countRefused()
	doors := newDoors(registry, s, h.log)
	doors.open(http.NotFoundHandler(), store.Ping)
	later := func() time.Time { now = now.Add(time.Minute); return now }
	if err = errors.Join(err, refusing, doors.register(registry, later), watchStore(registry, store, later)); err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(doors)
	b.Cleanup(server.Close)
	return server.URL + "/metrics"
}
