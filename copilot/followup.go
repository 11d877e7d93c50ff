package copilot

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// Refinement is what a short follow-up changes: "shorter", "for LinkedIn
// instead", "en français, plus chaleureux". Zero fields stay as they are.
type Refinement struct {
	Network  string
	Language string
	Length   string
	Tone     string
	Variants int
	// Whole is true when the words say nothing but these changes: then they are a
	// follow-up even where a new brief could stand.
	Whole bool
}

var refinements = []struct {
	pattern *text.Pattern
	apply   func(*Refinement, []string)
}{
	{
		text.Lazily(`\b(?:much |a bit |un peu |bien )?(?:shorter|more concise|plus courte?s?|plus concise?|raccourci[rs]?|raccourcissez)\b`),
		func(r *Refinement, _ []string) { r.Length = "shorter" },
	},
	{
		text.Lazily(`\b(?:much |a bit |un peu |bien )?(?:longer|more detailed|plus long(?:ue)?s?|plus detaillee?s?|developpez?)\b`),
		func(r *Refinement, _ []string) { r.Length = "longer" },
	},
	{
		text.Lazily(`\b(?:in|en|to|into) (?:english|anglais)\b|\b(?:english|anglais) (?:version|please|svp)\b`),
		func(r *Refinement, _ []string) { r.Language = text.English },
	},
	{
		text.Lazily(`\b(?:in|en|to|into) (?:french|francais)\b|\b(?:french|francais) (?:version|please|svp)\b`),
		func(r *Refinement, _ []string) { r.Language = text.French },
	},
	{
		text.Lazily(`\b([1-5]) (?:variants?|variantes?|versions?)\b`),
		func(r *Refinement, m []string) { r.Variants, _ = strconv.Atoi(m[1]) },
	},
	{
		text.Lazily(`\b(?:more|plus|make it|less neutral|rends[- ]le)? ?(formal|formel(?:le)?|warm(?:er)?|chaleureu(?:x|se)|playful|ludique|direct(?:e)?|enthusiastic|enthousiaste|neutral|neutre)\b`),
		func(r *Refinement, m []string) { r.Tone = toneOf(m[1]) },
	},
	{
		text.Lazily(`\b(?:for|on|pour|sur|version) (?:the |la |le |les |a |une? |l')?([a-z][a-z ]{0,20}?)(?: instead| plutot| version|$|,|\.)`),
		func(r *Refinement, m []string) {
			if n, ok := network.Find(strings.TrimSpace(m[1])); ok {
				r.Network = n.ID
			}
		},
	},
}

var filler = text.Lazily(`\b(?:please|instead|rather|make|it|them|and|but|now|again|version|the|a|an|same|thing|plutot|s'il (?:te|vous) plait|svp|stp|et|mais|la|le|les|une?|meme|chose|rends|refais|redo|rewrite|try|essaie|essayez)\b|[[:punct:]]`)

var clause = text.Lazily(`[,;.!\n]+|\b(?:and|but|then|et|mais|puis)\b`)

// Refine reads a follow-up. Where the words say more than changes, only a clause
// that says nothing else counts: "shorter, and mention the price" is shorter,
// "the manual is in French" is what to say.
func Refine(s string) Refinement {
	if r := refine(s); r.Whole {
		return r
	}
	var all Refinement
	for _, part := range clause.Split(s, -1) {
		if r := refine(part); r.Whole {
			all = all.over(r)
		}
	}
	return all
}

// over is r with what later says on top; never whole.
func (r Refinement) over(later Refinement) Refinement {
	return Refinement{
		Network: cmp.Or(later.Network, r.Network), Language: cmp.Or(later.Language, r.Language),
		Length: cmp.Or(later.Length, r.Length), Tone: cmp.Or(later.Tone, r.Tone), Variants: cmp.Or(later.Variants, r.Variants),
	}
}

// refine reads words that may be nothing but changes.
func refine(s string) Refinement {
	var r Refinement
	left := text.Fold(s)
	for _, known := range refinements {
		m := known.pattern.FindStringSubmatch(left)
		if m == nil {
			continue
		}
		before := r
		known.apply(&r, m)
		if r != before {
			left = strings.Replace(left, m[0], " ", 1)
		}
	}
	changed := r != Refinement{}
	r.Whole = changed && strings.TrimSpace(filler.ReplaceAllString(left, " ")) == ""
	return r
}

func toneOf(word string) string {
	for _, t := range Tones() {
		if strings.HasPrefix(word, t[:4]) {
			return t
		}
	}
	return map[string]string{"chal": "warm", "ludi": "playful", "neut": "neutral", "enth": "enthusiastic"}[word[:4]]
}

// apply changes settings as asked.
func (r Refinement) apply(s Settings) Settings {
	s.Length = r.Length
	for _, change := range []struct {
		to    *string
		value string
	}{{&s.Network, r.Network}, {&s.Language, r.Language}, {&s.Tone, r.Tone}} {
		if change.value != "" {
			*change.to = change.value
		}
	}
	if r.Variants > 0 {
		s.Variants = r.Variants
	}
	return s
}

// changing is the closed list of words that, alone after a command, say nothing to write:
// docs/commands.md has it.
var changing = text.Lazily(`^(?:(?:please|stp|svp|now|but|mais|et|and) )*(?:` +
	`(?:without|no|with|add|use|remove|drop|fewer|more|sans|pas d[e']|avec|ajoutez?|mets|enlevez?|retirez?|moins d[e']|plus d[e'])\s?(?:(?:any|all|the|some|a few|tous|toutes|des|les|de|d'|quelques) ?)*(?:hashtags?|emojis?|exclamation marks?|points? d'exclamation|superlati(?:ve|f)s?)|` +
	`(?:on )?(?:tutoie[sz]?|tutoyer|tutoyez|tutoiement|vouvoie[sz]?|vouvoyer|vouvoyez|vouvoiement)(?: (?:le lecteur|les lecteurs|la communaute|les gens|le public))?|` +
	`(?:for|pour) (?:the |la |les )?(?:press|presse|journalists?|journalistes?)` +
	`)(?:,? (?:please|stp|svp|instead|now|plutot))*[ .!]*$`)

// replaces begins a replacement that is none of a brief's own sentences.
var replaces = text.Lazily(`(?i)^(?:(?:please|stp|svp|merci de)\s+)*(?:replace|remplace[rz]?)\s`)

// OnlyChanges says whether words make sense only about a draft that is there.
func OnlyChanges(s string) bool {
	if Refine(s).Whole || changing.MatchString(text.Fold(s)) {
		return true
	}
	_, ok := ReadReplacement(s)
	return ok && replaces.MatchString(s) && utf8.RuneCountInString(s) < longChange
}

// longChange is the length of a replacement above which it may be a brief.
const longChange = 120
