package copilot

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// section is one part of an answer.
type section struct {
	name  string
	lines []string
}

// text is what the section says, without the rules that models draw between sections.
func (s section) text() string {
	lines := s.lines
	for len(lines) > 0 && (rule.MatchString(lines[0]) || strings.TrimSpace(lines[0]) == "") {
		lines = lines[1:]
	}
	for n := len(lines); n > 0 && (rule.MatchString(lines[n-1]) || strings.TrimSpace(lines[n-1]) == ""); n-- {
		lines = lines[:n-1]
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

var rule = text.Lazily(`^\s*(?:-{3,}|\*{3,}|_{3,})\s*$`)

// heading recognises "=== fact" and what models make of it: "## Fact",
// "**=== fact ===**". Plain words are no heading.
var heading = text.Lazily(`^\s*(?:\*\*)?\s*(?:={2,}|#{2,4})\s*([\p{L}][\p{L} _-]{0,24}?)\s*(?:\d{1,2})?\s*:?\s*(?:={2,})?\s*(?:\*\*)?\s*$`)

// sections splits an answer; text before the first heading is a section without
// a name.
func sections(answer string) []section {
	all := []section{{}}
	for line := range strings.Lines(unfence(answer)) {
		line = strings.TrimRight(line, "\r\n")
		if m := heading.FindStringSubmatch(line); m != nil {
			all = append(all, section{name: strings.ToLower(strings.TrimSpace(m[1]))})
			continue
		}
		last := &all[len(all)-1]
		last.lines = append(last.lines, line)
	}
	if all[0].text() == "" {
		all = all[1:]
	}
	return all
}

// unfence takes off a code fence around the whole answer and turns an answer in
// JSON, which some models insist on, into sections.
func unfence(answer string) string {
	s := strings.TrimSpace(answer)
	if rest, ok := strings.CutPrefix(s, "```"); ok {
		if _, body, ok := strings.Cut(rest, "\n"); ok {
			s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(body), "```"))
		}
	}
	if !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return s
	}
	var value any
	if json.Unmarshal([]byte(s), &value) != nil {
		return s
	}
	var b strings.Builder
	flatten(&b, "", value)
	return b.String() // "" where it holds no text: braces are nothing to sign
}

// flatten writes a JSON value as sections, naming each after its key.
func flatten(b *strings.Builder, name string, value any) {
	switch v := value.(type) {
	case map[string]any:
		flattenObject(b, name, v)
	case []any:
		flattenList(b, name, v)
	case string:
		b.WriteString("=== " + sectionName(name) + "\n" + v + "\n")
	}
}

func flattenObject(b *strings.Builder, name string, object map[string]any) {
	if words, ok := object["text"].(string); ok {
		if angle, ok := object["angle"].(string); ok {
			name = angle
		}
		flatten(b, name, words)
		return
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		flatten(b, key, object[key])
	}
}

func flattenList(b *strings.Builder, name string, list []any) {
	var words []string
	for _, item := range list {
		if s, ok := item.(string); ok {
			words = append(words, s)
		}
	}
	if len(words) < len(list) || name == "variants" || name == "" {
		for _, item := range list {
			flatten(b, name, item)
		}
		return
	}
	join := "\n- "
	if name == "hashtags" || name == "phrases" {
		join = "\n"
	}
	b.WriteString("=== " + sectionName(name) + "\n" + strings.TrimPrefix(join, "\n") + strings.Join(words, join) + "\n")
}

func sectionName(key string) string {
	if key == "" {
		return "text"
	}
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' || ('a' <= r && r <= 'z') || ('A' <= r && r <= 'Z') {
			return r
		}
		return -1
	}, key)
}

// reference finds "[m3]", "[m3, m7]" and "[3]" in a point.
var reference = text.Lazily(`\s*\[((?:m?\d{1,6})(?:\s*[,;]\s*m?\d{1,6})*)\]`)

// leading finds "m3 text", as lines of a conversation are sent, and dated the time that
// stands behind it there.
var (
	leading = text.Lazily(`^\s*(m\d{1,6})[:.)]?\s+`)
	dated   = text.Lazily(`^\d{4}-\d\d-\d\d|^\d{1,2}:\d\d`)
)

// led is how a point begins that repeats one of the lines: with its reference before the
// time or the author. "m2 of offices" begins with a measure.
func led(point string, lines []PromptLine) (begins, ref string) {
	m := leading.FindStringSubmatch(point)
	if m == nil {
		return "", ""
	}
	at := slices.IndexFunc(lines, func(l PromptLine) bool { return l.Ref == m[1] })
	if at < 0 {
		return "", ""
	}
	rest := strings.TrimLeft(point[len(m[0]):], `"“« `)
	behind, named := strings.CutPrefix(rest, lines[at].Author)
	next, _ := utf8.DecodeRuneInString(behind)
	if dated.MatchString(rest) || named && behind != rest && !inWord(next) {
		return m[0], m[1]
	}
	return "", ""
}

// cited splits a point into its text and the references in it, "m3" form; lines are
// those it may be about.
func cited(point string, lines []PromptLine) (string, []string) {
	var refs []string
	if begins, ref := led(point, lines); ref != "" {
		refs, point = append(refs, ref), point[len(begins):]
	}
	for _, m := range reference.FindAllStringSubmatch(point, -1) {
		for _, ref := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
			if !strings.HasPrefix(ref, "m") {
				ref = "m" + ref
			}
			refs = append(refs, ref)
		}
	}
	return strings.TrimSpace(reference.ReplaceAllString(point, "")), refs
}

var bullet = text.Lazily(`^\s*(?:[-*•–]|\d{1,2}[.)])\s+`)

// bullets lists the points of a section: one a line; among bullets, a line
// without one goes on with the point above.
func bullets(s section) []string {
	var points []string
	bulleted := slices.ContainsFunc(s.lines, bullet.MatchString)
	for _, line := range s.lines {
		bare := strings.TrimSpace(bullet.ReplaceAllString(line, ""))
		if bare == "" {
			continue
		}
		if bulleted && len(points) > 0 && !bullet.MatchString(line) {
			points[len(points)-1] += " " + bare
			continue
		}
		points = append(points, bare)
	}
	return points
}
