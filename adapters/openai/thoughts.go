package openai

import "strings"

// thoughts takes out what local reasoning models think aloud: <think>…</think>.
// Their templates sometimes open the block before the answer begins, so that
// only its end is seen; then all that came before was thought.
type thoughts struct {
	held   string // the end of what came, while it may be the beginning of a tag
	inside string // the tag that ends the block we are in; "" outside
}

var thoughtTags = map[string]string{"<think>": "</think>", "<thinking>": "</thinking>"}

// filter gives what is said of the next piece of text. takeBack tells that
// everything said before has turned out to be thought.
func (t *thoughts) filter(s string) (said string, takeBack bool) {
	s, t.held = t.held+s, ""
	var out strings.Builder
	for s != "" {
		before, tag, rest := t.next(s)
		if t.inside == "" {
			out.WriteString(before)
		}
		switch {
		case tag == "": // the rest may become a tag
			t.held = rest
			return out.String(), takeBack
		case tag == t.inside:
			t.inside = ""
		case t.inside == "" && thoughtTags[tag] != "":
			t.inside = thoughtTags[tag]
		case t.inside == "":
			out.Reset()
			takeBack = true
		}
		s = rest
	}
	return out.String(), takeBack
}

// rest is what was held back when nothing more comes.
func (t *thoughts) rest() string {
	if t.inside != "" {
		return ""
	}
	return t.held
}

// next cuts s at its first tag, or at what may be the beginning of one at its
// end, where tag is "".
func (*thoughts) next(s string) (before, tag, rest string) {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '<')
		if i < 0 {
			return s, "", ""
		}
		i += from
		for open, end := range thoughtTags {
			for _, tag := range []string{open, end} {
				if strings.HasPrefix(s[i:], tag) {
					return s[:i], tag, s[i+len(tag):]
				}
				if strings.HasPrefix(tag, s[i:]) {
					return s[:i], "", s[i:]
				}
			}
		}
		from = i + 1
	}
}
