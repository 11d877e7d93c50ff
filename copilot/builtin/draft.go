package builtin

import (
	"cmp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// draft writes a variant for each angle, and the hashtags of them all; with
// earlier texts at hand it changes those.
func draft(p copilot.Prompt) (string, []copilot.Note) {
	if harmless(head(p.Brief, mostBrief)) == "" && len(p.Previous) == 0 {
		return "", nil
	}
	var s sheet
	r := revision{drafting: newDrafting(p), prompt: p}
	if r.silent && len(p.Previous) == 0 {
		return "", nil
	}
	tags := r.hashtags(p)
	if len(p.Previous) > 0 {
		r.changes, r.refused = readReason(p.Reason), nil
		tags = r.retagged(tags)
	}
	if r.foreign {
		r.notes = append(r.notes, copilot.Note{Key: "note.builtin.translate"})
	}
	for i, angle := range anglesOf(p) {
		s.section(angle)
		if i < len(p.Previous) {
			s.block(r.revise(i, angle, tags))
			continue
		}
		words, left, cut := r.variant(angle).fit(r.layout, p.Network, tags)
		r.left = append(r.left, left...)
		if cut {
			r.notes = addNote(r.notes, copilot.Note{Key: "note.builtin.cut", Args: map[string]any{"Network": p.Network.Name}})
		}
		s.block(words)
	}
	s.section("hashtags")
	s.block(strings.Join(slices.Concat(r.refused, tags), " "))
	return s.String(), leftOut(r.notes, r.left)
}

// retagged are the hashtags of a revision: those it had, unless the reason or
// the network says otherwise.
func (r *revision) retagged(fresh []string) []string {
	kept := r.prompt.Tags[:min(len(r.prompt.Tags), max(0, r.prompt.MaxTags))]
	if r.prompt.Network.HashtagStyle == network.NoHashtags || len(kept) == 0 && len(r.prompt.Doubts) == 0 {
		kept = fresh
	}
	for _, c := range r.changes {
		switch {
		case c.kind == untagging, c.kind == spartan:
			return nil
		case c.kind == tagging:
			kept = fresh
		}
	}
	return kept
}

func anglesOf(p copilot.Prompt) []string {
	if len(p.Angles) == 0 {
		return []string{"fact"}
	}
	return p.Angles
}

func newDrafting(p copilot.Prompt) drafting {
	d := drafting{
		brief: readBrief(p), phrases: newPhrases(p.Language, p.Brief+p.Network.ID),
		tone: cmp.Or(p.Tone, "neutral"), layout: layoutOf(p.Network),
	}
	d.audience = addressees(d.phrases.lang, p.Audience)
	d.recall(p.Facts)
	d.material = d.read()
	return d
}

var plural = text.Lazily(`(?i)^(?:[\pL’'-]+ )*?[\pL’'-]*(?:[sx]|people|parents)(?: [\pL’'-]+)*$`)

// addressees is an audience as it stands after "for"; "" if it would not.
func addressees(lang, audience string) string {
	audience = flat(text.Canonical(audience))
	switch {
	case audience == "" || text.Runes(audience) > 40 || hasDigit(audience) || strings.ContainsAny(audience, ",;:/"):
		return ""
	case determined(audience):
		return inline(audience)
	case lang == catalogue.French:
		if first, _, _ := strings.Cut(audience, " "); strings.HasSuffix(first, "s") || strings.HasSuffix(first, "x") {
			return "les " + strings.ToLower(first[:1]) + audience[1:]
		}
		return ""
	case plural.MatchString(audience):
		return audience
	default:
		return ""
	}
}

// shortPost is the limit below which a hashtag costs words that readers miss.
const shortPost = 500

// hashtags are those of the post: from what it says, never from its orders.
func (d *drafting) hashtags(p copilot.Prompt) []string {
	if d.untaged || p.Network.HashtagStyle == network.NoHashtags || p.MaxTags == 0 {
		return nil
	}
	most := p.MaxTags
	if 0 < p.Network.Limit && p.Network.Limit <= shortPost {
		most = min(most, 2)
	}
	return d.tagsFrom(p, most)
}

// tagsFrom chooses what a post is about: what was asked for, the channel's own
// that fit, then names and key phrases of its subject, then of the rest. A word
// alone says something only of the subject.
func (d *drafting) tagsFrom(p copilot.Prompt, most int) []string {
	lang, all := d.brief.lang, d.material.words
	t := tagger{lang: lang, network: p.Network, most: most, voice: p.Profile.Voice}
	t.given(d.brief.tags)
	t.addTags(relatedTags(lang, all, p.Profile.Hashtags))
	t.addPhrases(names(lang, addressless(d.core.words), d.core.ordered), 1)
	t.addPhrases(keyphrases(gap.ReplaceAllLiteralString(d.core.words, "."), lang, 2*most), 1)
	t.addPhrases(keyphrases(all, lang, 3*most+4), 2)
	d.refused = t.refused
	return t.tags
}
