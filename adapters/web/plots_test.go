package web

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/web/webtest"
	"github.com/brouillon/brouillon/copilot"
)

// watched is what a chat says of who may see what.
type watched struct {
	mu        sync.Mutex
	asked     int
	reads     bool // the channel
	manages   bool
	err       error
	workspace string
}

func (s *watched) Sees(_ context.Context, p copilot.Person, at copilot.Place, whole bool) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	here := p.Platform == "chat" && p.ID == "U1" && at.Workspace == s.workspace
	return here && s.reads && (s.manages || !whole), s.err
}

func (s *watched) set(how func(*watched)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	how(s)
}

// plotted are pages of ninety days of drafts, as somebody sees them who manages a chat.
type plotted struct {
	t     *testing.T
	plots *Plots
	sight *watched
	now   time.Time
	url   string
	log   bytes.Buffer
	ended []string // how openings did
	at    copilot.Place
	who   copilot.Person
}

const plotsKey = "a secret key that is long enough for anybody"

func newPlotted(t *testing.T, drafts []copilot.Draft, deny ...string) *plotted {
	t.Helper()
	s := &plotted{
		t: t, sight: &watched{reads: true, manages: true, workspace: "T1"}, now: chronicled,
		at: copilot.Place{Platform: "chat", Workspace: "T1", Channel: "launch"}, who: copilot.Person{Platform: "chat", ID: "U1", Name: "Léa Martin", Locale: "en"},
	}
	s.plots = s.under(plotsKey, drafts, deny...)
	s.url = httptestServer(t, s.plots)
	s.plots.public, _ = url.Parse(s.url)
	return s
}

