package builtin

import (
	"cmp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// brief is what somebody asked for, taken apart.
type brief struct {
	lang    string // of its words
	foreign bool   // not the language to write in: words stay, phrases change
	core    core
	points  []statement // what else it says, in order
	tags    []string    // hashtags it asks for
	emoji   bool        // it does not forbid them
	untaged bool        // it wants no hashtags
	sober   bool        // it is no laughing matter
	over    bool        // it tells of what has happened
	silent  bool        // it says nothing that may come out
}

// readBrief takes a brief apart.
func readBrief(p copilot.Prompt) brief {
	words := harmless(head(p.Brief, mostBrief))
	b := brief{lang: text.Language(words, catalogue.Base(p.Language))}
	words = tidied(b.lang, words)
	b.foreign = b.lang != catalogue.Base(p.Language)
	b.emoji = !noEmoji.MatchString(words) && !noEmoji.MatchString(p.Profile.Words) && p.Profile.Emoji != check.NoEmoji
	b.untaged = noTags.MatchString(words)
	b.sober, b.over = sober.MatchString(words), happened.MatchString(words)
	all := units(words)
	if len(all) == 0 && words != "" {
		all = []unit{{words: text.Cut(flat(words), mostUnit)}} // no letter in it, but somebody's words
	}
	all = slices.DeleteFunc(all, func(u unit) bool { return unsaid(u.whole(": ")) })
	b.silent = len(all) == 0
	b.sort(all, catalogue.Base(p.Language))
	return b
}

// sort tells the core of a brief from the rest of it, and both from remarks on
// how to write.
func (b *brief) sort(all []unit, to string) {
	if b.silent {
		b.core = newCore(b.lang, telling, "…", false)
		return
	}
	all = b.meant(all)
	at := b.coreAt(all)
	for i, u := range all {
		if i == at {
			b.take(u, to)
			continue
		}
		if i == at+1 && b.core.act == marking && u.label == "" && !clause(u.words) {
			b.head(u.words, to)
			continue
		}
		b.add(u, to)
	}
}

// meant drops remarks on how to write, and keeps the hashtags they ask for.
func (b *brief) meant(all []unit) []unit {
	kept := slices.DeleteFunc(slices.Clone(all), func(u unit) bool {
		words := u.whole(": ")
		if tags := network.Hashtags(words); len(tags) > 0 && onlyTags(words) {
			for _, t := range tags {
				b.tags = append(b.tags, t.Text)
			}
			return true
		}
		return stylistic(words)
	})
	if len(kept) == 0 {
		return all // a brief that is all manner still has to say something
	}
	return kept
}

var tagList = text.Lazily(`(?i)^(?:(?:with |use |avec |ajoute[rz]? |utilise[rz]? )?(?:the |les |le )?hashtags?\s*:?\s*)?(?:#[\pL\pN_]+[\s,]*(?:and |et )?)+$`)

func onlyTags(s string) bool { return tagList.MatchString(strings.TrimRight(s, ". ")) }

// coreAt is the unit that says what a post is about: the first with an order,
// else the first that names a subject, else the first that is no field.
func (b *brief) coreAt(all []unit) int {
	for i, u := range all[:min(len(all), 4)] {
		if _, _, ok := b.orders().strip(u.whole(": ")); ok {
			return i
		}
	}
	for i, u := range all {
		if subject.MatchString(u.label) {
			return i
		}
	}
	return max(0, slices.IndexFunc(all, func(u unit) bool { return u.label == "" || actOf(u.label) != "" || u.tells() }))
}

func (b *brief) orders() orders {
	if b.lang == catalogue.French {
		return ordersFR()
	}
	return ordersEN()
}

var (
	// subject matches labels of what a post is about.
	subject = text.Lazily(`(?i)^(?:product|event|subject(?: line)?|topic|title|what|name|news|objet|produit|évènement|événement|sujet|thème|titre|quoi|nom|offre|offer)$`)
	// subjectLine matches those of what a letter has for its subject.
	subjectLine = text.Lazily(`(?i)^(?:subject(?: line)?|objet)$`)
	// lesson matches labels whose act is in the label.
	lessons = map[string]act{
		"reminder": reminding, "rappel": reminding, "news": announcing, "nouveau": announcing, "nouveauté": announcing,
		"new": announcing, "annonce": announcing, "announcement": announcing, "invitation": inviting, "hiring": recruiting,
		"recrutement": recruiting, "job": recruiting, "poste": recruiting, "merci": thanking, "update": announcing, "info": announcing,
	}
)

func actOf(label string) act {
	label = strings.ToLower(label)
	return cmp.Or(lessons[label], lessons[label[strings.LastIndex(label, " ")+1:]])
}

// colon stands between a label and its value.
func colon(lang string) string {
	if lang == catalogue.French {
		return " : "
	}
	return ": "
}
