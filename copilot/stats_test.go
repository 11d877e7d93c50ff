package copilot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// counted has Léa ask for a draft that Marc edits and approves, and for one that waits.
func counted(t *testing.T) *bench {
	b := newBench(t, priced(echo, false))
	now := time.Date(2026, 3, 12, 9, 30, 0, 0, time.UTC)
	b.Now = func() time.Time { return now }
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Approvers: []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}}}))
	for _, id := range []string{"r1", "r2", "r3"} {
		b.accept(t, draftRequest(id, "We open on Monday "+id))
		b.work(t, empty)
		now = now.Add(time.Minute)
	}
	all := b.drafts(t)
	now = now.Add(65 * time.Minute)
	d := b.edit(t, b.now(t, all[0]), "We open on Tuesday.")
	for _, d := range []copilot.Draft{d, all[1]} {
		r := d.Latest()
		_, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{
			Revision: r.Number, Digest: r.Digest, Variant: 1, Verdict: copilot.Approve, Person: marc,
			Acknowledged: len(r.Findings),
		})
		mustDo(t, err)
	}
	return b
}

// Whoever asks is told the channel's figures, in their language, and the workspace's only if
// they may change settings, as is how prices are set; what it costs when they are known.
func TestStatsAreTold(t *testing.T) {
	b := counted(t)
	ask := func(who copilot.Person, s copilot.Setting) string {
		t.Helper()
		s.Sub = copilot.SubStats
		told, err := b.Answer(b.ctx, channel, who, s)
		mustDo(t, err)
		return told
	}
	mine := ask(lea, copilot.Setting{Words: "7"})
	for _, want := range []string{
		"Key figures of this channel, last 7 days:\nDrafts: 3 (/draft 3)\nSigned off: 2 (1 waiting)\nTime to sign-off: 1 h 06 min (median of 2 drafts)",
		"\nSigned off as first written: 50% (1 of 2 decided)\nEdits by hand per draft: 0.3 (revisions asked for: 0)\nFindings per hundred drafts: ",
		"\nTokens per approved draft: 275 (550 in all)\nDrafts by day: ▁▁▁▁▁▁█ (at most 3)",
	} {
		if !strings.Contains(mine, want) {
			t.Errorf("Léa is not told %q:\n%s", want, mine)
		}
	}
	for _, not := range []string{"All channels", "Léa", "Marc", "Monday", "Tuesday", "BOT_PRICE"} {
		if strings.Contains(mine, not) {
			t.Errorf("Léa is told %q:\n%s", not, mine)
		}
	}
	if told := ask(marc, copilot.Setting{Words: "7", Whole: true}); !strings.Contains(told, "BOT_PRICE_PROMPT") {
		t.Errorf("who may change settings is not told how to see the cost:\n%s", told)
	}
	b.Prices = copilot.Prices{Prompt: 2, Completion: 10, Currency: "EUR"}
	whole := ask(marc, copilot.Setting{Words: "un trimestre", Whole: true})
	for _, want := range []string{
		"Chiffres clés de ce canal, 90 derniers jours\u00a0:\nBrouillons\u00a0: 3 (/draft 3)", "\nDélai de validation\u00a0: 1\u00a0h\u00a006 (médiane de 2 brouillons)",
		"dès la première version\u00a0: 50\u00a0% (1 sur 2 tranchés)", "\nCoût par brouillon validé\u00a0: 0,00075\u00a0EUR (0,0015\u00a0EUR au total)",
		"\nTous les canaux réunis, 90 derniers jours\u00a0:\nBrouillons\u00a0: 3 (/draft 3)",
	} {
		if !strings.Contains(whole, want) {
			t.Errorf("Marc is not told %q:\n%s", want, whole)
		}
	}
	if strings.Contains(whole, "BOT_PRICE") {
		t.Errorf("prices are set, and yet: %s", whole)
	}
}

// Where there are no drafts a sentence says so; where the period is none, which there are;
// where the bot is not there, nothing.
func TestStatsOfNothing(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	if told, err := b.Answer(b.ctx, channel, lea, copilot.Setting{Sub: copilot.SubStats, Whole: true}); err != nil ||
		!strings.HasPrefix(told, "No drafts in this channel in the last 30 days") || !strings.Contains(told, "\nNo drafts in any channel") {
		t.Errorf("told %q, %v", told, err)
	}
	_, err := b.Answer(b.ctx, channel, lea, copilot.Setting{Sub: copilot.SubStats, Words: "12 weeks"})
	f, ok := errors.AsType[*copilot.Fault](err)
	if !ok || f.Kind != copilot.FaultInput || !strings.Contains(f.Sentence("en"), "7, 30 or 90 days") {
		t.Errorf("asked for 12 weeks: %v", err)
	}
	b.Admission = copilot.Admission{Deny: []copilot.Pattern{{Platform: channel.Platform}}}
	if _, err := b.Course(b.ctx, channel, lea, false, 7); err == nil {
		t.Error("who is denied is told figures")
	}
}

