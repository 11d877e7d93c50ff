package web

import (
	"cmp"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Why somebody is not shown what they ask for: it is not theirs to see now, or that of all
// channels is not.
var (
	errNotYours = errors.New("not theirs to see")
	errNotAll   = errors.New("those of all channels are not theirs to see")
)

// refusals are the sentences of what is refused, and the outcomes and statuses that go with
// them.
var refusals = []struct {
	err     error
	outcome string
	status  int
	key     string
}{
	{errUnsealed, plotsForeign, http.StatusNotFound, "web.plots.foreign"},
	{errOver, plotsOver, http.StatusGone, "web.plots.over"},
	{errNotYours, plotsRefused, http.StatusForbidden, "web.plots.lost"},
	{errNotAll, plotsRefused, http.StatusForbidden, "web.plots.lost.all"},
}

// refuse says why there is nothing to see, in the language of the ticket or else of the
// browser.
func (p *Plots) refuse(w http.ResponseWriter, r *http.Request, t ticket, err error) {
	lang := cmp.Or(t.Locale, p.reader(r))
	for _, known := range refusals {
		if errors.Is(err, known.err) {
			p.ended(known.outcome)
			key, command := known.key, p.again(t, lang)
			if command == "" {
				key = "web.plots.foreign.somewhere"
			}
			p.tell(w, r, lang, known.status, catalogue.Say(lang, key, catalogue.Args{"Command": command}))
			return
		}
	}
	if r.Context().Err() != nil {
		p.ended(plotsLeft)
		p.log.DebugContext(r.Context(), "plots: the reader went away", "error", err)
		return
	}
	f := copilot.AsFault(err, copilot.Referred(r.Context()))
	outcome := plotsFailed
	if f.Kind == copilot.FaultForbidden {
		outcome = plotsRefused
	}
	p.ended(outcome)
	if f.Passes() {
		p.log.ErrorContext(r.Context(), "plots: refused", "error", err)
	}
	p.tell(w, r, lang, statusOf(f), sentence(r, f, lang))
}

// ofReader is how much one person looks at: each look may ask their chat who they are.
var ofReader = allowance{0.5, 20}

// tooOften turns away somebody who looks too often.
func (p *Plots) tooOften(w http.ResponseWriter, r *http.Request, t ticket, wait time.Duration) {
	p.ended(plotsOften)
	seconds := int(math.Ceil(wait.Seconds()))
	w.Header().Set("Retry-After", strconv.Itoa(seconds))
	p.tell(w, r, t.Locale, http.StatusTooManyRequests, catalogue.Say(t.Locale, "web.door.often", catalogue.Args{"Count": seconds}))
}

// tell is a page that only says what is wrong.
func (p *Plots) tell(w http.ResponseWriter, r *http.Request, lang string, status int, sentence string) {
	said := problemPage{page: page{Viewer: viewer{Lang: lang}, Title: catalogue.Say(lang, "web.problem.title", nil)}, Sentence: sentence}
	p.render(w, r, status, lang, "plots-problem", said)
}
