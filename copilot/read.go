package copilot

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

// missing says that an answer holds nothing of what was asked for. Without hashtags
// it is the text's fault where no model wrote them, for the same words will always
// be taken from it.
func (j composition) missing(r Revision, answer Answer) error {
	switch {
	case j.task == TaskHashtags && leftNone(r):
		return NewFault(FaultInput, "fault.hashtags.left", nil, nil)
	case j.task == TaskHashtags && len(r.Hashtags) == 0 && answer.Model == "":
		return NewFault(FaultInput, "fault.hashtags.none", nil, nil)
	case j.task == TaskHashtags && len(r.Hashtags) == 0,
		j.task == TaskDraft && len(r.Variants) == 0, j.task == TaskSummarize && len(r.Points) == 0:
		return NewFault(FaultWriter, "writer."+string(WriterEmpty), nil, &WriterError{Kind: WriterEmpty, Cause: errNoProduct})
	}
	return nil
}

var errNoProduct = errors.New("the answer holds no text")

// read makes a revision of an answer: parsed, made harmless, checked.
func (j composition) read(answer Answer) Revision {
	var r Revision
	links := j.linkPolicy()
	switch j.task {
	case TaskSummarize:
		r = j.readSummary(answer, links)
	default:
		r = j.readDraft(answer, links)
	}
	if j.task == TaskHashtags {
		r.Variants = nil
	}
	r.Findings = j.check(r, answer.Incomplete || j.incomplete)
	r.Findings = append(r.Findings, links.findings()...)
	r.Notes = slices.Concat(addNotes(slices.Concat(j.notes, j.resumed(answer)), answer.Notes), r.Notes)
	if missing := j.settings.Variants - len(r.Variants); j.task == TaskDraft && missing > 0 {
		r.Notes = append(r.Notes, Note{"note.variants.fewer", map[string]any{
			"Count": len(r.Variants), "Wanted": j.settings.Variants,
		}})
	}
	return r
}

func (j composition) readDraft(answer Answer, links *linkPolicy) Revision {
	var r Revision
	var tags []string
	for _, s := range withoutPreamble(sections(answer.Text), len(j.prompt.Angles)) {
		switch s.name {
		case "hashtags":
			tags = append(tags, strings.Fields(s.text())...)
		case "phrases", "keyphrases":
			r.Phrases = append(r.Phrases, j.phrases(s, links)...)
		default:
			if j.task == TaskHashtags {
				tags = append(tags, spoken(s.text())...)
				continue
			}
			if len(r.Variants) == len(j.prompt.Angles) {
				continue
			}
			links.variant = len(r.Variants)
			body := s.text()
			if j.prompt.MaxTags > 0 { // else they have no other place to stand
				var below []string
				body, below = untagged(body)
				tags = append(tags, below...)
			}
			if words := newGenerated(links.clean(j.plainText(body))); !words.Empty() && !holds(r, words) {
				r.Variants = append(r.Variants, Variant{Angle: j.angle(s.name, len(r.Variants)), Text: words})
			}
		}
	}
	return j.tagged(r, tags, false)
}

// holds says whether a version with the very same words is there already: two
// that cannot be told apart are no choice.
func holds(r Revision, words Generated) bool {
	return slices.ContainsFunc(r.Variants, func(v Variant) bool { return v.Text == words })
}

// withoutPreamble drops what a chatty model says before its first version ("Sure,
// here you go:"), if enough versions have a heading; else it is the one that lost
// its own.
func withoutPreamble(all []section, wanted int) []section {
	versions := 0
	for _, s := range all {
		if s.name != "" && !slices.Contains([]string{"hashtags", "phrases", "keyphrases"}, s.name) {
			versions++
		}
	}
	if versions >= max(1, wanted) && all[0].name == "" {
		return all[1:]
	}
	return all
}

// maxPhrases is how many key phrases are kept of an answer.
const maxPhrases = 20

func (j composition) phrases(s section, links *linkPolicy) []string {
	var all []string
	for _, phrase := range bullets(s) {
		if phrase = text.Cut(links.clean(phrase), 80); phrase != "" && j.task == TaskHashtags && len(all) < maxPhrases {
			all = append(all, phrase)
		}
	}
	return all
}

// angle names a variant: as the writer did, if that is an angle at all.
func (j composition) angle(name string, index int) string {
	if slices.Contains(angles, name) {
		return name
	}
	return j.prompt.Angles[index]
}

// summarySections are the parts of a summary, in the order a card shows them.
var summarySections = []string{"tldr", "decisions", "questions", "actions", "disagreements", "mood"}

func (j composition) readSummary(answer Answer, links *linkPolicy) Revision {
	cites := make(map[string]Cite, len(j.lines))
	for _, l := range j.lines {
		cites[l.Ref] = Cite{Line: l.ID, Author: l.Author, Time: l.Time, Link: l.Link, By: l.AuthorID}
	}
	var r Revision
	for _, p := range statements(answer.Text, j.lines) {
		point := Point{Section: p.Section, Text: newGenerated(links.clean(p.Text)), Cites: known(p.Refs, cites)}
		if !point.Text.Empty() {
			r.Points = append(r.Points, point)
		}
	}
	slices.SortStableFunc(r.Points, func(a, b Point) int { return bySection(a.Section, b.Section) })
	r.Coverage = coverage(j.material.Conversation, j.lines)
	r.Variants = []Variant{{Text: newGenerated(j.summaryText(r.Points))}}
	return r
}

