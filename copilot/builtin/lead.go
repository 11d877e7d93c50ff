package builtin

import (
	"cmp"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"

	"github.com/brouillon/brouillon/copilot/text"
)

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
	if does == askingAround || does == inviting {
		words = toThem[b.lang].Replace(words)
	}
	b.core = newCore(b.lang, cmp.Or(does, telling), cmp.Or(words, u.words, "…"), ordered)
	b.core.titled = subjectLine.MatchString(u.label)
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
	indefinite = text.Lazily(`(?i)^(?:an?|une?)\s`)
	definite   = text.Lazily(`(?i)^(?:the|le|la|les)\s|^l['’]`)
)

var (
	// asked begins an order put as a question, whose mark is not the post's.
	asked = text.Lazily(`(?i)^(?:(?:hi|hello|hey|bonjour|salut)[,! ]+)?(?:est-ce que\s+)?(?:can|could|would|will|peux|pourrais|tu p|pouvez|pourriez|vous p)`)
	// toThem turns what followers are asked about into a question to them.
	toThem = map[string]*strings.Replacer{
		catalogue.English: strings.NewReplacer(" they ", " you ", " their ", " your ", " them ", " you "),
		catalogue.French:  strings.NewReplacer(" leurs ", " vos "),
	}
	// enumeration is a list of three or more.
	enumeration = text.Lazily(`^[^,.]+(?:,[^,.]+){2,}\.?$`)
)

// part cuts a core in two: what it is, and what follows a colon or is listed
// after it. A time after a colon belongs to what it is.
func (b *brief) part(words string, ordered bool) (core, rest string) {
	if i := strings.Index(words, ": "); i > 0 && !strings.Contains(words[:i], "//") {
		core, rest = strings.TrimRight(words[:i], " \u00a0"), strings.TrimSpace(words[i+2:])
		listed := enumeration.MatchString(rest) && !clause(rest)
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
