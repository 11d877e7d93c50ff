package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot"

	"github.com/brouillon/brouillon/copilot/text"
)

// change is something a person asks of a text.
type change struct {
	kind changeKind
	what string // to drop, to replace or to add
	with string // what comes in its place
	said string // the person's own words
}

type changeKind int

// The kinds of changes.
const (
	unknown   changeKind = iota
	elsewhere            // done by the prompt's own fields: length, network, tone, language
	dropping
	swapping
	adding
	untagging
	tagging
	plainer // no emoji
	spartan // neither emoji nor hashtags
	calmer  // no exclamation marks
)

// asks are tried in turn; group 1 is what.
var asks = []struct {
	kind changeKind
	form *text.Pattern
}{
	{kind: untagging, form: text.Wish(`(?:no|without|remove|drop|delete|zero|cut|lose|skip|sans|pas de|enl[èe]ve[rz]?|retire[rz]?|supprime[rz]?)\s+(?:any |all |the |all the |les |tous les |des |de )?hashtags?`)},
	{kind: tagging, form: text.Wish(`(?:add|with|use|ajoute[rz]?|mets|avec|remets)\s+(?:some |a few |the |des |quelques |les )?hashtags?`)},
	{kind: plainer, form: text.Wish(`(?:no|without|remove|drop|delete|zero|cut|lose|fewer|less|sans|pas d['’]|moins d['’]|enl[èe]ve[rz]?|retire[rz]?|supprime[rz]?)\s*(?:any |all |the |all the |les |tous les |des |l['’])?[eé]mojis?`)},
	{kind: spartan, form: text.Wish(`(?:no|without|remove|drop|sans|pas d['’]|pas de|ni|enl[èe]ve[rz]?|retire[rz]?)\s*(?:the |all |les |des )?(?:hashtags?|[eé]mojis?)\s*(?:,|or|nor|and|ni|et)\s*(?:no |without |sans |pas de |pas d['’]|the |les |de |d['’])?\s*(?:hashtags?|[eé]mojis?)`)},
	{kind: calmer, form: text.Wish(`(?:no|without|remove|drop|fewer|less|sans|pas de|moins de|enl[èe]ve[rz]?|retire[rz]?|supprime[rz]?)\s+(?:any |all |the |all the |les |tous les |des )?(?:exclamation (?:marks?|points?)|points? d['’]exclamation)`)},
	{kind: elsewhere, form: text.Wish(`(?:keep|garde[rz]?|conserve[rz]?|leave|laisse[rz]?)\b.*|(?:thanks?|thank you|merci|please|stp|svp)`)},
	{kind: swapping}, // see copilot.ReadReplacement
	{kind: dropping, form: text.Wish(`(?:remove|delete|drop|cut|take out|leave out|omit|skip|without|lose|don['’]t (?:mention|say)|do not (?:mention|say)|enl[èe]ve[rz]?|retire[rz]?|supprime[rz]?|[ôo]te[rz]?|efface[rz]?|coupe[rz]?|sans|ne (?:parle|mentionne) pas (?:de|du|des)?)\s+` +
		`(?:the (?:words?|sentences?|part|mention of|bit|line|phrase)(?: about| on| with| that says)? |le mot |les mots |la phrase |le passage |la mention (?:de |du )|la partie sur )?` + text.QuoteOpen + `(.+?)` + text.QuoteEnd)},
	{kind: adding, form: text.Wish(`(?:also |aussi )?(?:add|mention|include|say|specify|ajoute[rz]?|rajoute[rz]?|mentionne[rz]?|pr[ée]cise[rz]?|indique[rz]?|inclu(?:s|re|ez)|dis|dites)\s+(?:also |aussi )?(?:that |que |qu['’])?` + text.QuoteOpen + `(.+?)` + text.QuoteEnd)},
}

var (
	ends    = text.Lazily(`(?:[.!]\s+|;\s*|\n+)`)
	commaed = text.Lazily(`,\s+(?:and\s+|et\s+|but\s+|mais\s+)?|\s+(?:and|et|but|mais)\s+`)
)

// readReason reads what a person asks for, in words of their own. What it does
// not understand comes back as unknown, to be told, not to be guessed.
func readReason(reason string) []change {
	var all []change
	for _, s := range ends.Split(strings.TrimSpace(reason), -1) {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		if c := readChange(s); c.kind != unknown && !listed(c) {
			all = append(all, c)
			continue
		}
		all = append(all, readParts(s)...)
	}
	return all
}

// listed says whether a change looks like several: "remove the price and add …".
func listed(c change) bool {
	for _, part := range commaed.Split(c.said, -1)[1:] {
		if readChange(part).kind != unknown {
			return true
		}
	}
	return false
}

func readParts(s string) []change {
	parts := commaed.Split(s, -1)
	all := make([]change, 0, len(parts))
	for _, part := range parts {
		c := readChange(part)
		if c.kind == unknown {
			if whole := readChange(s); whole.kind != unknown {
				return []change{whole}
			}
			return []change{{said: s}}
		}
		all = append(all, c)
	}
	return all
}

func readChange(s string) change {
	s = strings.TrimSpace(s)
	if copilot.Refine(s).Whole {
		return change{kind: elsewhere, said: s}
	}
	for _, ask := range asks {
		if ask.kind == swapping {
			if r, ok := copilot.ReadReplacement(s); ok {
				return change{kind: swapping, what: r.What, with: r.With, said: s}
			}
			continue
		}
		m := ask.form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		c := change{kind: ask.kind, said: s}
		if len(m) > 1 {
			c.what = strings.TrimSpace(m[1])
		}
		return c
	}
	return change{said: s}
}
