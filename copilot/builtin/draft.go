package builtin

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// draft writes a variant for each angle, and the hashtags of them all.
func draft(p copilot.Prompt) (string, []copilot.Note, error) {
	if strings.TrimSpace(p.Brief) == "" && len(p.Previous) == 0 {
		return "", nil, nil
	}
	var s sheet
	var notes []copilot.Note
	d := newDrafting(p)
	tags := d.hashtags(p)
	cut := false
	for _, angle := range anglesOf(p) {
		s.section(angle)
		words, short := d.variant(angle).fit(d.layout, p.Network, tags)
		s.block(words)
		cut = cut || short
	}
	s.section("hashtags")
	if len(tags) > 0 {
		s.block(strings.Join(tags, " "))
	}
	if d.foreign {
		notes = append(notes, copilot.Note{Key: "note.builtin.translate"})
	}
	if cut {
		notes = append(notes, copilot.Note{Key: "note.builtin.cut", Args: map[string]any{"Network": p.Network.Name}})
	}
	return s.String(), notes, nil
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
	return d
}

var plural = regexp.MustCompile(`(?i)^(?:[\pL’'-]+ )*?[\pL’'-]*(?:[sx]|people|parents)(?: [\pL’'-]+)*$`)

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

// mostFacts is how many of a channel's facts a post takes up.
const mostFacts = 2

// recall adds the facts that are about the same thing as the brief and say
// something it does not.
func (d *drafting) recall(facts []copilot.Fact) {
	about := stems(d.brief.lang, d.core.words)
	said := stems(d.brief.lang, d.material())
	taken := 0
	for _, f := range facts {
		words := flat(text.Canonical(f.Text))
		of := stems(d.brief.lang, words)
		shared, known := 0, 0
		for stem := range of {
			if about[stem] {
				shared++
			}
			if said[stem] {
				known++
			}
		}
		if taken == mostFacts || shared == 0 || 2*shared < min(len(about), 4) && shared < 2 || known*10 >= len(of)*8 {
			continue
		}
		taken++
		d.brief.points = append(d.brief.points, statement{words: words, subject: words, whole: true, order: len(d.brief.points),
			call: len(text.URLs(words)) > 0})
	}
}

// material is what the brief says.
func (d *drafting) material() string {
	words := d.core.words
	for _, s := range d.brief.points {
		words += "\n" + s.subject
	}
	return words
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
	return d.tagsFrom(p.Profile, most)
}

// tagsFrom chooses what a post is about: what was asked for, the channel's own
// that fit, then names and key phrases of its subject, then of the rest. A word
// alone says something only of the subject.
func (d *drafting) tagsFrom(profile copilot.Profile, most int) []string {
	lang, all := d.brief.lang, d.material()
	t := tagger{lang: lang, most: most, banned: profile.Banned}
	t.addTags(d.brief.tags)
	t.addTags(relatedTags(lang, all, profile.Hashtags))
	t.addPhrases(names(lang, d.core.words, d.core.ordered), 1)
	t.addPhrases(keyphrases(d.core.words, lang, 2*most), 1)
	t.addPhrases(keyphrases(all, lang, 3*most+4), 2)
	return t.tags
}
