package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// marks are what papers of one task and set were given, each a mean.
type marks struct {
	task, set string
	names     []string // in the order of the first mark
	sum, of   map[string]float64
	promised  map[string]bool // has to be 100, whatever the model
}

func (m *marks) add(name string, value float64) {
	if m.of[name] == 0 {
		m.names = append(m.names, name)
	}
	m.sum[name] += value
	m.of[name]++
}

// share adds to how many of a hundred something is true of.
func (m *marks) share(name string, yes bool) {
	value := 0.0
	if yes {
		value = 100
	}
	m.add(name+", %", value)
}

// promise is a share that no model may lower.
func (m *marks) promise(name string, yes bool) {
	m.promised[name+", %"] = true
	m.share(name, yes)
}

// figures are the marks, each with what the built-in writer has for the same beside it.
func (m *marks) figures(beside *marks) []sharedtest.Figure {
	var all []sharedtest.Figure
	for _, name := range m.names {
		f := sharedtest.Figure{Task: m.task, Set: m.set, Measure: name, Value: m.sum[name] / m.of[name]}
		if m.promised[name] {
			f.Least = 100
		}
		if beside != nil && beside.of[name] > 0 {
			f.Beside = fmt.Sprintf("built-in writer %.1f", beside.sum[name]/beside.of[name])
		}
		all = append(all, f)
	}
	return all
}

// grade marks papers of one task and set.
func grade(papers []paper) *marks {
	m := &marks{task: papers[0].task, set: papers[0].set, sum: map[string]float64{}, of: map[string]float64{}, promised: map[string]bool{}}
	for _, p := range papers {
		m.share("answered", p.err == nil)
		if p.err == nil {
			m.paper(p)
		}
		m.cost(p)
	}
	return m
}

// paper marks one that has a draft.
func (m *marks) paper(p paper) {
	card := p.cardOf(p.kept)
	m.promise("label first and last", labelled(card, labelOf(p.lang)))
	m.promise("links only of the material", len(strayLinks(card, p.answer().prompt)) == 0)
	m.share("form kept", formKept(p.answer()))
	m.citations(p)
	if p.task != "hashtags" {
		m.share("no claim the sources lack, first try", supported(p.first))
		m.share("no claim the sources lack", supported(p.kept))
		m.share("in the language asked, first try", inLanguage(p.cardOf(p.first), p.lang))
		m.share("in the language asked", inLanguage(card, p.lang))
		m.share("within the length, first try", withinLength(p.first, p.cardOf(p.first), p.words))
		m.share("within the length", withinLength(p.kept, card, p.words))
		m.share("tried again", p.corrected())
		m.share("second try kept", p.better())
	}
	for _, r := range p.references {
		summary := gist(p.kept, card)
		m.add("ROUGE-1", sharedtest.Rouge(1, summary, r, p.lang == "en"))
		m.add("ROUGE-2", sharedtest.Rouge(2, summary, r, p.lang == "en"))
	}
	if len(p.keys) > 0 {
		tags, phrases := itemsIn(card, copilot.BlockHashtags), itemsIn(card, copilot.BlockPhrases)
		m.add("hashtags, F1", 100*sharedtest.F1(tags, p.keys, squeezed))
		m.add("key phrases, F1", 100*sharedtest.F1(phrases, p.keys, func(s string) string { return stemmed(s, p.lang) }))
	}
}

// citations marks how many of those the writer made exist, and that no other is left.
func (m *marks) citations(p paper) {
	said := p.answer()
	real := map[string]bool{}
	for _, l := range said.prompt.Lines {
		real[l.Ref] = true
	}
	for _, ref := range refs(said.answer.Text) {
		m.share("citations that exist, as written", real[ref])
	}
	for _, point := range p.kept.Latest().Points {
		m.share("points with a citation", len(point.Cites) > 0)
		for _, c := range point.Cites {
			m.promise("citations that exist, as shown", slices.ContainsFunc(said.prompt.Lines, func(l copilot.PromptLine) bool { return l.ID == c.Line }))
		}
	}
}

// cost marks what a paper took.
func (m *marks) cost(p paper) {
	m.add("seconds", p.took.Seconds())
	prompt, completion := 0, 0
	for _, c := range p.calls {
		prompt, completion = prompt+c.answer.Usage.Prompt, completion+c.answer.Usage.Completion
	}
	if completion > 0 { // some endpoints do not count
		m.add("tokens read", float64(prompt))
		m.add("tokens written", float64(completion))
	}
}

// labelled says whether the label is what stands first and last.
func labelled(card []copilot.Block, label string) bool {
	if len(card) < 2 {
		return false
	}
	first, last := card[0], card[len(card)-1]
	return first.Kind == copilot.BlockLabel && last.Kind == copilot.BlockLabel && first.Text == label && last.Text == label
}

