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

// hashtags picks hashtags and key phrases out of a text, or out of a
// conversation if there is no text.
func hashtags(p copilot.Prompt) string {
	words := p.Brief
	if strings.TrimSpace(words) == "" {
		words = conversation(p.Lines)
	}
	words = harmless(head(words, mostBrief))
	if words == "" {
		return ""
	}
	lang := text.Language(words, catalogue.Base(p.Language))
	most := p.MaxTags
	if most <= 0 {
		most = cmp.Or(p.Network.Hashtags.Max, mostTags)
	}
	found := text.Keyphrases(words, lang, 3*most+mostPhrases)
	var s sheet
	s.section("hashtags")
	if tags := pickTags(words, lang, found, p.Profile, most); len(tags) > 0 {
		s.block(strings.Join(tags, " "))
	}
	s.section("phrases")
	for _, phrase := range found[:min(len(found), mostPhrases)] {
		s.block(flat(phrase.Text))
	}
	return s.String()
}

const (
	mostTags    = 8 // where no network says how many
	mostPhrases = 8
	longTag     = 30 // runes: nobody reads a longer one
	fewestRunes = 3
)

func conversation(lines []copilot.PromptLine) string {
	var b strings.Builder
	for i := len(lines) - 1; i >= 0 && b.Len() < mostBrief; i-- {
		if !lines[i].Bot {
			b.WriteString(lines[i].Text + "\n")
		}
	}
	return b.String()
}

// pickTags chooses hashtags: those the text has, those of the channel that its
// words speak of, then its key phrases. Each is in the text but for the
// channel's own.
func pickTags(words, lang string, found []text.Phrase, profile copilot.Profile, most int) []string {
	var tags []string
	add := func(tag string) {
		if len(tags) < most && network.ValidHashtag(tag) && text.Runes(tag) <= longTag && !covered(tag, tags) && !banned(tag, profile.Banned) {
			tags = append(tags, tag)
		}
	}
	for _, t := range network.Hashtags(words) {
		add(t.Text)
	}
	about := stems(lang, words)
	for _, tag := range profile.Hashtags {
		if tag = "#" + strings.TrimLeft(tag, "#"); related(lang, tag, about) {
			add(tag)
		}
	}
	for _, phrase := range found {
		if worthTag(phrase.Text, lang) {
			add(network.Tag(phrase.Text))
		}
	}
	return tags
}

// worthTag says whether a key phrase makes a hashtag: not a figure, not a day,
// not a fragment.
func worthTag(phrase, lang string) bool {
	if text.Runes(phrase) < fewestRunes || len(strings.Fields(phrase)) > 3 || len(text.URLs(phrase)) > 0 {
		return false
	}
	if calendarOf(lang).find(phrase).span != noTime || sober.MatchString(phrase) || gap.MatchString(phrase) {
		return false
	}
	first := strings.Fields(phrase)[0]
	return !hasDigit(first)
}

// covered says whether a hashtag repeats another, or a part of it.
func covered(tag string, tags []string) bool {
	key := strings.TrimSuffix(text.Fold(tag[1:]), "s")
	return slices.ContainsFunc(tags, func(other string) bool {
		known := text.Fold(other[1:])
		return strings.Contains(known, key) || strings.Contains(key, strings.TrimSuffix(known, "s"))
	})
}

func banned(tag string, words []string) bool {
	folded := text.Fold(tag)
	return slices.ContainsFunc(words, func(w string) bool {
		w = strings.ReplaceAll(text.Fold(w), " ", "")
		return w != "" && strings.Contains(folded, w)
	})
}

// stems are the stems of the words that say something.
func stems(lang, s string) map[string]bool {
	found := map[string]bool{}
	for _, w := range text.Words(s) {
		if !text.Stop(lang, w.Text) && text.Runes(w.Text) >= fewestRunes {
			found[text.Fold(text.Stem(lang, w.Text))] = true
		}
	}
	return found
}

// related says whether a channel's hashtag is about the words: one of the words
// it is made of is among them.
func related(lang, tag string, about map[string]bool) bool {
	for _, w := range camel(tag[1:]) {
		if about[text.Fold(text.Stem(lang, w))] && text.Runes(w) >= fewestRunes && !text.Stop(lang, w) {
			return true
		}
	}
	return about[text.Fold(text.Stem(lang, tag[1:]))]
}

// camel splits "JournéeDeLEau" into its words.
func camel(s string) []string {
	var words []string
	start := 0
	for i, r := range s {
		if i > start && (r == '_' || strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r)) {
			words = append(words, strings.Trim(s[start:i], "_"))
			start = i
		}
	}
	return append(words, strings.Trim(s[start:], "_"))
}
