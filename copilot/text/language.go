package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// maxSample is how many bytes of a text tell its language; more only cost time.
const maxSample = 4096

// Language returns English or French, whichever s is written in, or fallback
// when s does not say: too short or the same in both ("ok cool"), not in Latin
// script, or rather in a third language. It is meant for chat lines and briefs
// as well as for whole articles; links, handles, hashtags and numbers do not
// count.
func Language(s, fallback string) string {
	s = strings.TrimSpace(s)
	sample := s[:min(len(s), maxSample)]
	e := weigh(sample)
	lead := e.english - e.french
	switch {
	case !isLatin(sample), e.third > max(e.english, e.french), e.isThin() && isForeign(sample):
		return fallback
	case lead >= minLead:
		return English
	case lead <= -minLead:
		return French
	}
	return fallback
}

// minLead is the evidence one language must have over the other: nearly what
// one function word carries.
const minLead = 0.7

// isForeign reports whether the letters of s look like a third language written
// in Latin script. It takes some text to tell.
func isForeign(s string) bool {
	if len(s) < 40 {
		return false
	}
	info := whatlanggo.Detect(s)
	return info.Lang != whatlanggo.Eng && info.Lang != whatlanggo.Fra && info.Confidence >= 0.5
}

// isLatin reports whether half of the letters of s are Latin.
func isLatin(s string) bool {
	latin, letters := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) && r != utf8.RuneError {
			letters++
			if r < 0x250 || unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	return latin > 0 && 2*latin >= letters
}

// evidence is how much the words of a text speak for each language.
type evidence struct{ english, french, third, words float64 }

// isThin reports whether fewer words speak for either language than its
// function words alone would be.
func (e evidence) isThin() bool { return max(e.english, e.french) < 0.45*e.words }

// weigh adds up the evidence of the words of s.
func weigh(s string) evidence {
	var e evidence
	for _, w := range Words(s) {
		r, _ := utf8.DecodeRuneInString(w.Text)
		if unicode.IsLetter(r) && !strings.ContainsAny(w.Text, "/@:") {
			e.words++
			e.weighWord(plain(w.Text))
		}
	}
	return e
}

// weighWord adds the evidence of one word in lower case. A known word says more
// than its spelling, and one of both languages little or nothing.
func (e *evidence) weighWord(word string) {
	known := languageWords()
	en, fr, other := known[English][word], known[French][word], known[third][word]
	switch {
	case leanings[word] != 0:
		e.add(leanings[word])
	case en && fr:
	case en, fr:
		e.english += weightIf(en)
		e.french += weightIf(fr)
	case other:
		e.third++
	case strings.HasSuffix(word, "'"), isInverted(word):
		e.french++
	case strings.Contains(word, "'"):
		e.english++
	default:
		e.spell(word)
	}
}

// add counts weight for English if it is above zero, else for French.
func (e *evidence) add(weight float64) {
	e.english += max(weight, 0)
	e.french += max(-weight, 0)
}

func weightIf(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// isInverted reports whether word ends in a pronoun tied to its verb, as in
// "allons-nous" and "laissez-la".
func isInverted(word string) bool {
	i := strings.LastIndexByte(word, '-')
	return i > 0 && strings.Contains(" je tu il elle on nous vous ils elles moi toi le la les lui leur en y ce ", " "+word[i+1:]+" ")
}

// spell adds what the spelling of an unknown word says.
func (e *evidence) spell(word string) {
	switch {
	case strings.ContainsAny(word, "áíóúñäößãõåøłşğčšž"):
		e.third++
	case strings.ContainsAny(word, "éèêëàâîïôûùçœ"):
		e.french++
	}
	if Runes(word) < 4 {
		return
	}
	for _, p := range spellings {
		if p.in(word) {
			e.add(p.weight)
		}
	}
}