// under are the pages of a bot with a key.
func (s *plotted) under(key string, drafts []copilot.Draft, deny ...string) *Plots {
	s.t.Helper()
	var denied []copilot.Pattern
	for _, d := range deny {
		p, err := copilot.ReadPattern(d)
		if err != nil {
			s.t.Fatal(err)
		}
		denied = append(denied, p)
	}
	log := slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	stage := newStage(s.t, &scripted{answer: plainAnswer})
	core := copilot.New(copilot.Config{
		Composer: copilot.Composer{Now: func() time.Time { return chronicled }}, Memory: &remembered{Memory: stage.store, drafts: drafts}, Queue: stage.store,
		Log: log, Admission: copilot.Admission{Deny: denied},
	})
	public, _ := url.Parse("https://drafts.example.com")
	p, err := NewPlots(PlotsOptions{
		Courses: core, Sights: map[string]Sight{"chat": s.sight}, Public: public, Secret: copilot.NewSecret(key), Prefixes: map[string]string{"chat": "br-"},
		Log: log, Now: func() time.Time { return s.now }, Ended: func(outcome string) { s.ended = append(s.ended, outcome) },
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

// link is one as it is told.
func (s *plotted) link(whole bool) string { return s.plots.Link(s.at, s.who, whole, 30) }

func (s *plotted) get(address string) response {
	s.t.Helper()
	return s.ask(http.MethodGet, address, "")
}

func (s *plotted) ask(method, address, speaks string) response {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, address, http.NoBody)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Accept-Language", speaks)
	w := httptest.NewRecorder()
	s.plots.ServeHTTP(w, r)
	return response{w.Code, w.Header(), w.Body.String()}
}

// TestPlots: the link opens figures, plots and a table, in the reader's language, and nothing
// of the workbench; the other periods and the sheet are links of the same page.
func TestPlots(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, ninetyDays(chronicled))
	for lang, wanted := range map[string][]string{"en": {"Key figures of this channel", "/br-copilot stats in the channel"}, "fr": {"Chiffres clés de ce canal", "/br-copilot chiffres dans le canal"}} {
		s.who.Locale = lang
		page := s.get(s.link(false))
		for _, want := range []string{`<html lang="` + lang, "<h1>" + wanted[0], wanted[1]} {
			if page.Status != http.StatusOK || !strings.Contains(page.Body, want) {
				t.Errorf("%s: %d, without %q", lang, page.Status, want)
			}
		}
		if n, rows := strings.Count(page.Body, `<svg viewBox="0 0 380 190" role="img"`), strings.Count(page.Body, `<th scope="row">`); n != 6 || rows != 30 {
			t.Errorf("%s: %d plots and %d rows", lang, n, rows)
		}
		for _, not := range []string{"/review", "/audit", "/me", "Léa", "launch\"", "<script", "<form"} {
			if strings.Contains(page.Body, not) {
				t.Errorf("%s: the page has %q", lang, not)
			}
		}
		for days, rows := range map[string]int{"7": 7, "90": 14} {
			to := regexp.MustCompile(`href="([^"]*\?days=` + days + `)"`).FindStringSubmatch(page.Body)
			if to == nil {
				t.Fatalf("%s: no link to %s days", lang, days)
			}
			if got := s.get(s.url + to[1]); strings.Count(got.Body, `<th scope="row">`) != rows || !strings.Contains(got.Body, `days=`+days+`" aria-current="page"`) {
				t.Errorf("%s: %s days: %d, %d rows", lang, days, got.Status, strings.Count(got.Body, `<th scope="row">`))
			}
		}
	}
}

// TestPlotsOfAll: those of all channels are offered and shown to who may see them when the
// link is opened, if the link says so, and to nobody else.
func TestPlotsOfAll(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, ninetyDays(chronicled))
	with, without := s.link(true), s.link(false)
	offers := regexp.MustCompile(`href="[^"]*of=all`)
	if page := s.get(with); !offers.MatchString(page.Body) || page.Status != http.StatusOK {
		t.Errorf("%d, and those of all are not offered", page.Status)
	}
	all, one := s.get(with+"?of=all&days=30"), s.get(with)
	if !strings.Contains(all.Body, "<h1>Key figures of all channels together") || all.Body == one.Body {
		t.Errorf("%d: %s", all.Status, read(all.Body))
	}
	if page := s.get(without); offers.MatchString(page.Body) {
		t.Error("they are offered by a link that is not for them")
	}
	for _, address := range []string{without + "?of=all", without + "/figures.csv?of=all"} {
		if got := s.get(address); got.Status != http.StatusForbidden || !strings.Contains(got.Body, "may change settings") {
			t.Errorf("a link that is not for them: %d", got.Status)
		}
	}
	s.sight.set(func(w *watched) { w.manages = false })
	if page := s.get(with); page.Status != http.StatusOK || offers.MatchString(page.Body) {
		t.Errorf("who manages no more: %d, offered", page.Status)
	}
	for _, address := range []string{with + "?of=all", with + "/figures.csv?of=all"} {
		if got := s.get(address); got.Status != http.StatusForbidden || strings.Contains(got.Body, "<svg viewBox") || strings.Contains(got.Body, "begins,") {
			t.Errorf("who manages no more: %d", got.Status)
		}
	}
}

