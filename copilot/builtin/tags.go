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
func hashtags(p copilot.Prompt) (string, []copilot.Note) {
	words := p.Brief
	if strings.TrimSpace(words) == "" {
		words = conversation(p.Lines)
	}
	words = harmless(head(words, mostBrief))
	if words == "" {
		return "", nil
	}
	lang := text.Language(words, catalogue.Base(p.Language))
	most := p.MaxTags
	if most <= 0 {
		most = cmp.Or(p.Network.Hashtags.Max, mostTags)
	}
	found := keyphrases(words, lang, 3*most+mostPhrases)
	var s sheet
	s.section("hashtags")
	tags := pickTags(p, words, lang, found, most)
	tags, notes := retag(tags, p)
	s.block(strings.Join(tags, " "))
	s.section("phrases")
	for _, phrase := range found[:min(len(found), mostPhrases)] {
		s.block(flat(phrase))
	}
	return s.String(), notes
}

// retag takes hashtags off the list, or puts them on it, as a person asks.
func retag(tags []string, p copilot.Prompt) ([]string, []copilot.Note) {
	if len(p.Tags) > 0 && p.Reason != "" {
		tags = slices.Clone(p.Tags)
	}
	var notes []copilot.Note
	for _, c := range readReason(p.Reason) {
		tag := network.Tag(strings.TrimLeft(c.what, "#"))
		same := func(t string) bool { return text.Fold(t) == text.Fold(tag) || text.Fold(t) == text.Fold(c.what) }
		switch {
		case c.kind == elsewhere:
		case c.kind == dropping && slices.ContainsFunc(tags, same):
			tags = slices.DeleteFunc(tags, same)
		case c.kind == adding && tag != "" && len(strings.Fields(c.what)) < 4:
			if strings.HasPrefix(c.what, "#") && network.ValidHashtag(c.what) {
				tag = c.what
			}
			tags = append(tags, tag)
		default:
			notes = addNote(notes, copilot.Note{Key: "note.builtin.cannot", Args: map[string]any{"Reason": text.Cut(c.said, 200)}})
		}
	}
	return tags, notes
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

// tagger collects hashtags, most telling first.
type tagger struct {
	lang    string
	network network.Network
	most    int
	voice   copilot.Voice
	tags    []string
	refused []string // given, and not wanted or not taken: whoever reads the answer says so
}

// given adds hashtags that somebody gave as such.
func (t *tagger) given(tags []string) {
	for _, tag := range tags {
		if t.bans(tag) || !t.network.Takes(tag) {
			t.refused = append(t.refused, tag)
		}
	}
	t.addTags(tags)
}

func (t *tagger) addTags(tags []string) {
	for _, tag := range tags {
		if len(t.tags) < t.most && t.network.Takes(tag) && text.Runes(tag) <= longTag && !covered(tag, t.tags) && !t.bans(tag) {
			t.tags = append(t.tags, tag)
		}
	}
}

// bans says whether the channel wants no such hashtag; it costs more than all else that
// is asked of one.
func (t *tagger) bans(tag string) bool {
	_, banned := t.voice.Bans(tag)
	return banned
}

// addPhrases makes hashtags of phrases of at least so many words, without a verb that
// follows them: "Camille Durand costs".
func (t *tagger) addPhrases(phrases []string, words int) {
	for _, phrase := range phrases {
		phrase = strings.TrimRight(predicate.ReplaceAllString(phrase, ""), " ")
		if len(strings.Fields(phrase)) >= words && worthTag(phrase, t.lang) {
			t.addTags([]string{network.Tag(phrase)})
		}
	}
}

// predicate is a verb, and seldom a noun, that comes after what a phrase names.
var predicate = text.Lazily(`(?i)(?:^|\s+)(?:costs?|weighs?|lasts|says|said|gives|gave|takes|took|makes|made|gets|got|lets|includes?|contains?|needs|sells|` +
	`comes|came|goes|went|becomes|became|leaves|brings|stays|remains|opens|closes|starts|begins|ends|joins|moves|arrives|returns|retires|launches|` +
	`coûtent|coûte|pèsent|pèse|durent|vaut|valent|dit|donne|donnent|comprend|contient|permet|inclut|rejoint|ouvre|ouvrent|ferme|ferment|commence|` +
	`arrive|arrivent|revient|quitte|devient|vient|sera|seront|est|sont|is|are|was|were|will|has|have)$`)

// addressless is s without its addresses and links, whose words are nobody's subject.
func addressless(s string) string {
	s = mailbox.ReplaceAllLiteralString(s, ".")
	var b strings.Builder
	at := 0
	for _, link := range text.URLs(s) {
		b.WriteString(s[at:link.Start] + ".")
		at = link.End
	}
	return b.String() + s[at:]
}

func keyphrases(s, lang string, most int) []string {
	found := text.Keyphrases(addressless(s), lang, most)
	list := make([]string, len(found))
	for i, f := range found {
		list[i] = f.Text
	}
	return list
}

// pickTags chooses hashtags: those the text has, those of the channel that its
// words speak of, then its key phrases. Each is in the text but for the
// channel's own.
func pickTags(p copilot.Prompt, words, lang string, phrases []string, most int) []string {
	t := tagger{lang: lang, network: p.Network, most: most, voice: p.Profile.Voice}
	for _, span := range network.Hashtags(words) {
		t.given([]string{span.Text})
	}
	t.addTags(relatedTags(lang, words, p.Profile.Hashtags))
	t.addPhrases(phrases, 1)
	return slices.Concat(t.refused, t.tags)
}

// relatedTags are a channel's hashtags that the words speak of.
func relatedTags(lang, words string, tags []string) []string {
	var kept []string
	about := stems(lang, words)
	for _, tag := range tags {
		if tag = "#" + strings.TrimLeft(tag, "#"); related(lang, tag, about) {
			kept = append(kept, tag)
		}
	}
	return kept
}

// worthTag says whether a key phrase makes a hashtag: not a figure, not a day,
// not a word that is in every post.
func worthTag(phrase, lang string) bool {
	if text.Runes(phrase) < fewestRunes && strings.ToUpper(phrase) != phrase || len(strings.Fields(phrase)) > 3 || len(text.URLs(phrase)) > 0 {
		return false
	}
	if calendarOf(lang).find(phrase).span != noTime || sober.MatchString(phrase) || gap.MatchString(phrase) || clause(phrase) {
		return false
	}
	words := split(phrase)
	if figures := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !hasDigit(w) }); len(figures) > 1 {
		return false // opening hours, a version
	}
	if len(words) == 1 && dull[text.Fold(phrase)] || lang == text.French && infinitive(phrase) {
		return false
	}
	return len(words) > 0 && !counting[text.Fold(words[0])] && !hasDigit(words[0]) && !month[strings.ToLower(words[0])] && !dated[text.Fold(words[0])]
}

