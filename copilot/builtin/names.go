package builtin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// name matches words with capitals: "Kite Robotics", "SEO".
var name = text.Lazily(`\p{Lu}[\pL\pN’'&-]*(?: \p{Lu}[\pL\pN’'&-]*){0,2}`)

// names are words with capitals that a capital is not due to the beginning of a
// sentence, unless first says that one is a name even there.
func names(lang, s string, first bool) []string {
	var list []string
	for _, sentence := range text.Sentences(s) {
		for _, m := range name.FindAllStringIndex(sentence.Text, -1) {
			word := sentence.Text[m[0]:m[1]]
			head, rest, several := strings.Cut(word, " ")
			switch {
			case m[0] > 0 && isLetterBefore(sentence.Text, m[0]):
				continue
			case m[0] == 0 && !first && !several && strings.ToUpper(word) != word:
				continue
			case text.Stop(lang, head) && several:
				word = rest
			}
			if text.Runes(word) > 1 && !text.Stop(lang, word) {
				list = append(list, word)
			}
		}
	}
	return list
}

func isLetterBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return unicode.IsLetter(r) || r == '@' || r == '#'
}

// stems are the stems of the words that say something.
func stems(lang, s string) map[string]bool {
	found := map[string]bool{}
	for _, w := range text.Words(s) {
		if !text.Stop(lang, w.Text) && text.Runes(w.Text) >= fewestRunes {
			found[text.Fold(text.Stem(lang, w.Text))] = true
		}
	}
	return found
}

// related says whether a channel's hashtag is about the words: one of the words
// it is made of is among them.
func related(lang, tag string, about map[string]bool) bool {
	for _, w := range network.TagWords(tag) {
		if about[text.Fold(text.Stem(lang, w))] && text.Runes(w) >= fewestRunes && !text.Stop(lang, w) {
			return true
		}
	}
	return about[text.Fold(text.Stem(lang, tag[1:]))]
}
