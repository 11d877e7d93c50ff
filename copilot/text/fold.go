package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s in the form used for comparing: lower case, without accents
// or invisible characters, ligatures and compatibility forms spelt out (œ is
// oe, ß is ss, ﬁ is fi, ² is 2), apostrophes, quotes and hyphens of one kind.
// It is idempotent. It is for comparing only, never for showing.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		foldRune(&b, r)
	}
	return b.String()
}

func isFolded(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '`' || s[i] >= 'A' && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// foldRune writes the folded form of r. A rune folds on its own, whatever
// stands beside it: marks are dropped, so their order does not matter.
func foldRune(b *strings.Builder, r rune) {
	if to, ok := unified[r]; ok {
		b.WriteString(to)
		return
	}
	if r < utf8.RuneSelf {
		b.WriteRune(unicode.ToLower(r))
		return
	}
	for _, d := range norm.NFKD.String(string(r)) {
		d = unicode.ToLower(d)
		if to, ok := unified[d]; ok {
			b.WriteString(to)
		} else if !unicode.Is(unicode.Mn, d) && !unicode.Is(invisible, d) {
			b.WriteRune(d)
		}
	}
}

// unified holds what Unicode does not decompose and people take for the same.
var unified = map[rune]string{
	'œ': "oe", 'Œ': "oe", 'æ': "ae", 'Æ': "ae", 'ß': "ss", 'ẞ': "ss",
	'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ı': "i",
	'’': "'", '‘': "'", 'ʼ': "'", '′': "'", '´': "'", '`': "'", '‛': "'", '＇': "'",
	'“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`, '‟': `"`,
	'\u2010': "-", '\u2011': "-",
}
