package slacktest

import (
	"regexp"
	"strings"
)

var (
	angled = regexp.MustCompile(`<([^<>]*)>`)
	// marked finds *bold*, _italics_, ~struck~ and code, where the marks stand at
	// the edge of words.
	marked = regexp.MustCompile("(^|[\\s(\\[\"'>*_~])([*_~`])([^\\s*_~`](?:[^*_~`\n]*[^\\s*_~`])?)([*_~`])($|[\\s.,;:!?)\\]\"'…*_~])")
	plain  = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// plainText is mrkdwn as it is displayed: links by their labels, no marks,
// nothing escaped.
func plainText(mrkdwn string) string {
	text := strings.ReplaceAll(mrkdwn, "```", "")
	for range 3 { // marks within marks, and neighbours that share a space
		text = marked.ReplaceAllStringFunc(text, unmark)
	}
	text = angled.ReplaceAllStringFunc(text, func(m string) string { return label(m[1 : len(m)-1]) })
	return plain.Replace(text)
}

func unmark(m string) string {
	p := marked.FindStringSubmatch(m)
	if p[2] != p[4] {
		return m
	}
	return p[1] + p[3] + p[5]
}

// label is what is displayed for the inside of <…>.
func label(inside string) string {
	target, said, labelled := strings.Cut(inside, "|")
	switch {
	case strings.HasPrefix(target, "@"), strings.HasPrefix(target, "#"):
		if labelled && said != "" {
			return target[:1] + said
		}
		return target
	case labelled:
		return said
	case strings.HasPrefix(target, "!"):
		return "@" + target[1:]
	default:
		return strings.TrimPrefix(target, "mailto:")
	}
}
