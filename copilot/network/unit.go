package network

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Unit names what a network counts when it limits the length of a text.
type Unit string

// The units in use.
const (
	Weighted   Unit = "weighted"    // X: most letters 1; CJK, emoji and other symbols 2; after NFC
	Graphemes  Unit = "graphemes"   // user-perceived characters (UAX #29)
	Runes      Unit = "runes"       // Unicode code points
	UTF16      Unit = "utf16"       // UTF-16 code units, as "length" in JavaScript and Java
	Bytes      Unit = "bytes"       // bytes of UTF-8
	EmojiBytes Unit = "emoji_bytes" // code points, but an emoji counts its bytes of UTF-8
)

// measure returns the length of text in the unit.
func (u Unit) measure(text string) int {
	switch u {
	case Weighted:
		return weigh(text, emojiEnd)
	case Graphemes:
		return graphemeCount(text)
	case UTF16:
		return utf16Len([]rune(text))
	case Bytes:
		return len(text)
	case EmojiBytes:
		return emojiBytes([]rune(text))
	}
	return utf8.RuneCountInString(text)
}

func graphemeCount(text string) int {
	n := 0
	for g := graphemes.FromString(text); g.Next(); {
		n++
	}
	return n
}

func utf16Len(r []rune) int {
	n := len(r)
	for _, c := range r {
		if c > 0xFFFF {
			n++
		}
	}
	return n
}

func emojiBytes(r []rune) int {
	n := 0
	for i := 0; i < len(r); {
		end := emojiEnd(r, i)
		if end == i {
			n, i = n+1, i+1
			continue
		}
		n, i = n+len(string(r[i:end])), end
	}
	return n
}
