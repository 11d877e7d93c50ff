package builtin

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// summarize extracts the remarks that stand for a conversation, each with its
// author and its reference.
func summarize(p copilot.Prompt) (string, []copilot.Note) {
	t := newTerms(text.Language(sample(p.Lines), p.Language))
	all := remarks(p.Lines, t)
	_, asked := t.read(p.Brief)
	worthy := slices.DeleteFunc(slices.Clone(all), func(r remark) bool { return r.small })
	if len(worthy) == 0 {
		worthy = all // greetings only: better than nothing
	}
	if len(worthy) == 0 {
		return "", nil
	}
	weigh(worthy, asked)
	m := newMinutes(p, all, t)
	m.favourOutcomes(worthy)
	var s sheet
	s.section("tldr")
	for _, f := range together(choose(worthy, wordBudget(p, worthy), separators(p.Language))) {
		words, refs := m.tell(f)
		s.point(words, refs...)
	}
	m.sections(&s)
	return s.String(), slices.Concat(unheard(p.Reason), beyond(p, s.String()))
}

// beyond says that what was decided, asked and undertaken comes on top of the words a
// person gave, for none of it is left out.
func beyond(p copilot.Prompt, summary string) []copilot.Note {
	words := 0
	for line := range strings.Lines(ref.ReplaceAllLiteralString(summary, "")) {
		if said, ok := strings.CutPrefix(line, "- "); ok {
			words += len(strings.Fields(said))
		}
	}
	if p.MaxWords <= 0 || words <= p.MaxWords {
		return nil
	}
	return []copilot.Note{{Key: "note.builtin.words", Args: map[string]any{"Words": p.MaxWords, "Got": words}}}
}

// unheard says which of a person's wishes for a revision only a writer with a
// model could fulfil: for a summary, all but its length.
func unheard(reason string) []copilot.Note {
	for _, c := range readReason(reason) {
		if c.kind != elsewhere {
			return []copilot.Note{{Key: "note.builtin.cannot", Args: map[string]any{"Reason": text.Cut(reason, 200)}}}
		}
	}
	return nil
}

// favourOutcomes raises the score of remarks that settle something, or tell that it is
// done: the essence of a thread is what came of it.
func (m minutes) favourOutcomes(worthy []remark) {
	settling := map[int]bool{}
	for i := range m.all {
		if f, ok := m.decision(i); ok {
			settling[f.remarks[0].order] = true
		}
	}
	for i := range worthy {
		switch {
		case settling[worthy[i].order]:
			worthy[i].score += decisionBonus
		case !worthy[i].question && resolved.in(worthy[i].folded) && !hedged.in(worthy[i].folded):
			worthy[i].score += outcomeBonus
		}
	}
}

// together joins sentences of the same message into one point.
func together(chosen []remark) []finding {
	var points []finding
	for _, r := range chosen {
		if n := len(points); n > 0 && points[n-1].remarks[0].line == r.line {
			points[n-1].remarks = append(points[n-1].remarks, r)
			continue
		}
		points = append(points, finding{remarks: []remark{r}})
	}
	return points
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
	leastSummary = 40 // if there is that much to say
	longSummary  = 150
	longThread   = 200 // lines
)

// wordBudget is how many words a summary may have.
func wordBudget(p copilot.Prompt, all []remark) int {
	most, least := p.MaxWords, leastWords
	if most <= 0 {
		least = leastSummary
		most = shortSummary + (longSummary-shortSummary)*min(len(p.Lines), longThread)/longThread
	}
	share := ratio
	switch p.Length {
	case "shorter":
		share, most, least = share/2, most/2, least/2
	case "longer":
		share, least = 2*share, 2*least
		if p.MaxWords <= 0 {
			most *= 2
		}
	}
	total := 0
	for _, r := range all {
		total += r.words + r.name
	}
	return min(most, max(least, int(share*float64(total))))
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