// TestPlotsRefuse: what opens nothing says why, in the reader's language, and what to do.
func TestPlotsRefuse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		address func(*plotted) string
		change  func(*plotted)
		status  int
		says    string
	}{
		"another key": {
			func(s *plotted) string {
				return s.under("another key that is long enough, too", nil).Link(s.at, s.who, false, 30)
			},
			nil, http.StatusNotFound, "opens nothing",
		},
		"of another purpose": {
			func(s *plotted) string {
				sealed, _ := newSeal(copilot.NewSecret(plotsKey), "session").close(ticket{Platform: "chat", Workspace: "T1", Channel: "launch", Person: "U1", Locale: "en", Days: 30, Until: 1 << 40}, ticketPurpose)
				return s.url + "/figures/" + base64.RawURLEncoding.EncodeToString(sealed)
			},
			nil, http.StatusNotFound, "opens nothing",
		},
		"cut off":            {func(s *plotted) string { l := s.link(false); return l[:len(l)-9] }, nil, http.StatusNotFound, "opens nothing"},
		"over":               {nil, func(s *plotted) { s.now = s.now.Add(ticketLasts) }, http.StatusGone, "This link is over"},
		"who left":           {nil, func(s *plotted) { s.sight.set(func(w *watched) { w.reads = false }) }, http.StatusForbidden, "not so for you"},
		"another workspace":  {func(s *plotted) string { s.at.Workspace = "T2"; return s.link(false) }, nil, http.StatusForbidden, "not so for you"},
		"of another chat":    {func(s *plotted) string { s.at.Platform = "other"; return s.link(false) }, nil, http.StatusForbidden, "not so for you"},
		"of somebody else":   {func(s *plotted) string { s.who.ID = "U2"; return s.link(false) }, nil, http.StatusForbidden, "not so for you"},
		"nobody knows":       {nil, func(s *plotted) { s.sight.set(func(w *watched) { w.err = errors.New("the chat is away") }) }, http.StatusInternalServerError, "reference"},
		"who is denied":      {nil, nil, http.StatusForbidden, "I am not available to you"},
		"an empty ticket":    {func(s *plotted) string { return s.url + "/figures/x" }, nil, http.StatusNotFound, "opens nothing"},
		"one that is padded": {func(s *plotted) string { return s.link(false) + "=" }, nil, http.StatusNotFound, "opens nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var deny []string
			if name == "who is denied" {
				deny = []string{"chat:T1:@U1"}
			}
			s := newPlotted(t, ninetyDays(chronicled), deny...)
			address := s.link(true)
			if c.address != nil {
				address = c.address(s)
			}
			if c.change != nil {
				c.change(s)
			}
			for _, at := range []string{address, address + "?of=all", address + "/figures.csv"} {
				got := s.get(at)
				if got.Status != c.status || !strings.Contains(got.Body, c.says) {
					t.Errorf("%d: %s", got.Status, read(got.Body))
				}
				outcome := map[int]string{http.StatusNotFound: "foreign", http.StatusGone: "over", http.StatusForbidden: "refused", http.StatusInternalServerError: "failed"}[c.status]
				if last := s.ended[len(s.ended)-1]; last != outcome {
					t.Errorf("it is counted as %s", last)
				}
				if strings.Contains(got.Body, "<svg viewBox=\"0 0 380") || strings.Contains(got.Body, "drafts_summarize") || strings.Contains(got.Body, "the chat is away") {
					t.Error("something is shown all the same")
				}
			}
			if c.status == http.StatusNotFound {
				if got := s.ask(http.MethodGet, address, "fr"); !strings.Contains(got.Body, "n’ouvre rien") {
					t.Errorf("to a French browser: %s", read(got.Body))
				}
			}
		})
	}
}

// TestPlotsRefuseEveryByte: no byte of a ticket may be another one.
func TestPlotsRefuseEveryByte(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, nil)
	said := strings.TrimPrefix(s.link(true), s.url+"/figures/")
	sealed, err := base64.RawURLEncoding.DecodeString(said)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.plots.read(said); err != nil {
		t.Fatal(err)
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		if _, err := s.plots.read(base64.RawURLEncoding.EncodeToString(changed)); !errors.Is(err, errUnsealed) {
			t.Fatalf("with another byte %d: %v", i, err)
		}
	}
	for _, readable := range []string{"launch", `"U1"`, `"chat"`} {
		if bytes.Contains(sealed, []byte(readable)) || strings.Contains(said, readable) {
			t.Errorf("%q can be read in the link", readable)
		}
	}
}

// TestPlotsSheet is the table of the page as CSV, of the same figures.
func TestPlotsSheet(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, ninetyDays(chronicled))
	page := s.get(s.link(true) + "?days=7")
	defer func() {
		if len(s.ended) != 3 || slices.ContainsFunc(s.ended, func(outcome string) bool { return outcome != "shown" }) {
			t.Errorf("a page and two sheets are counted as %q", s.ended)
		}
	}()
	to := regexp.MustCompile(`href="([^"]*figures\.csv[^"]*)" download`).FindStringSubmatch(page.Body)
	if to == nil || !strings.Contains(to[1], "days=7") {
		t.Fatalf("the page links the sheet %q", to)
	}
	got := s.get(s.url + to[1])
	if got.Status != http.StatusOK || got.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.Contains(got.Header.Get("Content-Disposition"), `"figures-launch-7d-2026-03-12.csv"`) {
		t.Errorf("%d %v", got.Status, got.Header)
	}
	rows := strings.Split(strings.TrimSpace(got.Body), "\n")
	if len(rows) != 8 || !strings.HasPrefix(rows[0], "channel,begins,ends,drafts,") {
		t.Fatalf("%d rows: %s", len(rows), rows[0])
	}
	shown := regexp.MustCompile(`<th scope="row">[^<]*</th><td>(\d+)</td>`).FindAllStringSubmatch(page.Body, -1)
	for i, row := range rows[1:] { // the newest part is the first of the page, and the last of the sheet
		if drafts := strings.Split(row, ",")[3]; drafts != shown[len(shown)-1-i][1] {
			t.Errorf("%s: %s drafts in the sheet, %s on the page", row[:22], drafts, shown[len(shown)-1-i][1])
		}
	}
	all := s.get(s.link(true) + "/figures.csv?of=all&days=7")
	if !strings.Contains(all.Header.Get("Content-Disposition"), `"figures-all-7d-2026-03-12.csv"`) || strings.Contains(all.Body, "launch") {
		t.Errorf("of all: %v", all.Header)
	}
}

