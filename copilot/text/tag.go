package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// class is the part a word can play in a phrase that names something.
type class uint8

const (
	outside  class = iota // function words, verbs, links, handles: no part
	noun                  // also whatever is unknown
	modifier              // adjectives and participles: not at the end in English
	doubtful              // a modifier or a noun: material, marketing
	adverb                // only before a modifier
	number                // part of a name: Falcon 9
	quantity              // any other number: no part
	joint                 // of, de: only between nouns
)

// token is a word of a text, tagged.
type token struct {
	Span
	word   string // in lower case, with straight apostrophes, without 's or #
	stem   string // "" for what is outside
	class  class
	glued  bool // nothing but a space or a dash parts it from the token before
	opens  bool // it is the first of a sentence
	proper bool // written as a name: a capital inside a sentence, or several
}

// tagged returns the words of s with their classes in lang.
func tagged(s, lang string) []token {
	tokens := tokensOf(s)
	for i := range tokens {
		tokens[i].class = lexicalClass(lang, tokens[i])
	}
	stems := map[string]string{}
	for i := range tokens {
		settleClass(lang, tokens, i)
		t := &tokens[i]
		if t.class == outside {
			continue
		}
		stem, ok := stems[t.word]
		if !ok {
			stem = Fold(Stem(lang, t.word))
			stems[t.word] = stem
		}
		t.stem = stem
	}
	return tokens
}

// tokensOf returns the words of s with what can be seen of them, not yet
// classed.
func tokensOf(s string) []token {
	words := Words(s)
	tokens := make([]token, len(words))
	loud := isLoud(words)
	end := 0
	for i, w := range words {
		gap := s[end:w.Start]
		t := token{Span: w, word: nameOf(w.Text), opens: i == 0 || opensAfter(gap)}
		t.proper = !loud && isProper(w.Text, t.opens)
		t.glued = i > 0 && !isTag(w.Text) && !isTag(words[i-1].Text) && (isGlue(gap) || isWrap(s, end, w.Start))
		tokens[i] = t
		end = w.End
	}
	return tokens
}

// isLoud reports whether most of words are in capitals, which then mean nothing.
func isLoud(words []Span) bool {
	capitals := 0
	for _, w := range words {
		if isAcronym(w.Text) {
			capitals++
		}
	}
	return len(words) > 3 && 2*capitals > len(words)
}

// nameOf returns the plain form of a word without the mark of a hashtag and the
// English possessive.
func nameOf(word string) string {
	word = plain(word)
	word = strings.TrimLeft(word, "#＃")
	return strings.TrimSuffix(word, "'s")
}

// isTag reports whether word is a hashtag: a name that stands alone.
func isTag(word string) bool { return strings.HasPrefix(word, "#") || strings.HasPrefix(word, "＃") }

// isGlue reports whether gap, between two words, leaves them in one phrase: a
// space, a dash without spaces, nothing after an elision.
func isGlue(gap string) bool {
	switch gap {
	case "", " ", "\u00A0", "\u202F", "–", "‐", "&":
		return true
	}
	return false
}

// wrapWidth is the least length in bytes of a line that was wrapped, rather
// than ended.
const wrapWidth = 50

// isWrap reports whether only the end of a wrapped line is between the bytes
// end and start of s.
func isWrap(s string, end, start int) bool {
	gap := s[end:start]
	if strings.Count(gap, "\n") != 1 || strings.Trim(gap, " \r\n\t") != "" {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[start:])
	return unicode.IsLower(next) && !strings.Contains(s[max(0, end-wrapWidth):end], "\n") && end >= wrapWidth
}

// opensAfter reports whether a word after gap starts a sentence.
func opensAfter(gap string) bool {
	return strings.ContainsAny(gap, ".!?\n:•…")
}

// isProper reports whether word is written as a name.
func isProper(word string, opens bool) bool {
	first, size := utf8.DecodeRuneInString(word)
	if strings.ContainsFunc(word[size:], unicode.IsUpper) {
		return true
	}
	return unicode.IsUpper(first) && !opens && size < len(word)
}

// lexicalClass returns the class of t by itself.
func lexicalClass(lang string, t token) class {
	first, _ := utf8.DecodeRuneInString(t.Text)
	switch {
	case first == '@', strings.ContainsAny(t.Text, "/@:") && !unicode.IsDigit(first), strings.HasPrefix(t.Text, "www."):
		return outside
	case unicode.IsDigit(first):
		return numeralClass(t.word)
	case isJoint(lang, t.word):
		return joint
	case Stop(lang, t.word), fillers()[t.word]:
		return outside
	case lang == French:
		return frenchClass(t)
	}
	return englishClass(t)
}

// numeralClass tells names that start with a digit (3DS, 5G) from quantities,
// times and ordinals.
func numeralClass(word string) class {
	tail := strings.TrimLeft(word, "0123456789.,/:-%' \u00A0\u202F\u2009‰")
	if tail == "" || len(tail) == 1 && tail != "g" && tail != "d" || units[tail] || strings.HasPrefix(tail, "h") {
		return number
	}
	return noun
}

var units = map[string]bool{
	"er": true, "re": true, "ère": true, "ème": true, "st": true, "nd": true, "rd": true, "th": true, "km": true,
	"kg": true, "cm": true, "mm": true, "am": true, "pm": true, "min": true, "mn": true, "go": true, "mo": true, "gb": true, "mb": true,
}

// monthsToo are months after a number and other things elsewhere.
var monthsToo = map[string]bool{"mars": true, "mai": true, "march": true, "may": true}

func isJoint(lang, word string) bool {
	if lang == French {
		switch word {
		case "de", "d'", "du", "des":
			return true
		}
		return false
	}
	return word == "of"
}

// settleClass corrects the class of tokens[i] by its neighbours.
func settleClass(lang string, tokens []token, i int) {
	if i > 0 && tokens[i].glued && tokens[i-1].class == quantity && monthsToo[tokens[i].word] {
		tokens[i].class = outside
	}
	if tokens[i].class == number && (i == 0 || !tokens[i].glued || !tokens[i-1].proper) {
		tokens[i].class = quantity
	}
	if lang == French {
		settleFrench(tokens, i)
		return
	}
	settleEnglish(tokens, i)
}

// neighbour returns the plain form of the token k away from i in the same
// stretch of text, "" if punctuation parts them.
func neighbour(tokens []token, i, k int) string {
	j := i + k
	if j < 0 || j >= len(tokens) || !tokens[max(i, j)].glued {
		return ""
	}
	return tokens[j].word
}
