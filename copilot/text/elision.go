package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// elisions are the French words that lose their vowel and lean on the next one.
var elisions = map[string]bool{
	"l": true, "d": true, "j": true, "m": true, "t": true, "s": true, "n": true, "c": true, "ç": true, "qu": true,
	"jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true,
}

// isElision reports whether head, before an apostrophe and then rest, leans on
// the word that rest starts with. Names such as N'Golo or M'Bappé are left
// whole, as is what only English does.
func isElision(head, rest string) bool {
	if len(head) > len("puisqu") || !elisions[strings.ToLower(head)] {
		return false
	}
	if spoken := head + "'" + rest[:spanOf(rest, isWordRune)]; strings.EqualFold(spoken, "c'mon") || strings.EqualFold(spoken, "d'you") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(head)
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsUpper(first) && unicode.IsUpper(next) && strings.ContainsRune("NMT", first) {
		return false
	}
	return isWordRune(next) || next == '@' || next == '#' || next == '«' || next == '“'
}

// maxAcronym bounds the letters of a dotted acronym, and so the work on text
// made to look like a very long one.
const maxAcronym = 12

// acronymLen measures single letters each followed by a full stop, at least
// two, at the start of s: U.S., p.m., e.g.
func acronymLen(s string) int {
	at, letters := 0, 0
	for letters <= maxAcronym {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsLetter(r) || at+size >= len(s) || s[at+size] != '.' {
			break
		}
		at += size + 1
		letters++
	}
	r, _ := utf8.DecodeRuneInString(s[at:])
	if letters < 2 || letters > maxAcronym || isWordRune(r) && at < len(s) {
		return 0
	}
	return at
}