// namedSection is the name of a section of a summary without the signs of a heading,
// and what small models say on the same line.
var namedSection = text.Lazily(`(?im)^[ \t]*(tldr|decisions?|questions?|actions?|disagreements?|mood)[ \t]*(?:$|:[ \t]*(.*)$)`)

// statements are the points of a summary as the writer wrote them. A section that
// no card has is of the essence.
func statements(answer string, lines []PromptLine) []Partial {
	var all []Partial
	for _, s := range sections(namedSection.ReplaceAllString(answer, "=== $1\n$2")) {
		name := s.name
		if !slices.Contains(summarySections, name) {
			name += "s" // one decision
		}
		if !slices.Contains(summarySections, name) {
			name = "tldr"
		}
		for _, words := range bullets(s) {
			words, refs := cited(words, lines)
			all = append(all, Partial{Section: name, Text: words, Refs: refs})
		}
	}
	return all
}

// bySection is the order in which a card shows sections, and in which they count.
func bySection(a, b string) int {
	return slices.Index(summarySections, a) - slices.Index(summarySections, b)
}

// known maps references to messages, dropping those the writer made up.
func known(refs []string, cites map[string]Cite) []Cite {
	var all []Cite
	for _, ref := range refs {
		cite, ok := cites[ref]
		if ok && !slices.Contains(all, cite) {
			all = append(all, cite)
		}
	}
	return all
}

// summaryText is the summary as one exact text, with headings of the catalogue.
func (j composition) summaryText(points []Point) string {
	var b strings.Builder
	section := ""
	for _, p := range points {
		if p.Section != section {
			section = p.Section
			b.WriteString("\n\n" + catalogue.Say(j.settings.Language, "section."+section, nil) + "\n")
		}
		b.WriteString("- " + p.Text.s + "\n")
	}
	return b.String()
}

// check holds every variant against what the writer was given.
func (j composition) check(r Revision, incomplete bool) []check.Finding {
	found := lookalikes(r)
	index := check.Index(append(sources(j.settings.Language, j.brief, j.prompt.Reason, j.material, j.citedLines(r)), j.headings()...))
	seek := sync.OnceValue(func() *seeker { return j.seeker(r) })
	posts := sync.OnceValue(func() *check.Posts { return check.Remember(earlier(j.material)) })
	var before []string
	for i, v := range r.Variants {
		in := check.Input{Text: v.Text.s, Language: j.settings.Language, Incomplete: incomplete, Variant: i}
		if j.task != TaskSummarize { // which repeats what people said, and is published nowhere
			in.Network, in.Hashtags, in.Posts, in.Before = j.prompt.Network, r.Hashtags, posts(), before
			in.Banned, in.Manners = j.material.Profile.Banned, j.material.Profile.manners()
		}
		found = append(found, j.uncorrected(j.concerns(index.Text(in)))...)
		found = append(found, j.inline(r, i, seek)...)
		before = append(before, v.Text.s)
	}
	if len(r.Variants) == 0 && incomplete {
		found = append(found, check.Finding{Kind: check.Incomplete, Code: "incomplete"})
	}
	return j.unlinked(found)
}

// headings are our own words in a summary, which no message has to vouch for.
func (j composition) headings() []check.Source {
	if j.task != TaskSummarize {
		return nil
	}
	var all []check.Source
	for _, section := range summarySections {
		all = append(all, check.Source{ID: "heading", Text: catalogue.Say(j.settings.Language, "section."+section, nil)})
	}
	return all
}

// concerns drops what does not concern a summary: it repeats people's words,
// worn out or still to be confirmed as they are.
func (j composition) concerns(found []check.Finding) []check.Finding {
	if j.task != TaskSummarize {
		return found
	}
	return slices.DeleteFunc(found, func(f check.Finding) bool {
		return f.Kind == check.WornOut || f.Kind == check.Confirm
	})
}

// citedLines are the lines that a summary rests on; for anything else all lines.
func (j composition) citedLines(r Revision) []PromptLine {
	if j.task != TaskSummarize {
		return j.lines
	}
	ids := map[string]bool{}
	for _, p := range r.Points {
		for _, c := range p.Cites {
			ids[c.Line] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(j.lines), func(l PromptLine) bool { return !ids[l.ID] })
}

// finish stamps the provenance and seals the revision with its digests.
func (j composition) finish(r Revision, answer Answer, now time.Time) Revision {
	r.Request, r.Asked = j.request.ID, j.prompt.Reason
	r.Settings = j.settings
	r.Made = Provenance{
		Writer: answer.Writer, Model: answer.Model, By: j.request.Person, At: now,
		Prompt: j.prompt.Version, Facts: j.material.Facts,
	}
	r.State = Pending
	return sealed(r)
}

// sealed computes the digests: of each variant the plain SHA-256 of exactly what
// Copy gives, as sha256sum would; of the revision over everything shown.
func sealed(r Revision) Revision {
	var parts []string
	for i, v := range r.Variants {
		r.Variants[i].Digest = plainDigest(r.whole(v.Text))
		parts = append(parts, r.Variants[i].Digest)
	}
	r.Digest = digestOf(slices.Concat(parts, r.Hashtags, r.Phrases)...)
	return r
}
