package builtin

import (
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// terms turns words into small numbers, the same for words of one stem, and
// remembers what it knows of each word: a long thread repeats few words often.
type terms struct {
	lang  string
	words map[string]term
	stems map[string]int32
}

// term is what is known of a word.
type term struct {
	folded string // lower case, without accents
	id     int32  // -1: a word that says nothing of its own
}

func newTerms(lang string) *terms {
	return &terms{lang: lang, words: map[string]term{}, stems: map[string]int32{}}
}

// read splits s into the folded words that cues are matched with, and the
// distinct terms that say what it is about, in order.
func (t *terms) read(s string) (folded []string, ids []int32) {
	for _, w := range split(s) {
		known := t.lookup(w)
		folded = append(folded, known.folded)
		if known.id >= 0 {
			ids = append(ids, known.id)
		}
	}
	return folded, ids
}

func (t *terms) lookup(word string) term {
	if known, ok := t.words[word]; ok {
		return known
	}
	known := term{folded: text.Fold(word), id: -1}
	if !t.empty(word, known.folded) {
		stem := text.Stem(t.lang, known.folded)
		id, ok := t.stems[stem]
		if !ok {
			id = int32(len(t.stems))
			t.stems[stem] = id
		}
		known.id = id
	}
	t.words[word] = known
	return known
}

// name says whether s begins with what looks like a name: a capital, and not a
// word that only holds sentences together.
func (t *terms) name(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(first) {
		return false
	}
	words := split(s[:min(len(s), 60)])
	return len(words) > 1 && len(words[0]) > 1 && t.lookup(words[0]).id >= 0
}

// empty says whether a word holds a sentence together and says nothing.
func (t *terms) empty(word, folded string) bool {
	if text.Stop(t.lang, word) || chatter[folded] {
		return true
	}
	return len(folded) == 1 && !unicode.IsDigit(rune(folded[0]))
}

// split cuts s into runs of letters and digits: "I'll" is "I" and "ll", so that
// a cue need not care how an apostrophe is typed.
func split(s string) []string {
	var words []string
	start := -1
	for i, r := range s {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			words, start = append(words, s[start:i]), -1
		}
	}
	if start >= 0 {
		words = append(words, s[start:])
	}
	return words
}

// chatter are the words of talking itself, in either language, folded: they
// would make every thread one about "okay" and "think".
var chatter = set(`well oh yes yeah yep no nope ok okay right sure really got know think would could like want say
 said come good thing things let see look lot bit hey hi hello thanks thank please sorry
 bien alors donc oui non merci bonjour salut bonsoir bon ben bah euh voila dire dit chose choses crois pense sais
 faire monsieur madame accord`)
