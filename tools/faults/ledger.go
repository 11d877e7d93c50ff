package faults

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Verdict is what became of a command.
type verdict string

const (
	answered   verdict = "answered"
	told       verdict = "told that it failed"
	parked     verdict = "parked"                 // told that it was given up: workers died on it three times
	turned     verdict = "refused"                // with words, by every delivery, and nothing came of it
	unknown    verdict = "unknown"                // no delivery was answered, and nothing came of it
	doubtful   verdict = "told that nobody knows" // and nothing came of it
	lost       verdict = "LOST"                   // acknowledged, and nothing is there
	silent     verdict = "SILENT"                 // acknowledged, and it is still being worked on for all one can see
	duplicated verdict = "DUPLICATED"             // more than one message answers it
	ghost      verdict = "GHOST"                  // refused with words, and answered nevertheless
	taken      verdict = "TAKEN BACK"             // answered, and then told that it failed
)

// broken are the verdicts that break a promise.
var broken = []verdict{lost, silent, duplicated, ghost, taken}

// judge compares what a person was told with what people see.
func judge(o *order, seen []sight) verdict {
	seen = slices.DeleteFunc(slices.Clone(seen), func(s sight) bool { return s.stage == showsNothing || s.follows })
	switch {
	case len(seen) > 1:
		return duplicated
	case len(seen) == 1 && o.turnedDown():
		return ghost
	case len(seen) == 1 && seen[0].stage == showsProgress:
		return silent
	case len(seen) == 1 && seen[0].stage == showsFailure && !o.shown.IsZero():
		return taken
	case len(seen) == 1 && seen[0].stage == showsFailure && strings.Contains(seen[0].text, "was given up after several tries"):
		return parked
	case len(seen) == 1 && seen[0].stage == showsFailure:
		return told
	case len(seen) == 1:
		return answered
	case o.acknowledged():
		return lost
	case o.turnedDown():
		return turned
	case slices.Contains(o.outcomes, unsure):
		return doubtful
	}
	return unknown
}

// ledger is what became of all commands of a round.
type ledger struct {
	verdicts   map[verdict]int
	offenders  map[string][]string // the stories of the commands whose promise was broken, by how
	deliveries int
	acked      int      // commands that were acknowledged
	disturbed  int      // deliveries, also of clicks, that were answered by nobody, or with a refusal
	disturbing []*order // whose deliveries they are
	covered    int      // commands whose answer gave way to progress for a while
	resumes    []time.Duration
	slowest    time.Duration  // of them
	slow       string         // its story
	why        map[string]int // the failures that people were told
	approvals  signed
	wishes     signed
}

// disturbed counts the deliveries that somebody who calls notices: nobody answered, or a
// command was refused. A press on Approve may well be asked "all the same?".
func disturbed(o *order) (n int) {
	for _, to := range o.outcomes {
		if to != accepted && to != withheld {
			n++
		}
	}
	for _, to := range slices.Concat(o.clicks, o.wishes) {
		if to == unanswered || to == failed {
			n++
		}
	}
	return n
}

// balance judges every command.
func (h *house) balance() ledger {
	l := ledger{verdicts: map[verdict]int{}, why: map[string]int{}, offenders: map[string][]string{}}
	views := map[crowd]map[int][]sight{}
	for _, c := range h.crowds {
		views[c] = c.seen()
	}
	for _, o := range h.journal.all() {
		seen := views[o.crowd][o.serial]
		v := judge(o, seen)
		l.verdicts[v]++
		l.deliveries += len(o.outcomes)
		if o.acknowledged() {
			l.acked++
		}
		if n := disturbed(o); n > 0 {
			l.disturbed += n
			l.disturbing = append(l.disturbing, o)
		}
		if slices.Contains(broken, v) {
			l.blame(o, seen, string(v))
		}
		if o.covered > 0 {
			l.covered++
		}
		if v == told {
			l.why[reason(seen)]++
		}
		if n := len(o.deaths); n > 0 && !o.shown.IsZero() {
			took := o.shown.Sub(o.deaths[n-1])
			l.resumes = append(l.resumes, took)
			if took > l.slowest {
				l.slowest, l.slow = took, o.story()
			}
		}
	}
	slices.Sort(l.resumes)
	return l
}

// reason is the sentence that says why there is no draft.
func reason(seen []sight) string {
	for _, s := range seen {
		_, after, found := strings.Cut(s.text, failing[0])
		if why, _, _ := strings.Cut(strings.TrimSpace(after), "\n"); found {
			return reference.ReplaceAllString(why, "…")
		}
	}
	return ""
}

// reference is what differs from one failure to the next.
var reference = regexp.MustCompile(`[0-9A-Za-z]{12,}|\d+`)

func sights(seen []sight) string {
	said := ""
	for _, s := range seen {
		said += fmt.Sprintf("    visible at %v (%s): %.300q\n", s.at, cmp.Or(s.stage, "nothing to go by"), s.text)
	}
	return said
}

// settle waits until nothing is under way, at most that long.
func (h *house) settle(ctx context.Context, within time.Duration) {
	for until := time.Now().Add(within); time.Now().Before(until); {
		if h.idle(ctx) && h.unresolved() == 0 {
			return
		}
		if !sleep(ctx, 500*time.Millisecond) {
			return
		}
	}
	h.t.Logf("not settled within %v: %d commands are not resolved", within, h.unresolved())
}

// unresolved counts the commands that break a promise if nothing more happens.
func (h *house) unresolved() int {
	l := h.balance()
	return l.verdicts[lost] + l.verdicts[silent]
}

// percentile is of durations in order; 0 without any.
func percentile(all []time.Duration, p float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	return all[min(len(all)-1, int(p*float64(len(all))))]
}
