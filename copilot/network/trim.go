package network

import (
	"math"
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"github.com/brouillon/brouillon/copilot/text"
)

const (
	ellipsis = "…"
	// leastSentences and leastWords are the shares of what would fit that a cut
	// after a sentence, or after a word, must keep to be worth its neatness.
	leastSentences = 1.0 / 3
	leastWords     = 1.0 / 2
	// lookahead is how many bytes beyond the cut are read to tell where a
	// sentence ends.
	lookahead = 400
)

// Trim returns body if the network takes it, else its longest prefix that ends
// with a sentence and fits, or if that would keep too little, with a word and
// "…". It never cuts a link, an emoji or an accented letter in two.
func (n Network) Trim(body string) string {
	if n.Fits(body) {
		return body
	}
	for limit := n.limit(); limit > 0; {
		short := n.cut(body, limit)
		if n.Fits(short) {
			return short
		}
		// The end of a word may have become a link that counts more.
		limit -= max(1, n.Over(short))
	}
	return ""
}

func (n Network) limit() int {
	if n.Limit == 0 {
		return math.MaxInt
	}
	return n.Limit
}

// cut returns a prefix of body of about limit units.
func (n Network) cut(body string, limit int) string {
	end := n.prefix(body, limit, n.MostBytes)
	if s := sentencesEnd(body, end); s > 0 && float64(s) >= leastSentences*float64(end) {
		return body[:s]
	}
	bytes := n.MostBytes
	if bytes > 0 {
		bytes = max(1, bytes-len(ellipsis))
	}
	end = n.prefix(body, limit-n.Count(ellipsis), bytes)
	return strings.TrimRightFunc(body[:wordsEnd(body, end)], dangling) + ellipsis
}

// prefix returns the length in bytes of the longest prefix of body that counts
// at most limit units and, if bytes is not 0, takes at most that many bytes.
func (n Network) prefix(body string, limit, bytes int) int {
	end, used := 0, 0
	room := func(size, units int) bool {
		used += units
		return used <= limit && (bytes == 0 || end+size <= bytes)
	}
	for p := range n.pieces(body) {
		if p.units >= 0 {
			if !room(len(p.text), p.units) {
				return end
			}
			end += len(p.text)
			continue
		}
		for g := graphemes.FromString(p.text); g.Next(); {
			if !room(len(g.Value()), n.Unit.measure(g.Value())) {
				return end
			}
			end += len(g.Value())
		}
	}
	return end
}

// sentencesEnd returns where the last sentence of body that is over by end
// ends, or 0.
func sentencesEnd(body string, end int) int {
	last := 0
	for _, s := range text.Sentences(body[:min(len(body), end+lookahead)]) {
		if s.End > end {
			break
		}
		last = s.End
	}
	return last
}

// wordsEnd returns where the last word of body that is over by end ends, or end
// if that keeps too little, as in scripts without spaces.
func wordsEnd(body string, end int) int {
	if next := body[end:]; next == "" || strings.IndexFunc(next, unicode.IsSpace) == 0 {
		return end
	}
	if i := strings.LastIndexFunc(body[:end], unicode.IsSpace); float64(i) >= leastWords*float64(end) {
		return i
	}
	return end
}

// dangling reports what should not stand before "…".
func dangling(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:.-–—([{«“‘/·•…", r)
}
