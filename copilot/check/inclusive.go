package check

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// written is how each form looks inside a word. Doublets are words, and the forms without a name ("client.e.s", "client/e")
// are those no channel asks for.
var written = []struct {
	form Inclusive
	like *text.Pattern
}{
	{Point, text.Lazily(`\pL{2,}[·•‧∙⋅](?:` + endings + `)(?:[·•‧∙⋅]?s)?|\p{Lu}{2,}[·•‧∙⋅](?:` + strings.ToUpper(endings) + `)(?:[·•‧∙⋅]?S)?`)},
	{Brackets, text.Lazily(`\pL{2,}\((?:e|ne|le|te|rice|trice|euse|ère|se|ve)s?\)s?`)},
	{"", text.Lazily(`\pL{3,}(?:\.(?:e|rice|trice|euse|ère)(?:\.?s)?|-e-s|[-/](?:e|ne|rice|trice|euse)(?:/?s)?)`)},
}

// endings are what inclusive writing puts behind a point, the longer before what they begin with.
const endings = `trice|rice|ice|euse|ienne|enne|ière|ère|esse|sse|elle|ale|lle|ine|que|nne|ne|le|la|te|se|ve|fe|e`

// inclusive reports forms the channel does not write; and, where it wants one, words that name men alone.
func (s ownWords) inclusive(wanted Inclusive) []Finding {
	if wanted == "" {
		return nil
	}
	var first Finding
	got := 0
	for _, w := range written {
		if w.form == wanted && w.form != "" {
			continue
		}
		for _, m := range w.like.FindAllStringIndex(s.text, -1) {
			next, _ := utf8.DecodeRuneInString(s.text[m[1]:])
			if next == '-' || unicode.IsLetter(next) || unicode.IsDigit(next) || !s.own(m[0]) {
				continue
			}
			f := s.finding(Voice, m[0], m[1], "inclusive_form", map[string]string{"wanted": sample(wanted)})
			if got++; got == 1 || f.Start < first.Start {
				first = f
			}
		}
	}
	if wanted == NotInclusive {
		first.Code = "inclusive_none"
	}
	var found []Finding
	if got > 0 {
		first.Args["got"] = strconv.Itoa(got)
		found = append(found, first)
	}
	if wanted == NotInclusive {
		return found
	}
	return append(found, s.menAlone(wanted)...)
}

// both is a word for men, one for women, what follows the masculine singular when one word says both, and whether the word
// for men is an adjective or a participle too ("les mots employés").
type both struct {
	men, women, ending string
	adjective          bool
}

// people are such words, by that for men.
var people = sync.OnceValue(func() map[string]both {
	m := map[string]both{}
	for _, line := range lines("people.fr") {
		f := strings.Fields(line)
		m[f[0]] = both{f[0], f[1], f[2], len(f) > 3}
	}
	return m
})

// in writes a word for both in a form.
func (b both) in(form Inclusive) string {
	stem := strings.TrimSuffix(b.men, "s")
	switch form {
	case Point:
		return stem + "·" + b.ending
	case Brackets:
		return stem + "(" + strings.TrimSuffix(b.ending, "s") + ")s"
	default:
		return b.women + " et " + b.men
	}
}

// sample shows a form.
func sample(form Inclusive) string {
	return both{men: "clients", women: "clientes", ending: "es"}.in(form)
}

// doubletReach is how many tokens on each side of a word its other half may stand: "les clients, anciens ou nouveaux, et
// les clientes".
const doubletReach = 8

// menAlone reports, once for each, words for people that have no women beside them.
func (s ownWords) menAlone(wanted Inclusive) []Finding {
	var found []Finding
	seen := map[string]bool{}
	for i := range s.tokens {
		t := s.at(i)
		b, ok := people()[strings.ToLower(t.raw)]
		if !ok || seen[b.men] || s.beside(i, b.women) || s.inWord(i) || b.adjective && !s.determined(i) {
			continue
		}
		seen[b.men] = true
		found = append(found, s.finding(Voice, t.start, t.end, "inclusive_missing", map[string]string{"wanted": b.in(wanted)}))
	}
	return found
}

// determined reports whether what makes a noun of token i stands right before it.
func (s ownWords) determined(i int) bool {
	t := s.at(i - 1)
	return t.shape == numberShape || t.is("les", "des", "aux", "nos", "vos", "mes", "tes", "ses", "leurs", "ces", "chers", "quelques", "plusieurs")
}

func (s ownWords) beside(i int, word string) bool {
	for k := i - doubletReach; k <= i+doubletReach; k++ {
		if strings.ToLower(s.at(k).raw) == word {
			return true
		}
	}
	return false
}

// inWord reports whether token i is but a part of a word: "clients-es".
func (s ownWords) inWord(i int) bool {
	t := s.at(i + 1)
	return t.joined && t.shape == markShape && strings.Contains("·•‧∙⋅(/-.", t.raw) && s.at(i+2).joined && s.at(i+2).shape == wordShape
}
