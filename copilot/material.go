package copilot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// Material is what the copilot may draw on for one request: what the channel
// knows, what was said, what was drafted before.
type Material struct {
	Profile      Profile
	Facts        []Fact
	Recent       []Exchange // newest first
	Conversation Conversation
	Minutes      Minutes // of the thread; zero when there are none
	Previous     *Draft  // the draft the request follows up on, or is about
	Notes        []Note  // what the reader should know about what was gathered
}

// angles are the ways to open a post, one for each variant in this order:
// variants differ by angle, not by chance.
var angles = []string{"fact", "story", "question", "benefit", "invitation"}

// resolve decides every setting of a revision: what the request asks for, else
// what the draft before had, else what the channel prefers, else the default.
func resolve(r Request, task Task, m Material) Settings {
	s := Settings{Language: m.Profile.Language, Audience: m.Profile.Audience}
	if task == TaskDraft {
		s.Variants = 3
	}
	s.Network = preferred(m.Profile.Networks, task)
	if m.Previous != nil {
		s = m.Previous.Latest().Settings
		s.Length = ""
	}
	if r.Command == "" {
		s = Refine(r.Text).apply(s)
	}
	given(r.Options, "network", &s.Network)
	given(r.Options, "tone", &s.Tone)
	given(r.Options, "audience", &s.Audience)
	given(r.Options, "language", &s.Language)
	number(r.Options, "variants", &s.Variants)
	number(r.Options, "words", &s.MaxWords)
	number(r.Options, "max", &s.MaxTags)
	number(r.Options, "last", &s.Last)
	if since, err := time.Parse(time.RFC3339, r.Options["since"]); err == nil {
		s.Since = since
	}
	if s.Language == "" {
		s.Language = text.Language(speech(r, m), r.Person.Locale)
	}
	return s
}

// preferred is the first network of a channel that a task has a use for; "" if none.
func preferred(networks []string, task Task) string {
	if task == TaskSummarize {
		return ""
	}
	for _, id := range networks {
		if task != TaskHashtags || tagless(id) == nil {
			return id
		}
	}
	return ""
}

func given(options map[string]string, name string, to *string) {
	if v := options[name]; v != "" {
		*to = v
	}
}

func number(options map[string]string, name string, to *int) {
	if n, err := strconv.Atoi(options[name]); err == nil {
		*to = n
	}
}

// speech is the text whose language an answer should have: the brief, or a
// stretch of the conversation.
func speech(r Request, m Material) string {
	s := r.Text
	for _, l := range m.Conversation.Lines {
		if len(s) > 4_000 {
			break
		}
		s += "\n" + l.Text
	}
	return s
}

// sources are the words a text is checked against: everything a person supplied. A text
// is no source for the one that revises it, by whatever hand, unless somebody signed it:
// what was doubted in an edit would be sure one follow-up later. The brief counts as it
// is with what a person has replaced in it since. lang is that of the text.
func sources(lang, brief, reason string, m Material, lines []PromptLine) []check.Source {
	all := []check.Source{{ID: "brief", Name: "brief", Text: replaced(brief, append(wishes(m), reason)...)}}
	if reason != "" {
		all = append(all, check.Source{ID: "reason", Name: "reason", Text: reason})
	}
	for _, f := range m.Facts {
		words := f.Text
		if until := holdsUntil(lang, f); until != "" { // a text may say so
			words += " (" + until + ")"
		}
		all = append(all, check.Source{ID: f.ID, Name: f.Source, Fact: true, Text: words})
	}
	for _, l := range lines {
		all = append(all, check.Source{ID: l.Ref, Name: l.Author, Text: l.Author + ": " + l.Text})
	}
	if m.Previous == nil {
		return all
	}
	for _, r := range m.Previous.Revisions {
		if r.Asked != "" {
			all = append(all, check.Source{ID: "asked", Name: r.Made.By.Name, Text: r.Asked})
		}
		if r.Decision != nil && r.Decision.Reason != "" {
			all = append(all, check.Source{ID: "reason", Name: r.Decision.Person.Name, Text: r.Decision.Reason})
		}
		if r.State == Approved && r.Decision != nil {
			all = append(all, check.Source{ID: "signed", Name: r.Decision.Person.Name, Text: chosen(r).s})
		}
	}
	return all
}

// wishes are what the draft's revisions were made for, in order.
func wishes(m Material) []string {
	var all []string
	if m.Previous != nil {
		for _, r := range m.Previous.Revisions {
			all = append(all, r.Asked)
		}
	}
	return all
}

// vouched is what of a text stands for what it was made of: all of it but what the
// checks doubted.
func vouched(g Generated, doubted []check.Finding) string {
	words := g.s
	for _, f := range doubted {
		if f.Text != "" {
			words = strings.ReplaceAll(words, f.Text, " … ")
		}
	}
	return words
}

// earlier are the texts a new one must not read like: the channel's recent
// drafts, but for the one being revised.
func earlier(m Material) []check.Source {
	var all []check.Source
	for _, e := range others(m) {
		if e.Command != string(TaskDraft) {
			continue
		}
		all = append(all, check.Source{ID: e.Draft, Name: e.Person, Asked: text.Cut(e.Asked, 40), Text: e.Answer.s})
	}
	return all
}

// worth drops what no summary needs: bots, joins and empty lines; and gives each
// line that remains its short reference.
func worth(lines []Line) []PromptLine {
	kept := make([]PromptLine, 0, len(lines))
	gap := false
	for _, l := range lines {
		gap = gap || l.Withheld
		l.Text = text.Canonical(l.Text)
		if l.Bot || l.Text == "" {
			continue
		}
		l.Author = called(l.Author)
		kept = append(kept, PromptLine{Ref: "m" + strconv.Itoa(len(kept)+1), Line: l, Gap: gap})
		gap = false
	}
	return kept
}

// coverage says what part of the conversation the lines are.
func coverage(c Conversation, kept []PromptLine) Coverage {
	skipped := len(c.Lines) - len(kept)
	cover := Coverage{Read: len(kept), Total: max(c.Total, len(c.Lines)) - skipped, More: c.More}
	if len(kept) > 0 {
		cover.From, cover.To = kept[0].Time, kept[len(kept)-1].Time
	}
	return cover
}

// current drops facts that have expired.
func current(facts []Fact, now time.Time) []Fact {
	return slices.DeleteFunc(slices.Clone(facts), func(f Fact) bool {
		return !f.Expires.IsZero() && !f.Expires.After(now)
	})
}

// tagLimit is how many hashtags to suggest.
func tagLimit(s Settings, n network.Network, task Task) int {
	switch {
	case s.MaxTags > 0 && n.Hashtags.Most > 0:
		return min(s.MaxTags, n.Hashtags.Most)
	case s.MaxTags > 0:
		return s.MaxTags
	case n.ID != "" && (n.Hashtags.Max > 0 || task != TaskHashtags):
		return n.Hashtags.Max
	case task == TaskHashtags:
		return 8
	default:
		return 3
	}
}

// maxTags is how many hashtags a person may put on a text by hand; what its
// network allows is a finding.
const maxTags = 30

func networkOf(s Settings) network.Network {
	n, _ := network.Find(s.Network)
	return n
}
