package discord

import (
	"regexp"
	"strings"
	"unicode"
)

// markdown shows the Markdown that models write: emphasis and code stay, headings
// and items are shown in words' own way, links are their words and their webAddress.
// All else is text, escaped: nothing can mention anybody, and no link has other
// words than its address.
func markdown(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = markdownLine(l)
	}
	return strings.Join(lines, "\n")
}

var (
	headingMark = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$`)
	itemMark    = regexp.MustCompile(`^([ \t]*)[-*+][ \t]+(.+)$`)
)

func markdownLine(s string) string {
	if m := headingMark.FindStringSubmatch(s); m != nil && m[1] != "" {
		return inline(m[1], "") // a heading among points is no more than its words
	}
	if m := itemMark.FindStringSubmatch(s); m != nil {
		return m[1] + "• " + inline(m[2], "")
	}
	return inline(s, "")
}

// inline is the text of a line; around says which emphasis is on already.
func inline(s, around string) string {
	var b strings.Builder
	text := 0 // where text begins that is not written yet
	for at := 0; at < len(s); {
		size, shown, ok := span(s, at, around)
		if !ok {
			at += size
			continue
		}
		join(&b, apart(s[text:at]))
		join(&b, shown)
		at += size
		text = at
	}
	join(&b, apart(s[text:]))
	return b.String()
}

// apart escapes text that other text may follow without a gap.
func apart(s string) string { return escaper{s: s, apart: true}.all() }

// join adds to what is written, with a space where it would run into it: a mark after
// the same mark, or words after an address that only what was dropped kept apart.
func join(b *strings.Builder, s string) {
	written := b.String()
	written = written[max(0, len(written)-longest):]
	last := written[strings.LastIndexFunc(written, unicode.IsSpace)+1:]
	touching := s
	if end := strings.IndexFunc(s, unicode.IsSpace); end >= 0 {
		touching = s[:end]
	}
	runs := strings.Contains(last, "://") && strings.Trim(touching, `.,;:!?…"')]`) != ""
	same := s != "" && strings.IndexByte("*~`", s[0]) >= 0 && strings.HasSuffix(written, s[:1])
	if runs || same {
		b.WriteByte(' ')
	}
	b.WriteString(s)
}

// span reads what begins at a byte of s: how many bytes it takes and how it is
// shown; false for text, and how much of it to pass over.
func span(s string, at int, around string) (size int, shown string, ok bool) {
	rest := s[at:]
	if m := addressHere.FindStringIndex(rest); m != nil {
		return m[1], "", false
	}
	switch {
	case literal(rest):
		return 2, apart(rest[1:2]), true
	case rest[0] == '`':
		return codeSpan(rest)
	case rest[0] == '[' || strings.HasPrefix(rest, "!["):
		if m := link.FindStringSubmatch(rest); m != nil {
			return len(m[0]), linkShown(m, around), true
		}
	}
	for _, e := range emphases {
		if !strings.HasPrefix(rest, e.mark) {
			continue
		}
		if end := closing(s, at, e.mark); end > 0 {
			return end + len(e.mark) - at, e.shownAround(s[at+len(e.mark):end], around), true
		}
		return len(e.mark), "", false
	}
	return 1, "", false
}

// literal says whether s begins with a backslash that takes the mark after it at its
// word.
func literal(s string) bool {
	return len(s) > 1 && s[0] == '\\' && strings.IndexByte("*_~`#[]!-+<>&", s[1]) >= 0
}

// codeSpan keeps code as it is, from backticks to as many of them.
func codeSpan(s string) (size int, shown string, ok bool) {
	run := len(s) - len(strings.TrimLeft(s, "`"))
	mark := s[:run]
	end := strings.Index(s[run:], mark)
	if end <= 0 || run > 2 {
		return run, "", false
	}
	inside := s[run : run+end]
	size = run + end + run
	if strings.Contains(inside, "`") || strings.HasPrefix(s[size:], "`") || strings.TrimSpace(inside) == "" {
		return run, "", false
	}
	return size, "`" + inside + "`", true
}

// link is a link or an image in Markdown, without brackets in its words.
var link = regexp.MustCompile(`^!?\[([^\[\]]*)\]\(<?([^\s()<>]*)>?(?:\s+"[^"]*")?\)`)

// linkShown is what is left of a link: its words, and where it leads for everybody
// to see; of an image its words alone.
func linkShown(m []string, around string) string {
	words := inline(m[1], around)
	switch {
	case strings.HasPrefix(m[0], "!") || m[2] == "":
		return words
	case words == "":
		return apart(m[2])
	}
	return words + " " + apart("("+m[2]+")")
}
