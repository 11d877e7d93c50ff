package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// PlotsPath is below which all pages with plots are that people of other chats open.
const PlotsPath = "/figures/"

// Courses makes courses of figures; *copilot.Copilot does.
type Courses interface {
	Course(ctx context.Context, at copilot.Place, by copilot.Person, whole bool, days int) (copilot.Course, error)
}

// Plots are pages for people of other chats: the figures that /copilot stats tells them,
// drawn. They need no workbench and no sign-in, for the link is told to one person alone,
// and opens nothing they may not see, by what their chat said last. They change nothing.
type Plots struct {
	press

	courses  Courses
	sights   map[string]Sight
	limits   *limits // of what a person looks at
	prefixes map[string]string
	public   *url.URL
	root     string // of the pages, as addresses have it, without the / at its end
	seal     seal
	locale   string
	ended    func(outcome string)
	mux      *http.ServeMux
}

// PlotsOptions configure Plots; the first four are needed.
type PlotsOptions struct {
	Courses Courses
	Sights  map[string]Sight // by platform; people of others see nothing
	Public  *url.URL         // where people reach the bot
	Secret  copilot.Secret   // what links are sealed with, the same in every process

	Prefixes map[string]string // by platform: what commands begin with there
	Log      *slog.Logger      // nil: slog.Default()
	Now      func() time.Time  // nil: time.Now
	Locale   string            // for a browser that prefers neither language; "" is English

	// Ended is told how each opening of a link ended, one of PlotsOutcomes; nil: nobody is.
	Ended func(outcome string)
}

// How opening a link to plots ends.
const (
	plotsShown   = "shown"
	plotsForeign = "foreign" // no link of this bot
	plotsOver    = "over"
	plotsRefused = "refused" // not theirs to see
	plotsOften   = "often"   // too many at once
	plotsLeft    = "left"    // by the reader, before it was there
	plotsFailed  = "failed"
)

// PlotsOutcomes are all there are.
func PlotsOutcomes() []string {
	return []string{plotsShown, plotsForeign, plotsOver, plotsRefused, plotsOften, plotsLeft, plotsFailed}
}

// NewPlots makes the pages. Mount them at PlotsPath. It fails only when the embedded
// templates do not parse.
func NewPlots(o PlotsOptions) (*Plots, error) {
	root := strings.TrimRight(o.Public.EscapedPath(), "/") + strings.TrimRight(PlotsPath, "/")
	made, err := newPress("plots", root, o.Log, o.Now, time.UTC, "templates/plots.html", "templates/stats.html", "templates/icons.html")
	if err != nil {
		return nil, err
	}
	p := &Plots{
		press: made, courses: o.Courses, sights: map[string]Sight{}, limits: newLimits(made.now), prefixes: o.Prefixes, public: o.Public, root: root,
		seal: newSeal(o.Secret, "plots"), locale: catalogue.Base(o.Locale), ended: o.Ended, mux: http.NewServeMux(),
	}
	if p.ended == nil {
		p.ended = func(string) {}
	}
	for platform, sight := range o.Sights {
		p.sights[platform] = newSparing(sight, p.now)
	}
	for _, r := range p.routes() {
		p.mux.HandleFunc(r.pattern, r.answer)
	}
	return p, nil
}

// routes are all there are.
func (p *Plots) routes() []route {
	return []route{
		{"GET " + PlotsPath + "static/{version}/{path...}", p.asset},
		{"GET " + PlotsPath + "{ticket}", p.opened(p.show)},
		{"GET " + PlotsPath + "{ticket}/figures.csv", p.opened(p.send)},
		{"GET " + PlotsPath, p.lost},
	}
}

// ServeHTTP serves the pages.
func (p *Plots) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = referred(r, rand.Text())
	h := w.Header()
	secure(h, p.public.Scheme == "https")
	h.Set("Referrer-Policy", "no-referrer") // or the next page is told the ticket
	h.Set("X-Robots-Tag", "noindex, nofollow, noarchive")
	defer p.recover(w, r)
	hurry(w, r)
	p.mux.ServeHTTP(w, r)
}

// recover turns a panic into an apology with a reference; the log has the rest.
func (p *Plots) recover(w http.ResponseWriter, r *http.Request) {
	if p.caught(r, blind(r).URL.Path, recover()) {
		http.Error(w, catalogue.Say(p.reader(r), "web.problem.internal", catalogue.Args{"Reference": copilot.Referred(r.Context())}), http.StatusInternalServerError)
	}
}

func (p *Plots) asset(w http.ResponseWriter, r *http.Request) {
	if !p.assets.send(w, r) {
		p.lost(w, r)
	}
}

// lost answers for what is not there.
func (p *Plots) lost(w http.ResponseWriter, r *http.Request) {
	lang := p.reader(r)
	p.tell(w, blind(r), lang, http.StatusNotFound, catalogue.Say(lang, "web.problem.page", nil))
}

// reader is the language of a browser.
func (p *Plots) reader(r *http.Request) string {
	return preferred(r.Header.Get("Accept-Language"), p.locale)
}

