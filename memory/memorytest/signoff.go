package memorytest

import (
	"flag"
	"fmt"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// signOff plays clicks, edits and revisions in any order, from cards that may be
// out of date, on two replicas, against a model that fits on a page. Every kind of
// server has its share of the games each day, and all of them with -whole.
func signOff(t *testing.T, open Replica) {
	replicas := []Store{open(Options{}), open(Options{})}
	n, failed, most := 0, false, mostGames(flag.Lookup("rapid.checks").Value.String(), sharedtest.Whole())
	rapid.Check(t, func(r *rapid.T) {
		if n >= most && !failed {
			return
		}
		n++
		through := false
		defer func() { failed = failed || !through }() // then it is played again, to find a shorter one
		d := draft(fmt.Sprint("d", n), copilot.Place{Platform: "web", Workspace: fmt.Sprint("w", n), Channel: "c"}, noon)
		m := &model{replicas: replicas, ref: d.Ref()}
		m.cards = []copilot.Draft{kept(r, replicas[0], d)}
		m.trail = []copilot.Audit{audit(d, "drafted", lea)}
		r.Repeat(map[string]func(*rapid.T){
			"decide": m.decide, "edit": m.edit, "revise again": m.again, "refuse": m.refuse, "": m.check,
		})
		through = true
	})
	t.Logf("%d games played", n)
}

// How many games are played: rapid draws a hundred, unless it was told how many.
const (
	games      = 100
	dailyGames = 30
)

// mostGames is how many of those that rapid draws are played. Who says how many has them all.
func mostGames(checks string, whole bool) int {
	if n, err := strconv.Atoi(checks); err == nil && n != games {
		return n
	}
	if whole {
		return games
	}
	return dailyGames
}

// model is what one draft should be. cards are all that were ever shown; the last
// one is how things are.
type model struct {
	replicas []Store
	ref      copilot.Ref
	cards    []copilot.Draft
	trail    []copilot.Audit
	clicks   int
}

func (m *model) now() copilot.Draft { return m.cards[len(m.cards)-1] }

func (m *model) store(r *rapid.T) Store { return rapid.SampledFrom(m.replicas).Draw(r, "replica") }

// card is one somebody has before them: often not the newest.
func (m *model) card(r *rapid.T) copilot.Draft { return rapid.SampledFrom(m.cards).Draw(r, "card") }

func (m *model) decide(r *rapid.T) {
	card, v := m.card(r), rapid.SampledFrom(verdicts).Draw(r, "verdict")
	m.clicks++
	click := decision(card, v, marc)
	click.At = noon.Add(time.Duration(m.clicks) * time.Second)
	entry := audit(card, string(v), marc)
	entry.At = click.At
	got, err := m.store(r).Decide(r.Context(), m.ref, click, nil, entry)
	now := m.now()
	if card.Latest().Number != now.Latest().Number || !allowed(v, now.State()) {
		m.stale(r, err)
		return
	}
	next := clone(now)
	last := &next.Revisions[len(next.Revisions)-1]
	last.State, _ = v.Outcome()
	last.Decision = &click
	m.moved(r, got, err, next, entry)
}

func (m *model) edit(r *rapid.T) {
	card := m.card(r)
	m.clicks++
	text := revision(card.Latest().Number+1, fmt.Sprint("edit ", m.clicks))
	entry := audit(card, "edited", lea)
	entry.At = noon.Add(time.Duration(m.clicks) * time.Second)
	got, err := m.store(r).Revise(r.Context(), m.ref, expect(card), text, copilot.Fence{}, entry)
	now := m.now()
	if card.Latest().Number != now.Latest().Number || now.State().Final() {
		m.stale(r, err)
		return
	}
	next := clone(now)
	if next.State() == copilot.Pending {
		next.Revisions[len(next.Revisions)-1].State = copilot.Superseded
	}
	next.Revisions = append(next.Revisions, text)
	m.moved(r, got, err, next, entry)
}

// again delivers the request of a kept revision once more.
func (m *model) again(r *rapid.T) {
	known := rapid.SampledFrom(m.now().Revisions).Draw(r, "revision")
	got, err := m.store(r).Revise(r.Context(), m.ref, expect(m.card(r)), revision(9, known.Request), copilot.Fence{}, copilot.Audit{Act: "never"})
	ok(r, err)
	same(r, "delivered again", got, m.now())
}

func (m *model) refuse(r *rapid.T) {
	m.clicks++
	entry := audit(m.now(), "refused", lea)
	entry.At = noon.Add(time.Duration(m.clicks) * time.Second)
	ok(r, m.store(r).Refuse(r.Context(), m.ref, entry))
	m.trail = append(m.trail, entry)
}

func (m *model) moved(r *rapid.T, got copilot.Draft, err error, want copilot.Draft, entry copilot.Audit) {
	ok(r, err)
	same(r, "moved", got, want)
	m.cards = append(m.cards, want)
	m.trail = append(m.trail, entry)
}

func (m *model) stale(r *rapid.T, err error) {
	r.Helper()
	same(r, "stale", stale(r, err), m.now())
}

// check reads everything back, through the lists as well.
func (m *model) check(r *rapid.T) {
	s := m.store(r)
	got, err := s.Draft(r.Context(), m.ref)
	ok(r, err)
	same(r, "draft", got, m.now())
	trail, err := s.Trail(r.Context(), m.ref)
	ok(r, err)
	same(r, "trail", trail, m.trail)
	state := rapid.SampledFrom(copilot.States()).Draw(r, "state")
	for _, channel := range []string{"", "c"} {
		listed := ids(r, s, copilot.Filter{Tenant: m.ref.Tenant, Channel: channel, States: []copilot.State{state}})
		if want := m.now().State() == state; (len(listed) == 1) != want {
			r.Fatalf("listed as %s in %q: %v, want %v", state, channel, listed, want)
		}
	}
}

func clone(d copilot.Draft) copilot.Draft {
	d.Revisions = append([]copilot.Revision(nil), d.Revisions...)
	return d
}