// TestPlotsKeepToThemselves: nobody keeps the page, indexes it or is told its address, and
// nothing but a look is taken.
func TestPlotsKeepToThemselves(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, ninetyDays(chronicled))
	for _, address := range []string{s.link(false), s.link(false) + "/figures.csv", s.url + "/figures/x"} {
		h := s.get(address).Header
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive",
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Set-Cookie": "",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s is %q", name, got)
			}
		}
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
			if got := s.ask(method, address, ""); got.Status != http.StatusMethodNotAllowed {
				t.Errorf("%s: %d", method, got.Status)
			}
		}
	}
	s.plots.public = &url.URL{Scheme: "https", Host: "drafts.example.com"}
	if h := s.get(s.link(false)).Header; h.Get("Strict-Transport-Security") == "" {
		t.Error("over TLS, browsers are not told to stay with it")
	}
	style := regexp.MustCompile(`href="(/figures/static/[^"]+\.css)"`).FindStringSubmatch(s.get(s.link(false)).Body)
	if style == nil {
		t.Fatal("the page has no style sheet beneath its own path")
	}
	if got := s.get(s.url + style[1]); got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/css") {
		t.Errorf("%s: %d", style[1], got.Status)
	}
}

// TestPlotsTicketIsNotLogged: whatever goes wrong, the log says which page it was of, and
// not the ticket.
func TestPlotsTicketIsNotLogged(t *testing.T) {
	t.Parallel()
	s := newPlotted(t, ninetyDays(chronicled))
	said := strings.TrimPrefix(s.link(true), s.url+"/figures/")
	s.sight.set(func(w *watched) { w.err = errors.New("the chat is away") })
	s.get(s.url + "/figures/" + said)
	s.sight.set(func(w *watched) { w.err = nil })
	s.now = s.now.Add(lookAgain)
	template.Must(s.plots.pages["fr"].New("plots").Parse(`{{template "nowhere"}}`))
	delete(s.plots.pages, "en")
	s.get(s.url + "/figures/" + said)
	s.who.Locale = "fr"
	french := strings.TrimPrefix(s.link(true), s.url+"/figures/")
	s.get(s.url + "/figures/" + french + "?days=7")
	logged := s.log.String()
	for _, trouble := range []string{"the chat is away", "plots: panic", "plots: render"} {
		if !strings.Contains(logged, trouble) {
			t.Errorf("%s is not logged, so that nothing is proved: %s", trouble, logged)
		}
	}
	for _, part := range []string{said[:24], said[len(said)-24:], french[:24]} {
		if strings.Contains(logged, part) {
			t.Errorf("the log has the ticket: %s", logged)
		}
	}
}

// TestPlotsLookRight: full of figures, empty and refused, light and dark, on a phone too.
func TestPlotsLookRight(t *testing.T) {
	full, empty := newPlotted(t, ninetyDays(chronicled)), newPlotted(t, nil)
	path := func(s *plotted, more string) string { return strings.TrimPrefix(s.link(true), s.url) + more }
	english := path(full, "?days=90")
	full.who.Locale = "fr"
	webtest.Looks(t, full.url, english, path(full, "?of=all&days=7"), "/figures/x")
	webtest.Looks(t, empty.url, path(empty, ""))
}