// counting are words that lean on a number before them.
var counting = set(`min mins an ans annees mois jours heures euros personnes years months weeks days hours people`)

// dull are words that say nothing alone.
var dull = set(`day days week month year time back back version research opening closing permanent remote hour hours minute minutes
 people person thing things way price date place link online store details download downloads start end free new news part
 customer customers client order orders team job jobs email mail good great happy best top full big small first last next seat seats
 jour jours semaine mois annee temps retour version recherche ouverture fermeture heure heures minute minutes personne personnes
 chose choses prix date lieu lien ligne magasin rue detail details telechargement debut fin gratuit nouveau nouvelle bonne bon
 truc trucs gens question questions commentaire commentaires code codes source sources etape etapes minuit midi matin soir soiree
 journee collecte collectes inscription inscriptions attention rappel info infos habitants abonnes repondants tirage numero
 drop draw step steps shop stores comment comments reminder notice giveaway respondents residents
 line lines prize project projet update idea ideas item items midnight noon morning evening afternoon city box boxes
 clients equipe emploi poste mail courriel places place semaine cadre niveau suite partie point points voix`)

// covered says whether a hashtag repeats another, or a word of it.
func covered(tag string, tags []string) bool {
	mine := network.TagWords(tag)
	return slices.ContainsFunc(tags, func(other string) bool {
		if text.Fold(other) == text.Fold(tag) {
			return true
		}
		return slices.ContainsFunc(network.TagWords(other), func(w string) bool {
			return text.Runes(w) >= fewestRunes && slices.ContainsFunc(mine, func(v string) bool {
				return strings.TrimSuffix(text.Fold(v), "s") == strings.TrimSuffix(text.Fold(w), "s")
			})
		})
	})
}
