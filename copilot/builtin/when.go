package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"

	"github.com/brouillon/brouillon/copilot/text"
)

// span is how an expression of time lies on the calendar.
type span int

// The spans.
const (
	noTime span = iota
	point       // on 12 March; from 3 to 5 May
	onward      // from Monday
	upto        // until 30 April
	behind      // since Monday
)

// when is an expression of time in a phrase.
type when struct {
	span       span
	words      string // as it stands in a sentence: "on 12 March at 6 pm", "le 12 mars"
	date       string // without preposition and time of day: "12 March", "12 mars"
	start, end int    // where in the phrase
}

// calendar finds expressions of time in one language.
type calendar struct {
	form  *text.Pattern // groups: all, preposition, date
	spans []preposition
	on    string // the preposition of a bare date
}

// preposition is what one says of a time.
type preposition struct {
	begins string
	span   span
}

func calendarOf(lang string) calendar {
	if lang == catalogue.French {
		return calendarFR()
	}
	return calendarEN()
}

// find is the only expression of time in s; the zero value if there is none, or
// more than one, since then nobody knows which is the one that counts.
func (c calendar) find(s string) when {
	var found when
	for _, m := range c.form.FindAllStringSubmatchIndex(s, 8) {
		w, ok := c.when(s, m)
		if !ok {
			continue
		}
		if found.span != noTime {
			return when{}
		}
		found = w
	}
	return found
}

// when reads one match of the calendar's form.
func (c calendar) when(s string, m []int) (when, bool) {
	prep := ""
	if m[4] >= 0 {
		prep = strings.ToLower(strings.Join(strings.Fields(s[m[4]:m[5]]), " "))
	}
	w := when{start: m[2], end: m[3], words: strings.TrimRight(s[m[2]:m[3]], ", "), date: s[m[6]:m[7]], span: point}
	if prep == "" && (month[strings.ToLower(w.date)] || weekday[strings.ToLower(w.date)] && named.MatchString(s[:m[2]])) {
		return when{}, false // "may", "mars", "Black Friday"
	}
	for _, p := range c.spans {
		if strings.HasPrefix(prep, p.begins) {
			w.span = p.span
			break
		}
	}
	switch {
	case prep == "du" && !ranging.MatchString(w.words):
		w.words = c.on + strings.TrimSpace(s[m[5]:m[3]])
	case prep == "" && startsWithDigitOrDay(w.words):
		w.words = c.on + w.words
	}
	if ranging.MatchString(w.words) {
		w.date, w.span = "", point
	}
	return w, true
}

// named ends in a word with a capital.
var named = text.Lazily(`\p{Lu}[\pL’'-]*\s+$`)

// ranging matches a time from one day to another.
var ranging = text.Lazily(`(?i)^(?:from|between)\b.*\b(?:to|and)\b|^(?:du|entre)\b.*\b(?:au|et)\b`)

// startsWithDigitOrDay tells "12 March" and "Thursday" from "today" and "next week".
func startsWithDigitOrDay(s string) bool {
	first := strings.ToLower(strings.Fields(s + " x")[0])
	return first[0] >= '0' && first[0] <= '9' || weekday[strings.Trim(first, ",")] || month[first]
}

var (
	weekday = set(`monday tuesday wednesday thursday friday saturday sunday`)
	month   = set(`january february march april may june july august september october november december
 janvier février mars avril mai juin juillet août septembre octobre novembre décembre`)
)

// cut takes the expression of time out of s: what comes before, and after it.
// ok is false if a verb or a participle leads to it, so that the rest would not
// stand alone.
func (w when) cut(s string) (before, after string, ok bool) {
	if w.span == noTime {
		return s, "", false
	}
	before = strings.TrimRight(s[:w.start], " ,:–—-(")
	after = strings.TrimLeft(s[w.end:], " )")
	if before == "" || strings.Count(s[:w.start], "(") != strings.Count(before, "(") || led.MatchString(before) {
		return s, "", false
	}
	return before, after, after == "" || placed.MatchString(after)
}

var (
	// led ends in a word that needs what follows it.
	led = text.Lazily(`(?i)(?:,\s*\w+ing|\b(?:scheduled|planned|postponed|moved|delayed|expected|opened|launched|held|organi[sz]ed|set|starting|taking place|` +
		`is|are|be|open|opens|starts|begins|closes|closed|launches|runs|available|due|back|out|live|and|or|but|of|the|for|` +
		`disponibles?|fermée?s?|prévue?s?|programmée?s?|ouvre|ouvrent|ferme|ferment|commence|débute|lieu|tiendra|tient|est|sont|sera|seront|et|ou|de|la|le|` +
		`organisée?s?|attendue?s?|valables?|possibles?|arrive|sort|sortie|dispo|jusqu|avant|après))$`)
	// placed begins what may follow a time: a place, an aside.
	placed = text.Lazily(`(?i)^(?:,|(?:at|in|à|au|aux|chez|dans|en ligne|online|with|avec|on the)(?:\s|$))`)
)
