package web

import (
	"context"
	"encoding/csv"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/web/webtest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// remembered is a memory that has a history besides: drafts of the last ninety days.
type remembered struct {
	copilot.Memory
	drafts  []copilot.Draft
	leftOut int // drafts that cannot be read
}

// Survey gives the history.
func (m *remembered) Survey(_ context.Context, _ copilot.Tenant, channel string, since time.Time, _ int, each func(copilot.Draft)) (copilot.Surveyed, error) {
	for _, d := range m.drafts {
		if !d.Created.Before(since) && (channel == "" || d.Place.Channel == channel) {
			each(d)
		}
	}
	return copilot.Surveyed{LeftOut: m.leftOut}, nil
}

// ninetyDays are what a team of a few people makes in as many days before now, the newest first:
// more each week, and less alike.
func ninetyDays(now time.Time) []copilot.Draft {
	chance := rand.New(rand.NewPCG(8, 5))
	pick := func(percent int) bool { return chance.IntN(100) < percent }
	var all []copilot.Draft
	for before := range 90 {
		day := now.AddDate(0, 0, -before)
		busy := 2 + (90-before)/18
		if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			busy = 0
		}
		for n := range chance.IntN(busy + 1) {
			d := copilot.Draft{
				ID: fmt.Sprint(before, "-", n), Command: []string{"draft", "draft", "draft", "summarize", "hashtags"}[chance.IntN(5)],
				Place: channels[chance.IntN(2)].place(""), Created: day.Add(-time.Duration(n) * time.Minute),
			}
			d.Private = d.Command == "summarize" && pick(40)
			for number := range 1 + chance.IntN(2)*chance.IntN(3) {
				r := copilot.Revision{Number: number + 1, State: copilot.Superseded}
				r.Made = copilot.Provenance{Writer: "openai", Model: "m", Used: &copilot.Usage{Prompt: 1_500 + chance.IntN(900), Completion: 300 + chance.IntN(300)}}
				if number > 0 && pick(50) {
					r.Made = copilot.Provenance{Writer: "person"}
				}
				for _, kind := range []check.Kind{check.Unsupported, check.WornOut, check.Voice, check.Unsupported} {
					if pick(30) {
						r.Findings = append(r.Findings, check.Finding{Kind: kind})
					}
				}
				if pick(5 + before/4) {
					r.Findings = append(r.Findings, check.Finding{Kind: check.Sameness})
				}
				d.Revisions = append(d.Revisions, r)
			}
			last := &d.Revisions[len(d.Revisions)-1]
			last.State = []copilot.State{copilot.Approved, copilot.Approved, copilot.Approved, copilot.Rejected, copilot.Withdrawn, copilot.Pending}[chance.IntN(6)]
			last.Decision = &copilot.Decision{At: d.Created.Add(time.Duration(chance.ExpFloat64() * float64(3*time.Hour)))}
			all = append(all, d)
		}
	}
	return all
}

// newChronicle is a workbench with such a history.
func newChronicle(t *testing.T) *stage {
	return chronicle(t, ninetyDays(chronicled), 0)
}

// chronicled is when it is in such a workbench.
var chronicled = time.Date(2026, 3, 12, 15, 0, 0, 0, time.UTC)