// look is what somebody looks at: figures that they may see.
type look struct {
	ticket

	said   string // the ticket as it is in the address
	all    bool   // of all channels together
	mayAll bool   // they may look at those, too
	course copilot.Course
}

// ofAll is what an address says of figures of all channels together.
const ofAll = "all"

// lookWithin is how long finding out may take: a chat that does not say who may see
// something in that time is waited for no longer.
const lookWithin = 10 * time.Second

// opened is a page behind a ticket. What answers, and what is logged of it, sees the
// address without the ticket.
func (p *Plots) opened(answer func(http.ResponseWriter, *http.Request, look)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		l := look{said: r.PathValue("ticket"), all: r.FormValue("of") == ofAll}
		days, err := strconv.Atoi(r.FormValue("days"))
		chosen := err == nil && slices.Contains(copilot.Periods(), days)
		r = blind(r)
		ctx, cancel := context.WithTimeout(r.Context(), lookWithin)
		defer cancel()
		if l.ticket, err = p.read(l.said); err == nil {
			if chosen {
				l.Days = days
			}
			if wait := p.limits.wait(l.reader(), ofReader); wait > 0 {
				p.tooOften(w, r, l.ticket, wait)
				return
			}
			err = p.look(ctx, &l)
		}
		if err != nil {
			p.refuse(w, r, l.ticket, err)
			return
		}
		answer(w, r, l)
	}
}

// blind is a request whose address does not tell the ticket.
func blind(r *http.Request) *http.Request {
	_, path, _ := strings.Cut(r.Pattern, " ")
	r = r.WithContext(r.Context())
	r.URL, r.RequestURI = &url.URL{Path: path}, path
	return r
}

// look asks whether somebody may see what they ask for, and then for that.
func (p *Plots) look(ctx context.Context, l *look) error {
	sight, ok := p.sights[l.Platform]
	if !ok {
		return errNotYours
	}
	at, who := l.place(), l.person()
	may, err := sight.Sees(ctx, who, at, false)
	switch {
	case err != nil:
		return err
	case !may:
		return errNotYours
	}
	if l.Whole {
		l.mayAll, err = sight.Sees(ctx, who, at, true)
	}
	switch {
	case l.all && err != nil:
		return err
	case l.all && !l.mayAll:
		return errNotAll
	}
	l.course, err = p.courses.Course(ctx, at, who, l.all, l.Days)
	return err
}

// plotsPage is a course as its reader sees it.
type plotsPage struct {
	statsPage

	path   string // of the page, with its ticket
	All    bool   // channels together
	MayAll bool   // the reader may choose so
	Again  string // the command that makes another link
}

// To is the address of the same with another period.
func (p plotsPage) To(days int) string { return p.address("", p.All, days) }

// Of is the address of the figures of all channels together, or of the one.
func (p plotsPage) Of(all bool) string { return p.address("", all, p.Days) }

// Sheet is the address of the same as CSV.
func (p plotsPage) Sheet() string { return p.address("/figures.csv", p.All, p.Days) }

func (p plotsPage) address(beneath string, all bool, days int) string {
	q := url.Values{"days": {strconv.Itoa(days)}}
	if all {
		q.Set("of", ofAll)
	}
	return p.path + beneath + "?" + q.Encode()
}

// show shows the page.
func (p *Plots) show(w http.ResponseWriter, r *http.Request, l look) {
	key := "web.plots.channel"
	if l.all {
		key = "web.plots.all"
	}
	s := plotsPage{
		statsPage: statsOver(l.course, l.Locale, l.mayAll), path: p.path(l.said), All: l.all, MayAll: l.mayAll, Again: p.again(l.ticket, l.Locale),
	}
	s.page = page{Viewer: viewer{Lang: l.Locale}, Title: catalogue.Say(l.Locale, key, nil)}
	p.ended(plotsShown)
	p.render(w, r, http.StatusOK, l.Locale, "plots", s)
}

// send lets the same be downloaded, as CSV.
func (p *Plots) send(w http.ResponseWriter, r *http.Request, l look) {
	channel := l.Channel
	if l.all {
		channel = ""
	}
	file, err := sheetOf(l.course, channel)
	if err != nil {
		p.refuse(w, r, l.ticket, err)
		return
	}
	p.ended(plotsShown)
	if err := sendSheet(w, file, channel, l.course); err != nil {
		p.log.Debug("plots: file not sent", "error", err) // the reader went away
	}
}

// again is the command that somebody types for another link, in their language; "" for a
// link that does not say in which chat it was told, where chats begin it differently.
func (p *Plots) again(t ticket, lang string) string {
	prefix := p.prefixes[t.Platform]
	if t.Platform == "" {
		begins := map[string]bool{}
		for platform := range p.sights {
			prefix = p.prefixes[platform]
			begins[prefix] = true
		}
		if len(begins) > 1 {
			return ""
		}
	}
	return "/" + prefix + "copilot " + copilot.SettingWord(lang, copilot.SubStats)
}
