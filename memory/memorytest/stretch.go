package memorytest

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// hearer is a process that hears.
type hearer struct {
	knows int64
	id    string
}

// ear is how it hears now.
func (h *hearer) ear() copilot.Ear {
	h.id = cmp.Or(h.id, fmt.Sprint("e", rand.Uint64()))
	return copilot.Ear{Holder: "holder-" + h.id, Knows: h.knows, ID: h.id, Lasts: time.Minute}
}

// hears takes note of what keeps.
func (h *hearer) hears(t *testing.T, s Store, tenant copilot.Tenant) {
	t.Helper()
	heard, err := s.Hear(t.Context(), tenant, h.ear())
	ok(t, err)
	h.knows = heard.Seq
}

// opened is a stretch that a process can rely on, alone.
func opened(t *testing.T, s Store, at copilot.Place, h *hearer) copilot.Stretch {
	t.Helper()
	ok(t, s.Opt(t.Context(), at, true))
	h.hears(t, s, at.Tenant())
	h.hears(t, s, at.Tenant())
	return reopened(t, s, at, h)
}

func reopened(t *testing.T, s Store, at copilot.Place, h *hearer) copilot.Stretch {
	t.Helper()
	stretch, err := s.Stretch(t.Context(), at, h.ear())
	ok(t, err)
	slices.SortFunc(stretch.Lines, func(a, b copilot.Kept) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	return stretch
}

// now is the moment that messages of these tests are counted from.
var now = time.Now().UnixMicro() - int64(time.Hour/time.Microsecond)

// posted is a message, some seconds after that.
func posted(second int64, version, body string) copilot.Kept {
	return copilot.Kept{ID: fmt.Sprint("m", second), At: now + second, Top: true, Version: version, Body: body}
}

func laidAs(lines ...copilot.Kept) copilot.Laid {
	last := lines[len(lines)-1].At
	return copilot.Laid{From: lines[0].At, Lines: lines, Spans: []copilot.Span{{From: lines[0].At, To: last}}}
}

func bodies(s copilot.Stretch) string {
	var all []string
	for _, m := range s.Lines {
		all = append(all, cmp.Or(m.Body, m.Version))
	}
	return strings.Join(all, " ")
}

func stretch(t *testing.T, open Replica) {
	s, other, ctx, h := open(Options{}), open(Options{}), t.Context(), &hearer{}
	ok(t, s.Note(ctx, here, posted(1, "", "unheard")))
	first := opened(t, s, here, h)
	if first.From != -1 || len(first.Lines) > 0 {
		t.Fatalf("a new stretch is %+v", first)
	}
	reply := copilot.Kept{ID: "r", At: now + 9, Thread: "m1", Version: "v\"1", Body: "un\ndeux\n"}
	laid := laidAs(posted(1, "", "one"), posted(2, "", "two"))
	laid.Lines = append(laid.Lines, reply)
	thread := copilot.KeptThread{Root: "m1", From: -1, Replies: 3, Latest: "r"}
	laid.Threads = []copilot.KeptThread{thread}
	ok(t, other.Lay(ctx, here, first.Opening, laid))
	ok(t, other.Lay(ctx, here, first.Opening, laid))
	got := reopened(t, other, here, h)
	same(t, "a stretch", got, copilot.Stretch{
		Opening: first.Opening, From: now + 1, Lines: laid.Lines, Threads: map[string]copilot.KeptThread{"m1": thread},
	})

	thread.From = 0
	ok(t, s.Lay(ctx, here, first.Opening, copilot.Laid{From: -1, Threads: []copilot.KeptThread{thread}}))
	thread.From = -1
	ok(t, s.Lay(ctx, here, first.Opening, copilot.Laid{From: now + 2, Threads: []copilot.KeptThread{thread}}))
	if got := reopened(t, s, here, h); got.Threads["m1"].From != 0 || got.From != now+1 {
		t.Errorf("less was known than before: %+v", got)
	}

	ok(t, s.Drop(ctx, here))
	ok(t, other.Lay(ctx, here, first.Opening, laid))
	ok(t, s.Note(ctx, here, posted(3, "", "three")))
	if got := reopened(t, s, here, h); got.Opening == first.Opening || len(got.Lines) > 0 || got.From != -1 {
		t.Errorf("what was dropped is still there: %+v", got)
	}
	ok(t, s.Opt(ctx, here, false))
	if heard, err := s.Hear(ctx, here.Tenant(), h.ear()); err != nil || len(heard.Channels) > 0 {
		t.Errorf("who opted out keeps: %v %v", heard, err)
	}
	for range 2 { // a reading was under way, and goes on
		if got, err := s.Stretch(ctx, here, h.ear()); !errors.Is(err, copilot.ErrAbsent) {
			t.Errorf("a reading opened a stretch after the channel opted out: %+v %v", got, err)
		}
		h.hears(t, s, here.Tenant())
	}
	if heard, err := s.Hear(ctx, here.Tenant(), h.ear()); err != nil || len(heard.Channels) > 0 {
		t.Errorf("a reading has who opted out keep: %v %v", heard, err)
	}
}

// stretchAnyOrder delivers what happened to a message in every order, some of it again:
// the last version stays.
func stretchAnyOrder(t *testing.T, open Replica) {
	s, ctx, h := open(Options{}), t.Context(), &hearer{}
	opened(t, s, here, h)
	versions := []string{"", "17.1", "17.2", copilot.Gone}
	for last := range len(versions) {
		for round := range 8 {
			happened := versions[:last+1]
			order := append(rand.Perm(len(happened)), rand.Perm(len(happened))...)
			at := int64(last*10 + round)
			for _, i := range order {
				m := posted(at, happened[i], "v"+happened[i])
				if happened[i] == copilot.Gone {
					m.Body = ""
				}
				ok(t, s.Note(ctx, here, m))
			}
			got := reopened(t, s, here, h)
			m := got.Lines[slices.IndexFunc(got.Lines, func(m copilot.Kept) bool { return m.At == now+at })]
			if m.Version != happened[last] || (m.Body == "") != (m.Version == copilot.Gone) {
				t.Errorf("in the order %v: %+v", order, m)
			}
		}
	}
}

// stretchLaid: what was read and what was noted meanwhile.
func stretchLaid(t *testing.T, open Replica) {
	s, ctx, h := open(Options{}), t.Context(), &hearer{}
	opening := opened(t, s, here, h).Opening
	for _, m := range []copilot.Kept{ // while it is read
		posted(2, copilot.Gone, ""), posted(3, "17.2", "edited"), posted(4, "", "gone before, late"), posted(6, "", "new"),
		{ID: "late reply", At: now + 3, Thread: "m1", Body: "late reply"},
	} {
		ok(t, s.Note(ctx, here, m))
	}
	ok(t, s.Lay(ctx, here, opening, laidAs(posted(1, "", "one"), posted(2, "", "deleted"), posted(3, "17.1", "before"), posted(5, "", "five"))))
	if got := bodies(reopened(t, s, here, h)); got != "one ~ late reply edited ~ five new" {
		t.Errorf("laid: %s", got)
	}
	for _, m := range []copilot.Kept{ // gone before it was read, and told of late
		{ID: "lost", At: now + 2, Top: true, Body: "lost"},
		{ID: "lost2", At: now + 2, Top: true, Version: "17.9", Body: "lost"},
		{ID: "lost reply", At: now + 4, Thread: "m1", Body: "lost"},
	} {
		ok(t, s.Note(ctx, here, m))
	}
	ok(t, s.Note(ctx, here, copilot.Kept{ID: "older", At: now - 5, Top: true, Version: "17.3", Body: "older, edited"}))
	if got := bodies(reopened(t, s, here, h)); got != "older, edited one ~ late reply edited ~ five new" {
		t.Errorf("told of late: %s", got)
	}
	older := laidAs(posted(-9, "", "old"), copilot.Kept{ID: "older", At: now - 5, Top: true, Version: "17.2", Body: "older"})
	ok(t, s.Lay(ctx, here, opening, older))
	ok(t, s.Lay(ctx, here, opening, copilot.Laid{From: -1, Spans: []copilot.Span{{Thread: "m1", From: now, To: now + 8}}}))
	if got := reopened(t, s, here, h); bodies(got) != "old older, edited one ~ ~ edited ~ five new" || got.From != now-9 {
		t.Errorf("with older ones: %s since %d", bodies(got), got.From-now)
	}
}

// stretchKnown: no stretch begins before everybody who hears knows that the channel
// keeps: they would let pass what it lacks.
func stretchKnown(t *testing.T, open Replica) {
	s, other, ctx := open(Options{}), open(Options{}), t.Context()
	a, b := &hearer{}, &hearer{}
	for range 2 {
		a.hears(t, s, here.Tenant())
		b.hears(t, other, here.Tenant())
	}
	ok(t, s.Opt(ctx, here, true))
	a.hears(t, s, here.Tenant())
	_, err := s.Stretch(ctx, here, a.ear())
	is(t, err, copilot.ErrAbsent)
	b.hears(t, other, here.Tenant()) // it is told
	_, err = s.Stretch(ctx, here, a.ear())
	is(t, err, copilot.ErrAbsent)
	b.hears(t, other, here.Tenant()) // and knows
	opening := reopened(t, s, here, a).Opening
	ok(t, other.Note(ctx, here, posted(1, "", "one")))

	stranger := &hearer{knows: 7} // whom the store has forgotten
	stranger.hears(t, other, here.Tenant())
	stranger.hears(t, other, here.Tenant())
	if got := reopened(t, s, here, a); got.Opening == opening {
		t.Error("somebody let pass what they did not know to be kept, and a stretch is left")
	}
}

// stretchGap: what may have been missed erases.
func stretchGap(t *testing.T, open Replica) {
	s := open(Options{})
	there := copilot.Tenant{Platform: "web", Workspace: "somewhere else"}
	for name, c := range map[string]struct {
		happens func(at copilot.Place, a, b *hearer)
		stays   bool
	}{
		"one goes on":   {func(at copilot.Place, a, _ *hearer) { a.hears(t, s, at.Tenant()) }, true},
		"another joins": {func(at copilot.Place, a, b *hearer) { b.hears(t, s, at.Tenant()); a.hears(t, s, at.Tenant()) }, true},
		"another takes over": {func(at copilot.Place, a, b *hearer) {
			b.hears(t, s, at.Tenant())
			a.hears(t, s, at.Tenant()) // its last word
			b.hears(t, s, at.Tenant())
			*a = *b
		}, true},
		"one dies, another comes": {func(at copilot.Place, a, b *hearer) {
			b.hears(t, s, at.Tenant())
			b.hears(t, s, at.Tenant())
			*a = *b
		}, false},
		"one was deaf":         {func(at copilot.Place, a, _ *hearer) { *a = hearer{}; a.hears(t, s, at.Tenant()) }, false},
		"one slept":            {func(at copilot.Place, a, _ *hearer) { slept(t, s, at, a) }, false},
		"somebody has doubts":  {func(at copilot.Place, _, _ *hearer) { ok(t, s.Doubt(t.Context(), at.Tenant())) }, false},
		"doubts of another's":  {func(copilot.Place, *hearer, *hearer) { ok(t, s.Doubt(t.Context(), there)) }, true},
		"the channel opts out": {func(at copilot.Place, a, _ *hearer) { ok(t, s.Opt(t.Context(), at, false)); opened(t, s, at, a) }, false},
	} {
		at := here
		at.Workspace = name
		a, b := &hearer{}, &hearer{}
		opening := opened(t, s, at, a).Opening
		ok(t, s.Lay(t.Context(), at, opening, laidAs(posted(1, "", "one"))))
		c.happens(at, a, b)
		a.hears(t, s, at.Tenant())
		if got := reopened(t, s, at, a); (got.Opening == opening) != c.stays || (bodies(got) == "one") != c.stays {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// stretchDeaf: who hears nothing is content with what others vouch for, for as long as
// it says.
func stretchDeaf(t *testing.T, open Replica) {
	s := open(Options{})
	a, deaf := &hearer{}, copilot.Ear{Holder: "deaf"}
	opened(t, s, here, a)
	for range 2 {
		heard, err := s.Hear(t.Context(), here.Tenant(), deaf)
		ok(t, err)
		deaf.Knows = heard.Seq
	}
	_, err := s.Stretch(t.Context(), here, deaf)
	is(t, err, copilot.ErrAbsent)
	deaf.Lasts = time.Minute
	_, err = s.Stretch(t.Context(), here, deaf)
	ok(t, err)
}

// slept hears once more, with no time to vouch for.
func slept(t *testing.T, s Store, at copilot.Place, h *hearer) {
	t.Helper()
	e := h.ear()
	e.Lasts = 0
	_, err := s.Hear(t.Context(), at.Tenant(), e)
	ok(t, err)
}

// stretchCaps: the oldest go first, and the stretch begins later.
func stretchCaps(t *testing.T, open Replica) {
	s, ctx, h := open(Options{}), t.Context(), &hearer{}
	opening := opened(t, s, here, h).Opening
	var all []copilot.Kept
	for i := range int64(5_010) {
		all = append(all, posted(i, "", "x"))
	}
	ok(t, s.Lay(ctx, here, opening, laidAs(all...)))
	if got := reopened(t, s, here, h); len(got.Lines) != 5_000 || got.From != now+10 || got.Lines[0].At != now+10 {
		t.Errorf("%d messages since %d", len(got.Lines), got.From-now)
	}
	ok(t, s.Note(ctx, here, posted(6_000, "", strings.Repeat("x", 1<<20))))
	ok(t, s.Note(ctx, here, posted(6_001, "", strings.Repeat("x", 1<<20-40_000))))
	got := reopened(t, s, here, h)
	if n := len(got.Lines); n > 2_000 || n < 500 || got.From != got.Lines[0].At {
		t.Errorf("2 MiB hold %d messages", n)
	}
	month := int64(30 * 24 * time.Hour / time.Microsecond)
	ok(t, s.Note(ctx, here, copilot.Kept{ID: "old", At: now - month, Top: true, Version: copilot.Gone}))
	if again := reopened(t, s, here, h); len(again.Lines) != len(got.Lines) || again.From != got.From {
		t.Errorf("what is older than a month is kept, or has others go: %d messages", len(again.Lines))
	}
}
