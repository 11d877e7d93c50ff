package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fullstop is a run of terminators with what stands around it: all that is
// needed to tell whether a sentence ends there.
type fullstop struct {
	mark   string // the terminators
	before string // the word before, with the dots and apostrophes inside it
	first  bool   // nothing but before stands between the sentence's start and mark
	quoted bool   // closing quotes or brackets follow
	spaced bool   // white space or the line's end follows
	next   string // the rest of the line from the next character on, bounded
	end    int    // where the sentence ends if it does
}

// maxContext bounds, in bytes, how far around a full stop is looked.
const maxContext = 32

// readStop reads the run of terminators at s[at:end] in the sentence that
// started at start.
func readStop(s string, start, at, end int) fullstop {
	var f fullstop
	f.end = at + spanOf(s[at:end], isTerminator)
	f.mark = s[at:f.end]
	f.before = wordBefore(s[max(start, at-maxContext):at])
	f.first = strings.TrimSpace(s[max(start, at-maxContext):at]) == f.before && at-start <= maxContext
	if n := spanOf(s[f.end:end], isCloser); n > 0 {
		f.quoted = true
		f.end += n
	}
	f.french(s, end)
	gap := spanOf(s[f.end:end], unicode.IsSpace)
	f.spaced = gap > 0 || f.end == end
	rest := s[f.end+gap : end]
	if n := emojiLen(rest); n > 0 {
		f.end += gap + n
		f.spaced = true
		rest = rest[n:]
		rest = rest[spanOf(rest, unicode.IsSpace):]
	}
	f.next = rest[:min(len(rest), maxContext)]
	return f
}

// french takes a closing » that stands off by a space into the sentence.
func (f *fullstop) french(s string, end int) {
	rest := s[f.end:end]
	gap := spanOf(rest, unicode.IsSpace)
	if strings.HasPrefix(rest[gap:], "»") {
		f.quoted = true
		f.end += gap + len("»")
	}
}

// spanOf returns the length in bytes of the run at the start of s of runes that
// satisfy is.
func spanOf(s string, is func(rune) bool) int {
	return len(s) - len(strings.TrimLeftFunc(s, is))
}

func isCloser(r rune) bool { return strings.ContainsRune(`)]}"”»'’›*_~`, r) }

// wordBefore returns the word that s ends with: letters and digits with dots,
// apostrophes and hyphens among them.
func wordBefore(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !isWordRune(r) && r != '.' && r != '-' && r != '°' && !isApostrophe(r) })
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		s = s[i+size:]
	}
	return s
}

// emojiLen measures the emoji at the start of s, with the spaces among them.
func emojiLen(s string) int {
	n := 0
	for i, r := range s {
		switch {
		case unicode.Is(pictographs, r), isSkinTone(r), isFlagLetter(r):
			n = i + utf8.RuneLen(r)
		case n > 0 && (r == emojiStyle || r == joiner):
			n = i + utf8.RuneLen(r)
		case n == 0, r != ' ':
			return n
		}
	}
	return n
}

// ends reports whether a sentence ends at f. A casual text does without
// capitals.
func (f fullstop) ends(casual bool) bool {
	if f.next == "" {
		return true
	}
	next, _ := utf8.DecodeRuneInString(f.next)
	switch {
	case strings.ContainsAny(f.mark, "。！？｡"):
		return true
	case !f.spaced:
		return strings.ContainsAny(f.mark, "!?") && unicode.IsUpper(next) && !f.quoted
	case strings.ContainsAny(f.mark, "!?‼⁇⁈⁉"):
		return !f.quoted || !unicode.IsLower(next)
	case f.mark != ".":
		return !unicode.IsLower(next)
	case unicode.IsLower(next) && !(casual && f.closesWord()):
		return false
	}
	return !f.abbreviates(next)
}

// closesWord reports whether the word before is one that a casual writer could
// end a sentence with: no unknown abbreviation, so three letters or a known word.
func (f fullstop) closesWord() bool {
	word := strings.ToLower(f.before)
	return !strings.Contains(word, ".") && (Runes(word) > 2 || Stop("", word) || word == "ok")
}

// abbreviates reports whether the full stop belongs to the word before it and
// the sentence goes on with next.
func (f fullstop) abbreviates(next rune) bool {
	word := Fold(f.before)
	switch {
	case word == "":
		return false
	case strings.Trim(word, "0123456789") == "":
		return f.first && len(word) <= 3 // 1. counts an item
	case Runes(word) == 1 && (f.first || f.before != word):
		return f.isInitial(next)
	case abbreviations()[word] == always:
		return f.before != "me" // a master has a capital
	case abbreviations()[word] == beforeNumber:
		return unicode.IsDigit(next) || next == '['
	case abbreviations()[word] == inside:
		return !unicode.IsUpper(next)
	case strings.Contains(word, "."):
		return isDotted(word) && !f.opensSentence()
	}
	return false
}

// isInitial reports whether the single letter before the stop stands for a name
// or an item of a list rather than being a word or a label of its own (plan B).
func (f fullstop) isInitial(next rune) bool {
	letter, _ := utf8.DecodeRuneInString(f.before)
	if f.first || f.before == "M" {
		return true
	}
	return unicode.IsUpper(letter) && unicode.IsUpper(next) && !f.opensSentence()
}

// isDotted reports whether word is made of single letters with dots between.
func isDotted(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		if Runes(part) > 1 {
			return false
		}
	}
	return true
}

// opensSentence reports whether what follows is a capitalised word that is
// common at the start of a sentence and is no part of a name.
func (f fullstop) opensSentence() bool {
	n := spanOf(f.next, isWordRune)
	first, _ := utf8.DecodeRuneInString(f.next)
	word := f.next[:n]
	return unicode.IsUpper(first) && Stop("", word) && word != "Le" && word != "La"
}
