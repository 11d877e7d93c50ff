package copilot

import (
	"encoding/json"
	"regexp"
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
		if line = bare(line); utf8.RuneCountInString(line) >= ownLine || placeholder(line) || fence.MatchString(line) {
			sent[line] = true
		}
	}
	var kept strings.Builder
	for line := range strings.Lines(answer) {
		if words := bare(line); !sent[words] && !sent[unwrapped(words)] {
			kept.WriteString(line)
		}
	}
	if p.Task == TaskHashtags {
		return withoutExamples(kept.String(), p)
	}
	return kept.String()
}

// bare is a line without bullet and citations.
func bare(line string) string {
	words, _ := cited(bullet.ReplaceAllString(strings.TrimSpace(line), ""))
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
// own and those of the text.
func withoutExamples(answer string, p Prompt) string {
	own := text.Fold(strings.Join(p.Profile.Hashtags, " ") + " " + p.Brief)
	for _, tag := range network.Hashtags(p.System) {
		if !strings.Contains(own, text.Fold(tag.Text)) {
			answer = regexp.MustCompile(regexp.QuoteMeta(tag.Text)+`\b`).ReplaceAllLiteralString(answer, "")
		}
	}
	return answer
}
