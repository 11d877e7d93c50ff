package copilot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

// uncorrected are the findings but for those that hold against a text what the brief
// says, where somebody corrected the brief since, in these very words: "the price is €9".
func (j composition) uncorrected(found []check.Finding) []check.Finding {
	wishes := j.wishes()
	return slices.DeleteFunc(found, func(f check.Finding) bool {
		return f.Kind == check.Contradiction && f.Source == "brief" && strings.HasSuffix(f.Code, "_other") &&
			slices.ContainsFunc(wishes, func(wish string) bool { return saysWhole(wish, f.Text) })
	})
}

// saysWhole says whether words have others in them, from the beginning of a word to the
// end of one: "€90" does not say "€9".
func saysWhole(words, others string) bool {
	words, others = text.Fold(words), text.Fold(others)
	for others != "" {
		before, after, ok := strings.Cut(words, others)
		if !ok {
			return false
		}
		left, _ := utf8.DecodeLastRuneInString(before)
		right, size := utf8.DecodeRuneInString(after)
		next, _ := utf8.DecodeRuneInString(after[size:])
		fraction := strings.ContainsRune(".,", right) && unicode.IsDigit(next)
		if !inWord(left) && !inWord(right) && !fraction {
			return true
		}
		words = after
	}
	return false
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
