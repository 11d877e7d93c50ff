package network

// longestName and longestList are X's limits for "@name" and its "/list".
const (
	longestName = 20
	longestList = 25
)

// Mentions returns the "@name" of text in order, each with its "@", as X finds
// them: not in e-mail addresses, not followed by a list ("@name/list").
func Mentions(text string) []Span {
	r := []rune(text)
	var out []Span
	for _, m := range mentions(r) {
		if m.list == m.end {
			out = append(out, span(r, m.start, m.end))
		}
	}
	return out
}

// Reply returns the mention that text opens with, which makes X treat the post
// as an answer to that person. It reports false if there is none.
func Reply(text string) (Span, bool) {
	r := []rune(text)
	i := 0
	for i < len(r) && space(r[i]) {
		i++
	}
	if !atSign(at(r, i)) {
		return Span{}, false
	}
	end := nameEnd(r, i+1)
	if end == i+1 || !mentionMayEnd(r, end) {
		return Span{}, false
	}
	return span(r, i, end), true
}

// mention is r[start:end], followed by the list r[end:list] if list > end.
type mention struct{ start, end, list int }

// mentions returns the mentions and lists of r in order.
func mentions(r []rune) []mention {
	var out []mention
	last := 0 // end of the last candidate, as in Hashtags
	for i := range r {
		if !atSign(r[i]) || i < last || !mentionMayStart(r, i, last) {
			continue
		}
		end := nameEnd(r, i+1)
		if end == i+1 {
			continue
		}
		m := mention{start: i, end: end, list: listEnd(r, end)}
		last = m.list
		if mentionMayEnd(r, m.list) {
			out = append(out, m)
		}
	}
	return out
}

// mentionMayStart reports whether the sign at i is not glued to a word before
// it. "RT" may be glued.
func mentionMayStart(r []rune, i, last int) bool {
	if i == 0 {
		return true
	}
	if i-1 < last {
		return false
	}
	switch c := r[i-1]; {
	case c == 't' || c == 'T':
		return retweet(r, i-2, last)
	case asciiAlnum(c), atSign(c):
		return false
	default:
		return c != '_' && c != '!' && c != '#' && c != '$' && c != '%' && c != '&' && c != '*'
	}
}

// retweet reports whether the "r" of a lone "rt" stands at i.
func retweet(r []rune, i, last int) bool {
	if i < last || r[i] != 'r' && r[i] != 'R' {
		return false
	}
	if i == 0 {
		return true
	}
	c := r[i-1]
	return i-1 >= last && !asciiAlnum(c) && c != '_' && c != '+' && c != '~' && c != '.' && c != '-'
}

func mentionMayEnd(r []rune, i int) bool {
	return !atSign(at(r, i)) && !latinAccent(at(r, i)) && !schemeSlashes(r, i)
}

func nameEnd(r []rune, i int) int {
	end := i
	for end < len(r) && end-i < longestName && (asciiAlnum(r[end]) || r[end] == '_') {
		end++
	}
	return end
}

func listEnd(r []rune, i int) int {
	if at(r, i) != '/' || !asciiLetter(at(r, i+1)) {
		return i
	}
	end := i + 1
	for end < len(r) && end-i <= longestList && (asciiAlnum(r[end]) || r[end] == '_' || r[end] == '-') {
		end++
	}
	return end
}
