package network

import (
	"strings"
	"unicode"
)

// The character classes below are twitter-text's. Its hashtags, mentions and
// links are what X recognises, and Mastodon runs the same code.

func asciiLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

func asciiDigit(r rune) bool { return '0' <= r && r <= '9' }

func asciiAlnum(r rune) bool { return asciiLetter(r) || asciiDigit(r) }

// lower is r in lower case if it is an ASCII letter.
func lower(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// asciiSet is a set of ASCII characters, fast enough to ask for every rune.
type asciiSet [2]uint64

func setOf(chars string) (s asciiSet) {
	for _, c := range chars {
		s[c/64] |= 1 << (c % 64)
	}
	return s
}

func (s asciiSet) has(r rune) bool { return 0 <= r && r < 0x80 && s[r/64]>>(r%64)&1 == 1 }

var punctuation = setOf(`!'#%&()*+,\-./:;<=>?@[]^_{|}~$`)

// punct reports the ASCII punctuation that ends names and domains.
func punct(r rune) bool { return punctuation.has(r) }

func hashSign(r rune) bool { return r == '#' || r == '＃' }

func atSign(r rune) bool { return r == '@' || r == '＠' }

// space reports what separates words; it knows fewer spaces than unicode.IsSpace.
func space(r rune) bool {
	switch {
	case '\t' <= r && r <= '\r', r == ' ', r == 0x85, r == 0xA0, r == 0x1680, r == 0x180E:
		return true
	case 0x2000 <= r && r <= 0x200A, r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000:
		return true
	}
	return false
}

// forbidden reports the code points that make X refuse a post.
func forbidden(r rune) bool { return r == 0xFFFE || r == 0xFEFF || r == 0xFFFF }

// directional reports the invisible marks that turn the direction of writing.
func directional(r rune) bool {
	switch {
	case 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return r == 0x061C || r == 0x200E || r == 0x200F
}

// latinAccent reports the accented Latin letters that names and paths may hold.
func latinAccent(r rune) bool {
	switch {
	case r == 0xD7, r == 0xF7:
		return false
	case 0xC0 <= r && r <= 0x24F, 0x300 <= r && r <= 0x36F, 0x1E00 <= r && r <= 0x1EFF:
		return true
	}
	switch r {
	case 0x253, 0x254, 0x256, 0x257, 0x259, 0x25B, 0x263, 0x268, 0x26F, 0x272, 0x289, 0x28B, 0x2BB:
		return true
	}
	return false
}

// tagLetter reports the characters of which a hashtag needs at least one.
func tagLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// twitterSigns are the signs that twitter-text takes for part of a hashtag.
const twitterSigns = "\u00B7\u05BE\u05F3\u05F4\u0F0B\u0F0C\u200C\u200D\u3003\u301C\u309B\u309C\u30A0\u30FB\uA67E\uFF5E"

// tagChar reports the characters that a hashtag may hold.
func tagChar(r rune) bool {
	if r < 0x80 {
		return asciiAlnum(r) || r == '_'
	}
	return tagLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(twitterSigns, r)
}
