package copilot

import (
	"context"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// Bounds of what is told of what is kept: how many of the newest drafts are looked at, how many
// of somebody's own are named, and with how many runes.
const (
	heldDrafts = 500
	namedOwn   = 5
	namedRunes = 60
)

// Holding is how much is kept of a channel, beside drafts and what it knows, and until when.
type Holding struct {
	Minutes        int // of threads
	Messages       int // kept as they went by
	From, To       time.Time
	ExchangesUntil time.Time // at the latest, if nothing is added
	MinutesUntil   time.Time
	MessagesUntil  time.Time
	Marks          int // up to where the person was told, in the tenant
}

// tellKept says to one person what the place's channel keeps, of what they may read, and what
// is kept of them in the tenant; or what the receipt with a number says.
func (c *Copilot) tellKept(ctx context.Context, at Place, reader Person, typed string) (string, error) {
	if id := strings.ToLower(strings.TrimSpace(typed)); id != "" {
		return c.receiptOf(ctx, at.Tenant(), reader, id)
	}
	k := keptTold{c: c, at: at, reader: reader}
	if err := k.gather(ctx); err != nil {
		return "", unread(err)
	}
	return strings.Join(append(append(k.ofChannel(), ""), k.ofPerson()...), "\n"), nil
}

// keptTold is what is told of what is kept.
type keptTold struct {
	c         *Copilot
	at        Place
	reader    Person
	holding   Holding
	exchanges []Exchange // that the reader may know of
	facts     []Fact
	profile   Profile
	drafts    []Draft // of the tenant, the newest that the reader may see
	all       bool    // of them
	out       time.Time
}

func (k *keptTold) gather(ctx context.Context) (err error) {
	m := k.c.Memory
	if k.holding, err = m.Holding(ctx, k.at, k.reader); err != nil {
		return err
	}
	recent, err := m.Recent(ctx, k.at, heldDrafts)
	if err != nil {
		return err
	}
	for _, e := range recent {
		if e.For == "" || e.For == k.reader.ID {
			k.exchanges = append(k.exchanges, e)
		}
	}
	if k.profile, err = m.Profile(ctx, k.at); err != nil {
		return err
	}
	if k.facts, err = m.Facts(ctx, k.at, k.c.Now()); err != nil {
		return err
	}
	drafts, err := m.Drafts(ctx, Filter{Tenant: k.at.Tenant(), Limit: heldDrafts})
	if err != nil {
		return err
	}
	k.all = len(drafts) < heldDrafts
	for _, d := range drafts {
		if d.readable(k.reader) {
			k.drafts = append(k.drafts, d)
		}
	}
	out, err := m.OptedOut(ctx, k.at.Tenant(), []string{k.reader.ID})
	k.out = out[k.reader.ID]
	return err
}

func (k *keptTold) say(key string, args catalogue.Args) string {
	return catalogue.Say(k.reader.Locale, key, args)
}

func (k *keptTold) when(t time.Time) string {
	return catalogue.Moment(k.reader.Locale, t.In(k.c.Now().Location()))
}

// line is about some number of things; how long they are kept follows where it is known.
func (k *keptTold) line(key string, n int, until time.Time) string {
	said := "• " + k.say("kept."+key, catalogue.Args{"Count": n})
	if n > 0 && !until.IsZero() {
		said += k.say("kept.until", catalogue.Args{"Until": k.when(until)})
	}
	return said
}

// ofChannel is what the channel keeps.
func (k *keptTold) ofChannel() []string {
	h := k.holding
	lines := []string{
		k.say("kept.channel", nil), k.line("exchanges", len(k.exchanges), h.ExchangesUntil), k.line("minutes", h.Minutes, h.MinutesUntil),
	}
	messages := k.line("messages", h.Messages, h.MessagesUntil)
	if h.Messages > 0 {
		messages += k.say("kept.span", catalogue.Args{"From": k.when(h.From), "To": k.when(h.To)})
	}
	lines = append(lines, messages, k.line("facts", len(k.facts), time.Time{}))
	states := map[State]int{}
	for _, d := range k.drafts {
		if d.Place.Root() == k.at.Root() {
			states[d.State()]++
		}
	}
	var counted []string
	for _, s := range States() {
		if n := states[s]; n > 0 {
			counted = append(counted, k.say("kept.state", catalogue.Args{"State": k.say("state."+string(s), nil), "Number": n}))
		}
	}
	if len(counted) == 0 {
		counted = []string{k.say("kept.none", nil)}
	}
	lines = append(lines, "• "+k.say("kept.drafts", catalogue.Args{"States": strings.Join(counted, ", ")}))
	if !k.all {
		lines = append(lines, "• "+k.say("kept.some", catalogue.Args{"Count": heldDrafts}))
	}
	if k.profile.Retain > 0 {
		lines = append(lines, k.line("retain", k.profile.Retain, time.Time{}))
	}
	return append(lines, k.line("settings", len(fieldsOf(k.profile)), time.Time{}))
}

// ofPerson is what is kept of who asks.
func (k *keptTold) ofPerson() []string {
	var own, named []string
	signed, mine := 0, map[string]bool{}
	for _, d := range k.drafts {
		signed += signaturesOf(d, k.reader)
		if !d.Author.Same(k.reader) {
			continue
		}
		mine[d.ID] = true
		if len(own) < namedOwn {
			own = append(own, "  – "+k.when(d.Created)+" · /"+d.Command+" "+text.Cut(oneLine(d.Brief), namedRunes))
		}
	}
	for _, e := range k.exchanges {
		if mine[e.Draft] {
			named = append(named, e.Draft)
		}
	}
	lines := append([]string{k.say("kept.you", nil), k.line("own", len(mine), time.Time{})}, own...)
	lines = append(lines, k.line("signed", signed, time.Time{}), k.line("named", len(named), k.holding.ExchangesUntil), k.line("marks", k.holding.Marks, time.Time{}))
	if k.out.IsZero() {
		lines = append(lines, "• "+k.say("kept.read", nil))
	} else {
		lines = append(lines, "• "+k.say("kept.unread", catalogue.Args{"Since": k.when(k.out)}))
	}
	return append(lines, k.say("kept.how", nil))
}