// generated are the texts on a card that a writer wrote.
func generated(card []copilot.Block) []string {
	var all []string
	for _, b := range card {
		switch b.Kind {
		case copilot.BlockText:
			all = append(all, b.Text)
		case copilot.BlockPoints, copilot.BlockPhrases, copilot.BlockHashtags:
			for _, i := range b.Items {
				all = append(all, i.Text)
			}
		}
	}
	return all
}

// strayLinks are the links in generated text whose host is nowhere in what was sent.
func strayLinks(card []copilot.Block, sent copilot.Prompt) []string {
	var all []string
	for _, words := range generated(card) {
		for _, link := range text.URLs(words) {
			host := strings.TrimPrefix(strings.TrimPrefix(link.Text, "https://"), "http://")
			if host, _, _ = strings.Cut(host, "/"); !strings.Contains(sent.User, host) {
				all = append(all, link.Text)
			}
		}
	}
	return all
}

// heads are the headings of the form that an answer has.
var heads = regexp.MustCompile(`(?m)^=== ([a-z]+)$`)

// formKept says whether an answer has the headings that it was asked for and no other,
// nor anything before them.
func formKept(c call) bool {
	asked := c.prompt.Angles
	switch c.prompt.Task {
	case copilot.TaskDraft:
		asked = append(slices.Clone(asked), "hashtags")
	case copilot.TaskHashtags:
		asked = []string{"hashtags", "phrases"}
	default:
		asked = []string{"tldr", "decisions", "questions", "actions", "disagreements", "mood"}
	}
	found := map[string]bool{}
	for _, h := range heads.FindAllStringSubmatch(c.answer.Text, -1) {
		if !slices.Contains(asked, h[1]) {
			return false
		}
		found[h[1]] = true
	}
	if !strings.HasPrefix(strings.TrimSpace(c.answer.Text), "=== ") {
		return false
	}
	if c.prompt.Task == copilot.TaskDraft { // of a summary, sections may be left out
		return len(found) >= len(c.prompt.Angles)
	}
	return len(found) > 0
}

var bracketed = regexp.MustCompile(`\[(m?\d{1,6}(?:\s*[,;]\s*m?\d{1,6})*)\]`)

// refs are the references in an answer, as "m3".
func refs(answer string) []string {
	var all []string
	for _, m := range bracketed.FindAllStringSubmatch(answer, -1) {
		for _, ref := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(",; ", r) }) {
			all = append(all, "m"+strings.TrimPrefix(ref, "m"))
		}
	}
	return all
}

// supported says whether the checks found nothing in a draft that its sources lack.
func supported(d copilot.Draft) bool {
	return !found(d, check.Unsupported, check.Contradiction, check.Link)
}

func found(d copilot.Draft, kinds ...check.Kind) bool {
	return slices.ContainsFunc(d.Latest().Findings, func(f check.Finding) bool { return slices.Contains(kinds, f.Kind) })
}

// inLanguage says whether no generated text is in the other language.
func inLanguage(card []copilot.Block, lang string) bool {
	return !slices.ContainsFunc(card, func(b copilot.Block) bool {
		return (b.Kind == copilot.BlockText || b.Kind == copilot.BlockPoints) && text.Language(strings.Join(generated([]copilot.Block{b}), "\n"), lang) != lang
	})
}

// withinLength says whether a draft is no longer than its network takes, or a summary
// than the words that were asked for.
func withinLength(d copilot.Draft, card []copilot.Block, words int) bool {
	if words > 0 {
		return len(strings.Fields(strings.Join(generated(card), " "))) <= words
	}
	return !found(d, check.TooLong)
}

// gist is what a summary says in short; all of it where it has no such part.
func gist(d copilot.Draft, card []copilot.Block) string {
	points := d.Latest().Points
	var short []string
	for i, words := range generated(card) {
		if i < len(points) && points[i].Section == "tldr" {
			short = append(short, words)
		}
	}
	if short == nil {
		short = generated(card)
	}
	return strings.Join(short, " ")
}

func itemsIn(card []copilot.Block, kind copilot.BlockKind) []string {
	var all []string
	for _, b := range card {
		if b.Kind == kind {
			for _, i := range b.Items {
				all = append(all, i.Text)
			}
		}
	}
	return all
}

// squeezed is a phrase as a hashtag would have it, or a hashtag, to be compared.
func squeezed(s string) string {
	return strings.NewReplacer("#", "", " ", "", "-", "", "'", "", "’", "").Replace(text.Fold(s))
}

func stemmed(phrase, lang string) string {
	var all []string
	for _, w := range text.Words(phrase) {
		all = append(all, text.Stem(lang, w.Text))
	}
	return strings.Join(all, " ")
}