func TestPeriodSaid(t *testing.T) {
	for typed, want := range map[string]int{
		"": 30, " ": 30, "7": 7, "30 jours": 30, "90d": 90, "90 j": 90, "over 7 days": 7, "Semaine": 7, "un trimestre": 90, "last month": 30,
		"3 mois": 90, "3 months": 90, "1 month": 30, "1 quarter": 90, "7-day": 7, "les 7 derniers jours": 7, "sur 30 jours": 30, "the last week": 7,
		"0": 0, "31": 0, "-7d and more": 7, "everything": 0, "٧": 0, "9999999999999999999999": 0, "9999999999999999999999 weeks": 0,
		"6 mois": 0, "12 semaine": 0, "2 weeks": 0, "13 weeks": 0, "trois mois": 0, "two weeks": 0, "0 weeks": 0,
		"not last week but 90": 0, "7 or 30": 0, "7, 30 days": 0, "a week, a month": 0, "30 weeks": 0, "7.5 days": 0, "2030": 0,
	} {
		if got, err := copilot.PeriodSaid(typed); got != want || (err == nil) != (want > 0) {
			t.Errorf("%q is %d, %v, want %d", typed, got, err, want)
		}
	}
}

// countedMemory counts the surveys that it is asked for, and fails while it is away.
type countedMemory struct {
	copilot.Memory
	surveys int
	away    bool
}

func (m *countedMemory) Survey(ctx context.Context, t copilot.Tenant, channel string, since time.Time, most int, each func(copilot.Draft)) (copilot.Surveyed, error) {
	m.surveys++
	if m.away {
		return copilot.Surveyed{}, errors.New("away")
	}
	return m.Memory.Survey(ctx, t, channel, since, most, each)
}

// A course is kept for some seconds, each for its own place and period; a store that is away
// is said, and not kept.
func TestCoursesAreKeptForAMoment(t *testing.T) {
	b := counted(t)
	m := &countedMemory{Memory: b.Memory, away: true}
	b.Memory = m
	now := b.Now()
	b.Now = func() time.Time { return now }
	see := func(at copilot.Place, whole bool, days, drafts, surveys int) {
		t.Helper()
		c, err := b.Course(b.ctx, at, lea, whole, days)
		if err != nil || c.Whole.Drafts != drafts || m.surveys != surveys {
			t.Errorf("%d drafts, %v, after %d surveys; want %d after %d", c.Whole.Drafts, err, m.surveys, drafts, surveys)
		}
	}
	_, err := b.Course(b.ctx, channel, lea, false, 7)
	if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Kind != copilot.FaultStore {
		t.Errorf("the store is away: %v", err)
	}
	m.away = false
	elsewhere := channel
	elsewhere.Channel = "elsewhere"
	see(channel, false, 7, 3, 2)
	see(channel, false, 7, 3, 2)
	see(elsewhere, false, 7, 0, 3)
	see(channel, false, 30, 3, 4)
	see(elsewhere, true, 7, 3, 5)
	see(channel, true, 7, 3, 5)
	now = now.Add(10 * time.Second)
	see(channel, false, 7, 3, 6)
	foreign := channel
	foreign.Workspace = "another"
	see(foreign, true, 7, 0, 7)
}

// The figures of thousands of drafts are those of the newest, and say so.
func TestCourseIsBounded(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.Memory = endless{b.Memory}
	c, err := b.Course(b.ctx, channel, lea, false, 30)
	if err != nil || c.Whole.Drafts != copilot.MostSurveyed || !strings.HasPrefix(c.SayBound("en"), "There were more than 5,000 drafts: these are the newest, since ") {
		t.Errorf("%d drafts, %v: %q", c.Whole.Drafts, err, c.SayBound("en"))
	}
	if said := c.SayLeftOut("en"); !strings.HasPrefix(said, "2 drafts cannot be read") {
		t.Errorf("of what is left out it says %q", said)
	}
}

// endless has more drafts than anybody counts, one every second.
type endless struct{ copilot.Memory }

func (endless) Survey(_ context.Context, _ copilot.Tenant, _ string, _ time.Time, most int, each func(copilot.Draft)) (copilot.Surveyed, error) {
	for i := range most {
		each(copilot.Draft{Command: "draft", Created: time.Now().Add(-time.Duration(i) * time.Second), Revisions: []copilot.Revision{{State: copilot.Pending}}})
	}
	return copilot.Surveyed{More: true, LeftOut: 2}, nil
}
