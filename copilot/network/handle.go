package network

import "unicode"

// handle is "@name" or "@name@server", as r[start:end]; r[start:short] is "@name".
type handle struct{ start, short, end int }

// handles returns the accounts that r names the way Mastodon writes them, in
// order. Dots and hyphens may stand inside a name, so that it also finds the
// names of Instagram, Threads, TikTok and Bluesky.
func handles(r []rune) []handle {
	var out []handle
	for i := 0; i < len(r); i++ {
		if r[i] != '@' || i > 0 && (r[i-1] == '=' || r[i-1] == '/' || wordChar(r[i-1])) {
			continue
		}
		h := handle{start: i, short: partEnd(r, i+1, nameChar)}
		if h.short == i+1 {
			continue
		}
		h.end = h.short
		if at(r, h.end) == '@' {
			if end := partEnd(r, h.end+1, wordChar); end > h.end+1 {
				h.end = end
			}
		}
		out = append(out, h)
		i = h.end - 1
	}
	return out
}

// partEnd returns the end of the run of chars at i, in which dots and hyphens
// may stand between two of them.
func partEnd(r []rune, i int, char func(rune) bool) int {
	end := i
	for j := i; j < len(r); j++ {
		switch {
		case char(r[j]):
			end = j + 1
		case r[j] != '.' && r[j] != '-' || end == i:
			return end
		}
	}
	return end
}

func nameChar(r rune) bool { return asciiAlnum(r) || r == '_' }

func wordChar(r rune) bool {
	return nameChar(r) || r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}