// chronicle is one with some drafts, and others that cannot be read.
func chronicle(t *testing.T, drafts []copilot.Draft, leftOut int) *stage {
	s := newStage(t, &scripted{answer: plainAnswer})
	core := copilot.New(copilot.Config{
		Composer: copilot.Composer{Now: func() time.Time { return chronicled }}, Memory: &remembered{s.store, drafts, leftOut}, Queue: s.store,
		Log: slog.New(slog.DiscardHandler), Prices: copilot.Prices{Prompt: 0.25, Completion: 2, Currency: "EUR"},
	})
	server, err := NewServer(core, s.chat, Options{Log: slog.New(slog.DiscardHandler), Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(server)
	t.Cleanup(front.Close)
	s.server, s.url = server, front.URL
	return s
}

// TestStatsPage shows the figures, their plots with words for whoever does not see them, and
// the same as a table; no name and no text.
func TestStatsPage(t *testing.T) {
	s := newChronicle(t)
	for lang, wanted := range map[string][]string{
		"en": {"Time to sign-off", "Cost per approved draft", "14 weeks from"}, "fr": {"Délai de validation", "Coût par brouillon validé", "14 semaines du"},
	} {
		body := s.as("lea", lang).get("/stats?days=90").Body
		for _, want := range wanted {
			if !strings.Contains(body, want) {
				t.Errorf("%s: the page does not say %q", lang, want)
			}
		}
		if got := strings.Count(body, `<svg viewBox="0 0 380 190" role="img"`); got != 6 {
			t.Errorf("%s: %d plots", lang, got)
		}
		if got := len(regexp.MustCompile(`<title id="plot-\w+">[^<]+</title><desc id="plot-\w+-said">[^<]+</desc>`).FindAllString(body, -1)); got != 6 {
			t.Errorf("%s: %d plots say what they are", lang, got)
		}
		if got := strings.Count(body, `<th scope="row">`); got != 14 {
			t.Errorf("%s: the table has %d rows", lang, got)
		}
		if strings.Contains(body, "style=") || strings.Contains(body, "NaN") || strings.Contains(body, "Inf") || strings.Contains(body, "ZgotmplZ") {
			t.Errorf("%s: the page has what it must not", lang)
		}
	}
	one := s.as("lea", "en").get("/stats?channel=launch&days=7").Body
	if !strings.Contains(one, `<option value="launch" selected>`) || !strings.Contains(one, `days=7" aria-current="page"`) || strings.Count(one, `<th scope="row">`) != 7 {
		t.Error("a channel and a period are not chosen")
	}
	if empty := s.as("lea", "en").get("/stats?channel=comments").Body; !strings.Contains(empty, "No drafts in this time") || strings.Contains(empty, "<svg viewBox=\"0 0 380") {
		t.Error("an empty channel is not said to be empty")
	}
}

// TestStatsOfWhatCannotBeRead: that drafts are left out is said, also when none is left.
func TestStatsOfWhatCannotBeRead(t *testing.T) {
	for name, drafts := range map[string][]copilot.Draft{"some": ninetyDays(chronicled), "none": nil} {
		if page := chronicle(t, drafts, 3).as("lea", "en").get("/stats").Body; !strings.Contains(page, "3 drafts cannot be read and are not counted") {
			t.Errorf("%s: the page does not say that drafts are left out", name)
		}
	}
}

// TestStatsBarsSayTheirOwn: each part of a bar says how many drafts it is, and not the bar's sum.
func TestStatsBarsSayTheirOwn(t *testing.T) {
	var drafts []copilot.Draft
	for i, state := range []copilot.State{copilot.Approved, copilot.Pending, copilot.Pending, copilot.Pending} {
		drafts = append(drafts, copilot.Draft{
			ID: fmt.Sprint(i), Command: "draft", Place: channels[0].place(""), Created: chronicled.Add(-time.Hour),
			Revisions: []copilot.Revision{{Number: 1, State: state}},
		})
	}
	s := chronicle(t, drafts, 0)
	for lang, want := range map[string][]string{
		"en": {"<title>12 Mar: 1 signed off</title>", "<title>12 Mar: 3 waiting</title>"},
		"fr": {"<title>12 mars, validés\u00a0: 1</title>", "<title>12 mars, en attente\u00a0: 3</title>"},
	} {
		page := s.as("lea", lang).get("/stats?days=7").Body
		for _, title := range want {
			if strings.Count(page, title) != 1 {
				t.Errorf("no bar of the page says %s: %q", title, regexp.MustCompile(`is-(?:approved|open)[^>]*><title>[^<]*`).FindAllString(page, -1))
			}
		}
		if n := strings.Count(page, `text-anchor="end">100`); n != 2 {
			t.Errorf("%s: of %d plots of shares the axis is all there can be", lang, n)
		}
	}
}

// TestStatsOfNoChannel: a channel that there is not has no figures, least of all those of all.
func TestStatsOfNoChannel(t *testing.T) {
	lea := newChronicle(t).as("lea", "en")
	for _, at := range []string{"/stats?channel=nope", "/stats.csv?channel=nope&days=7"} {
		if got := lea.get(at); got.Status != http.StatusNotFound || strings.Contains(got.Body, "drafts_summarize") {
			t.Errorf("%s: %d", at, got.Status)
		}
	}
}

// TestStatsLookRight: full of figures and empty, light and dark, on a phone too.
func TestStatsLookRight(t *testing.T) {
	t.Parallel()
	webtest.Looks(t, newChronicle(t).url, "/stats?days=90", "/stats?channel=launch&days=7", "/stats?channel=comments")
}

// TestStatsSheet is the same as CSV, with names of columns that do not change with the reader.
func TestStatsSheet(t *testing.T) {
	s := newChronicle(t)
	got := s.as("lea", "fr").get("/stats.csv?channel=launch&days=30")
	if got.Status != http.StatusOK || got.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.Contains(got.Header.Get("Content-Disposition"), `"figures-launch-30d-2026-03-12.csv"`) {
		t.Errorf("%d %v", got.Status, got.Header)
	}
	rows, err := csv.NewReader(strings.NewReader(got.Body)).ReadAll()
	if err != nil || len(rows) != 31 || strings.Join(rows[0][:4], ",") != "channel,begins,ends,drafts" || rows[1][0] != "launch" || rows[30][1] != "2026-03-12" {
		t.Errorf("%v, %d rows: %q", err, len(rows), rows[:min(2, len(rows))])
	}
	if link := regexp.MustCompile(`href="(/stats\.csv[^"]*)"`).FindStringSubmatch(s.as("lea", "en").get("/stats?days=7").Body); link == nil || !strings.Contains(link[1], "days=7") {
		t.Errorf("the page links %q", link)
	}
}

// TestStatsAtTheWorkbench: the command opens the page of its channel; a period that there is
// not is refused.
func TestStatsAtTheWorkbench(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	lea := s.as("lea", "en")
	got := lea.post("/c/launch", url.Values{"text": {"/copilot stats 7"}})
	if at := got.Header.Get("Location"); got.Status != http.StatusSeeOther || at != "/stats?channel=launch&days=7" {
		t.Errorf("%d to %q", got.Status, at)
	}
	if page := lea.get("/stats?channel=launch&days=7").Body; !strings.Contains(page, `<dd class="value">1</dd><dd class="note">/draft 1</dd>`) {
		t.Error("the draft is not counted")
	}
	if got := s.as("marc", "fr").post("/c/launch", url.Values{"text": {"/copilot chiffres 12"}}); !strings.Contains(read(got.Body), "7, 30 ou 90 jours") {
		t.Errorf("twelve days: %d %s", got.Status, got.Body)
	}
}

// TestStatsOfAll are for whoever may change settings: where people sign in, for managers.
func TestStatsOfAll(t *testing.T) {
	s := newStreet(t)
	s.as(boss).post("/c/launch", url.Values{"text": {"/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026"}})
	s.draft()
	all := regexp.MustCompile(`<option value="">`)
	for who, may := range map[*passer]bool{s.as(boss): true, s.as(nora): false} {
		page, sheet := who.get("/stats"), who.get("/stats.csv?channel=")
		if page.Status != http.StatusOK || all.MatchString(page.Body) != may {
			t.Errorf("may see all: %v; the page %d offers it: %v", may, page.Status, !may)
		}
		if strings.Contains(page.Body, "BOT_PRICE_PROMPT") != may {
			t.Errorf("may see all: %v; the page says how prices are set: %v", may, !may)
		}
		if name := strings.Split(strings.Split(sheet.Body, "\n")[1], ",")[0]; (name == "") != may {
			t.Errorf("may see all: %v; the sheet is of %q", may, name)
		}
	}
}
