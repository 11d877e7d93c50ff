package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// points are the brief's statements that fit, as sentences, in order.
func (d drafting) points(fits func(statement) bool) []piece {
	var list []piece
	for _, s := range d.brief.points {
		if fits(s) {
			list = append(list, piece{d.finish(capital(s.words)), s.rank()})
		}
	}
	return list
}

// everything fits all statements that are no calls.
func everything(s statement) bool { return !s.call }

// rank says how much a statement matters: among those with figures a price most, then
// a date; among the others what limits, or says when.
func (s statement) rank() int {
	figured := hasDigit(s.words)
	switch {
	case s.call:
		return rankCall
	case figured && priced.MatchString(s.words):
		return rankFigure + 6 + max(0, 3-s.order)
	case figured && timed.MatchString(s.words):
		return rankFigure + 3 + max(0, 2-s.order)
	case figured, s.own:
		return rankFigure + max(0, 2-s.order)
	case missed(s.words):
		return rankPoint + 9
	default:
		return rankPoint + max(0, 8-s.order)
	}
}

// calls are the statements that ask for something or say where.
func (d drafting) calls() []piece {
	list := d.points(func(s statement) bool { return s.call })
	for i, q := range list {
		if urls := text.URLs(q.words); len(urls) == 1 && urls[0].Text == q.words && !d.foreign {
			list[i].words = d.say(map[string]any{"Link": q.words}, "more")
		} else if field.MatchString(q.words) {
			list[i].words = bare(q.words)
		}
	}
	return list
}

// items are the statements as items of a list: enumerations taken apart.
func (d drafting) items() []piece {
	var list []piece
	for _, s := range d.brief.points {
		if s.call {
			continue
		}
		for _, words := range s.items() {
			list = append(list, piece{bare(d.finish(capital(words))), s.rank()})
		}
	}
	return list
}

// commas separate the items of an enumeration, but not the digits of a number.
var commas = text.Lazily(`,\s+(?:and\s+|et\s+)?|\s+(?:and|et)\s+`)

// items takes "40 people, 3 floors and a garden" apart, and nothing else.
func (s statement) items() []string {
	if s.whole || field.MatchString(s.words) || strings.ContainsAny(s.words, "()«»\"") {
		return []string{s.words}
	}
	parts := commas.Split(strings.TrimRight(s.words, "."), -1)
	if len(parts) < 3 {
		return []string{s.words}
	}
	for _, part := range parts {
		if n := len(strings.Fields(part)); n == 0 || n > 6 {
			return []string{s.words}
		}
	}
	return parts
}

// infinitive says whether words begin with a verb rather than a noun: after
// "invite our members to" or "rappelle à nos adhérents de".
func infinitive(s string) bool {
	s = strings.TrimPrefix(s, "à ")
	first, _, _ := strings.Cut(s, " ")
	folded := text.Fold(first)
	if preposed[folded] || determined(s) {
		return false
	}
	return strings.HasSuffix(folded, "er") || strings.HasSuffix(folded, "ir") || strings.HasSuffix(folded, "re") ||
		doing[folded] || imperative[folded]
}

var (
	preposed   = set(`a au aux chez pour dans en sur at for on in`)
	imperative = set(`vote register join come sign apply book buy try visit download donate subscribe attend take read watch
 listen follow vote renew return wear recycle sort use give help`)
)
