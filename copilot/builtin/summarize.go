package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// summarize extracts the remarks that stand for a conversation, each with its
// author and its reference.
func summarize(p copilot.Prompt) string {
	t := newTerms(text.Language(sample(p.Lines), p.Language))
	all := remarks(p.Lines, t)
	_, asked := t.read(p.Brief)
	weigh(all, asked)
	var s sheet
	s.section("tldr")
	for _, r := range choose(all, wordBudget(p, all), separators(p.Language)) {
		s.point(says(p.Language, r.author, r.text), r.ref)
	}
	return s.String()
}

// sampleSize is how much of a conversation is read to tell its language.
const sampleSize = 4000

func sample(lines []copilot.PromptLine) string {
	var b strings.Builder
	for _, l := range lines {
		if b.Len() > sampleSize {
			break
		}
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}

// The words of a summary when the prompt does not say: those of a short thread,
// and those added for a long one.
const (
	shortSummary = 60
	longSummary  = 150
	longThread   = 200 // lines
)

// wordBudget is how many words a summary may have.
func wordBudget(p copilot.Prompt, all []remark) int {
	most := p.MaxWords
	if most <= 0 {
		most = shortSummary + (longSummary-shortSummary)*min(len(p.Lines), longThread)/longThread
	}
	total := 0
	for _, r := range all {
		total += r.words
	}
	return min(most, max(leastWords, int(ratio*float64(total))))
}

// separators is how many words the colon after a name counts as: French sets a
// space before it.
func separators(lang string) int {
	if catalogue.Base(lang) == catalogue.French {
		return 1
	}
	return 0
}

// says puts a name before what a person said.
func says(lang, author, words string) string {
	if author == "" {
		return words
	}
	return catalogue.Say(lang, "builtin.says", catalogue.Args{"Author": author, "Words": words})
}
