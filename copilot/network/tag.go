package network

import (
	"strings"
	"unicode"
)

// ValidHashtag reports whether tag, "#" included, is a hashtag networks accept:
// letters, marks, digits and underscores, with at least one letter.
func ValidHashtag(tag string) bool {
	body, ok := strings.CutPrefix(tag, "#")
	letter := false
	for _, r := range body {
		switch {
		case unicode.IsLetter(r):
			letter = true
		case unicode.IsMark(r), unicode.IsDigit(r), r == '_':
		default:
			return false
		}
	}
	return ok && letter
}

// Tag makes a hashtag of a phrase, in camel case so that screen readers say the
// words apart ("journée de l'eau" becomes "#JournéeDeLEau"). Accents stay. It
// returns "" if the phrase makes no valid hashtag.
func Tag(phrase string) string {
	words := strings.FieldsFunc(phrase, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	})
	var b strings.Builder
	b.WriteByte('#')
	for _, w := range words {
		for i, r := range w {
			if i == 0 {
				r = unicode.ToUpper(r)
			}
			b.WriteRune(r)
		}
	}
	if !ValidHashtag(b.String()) {
		return ""
	}
	return b.String()
}
