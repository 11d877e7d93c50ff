package copilot

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// Small models answer with pieces of the prompt: a line of the instructions or of the
// material as it was sent, the example where the text should be, a text in the quotation
// marks that its material had. None of that is an answer.

// ownLine is from how many runes on a line that is in the prompt too is no coincidence.
const ownLine = 20

// fence is where the quoted material begins or ends.
var fence = text.Lazily(`^</?mati?er[a-z]*>$`)

// withoutEcho drops the lines of an answer that are lines of the prompt, and the
// placeholders and examples of its form.
func withoutEcho(answer string, p Prompt) string {
	sent := map[string]bool{}
	for line := range strings.Lines(p.System + p.User) {
		if line = bare(line, p.Lines); utf8.RuneCountInString(line) >= ownLine || placeholder(line) || fence.MatchString(line) {
			sent[line] = true
		}
	}
	for _, before := range p.Previous { // a text that is left as it was is an answer
		if whole, err := quote(before); err == nil {
			delete(sent, bare(whole, p.Lines))
		}
		for line := range strings.Lines(before) {
			delete(sent, bare(line, p.Lines))
		}
	}
	var kept strings.Builder
	for line := range strings.Lines(answer) {
		if words := bare(line, p.Lines); !sent[words] && !sent[unwrapped(words)] {
			kept.WriteString(line)
		}
	}
	if p.Task == TaskHashtags {
		return withoutExamples(kept.String(), p)
	}
	return kept.String()
}

// bare is a line without bullet and citations.
func bare(line string, lines []PromptLine) string {
	words, _ := cited(bullet.ReplaceAllString(strings.TrimSpace(line), ""), lines)
	return words
}

// placeholder says whether a line stands for something that is to be written there.
func placeholder(line string) bool {
	return strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")")
}

// unwrapped is a text without the brackets of a placeholder round all of it.
func unwrapped(s string) string {
	if inner := strings.TrimSuffix(strings.TrimPrefix(s, "("), ")"); len(inner) == len(s)-2 && !strings.ContainsAny(inner, "()") {
		return strings.TrimSpace(inner)
	}
	return s
}

// markedLink is a link as Markdown writes it, which no network reads.
var markedLink = text.Lazily(`\[([^\[\]\n]+)\]\((https?://[^()\s]+)\)`)

// plainLinks puts links beside their words, or alone where they are their own words.
func plainLinks(s string) string {
	return markedLink.ReplaceAllStringFunc(s, func(link string) string {
		m := markedLink.FindStringSubmatch(link)
		if m[1] == m[2] {
			return m[2]
		}
		return m[1] + " " + m[2]
	})
}

// plainText takes off the brackets and quotation marks round a whole text, with what
// JSON escapes in these; but not off what somebody said in those words.
func (j composition) plainText(s string) string {
	s = unwrapped(plainLinks(s))
	inner, begins := strings.CutPrefix(s, `"`)
	inner, ends := strings.CutSuffix(inner, `"`)
	if !begins || !ends || quoted(j.brief, inner) {
		return s
	}
	var plain string
	if json.Unmarshal([]byte(strings.ReplaceAll(s, "\n", `\n`)), &plain) != nil {
		return s
	}
	return plain
}

// quoted says whether a text has words in quotation marks.
func quoted(in, words string) bool {
	return slices.ContainsFunc([]string{`"` + words + `"`, "“" + words + "”", "« " + words + " »", "«\u00a0" + words + "\u00a0»", "«" + words + "»"}, func(form string) bool {
		return strings.Contains(in, form)
	})
}

// withoutExamples drops the hashtags that the instructions show, but for the channel's
// own and those of the text and of what was said.
func withoutExamples(answer string, p Prompt) string {
	examples := map[string]bool{}
	for _, tag := range spoken(p.System) {
		examples[text.Fold(tag)] = true
	}
	own := spoken(p.Brief)
	for _, tag := range p.Profile.Hashtags {
		own = append(own, "#"+strings.TrimLeft(tag, "#"))
	}
	for _, l := range p.Lines {
		own = append(own, spoken(l.Text)...)
	}
	for _, tag := range own {
		delete(examples, text.Fold(tag))
	}
	var kept strings.Builder
	runes, at := []rune(answer), 0
	for _, tag := range network.Hashtags(answer) {
		if examples[text.Fold(tag.Text)] {
			kept.WriteString(string(runes[at:tag.Start]))
			at = tag.End
		}
	}
	return kept.String() + string(runes[at:])
}
