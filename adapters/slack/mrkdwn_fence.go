package slack

import (
	"regexp"
	"strings"
)

// fence is a block of code that is open; the zero fence is none.
type fence struct {
	mark   byte // '`' or '~'
	length int  // of the opening mark; the closing one is as long or longer
	indent int  // white space before it, which its lines may have too
	quoted bool // it stands in a quote, and ends with it
}

func (f fence) open() bool { return f.length > 0 }

var fenceMark = regexp.MustCompile("^([ \t]*)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$")

// openFence reads the line that opens a block of code and returns how Slack shows
// it. One word after the mark is a language, which Slack would show as code and
// is dropped; more than one is somebody's text.
func openFence(s string) (opened fence, shown string, ok bool) {
	m := fenceMark.FindStringSubmatch(s)
	if m == nil || m[2][0] == '`' && strings.Contains(m[3], "`") {
		return fence{}, "", false
	}
	shown = codeMark
	if strings.ContainsAny(m[3], " \t") {
		shown += "\n" + escape(m[3])
	}
	return fence{mark: m[2][0], length: len(m[2]), indent: len(m[1])}, shown, true
}

// line is one line of the block: code, or its end.
func (f *fence) line(s string) string {
	text := strings.TrimRight(s, " \t")
	mark := strings.TrimLeft(text, " \t")
	if len(mark) >= f.length && strings.Trim(mark, string(f.mark)) == "" {
		*f = fence{}
		return codeMark
	}
	margin := len(s) - len(strings.TrimLeft(s, " \t"))
	return escape(s[min(margin, f.indent):])
}
