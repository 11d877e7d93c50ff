package copilot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// Bounds of what is listed, in runes: all of it is in the file.
const (
	listedFact   = 300
	listedSample = 300
)

// Answer does what somebody wants with what the place's channel knows, and says in
// their language how it is then. Who may is the adapter's to check. The error is a
// *Fault.
func (c *Copilot) Answer(ctx context.Context, at Place, by Person, s Setting) (string, error) {
	if err := c.Admit(ctx, at, by); err != nil && !s.Personal() { // what is theirs they may say anywhere
		return "", err
	}
	switch {
	case s.Sub == SubUsage:
		return c.tellUsage(ctx, at, by, s)
	case s.Sub == SubStats:
		return c.tellStats(ctx, at, by, s)
	case s.Sub == SubVoice:
		return c.tellVoice(ctx, at, by.Locale)
	case s.Sub == SubOptOut:
		return c.optOut(ctx, at, by)
	case s.Sub == SubOptIn:
		return c.optIn(ctx, at, by)
	case s.Sub == SubDelegate:
		return c.delegate(ctx, at, by, s)
	case s.Sub == SubContext:
		return c.tellKept(ctx, at, by, s.Words)
	case s.Sub == SubForget:
		return c.askForget(ctx, at, by, s)
	case s.Do == FactsAdd:
		return c.takeFact(ctx, at, by, s)
	case s.Do == FactsDrop:
		f, err := c.DropNamed(ctx, at, s.Words)
		return catalogue.Say(by.Locale, "facts.dropped", catalogue.Args{"Text": text.Cut(f.Text, listedFact)}), err
	default:
		return c.tellFacts(ctx, at, by.Locale)
	}
}

// takeFact adds the fact that somebody typed.
func (c *Copilot) takeFact(ctx context.Context, at Place, by Person, s Setting) (string, error) {
	f := Fact{Text: text.Canonical(s.Words), Source: text.Canonical(s.Source), By: by}
	f.ID = fmt.Sprintf("%.16s", plainDigest(f.Text))
	if f.Text == "" {
		return "", NewFault(FaultInput, "fault.facts.empty", catalogue.Args{"Option": "fact"}, nil)
	}
	if s.Until != "" {
		var ok bool
		if f.Expires, ok = UntilSaid(s.Until, c.Now()); !ok {
			return "", Lapsed(s.Until)
		}
	}
	known, err := c.learn(ctx, at, func(k *Known) error { return k.Add(f, c.Now()) })
	if err != nil {
		return "", err
	}
	for _, kept := range known.Facts {
		if kept.Text == f.Text {
			f = kept
		}
	}
	return catalogue.Say(by.Locale, "facts.added", catalogue.Args{"Fact": c.line(by.Locale, f)}), nil
}

// tellFacts lists what the place's channel holds to be true.
func (c *Copilot) tellFacts(ctx context.Context, at Place, locale string) (string, error) {
	all, err := c.listed(ctx, at)
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return catalogue.Say(locale, "facts.none", nil), nil
	}
	lines := []string{catalogue.Say(locale, "facts.head", catalogue.Args{"Count": len(all)})}
	for _, f := range all {
		lines = append(lines, c.line(locale, f))
	}
	return strings.Join(append(lines, catalogue.Say(locale, "facts.how", nil)), "\n"), nil
}

// soon is how long before its end a fact is said to end: two weeks before its last day,
// and that day itself.
const soon = (14 + 1) * 24 * time.Hour

// line says what a fact is called, what it is, who says so and until when.
func (c *Copilot) line(locale string, f Fact) string {
	said := []string{f.Handle(), text.Cut(oneLine(f.Text), listedFact)}
	if f.Source != "" {
		said = append(said, catalogue.Say(locale, "facts.source", catalogue.Args{"Source": oneLine(f.Source)}))
	}
	if !f.Expires.IsZero() {
		key, left := "facts.until", f.Expires.Sub(c.Now())
		switch {
		case left <= 0:
			key = "facts.over"
		case left <= soon:
			key = "facts.soon"
		}
		said = append(said, catalogue.Say(locale, key, catalogue.Args{"Until": lastDay(locale, f)}))
	}
	return strings.Join(said, " · ")
}

// tellVoice says how the brand speaks in the place's channel, and to whom.
func (c *Copilot) tellVoice(ctx context.Context, at Place, locale string) (string, error) {
	p, err := c.Profile(ctx, at)
	if err != nil {
		return "", err
	}
	lines := p.told(locale)
	if len(lines) == 0 {
		return catalogue.Say(locale, "voice.none", nil), nil
	}
	return strings.Join(append([]string{catalogue.Say(locale, "voice.head", nil)}, lines...), "\n"), nil
}

// told are the parts of a profile in which something stands, one a line.
func (p Profile) told(locale string) []string {
	var lines []string
	say := func(field, value string) {
		if value != "" {
			lines = append(lines, catalogue.Say(locale, "voice.line", catalogue.Args{"Field": catalogue.Say(locale, "knows."+field, nil), "Value": value}))
		}
	}
	chosen := func(field, value string) {
		if value != "" {
			say(field, catalogue.Say(locale, field+"."+value, nil))
		}
	}
	chosen("language", p.Language)
	say("networks", strings.Join(networkNames(p.Networks), ", "))
	say("audience", oneLine(p.Audience))
	for _, a := range p.Audiences {
		say("audiences", a.String())
	}
	say("voice", oneLine(p.Words))
	say("traits", strings.Join(p.Traits, ", "))
	say("preferred", strings.Join(p.Preferred, ", "))
	say("banned", strings.Join(p.Banned, ", "))
	chosen("emoji", string(p.Emoji))
	chosen("address", string(p.Address))
	chosen("inclusive", string(p.Inclusive))
	say("hashtags", strings.Join(p.Hashtags, " "))
	for _, s := range p.Samples {
		of := text.Cut(oneLine(s.Text), listedSample)
		if n, ok := network.Find(s.Network); ok && s.Network != "" {
			of = n.Name + " · " + of
		}
		say("samples", of)
	}
	return lines
}

func networkNames(ids []string) []string {
	var names []string
	for _, id := range ids {
		if n, ok := network.Find(id); ok {
			names = append(names, n.Name)
		}
	}
	return names
}
