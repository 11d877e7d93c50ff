package copilot

import (
	"cmp"
	"slices"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// bound is the most of one field of what a channel knows: all of it is told to the
// writer each time.
type bound struct {
	runes   int // of the field, or of each of its entries
	entries int // 0: it is no list
}

// bounds are said in docs/voice.md too.
var bounds = map[string]bound{
	"words":     {runes: 4_000},
	"audience":  {runes: 1_000},
	"audiences": {runes: 1_000, entries: 20},
	"traits":    {runes: 100, entries: 20},
	"preferred": {runes: 300, entries: 200},
	"banned":    {runes: 300, entries: 200},
	"networks":  {runes: 100, entries: 50},
	"hashtags":  {runes: 300, entries: 50},
	"samples":   {runes: 5_000, entries: 20},
	"steps":     {runes: 100, entries: MostSteps},
	"approvers": {runes: 100, entries: 25}, // of a step
	"facts":     {runes: 1_000, entries: 100},
	"sources":   {runes: 300, entries: 100},
}

// fits refuses what is more than fits in a field; line is where it stands in a
// file, 0 for in none.
func fits(field string, line int, values ...string) error {
	b := bounds[field]
	args := catalogue.Args{"Field": Term("knows." + field), "Line": line}
	if most := cmp.Or(b.entries, 1); len(values) > most {
		args["Got"], args["Limit"] = len(values), most
		return NewFault(FaultInput, "fault.knows.many", args, nil)
	}
	for _, v := range values {
		if n := text.Runes(v); n > b.runes {
			args["Got"], args["Limit"], args["Start"] = n, b.runes, text.Cut(v, 40)
			return NewFault(FaultInput, "fault.knows.long", args, nil)
		}
	}
	return nil
}

// Check refuses, with a *Fault, a profile of which something does not fit.
func (p Profile) Check() error { return p.CheckBeside(Profile{}) }

// CheckBeside is Check for what is not the same as what is kept.
func (p Profile) CheckBeside(kept Profile) error {
	had := kept.bounded()
	if err := p.Authority.check(kept.Authority); err != nil {
		return err
	}
	for i, f := range p.bounded() {
		if slices.Equal(f.values, had[i].values) {
			continue
		}
		if err := fits(f.name, 0, f.values...); err != nil {
			return err
		}
	}
	return nil
}

// bounded is a field that has bounds, with what stands in it.
type bounded struct {
	name   string
	values []string
}

func (p Profile) bounded() []bounded {
	var samples, audiences []string
	for _, s := range p.Samples {
		samples = append(samples, s.Text)
	}
	for _, a := range p.Audiences {
		audiences = append(audiences, a.String())
	}
	return []bounded{
		{"words", []string{p.Words}},
		{"audience", []string{p.Audience}},
		{"audiences", audiences},
		{"traits", p.Traits},
		{"preferred", p.Preferred},
		{"banned", p.Banned},
		{"networks", p.Networks},
		{"hashtags", p.Hashtags},
		{"samples", samples},
	}
}

// Check refuses, with a *Fault, a fact of which something does not fit.
func (f Fact) Check() error {
	return cmp.Or(fits("facts", 0, f.Text), fits("sources", 0, f.Source))
}
