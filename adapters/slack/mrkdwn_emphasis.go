package slack

import (
	"strings"
	"unicode"
)

// token is text as Slack shows it, or a run of emphasis marks.
type token struct {
	text string

	mark          byte // '*', '_' or '~'; 0 for text
	left, length  int  // marks not yet used, and how many there were
	opens, closes bool
	before, after string // Slack's marks: ends before what is left of the run, starts after it
}

// emphasis reads a run of marks between two characters by CommonMark's rules,
// made stricter where people mean the characters: a single * within a word (2*3*4)
// and ** between digits emphasise nothing. Strikethrough takes two tildes.
func emphasis(c byte, run int, before, after rune) token {
	t := token{mark: c, left: run, length: run}
	opens := !unicode.IsSpace(after) && (!isPunctuation(after) || unicode.IsSpace(before) || isPunctuation(before))
	closes := !unicode.IsSpace(before) && (!isPunctuation(before) || unicode.IsSpace(after) || isPunctuation(after))
	switch {
	case c == '~' && run != 2, unicode.IsDigit(before) && unicode.IsDigit(after):
		return t
	case c == '_', run == 1:
		t.opens = opens && (!closes || isPunctuation(before))
		t.closes = closes && (!opens || isPunctuation(after))
	default:
		t.opens, t.closes = opens, closes
	}
	return t
}

func isPunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// barrier says how far back an opener was looked for in vain, for a kind of
// closer; it keeps pairing from being quadratic.
type barrier struct {
	mark  byte
	opens bool
	rest  int // length modulo 3
}

// pair matches ends of emphasis with their starts, innermost first.
func pair(tokens []token) {
	var open []int // indices of runs that may still start something
	bottom := map[barrier]int{}
	for i := range tokens {
		for tokens[i].closes && tokens[i].left > 0 {
			kind := barrier{tokens[i].mark, tokens[i].opens, tokens[i].length % 3}
			at := len(open) - 1
			for at >= 0 && open[at] >= bottom[kind] && !fits(tokens[open[at]], tokens[i]) {
				at--
			}
			if at < 0 || open[at] < bottom[kind] {
				bottom[kind] = i
				break
			}
			join(&tokens[open[at]], &tokens[i])
			if tokens[open[at]].left > 0 {
				at++
			}
			open = open[:at]
		}
		if tokens[i].opens && tokens[i].left > 0 {
			open = append(open, i)
		}
	}
}

// fits says whether two runs are the ends of one emphasis.
func fits(start, end token) bool {
	if start.mark != end.mark || start.mark == '~' && start.left != end.left {
		return false
	}
	odd := (start.closes || end.opens) && (start.length+end.length)%3 == 0
	return !odd || start.length%3 == 0 && end.length%3 == 0
}

// join emphasises what is between two runs, using up one or two marks of each.
func join(start, end *token) {
	shown, n := "_", 1
	switch {
	case start.mark == '~':
		shown, n = "~", 2
	case start.left >= 2 && end.left >= 2 && (start.left != 3 || end.left != 3): // of three, italics go inside
		shown, n = "*", 2
	}
	start.after = shown + start.after
	end.before += shown
	start.left -= n
	end.left -= n
}

// render writes the tokens out. A mark within the same mark is left out: Slack
// would take it for the end.
func render(tokens []token, around string) string {
	var b strings.Builder
	depth := map[rune]int{}
	for _, mark := range around {
		depth[mark]++
	}
	for _, t := range tokens {
		for _, mark := range t.before {
			if depth[mark]--; depth[mark] == 0 {
				b.WriteRune(mark)
			}
		}
		b.WriteString(t.text)
		b.WriteString(strings.Repeat(string(t.mark), t.left))
		for _, mark := range t.after {
			if depth[mark]++; depth[mark] == 1 {
				b.WriteRune(mark)
			}
		}
	}
	return b.String()
}
