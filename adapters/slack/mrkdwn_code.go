package slack

// code keeps code as it is; Slack knows one kind of mark for it.
func (l *lexer) code() {
	run := runOf(l.s[l.at:], '`')
	end, ok := l.codes[l.at]
	if !ok {
		l.say(l.s[l.at:l.at+run], run)
		return
	}
	inside := l.s[l.at+run : end-run]
	if len(inside) > 2 && inside[0] == ' ' && inside[len(inside)-1] == ' ' {
		inside = inside[1 : len(inside)-1]
	}
	l.say("`"+escape(inside)+"`", end-l.at)
}

// runOf is how often c stands at the beginning of s.
func runOf(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

// codeSpans finds the code of a line: from a run of backticks to the next run of
// the same length. A backslash before the first keeps it from being one.
func codeSpans(s string) map[int]int {
	next := map[int][]int{} // length of a run: where such runs start
	for i := 0; i < len(s); {
		n := max(1, runOf(s[i:], '`'))
		if s[i] == '`' {
			next[n] = append(next[n], i)
		}
		i += n
	}
	spans := map[int]int{}
	for i := 0; i < len(s); {
		n := runOf(s[i:], '`')
		switch {
		case literal(s[i:]):
			i += 2
			continue
		case n == 0:
			i++
			continue
		}
		for len(next[n]) > 0 && next[n][0] <= i {
			next[n] = next[n][1:]
		}
		if len(next[n]) > 0 {
			spans[i] = next[n][0] + n
			i = next[n][0]
		}
		i += n
	}
	return spans
}
