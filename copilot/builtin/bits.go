package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// bits is a finished text taken apart into lines of sentences, so that single
// sentences can be left out, changed and added.
type bits [][]string

func takeApart(words string) bits {
	var b bits
	for line := range strings.Lines(words) {
		line = strings.TrimRight(line, "\n")
		spans := text.Sentences(line)
		if len(spans) == 0 {
			b = append(b, []string{line})
			continue
		}
		var sentences []string
		start := 0
		for i := range spans {
			end := len(line)
			if i+1 < len(spans) {
				end = spans[i+1].Start
			}
			sentences = append(sentences, strings.TrimSpace(line[start:end]))
			start = end
		}
		b = append(b, sentences)
	}
	return b
}

// String puts the text together again, without the lines that are empty now.
func (b bits) String() string {
	lines := make([]string, len(b))
	for i, line := range b {
		lines[i] = strings.TrimSpace(strings.Join(line, " "))
	}
	return text.Canonical(strings.Join(lines, "\n"))
}

// each calls f with every sentence, and leaves out those it returns as "".
func (b bits) each(f func(string) string) {
	for i, line := range b {
		kept := line[:0]
		for _, s := range line {
			if s = f(s); s != "" || len(line) == 1 && strings.TrimSpace(line[0]) == "" {
				kept = append(kept, s)
			}
		}
		b[i] = kept
	}
}

// without leaves out the sentences that match, except the last that would
// remain. It says whether it left any out.
func (b bits) without(match func(string) bool) bool {
	left := b.count()
	dropped := false
	b.each(func(s string) string {
		if strings.TrimSpace(s) != "" && left > 1 && match(s) {
			left--
			dropped = true
			return ""
		}
		return s
	})
	return dropped
}

func (b bits) count() int {
	n := 0
	for _, line := range b {
		for _, s := range line {
			if strings.TrimSpace(s) != "" {
				n++
			}
		}
	}
	return n
}

// rank says how much a sentence of a finished text matters.
func (d drafting) rank(s string) int {
	own := d.material.has(s)
	switch {
	case len(text.URLs(s)) > 0 || mailbox.MatchString(s):
		return rankCall
	case strings.HasSuffix(strings.TrimSpace(s), ":"):
		return rankHeader
	case hasDigit(s) && !own:
		return rankFigure + 1 // a phrase of ours that alone says when
	case hasDigit(s) && own && priced.MatchString(s):
		return rankFigure + 2
	case hasDigit(s), own && limiting.MatchString(s):
		return rankFigure
	case own:
		return rankPoint
	default:
		return rankClose
	}
}

// shorten leaves out the least important sentences below a rank, last first,
// until done. The first that says something stays. It says whether it got there.
func (d drafting) shorten(b bits, below int, done func(bits) bool) bool {
	for !done(b) {
		at, in := d.least(b, below)
		if at < 0 || b.count() < 2 {
			return false
		}
		b[at] = append(b[at][:in:in], b[at][in+1:]...)
	}
	return true
}

// least is where the least important sentence below a rank stands: line and
// place in it; -1 if there is none.
func (d drafting) least(b bits, below int) (at, in int) {
	at, lead := -1, false
	for i, line := range b {
		for j, s := range line {
			if strings.TrimSpace(s) == "" {
				continue
			}
			rank := d.rank(s)
			if !lead && d.material.has(s) {
				lead = true
				continue
			}
			if rank <= below && rank < rankLead {
				at, in, below = i, j, rank
			}
		}
	}
	return at, in
}
