package copilot

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Sentence says where a breach is and what is wrong there.
func (b Breach) Sentence(locale string) string {
	if b.Kind == BreachShort {
		return catalogue.Say(locale, "breach.short", catalogue.Args{"Ends": b.Ends, "Position": b.Position})
	}
	what := catalogue.Say(locale, "breach."+string(b.Kind), nil)
	args := catalogue.Args{"Position": b.Position, "Draft": b.Draft, "Number": b.Number, "What": what}
	switch {
	case b.Position > 0 && b.Draft != "":
		return catalogue.Say(locale, "breach.at", args)
	case b.Position > 0:
		return catalogue.Say(locale, "breach.at.position", args)
	case b.Draft != "" && b.Number == 0:
		return catalogue.Say(locale, "breach.of.draft", args)
	case b.Draft != "":
		return catalogue.Say(locale, "breach.at.draft", args)
	}
	return what
}

// Sentence is the verdict in a line.
func (v Verification) Sentence(locale string) string {
	if v.Whole() {
		return catalogue.Say(locale, "verify.whole", catalogue.Args{"Count": v.Head.Entries})
	}
	return catalogue.Say(locale, "verify.broken", catalogue.Args{"Count": v.Broken, "Entries": v.Head.Entries})
}

// Remarks are what there is to say besides: every breach that it names, and what is on
// record and not vouched for.
func (v Verification) Remarks(locale string) []string {
	var all []string
	for _, b := range v.Breaches {
		all = append(all, b.Sentence(locale))
	}
	say := func(key string, count int, args catalogue.Args) {
		if count > 0 {
			args["Count"] = count
			all = append(all, catalogue.Say(locale, key, args))
		}
	}
	say("breach.more", v.Broken-len(v.Breaches), catalogue.Args{})
	if v.Keyed {
		say("verify.unkeyed", v.Unkeyed, catalogue.Args{})
	}
	say("verify.unchained", v.Unchained, catalogue.Args{"Drafts": strings.Join(v.Drafts, ", ")})
	say("verify.erased", v.Erased, catalogue.Args{})
	return all
}
