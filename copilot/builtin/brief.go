package builtin

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
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
}

// statement is a sentence, a phrase or a "label: value" of a brief.
type statement struct {
	words   string
	subject string // words without their label
	call    bool   // asks readers to do something, or says where
	whole   bool   // has a verb
	own     bool   // goes with the core
	order   int
}

// readBrief takes a brief apart.
func readBrief(p copilot.Prompt) brief {
	words := harmless(head(p.Brief, mostBrief))
	b := brief{lang: text.Language(words, catalogue.Base(p.Language))}
	b.foreign = b.lang != catalogue.Base(p.Language)
	b.emoji = !noEmoji.MatchString(words) && !noEmoji.MatchString(p.Profile.Voice)
	b.untaged = noTags.MatchString(words)
	b.sober, b.over = sober.MatchString(words), happened.MatchString(words)
	all := units(words)
	if len(all) == 0 && words != "" {
		all = []unit{{words: text.Cut(flat(words), mostUnit)}} // no letter in it, but somebody's words
	}
	b.sort(all, catalogue.Base(p.Language))
	return b
}

// sort tells the core of a brief from the rest of it, and both from remarks on
// how to write.
func (b *brief) sort(all []unit, to string) {
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

var tagList = regexp.MustCompile(`(?i)^(?:(?:with |use |avec |ajoute[rz]? |utilise[rz]? )?(?:the |les |le )?hashtags?\s*:?\s*)?(?:#[\pL\pN_]+[\s,]*(?:and |et )?)+$`)

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
	return max(0, slices.IndexFunc(all, func(u unit) bool { return u.label == "" || actOf(u.label) != "" }))
}

func (b *brief) orders() orders {
	if b.lang == catalogue.French {
		return ordersFR()
	}
	return ordersEN()
}

var (
	// subject matches labels of what a post is about.
	subject = regexp.MustCompile(`(?i)^(?:product|event|subject|topic|title|what|name|news|produit|évènement|événement|sujet|thème|titre|quoi|nom|offre|offer)$`)
	// lesson matches labels whose act is in the label.
	lessons = map[string]act{"reminder": reminding, "rappel": reminding, "news": announcing, "nouveau": announcing, "nouveauté": announcing,
		"new": announcing, "annonce": announcing, "announcement": announcing, "invitation": inviting, "hiring": recruiting,
		"recrutement": recruiting, "job": recruiting, "poste": recruiting, "merci": thanking, "update": announcing, "info": announcing}
)

func actOf(label string) act {
	label = strings.ToLower(label)
	return cmp.Or(lessons[label], lessons[label[strings.LastIndex(label, " ")+1:]])
}

// take makes the core of a unit.
func (b *brief) take(u unit, to string) {
	words, does, ordered := b.orders().strip(u.whole(colon(b.lang)))
	if !ordered {
		words, does = u.whole(colon(b.lang)), actOf(u.label)
		if does != "" || subject.MatchString(u.label) {
			words = u.words
		}
	}
	if ordered && asked.MatchString(u.words) {
		words = strings.TrimRight(words, " ?")
	}
	if does == telling && ordered {
		ordered = false // what follows a colon is the post itself
	}
	words, rest := b.part(words, ordered)
	words = confirming(to, strings.TrimSpace(words))
	if (does == askingAround || does == inviting) && b.lang == catalogue.English {
		words = toThem.Replace(words)
	}
	b.core = newCore(b.lang, cmp.Or(does, telling), cmp.Or(words, u.words, "…"), ordered)
	switch {
	case rest == "":
	case b.core.act == marking || indefinite.MatchString(words):
		b.head(rest, to)
	default:
		b.add(unit{words: rest}, to)
		b.points[len(b.points)-1].own = true
	}
}

// head makes one sentence of a heading and what stands under it: "Mother's Day:
// our bouquet, free delivery".
func (b *brief) head(words, to string) {
	heading := b.core.words
	if b.core.act == marking {
		heading = capital(definite.ReplaceAllString(heading, ""))
	}
	b.core = newCore(b.lang, telling, heading+colon(b.lang)+confirming(to, words), false)
	b.core.whole = true
}

var (
	indefinite = regexp.MustCompile(`(?i)^(?:an?|une?)\s`)
	definite   = regexp.MustCompile(`(?i)^(?:the|le|la|les)\s|^l['’]`)
)

