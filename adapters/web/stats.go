package web

import (
	"bytes"
	"cmp"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// statsPage shows how the key figures of a channel, or of all of them, went.
type statsPage struct {
	page
	Channel string // "" for all together
	Days    int
	Periods []int
	Course  copilot.Course
	Figures []copilot.Figure
	Plots   []plot
	Rows    []statsRow
	Bound   string // that there were more drafts than are counted
	LeftOut string // that there are some that cannot be read
}

// statsRow is a part of the course in the table.
type statsRow struct {
	When  string
	Cells []string
}

// Head are the columns of the table behind the first.
func (p statsPage) Head() []string {
	all := []string{catalogue.Say(p.Viewer.Lang, "figure.drafts", nil)}
	for _, s := range draftSeries {
		all = append(all, catalogue.Say(p.Viewer.Lang, s.key, nil))
	}
	for _, m := range measuresOf(p.Course) {
		all = append(all, catalogue.Say(p.Viewer.Lang, m.key, nil))
	}
	return all
}

// To is the address of the same with another period.
func (p statsPage) To(days int) string { return p.address("/stats", days) }

// Sheet is the address of the same as CSV.
func (p statsPage) Sheet() string { return p.address("/stats.csv", p.Days) }

func (p statsPage) address(path string, days int) string {
	return path + "?" + url.Values{"channel": {p.Channel}, "days": {strconv.Itoa(days)}}.Encode()
}

// statsOf is whose course is asked for: a channel's, or that of all together, which is for
// whoever may change settings; anybody else is shown the first channel.
func statsOf(r *http.Request, v viewer) (at channel, whole bool, days int) {
	days, err := strconv.Atoi(r.FormValue("days"))
	if err != nil || !slices.Contains(copilot.Periods(), days) {
		days = copilot.DefaultDays
	}
	at, ok := findChannel(r.FormValue("channel"))
	switch {
	case ok:
		return at, false, days
	case v.Changes():
		return channel{}, true, days
	}
	return channels[0], false, days
}

// statsPath is where the figures of a channel are, over the period that was typed.
func statsPath(at copilot.Place, typed string) (string, error) {
	days, err := copilot.PeriodSaid(typed)
	return statsPage{Channel: at.Channel}.To(days), err
}

// course is what is asked for. The error is a *copilot.Fault.
func (s *Server) course(r *http.Request, v viewer) (copilot.Course, channel, error) {
	if asked := r.FormValue("channel"); asked != "" {
		if _, ok := findChannel(asked); !ok { // and not the figures of others in its place
			return copilot.Course{}, channel{}, copilot.NewFault(copilot.FaultAbsent, "web.fault.channel", nil, nil)
		}
	}
	at, whole, days := statsOf(r, v)
	c, err := s.core.Course(r.Context(), at.place(""), v.Person(), whole, days)
	return c, at, err
}

// showStats shows the page.
func (s *Server) showStats(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	c, at, err := s.course(r, v)
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	p := statsOver(c, v.Lang, v.Changes())
	p.page = s.pageFor(r, v, "stats", "", catalogue.Say(v.Lang, "web.stats.title", nil))
	p.Channel = at.ID
	s.render(w, r, http.StatusOK, v.Lang, "stats", p)
}

// statsOver shows a course, without the channel that it is of. How prices are set is told to
// whom it may concern.
func statsOver(c copilot.Course, lang string, concerns bool) statsPage {
	p := statsPage{Days: c.Days, Periods: copilot.Periods(), Course: c, Bound: c.SayBound(lang), LeftOut: c.SayLeftOut(lang)}
	if c.Whole.Drafts == 0 {
		return p
	}
	p.Figures = c.Say(lang)
	if !concerns && !c.Prices.Set() {
		p.Figures = slices.DeleteFunc(p.Figures, func(f copilot.Figure) bool { return f.Key == "cost" })
	}
	p.Plots, p.Rows = plotsOf(c, lang), rowsOf(c, lang)
	return p
}

// sendStats lets the same be downloaded, as CSV.
func (s *Server) sendStats(w http.ResponseWriter, r *http.Request) {
	v := s.viewerOf(r)
	c, at, err := s.course(r, v)
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	file, err := sheetOf(c, at.ID)
	if err != nil {
		s.fail(w, r, v, err)
		return
	}
	if err := sendSheet(w, file, at.ID, c); err != nil {
		s.log.Debug("workbench: file not sent", "error", err) // the reader went away
	}
}

// sheetOf is a course of a channel, "" for that of all together, as CSV.
func sheetOf(c copilot.Course, channel string) ([]byte, error) {
	var file bytes.Buffer
	sheet, err := copilot.NewSheet(&file, "channel")
	if err == nil {
		err = sheet.Add(c, channel)
	}
	return file.Bytes(), err
}

// sendSheet has a browser keep it as a file, under a name that no other sheet has: of which
// channel, over how many days, until which of them.
func sendSheet(w http.ResponseWriter, file []byte, channel string, c copilot.Course) error {
	name := "figures-" + cmp.Or(channel, "all") + "-" + strconv.Itoa(c.Days) + "d-" + c.At.UTC().Format(time.DateOnly)
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.csv"`)
	_, err := w.Write(file)
	return err
}

// measure is a figure that every part of a course has, or has not.
type measure struct {
	key  string // of what it is
	of   func(copilot.Figures) (float64, bool)
	say  func(lang string, x float64) string
	most float64 // of what there can be; 0 where there is no bound
}

func perHundred(part, all int) (float64, bool) {
	if all == 0 {
		return 0, false
	}
	return 100 * float64(part) / float64(all), true
}

func wholePercent(lang string, x float64) string { return copilot.SayPercent(lang, int(x+.5), 100) }

func wholeNumber(lang string, x float64) string { return copilot.SayNumber(lang, math.Round(x)) }

// measuresOf are what is drawn of a course beside the drafts, each in a plot of its own.
func measuresOf(c copilot.Course) []measure {
	unit, key := time.Minute, "web.stats.plot.minutes"
	longest := time.Duration(0)
	for _, p := range c.Parts {
		half, _ := p.Within(50)
		longest = max(longest, half)
	}
	switch {
	case longest > 72*time.Hour:
		unit, key = 24*time.Hour, "web.stats.plot.days"
	case longest > 2*time.Hour:
		unit, key = time.Hour, "web.stats.plot.hours"
	}
	return append([]measure{{key, func(f copilot.Figures) (float64, bool) {
		half, ok := f.Within(50)
		return float64(half) / float64(unit), ok
	}, copilot.SayNumber, 0}}, measures...)
}

// measures are those that are drawn of every course in the same way.
var measures = []measure{
	{"web.stats.plot.first", func(f copilot.Figures) (float64, bool) { return perHundred(f.FirstPass, f.Decided()) }, wholePercent, 100},
	{"web.stats.plot.findings", func(f copilot.Figures) (float64, bool) { return perHundred(f.Found(), f.Checked) }, wholeNumber, 0},
	{"web.stats.plot.alike", func(f copilot.Figures) (float64, bool) { return perHundred(f.Alike, f.Posts) }, wholePercent, 100},
	{"web.stats.plot.tokens", func(f copilot.Figures) (float64, bool) {
		x, ok := perHundred(f.Tokens.Total(), f.Bought)
		return x / 100, ok
	}, wholeNumber, 0},
}

// The colours of the drafts, from below, with what they mean and how many there are.
var draftSeries = []struct {
	class, key string
	of         func(copilot.Figures) int
}{
	{"approved", "web.stats.series.approved", func(f copilot.Figures) int { return f.Approved }},
	{"open", "web.stats.series.open", func(f copilot.Figures) int { return f.Waiting }},
	{"ended", "web.stats.series.ended", func(f copilot.Figures) int { return f.Rejected + f.Expired + f.Withdrawn }},
	{"private", "web.stats.series.private", func(f copilot.Figures) int { return f.Private }},
}

// plotsOf draws a course.
func plotsOf(c copilot.Course, lang string) []plot {
	drafts := newPlot(lang, "web.stats.plot.drafts")
	var classes []string
	for _, s := range draftSeries {
		classes = append(classes, s.class)
		drafts.Legend = append(drafts.Legend, series{s.class, catalogue.Say(lang, s.key, nil)})
	}
	stacks := stacksOf(c, lang, copilot.SayNumber, func(f copilot.Figures) (values []float64) {
		for _, s := range draftSeries {
			values = append(values, float64(s.of(f)))
		}
		return values
	})
	drafts.draw(saidBySeries(c, lang, stacks), classes, func(x float64) string { return copilot.SayNumber(lang, x) })
	all := []plot{drafts.said(c, lang, copilot.SayNumber(lang, mostOf(c, drafted)))}
	for _, m := range measuresOf(c) {
		p := newPlot(lang, m.key)
		p.Most = m.most
		say := func(x float64) string { return m.say(lang, x) }
		p.draw(stacksOf(c, lang, m.say, func(f copilot.Figures) []float64 {
			if x, ok := m.of(f); ok {
				return []float64{x}
			}
			return []float64{-1}
		}), []string{"measure"}, say)
		all = append(all, p.said(c, lang, say(mostOf(c, m.of))))
	}
	return all
}

// saidBySeries has each part of a stack of drafts say how many of which kind it is.
func saidBySeries(c copilot.Course, lang string, stacks []stack) []stack {
	for i, s := range stacks {
		for k, v := range s.values {
			stacks[i].saying = append(stacks[i].saying, catalogue.Say(lang, "web.stats.point.of", catalogue.Args{
				"When": whenOf(c, c.Parts[i], lang), "Value": copilot.SayNumber(lang, v), "Kind": catalogue.Say(lang, draftSeries[k].key, nil),
			}))
		}
	}
	return stacks
}

func drafted(f copilot.Figures) (float64, bool) { return float64(f.Drafts), true }

// mostOf is the highest value of a part.
func mostOf(c copilot.Course, of func(copilot.Figures) (float64, bool)) float64 {
	most := 0.0
	for _, p := range c.Parts {
		if x, ok := of(p.Figures); ok {
			most = max(most, x)
		}
	}
	return most
}

func newPlot(lang, key string) plot {
	return plot{ID: key[len("web.stats.plot."):], Title: catalogue.Say(lang, key, nil)}
}

// said puts into words what a plot is of.
func (p plot) said(c copilot.Course, lang, most string) plot {
	if p.Empty {
		p.Said = catalogue.Say(lang, "web.stats.nothing", nil)
		return p
	}
	key := "web.stats.desc.day"
	if c.Weekly() {
		key = "web.stats.desc.week"
	}
	p.Said = catalogue.Say(lang, key, catalogue.Args{
		"Parts": len(c.Parts), "From": catalogue.Day(lang, c.Begin), "To": catalogue.Day(lang, c.At), "Most": most,
	})
	return p
}

// stacksOf are the values over each part of a course.
func stacksOf(c copilot.Course, lang string, say func(string, float64) string, of func(copilot.Figures) []float64) []stack {
	var all []stack
	for _, part := range c.Parts {
		s := stack{when: catalogue.ShortDay(lang, part.Begin), values: of(part.Figures)}
		if h, any := s.height(); any {
			s.said = catalogue.Say(lang, "web.stats.point", catalogue.Args{"When": whenOf(c, part, lang), "Value": say(lang, h)})
		}
		all = append(all, s)
	}
	return all
}

// whenOf names a part: a day, or the first and the last of a week.
func whenOf(c copilot.Course, p copilot.Part, lang string) string {
	if last := c.Last(p); last.After(p.Begin.Add(12 * time.Hour)) {
		return catalogue.ShortDay(lang, p.Begin) + " – " + catalogue.ShortDay(lang, last)
	}
	return catalogue.ShortDay(lang, p.Begin)
}

// rowsOf is the course as a table, the newest part first.
func rowsOf(c copilot.Course, lang string) []statsRow {
	var all []statsRow
	measures := measuresOf(c)
	for _, p := range slices.Backward(c.Parts) {
		row := statsRow{When: whenOf(c, p, lang), Cells: []string{copilot.SayNumber(lang, float64(p.Drafts))}}
		for _, s := range draftSeries {
			row.Cells = append(row.Cells, copilot.SayNumber(lang, float64(s.of(p.Figures))))
		}
		for _, m := range measures {
			said := "–"
			if x, ok := m.of(p.Figures); ok {
				said = m.say(lang, x)
			}
			row.Cells = append(row.Cells, said)
		}
		all = append(all, row)
	}
	return all
}
