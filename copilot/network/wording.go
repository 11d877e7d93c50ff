package network

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	txt "github.com/brouillon/brouillon/copilot/text"
)

// Wording is a text whose words hashtags may be made of.
type Wording struct {
	text  string
	lang  string
	words []spoken
	stems func() []string // of words; "" for one that says nothing alone
}

// spoken is a word of a wording, in bytes of the text. joined says that nothing but
// spaces, hyphens, apostrophes or the point of a number stand between it and the word
// before it.
type spoken struct {
	start, end int
	folded     string
	joined     bool
}

// WordingOf reads a text in lang ("en", "fr"). Its own hashtags are no words of it.
func WordingOf(lang, text string) Wording {
	w := Wording{text: text, lang: lang}
	start := -1
	for i, r := range text + " " {
		switch inside := unicode.IsLetter(r) || unicode.IsDigit(r) || start >= 0 && (unicode.IsMark(r) || r == '_'); {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			w.add(start, i)
			start = -1
		}
	}
	w.stems = sync.OnceValue(func() []string {
		all := make([]string, len(w.words))
		for i, word := range w.words {
			all[i] = stemOf(lang, word.folded)
		}
		return all
	})
	return w
}

func (w *Wording) add(start, end int) {
	if before, _ := utf8.DecodeLastRuneInString(w.text[:start]); hashSign(before) {
		return
	}
	last := 0
	if n := len(w.words); n > 0 {
		last = w.words[n-1].end
	}
	w.words = append(w.words, spoken{start, end, Letters(w.text[start:end]), joins(w.text[last:start])})
}

// joins reports whether what stands between two words may stand inside a phrase.
func joins(between string) bool {
	return between == "." || between == "," || strings.IndexFunc(between, func(r rune) bool {
		return r == '\n' || !unicode.IsSpace(r) && !strings.ContainsRune("'’-‐‑–·&", r)
	}) < 0
}

// Letters is what of words and hashtags is compared: their letters and digits, folded.
func Letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, txt.Fold(s))
}

// Phrase finds what of the text a hashtag is made of, as it stands there: the same
// letters, whatever their case and accents; or else the same words in other forms or
// another order, with nothing between them but words that say nothing alone. exact
// says that the letters are the same. It returns "" if there is no such phrase.
func (w Wording) Phrase(tag string) (phrase string, exact bool) {
	if phrase = w.spells(Letters(tag)); phrase != "" {
		return phrase, true
	}
	return w.means(tag), false
}

// spells finds a run of words that have exactly those letters.
func (w Wording) spells(letters string) string {
	for i := range w.words {
		left := letters
		for j := i; j < len(w.words) && left != "" && (j == i || w.words[j].joined); j++ {
			rest, ok := strings.CutPrefix(left, w.words[j].folded)
			if !ok {
				break
			}
			if left = rest; left == "" {
				return w.text[w.words[i].start:w.words[j].end]
			}
		}
	}
	return ""
}

// means finds a run of words with the stems of the hashtag's words.
func (w Wording) means(tag string) string {
	want := stemsOf(w.lang, TagWords(tag))
	if len(want) == 0 {
		return ""
	}
	stems := w.stems()
	for i := range w.words {
		if j := w.meansAt(i, stems, want); j > 0 {
			return w.text[w.words[i].start:w.words[j-1].end]
		}
	}
	return ""
}

// meansAt returns the end of the run of words at i that has the stems, or 0.
func (w Wording) meansAt(i int, stems, want []string) int {
	var got []string
	for j := i; j < len(w.words) && (j == i || w.words[j].joined); j++ {
		stem := stems[j]
		switch {
		case stem == "" && j == i, stem != "" && !slices.Contains(want, stem):
			return 0
		case stem == "":
			continue
		}
		if got = append(got, stem); len(got) == len(want) {
			if slices.Sort(got); slices.Equal(got, want) {
				return j + 1
			}
			return 0
		}
	}
	return 0
}

func stemsOf(lang string, words []string) []string {
	var all []string
	for _, word := range words {
		if s := stemOf(lang, Letters(word)); s != "" {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return all
}

// stemOf is "" for a word that says nothing alone.
func stemOf(lang, folded string) string {
	if txt.Stop(lang, folded) || utf8.RuneCountInString(folded) < 2 && strings.Trim(folded, "0123456789") != "" {
		return ""
	}
	return txt.Fold(txt.Stem(lang, folded))
}

// Respell writes a hashtag as the phrase it is made of would have it, unless it tells
// more words apart or keeps more accents itself: "#ecologieurbaine" becomes
// "#ÉcologieUrbaine", and "#IPhone" stays what it is.
func Respell(tag, phrase string) string {
	made := Tag(phrase)
	if Letters(made) != Letters(tag) || accents(tag) > accents(made) || len(TagWords(tag)) > len(TagWords(made)) {
		return tag
	}
	return made
}

// accents counts the letters of s that fold to others.
func accents(s string) int {
	n := 0
	for _, r := range strings.ToLower(s) {
		if r >= utf8.RuneSelf && txt.Fold(string(r)) != string(r) {
			n++
		}
	}
	return n
}

// TagWords divides a hashtag into the words that its capitals, digits and underscores
// tell apart: "#RSEParis_2026" is "RSE", "Paris" and "2026".
func TagWords(tag string) []string {
	r := []rune(strings.TrimLeft(tag, "#＃"))
	var words []string
	start := 0
	for i := range r {
		if i > start && newWord(r, i) {
			words = append(words, string(r[start:i]))
			start = i
		}
	}
	words = append(words, string(r[start:]))
	for i := range words {
		words[i] = strings.Trim(words[i], "_")
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// newWord reports whether a word of a hashtag begins at i.
func newWord(r []rune, i int) bool {
	before, c := r[i-1], r[i]
	switch {
	case c == '_' || before == '_':
		return true
	case unicode.IsMark(c):
		return false
	case unicode.IsDigit(c) != unicode.IsDigit(before):
		return true
	case unicode.IsUpper(c):
		return !unicode.IsUpper(before) || unicode.IsLower(at(r, i+1))
	}
	return false
}