var (
	// asked begins an order put as a question, whose mark is not the post's.
	asked = regexp.MustCompile(`(?i)^(?:(?:hi|hello|hey|bonjour|salut)[,! ]+)?(?:can|could|would|will|peux|pourrais|tu p|pouvez|pourriez|vous p)`)
	// toThem turns what followers are asked about into a question to them.
	toThem = strings.NewReplacer(" they ", " you ", " their ", " your ", " them ", " you ")
	// enumeration is a list of three or more.
	enumeration = regexp.MustCompile(`^[^,.]+(?:,[^,.]+){2,}\.?$`)
)

// part cuts a core in two: what it is, and what follows a colon or is listed
// after it. A time after a colon belongs to what it is.
func (b *brief) part(words string, ordered bool) (core, rest string) {
	if i := strings.Index(words, ": "); i > 0 && !strings.Contains(words[:i], "//") {
		core, rest = strings.TrimRight(words[:i], " \u00a0"), strings.TrimSpace(words[i+2:])
		listed := enumeration.MatchString(rest)
		if w := calendarOf(b.lang).find(rest); w.span != noTime && w.start == 0 && w.end >= len(bare(rest)) {
			return core + " " + rest, ""
		}
		if listed || ordered && !clause(core) {
			return core, rest
		}
		return words, ""
	}
	items := commas.Split(words, -1)
	if clause(words) || determined(words) || len(items) < 4 || !every(items, func(s string) bool { return len(strings.Fields(s)) < 7 }) {
		return words, ""
	}
	i := strings.Index(words, items[0]) + len(items[0])
	return items[0], strings.TrimLeft(words[i:], ", ")
}

// colon stands between a label and its value.
func colon(lang string) string {
	if lang == catalogue.French {
		return " : "
	}
	return ": "
}

// mention begins an order to say something besides.
var mention = regexp.MustCompile(`(?i)^(?:(?:and\s+|also\s+|please\s+|don['’]t forget to\s+|make sure to\s+|be sure to\s+|et\s+|n['’]oublie[rz]? pas (?:de |d['’])|pense[rz]? à\s+|bien\s+)*` +
	`(?:mention(?:ing|ne[rz]?)?|say|state|stress|add|include|remind (?:people|them|readers)|précise[rz]?|indique[rz]?|ajoute[rz]?|rappelle[rz]?|rappeler|souligne[rz]?|inclu(?:s|re)|dis|dire|insiste[rz]? sur)\s+)` +
	`(?:also\s+|aussi\s+)?(?:that\s+|que\s+|qu['’]|le fait que\s+|the fact that\s+)?`)

// add takes in a unit that is not the core.
func (b *brief) add(u unit, to string) {
	if audienceLabel.MatchString(u.label) {
		return
	}
	words := u.words
	if u.label == "" {
		if m := mention.FindString(words); m != "" && len(m) < len(words) {
			words = words[len(m):]
		}
	}
	words = confirming(to, words)
	s := statement{words: words, whole: clause(words), order: len(b.points)}
	s.call = !s.whole && (calling.MatchString(words) || calling.MatchString(u.label)) || len(text.URLs(words)) > 0 ||
		mailbox.MatchString(words)
	s.subject = words
	if u.label != "" && !bareLink.MatchString(u.label) {
		s.words, s.whole = catalogue.Say(b.lang, "builtin.field", catalogue.Args{"Label": capital(u.label), "Value": words}), false
	}
	if strings.TrimSpace(words) != "" {
		b.points = append(b.points, s)
	}
}

var (
	audienceLabel = regexp.MustCompile(`(?i)^(?:audience|target(?: audience)?|public|cible|for|pour)$`)
	bareLink      = regexp.MustCompile(`(?i)^(?:link|url|lien|cta|call[- ]to[- ]action)$`)
	calling       = regexp.MustCompile(`(?i)^(?:please\s+)?(?:regist(?:er|ration)|sign[- ]?up|book(?:ings?)?|reserv\w+|appl(?:y|ications?)|order|pre-?orders?|join|discover|visit|download|vote|buy|rsvp|` +
		`tickets?|subscribe|contact|call|email|learn|find out|get|see|come|enrol\w*|donate|more info\w*|info\w*|details|cta|link|` +
		`inscri\w+|s['’]inscrire|réserv\w+|candidat\w*|postul\w+|command\w+|précommand\w+|télécharg\w+|rendez-vous|vot(?:ez|er|e)|rejoi\w+|billet\w*|abonn\w+|` +
		`écri(?:re|vez)|appel(?:er|ez)|découvr\w+|en savoir plus|plus d['’]info\w*|infos?|renseignements?|adhér\w+|don\w*|lien)\b`)
	mailbox = regexp.MustCompile(`\b[\w.+-]+@[\w-]+\.\w+`)
)
