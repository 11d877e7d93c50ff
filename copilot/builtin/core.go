package builtin

import (
	"cmp"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"

	"github.com/brouillon/brouillon/copilot/text"
)

// core is what a post is about.
type core struct {
	act   act
	words string // as the brief has it, without orders: "the launch of X on 12 March"
	whole bool   // words is a sentence, to be left as it is
	topic string // words without the time, if they stand alone; else words
	after string // what follows the time: ", in store and online"
	when  when   // zero if there is none; date may serve even if topic keeps it
	split bool   // topic, when and after are the parts of words
	past  bool   // it has happened
	// titled: the brief gave it as the subject of a letter.
	titled bool
	// ordered: an order led to the words, so that a capital in front is a name's.
	ordered bool
}

// newCore reads what a post is about.
func newCore(lang string, does act, words string, ordered bool) core {
	if does == inviting {
		words = uninvited(words)
	}
	c := core{act: does, words: bare(words), ordered: ordered}
	if owned := ours.MatchString(c.words); does == marking && owned {
		c.act = discussing
	}
	if lesson.MatchString(c.words) && (does == discussing || does == telling || does == announcing) {
		c.act = explaining
	}
	c.when = calendarOf(lang).find(c.words)
	c.whole = c.act != explaining && does != inviting && clause(c.words) || strings.ContainsAny(words[len(words)-1:], "!?")
	if c.whole {
		c.words = strings.TrimSpace(words)
	}
	c.topic = c.words
	if before, after, ok := c.when.cut(c.words); ok && !c.whole && !crowded(c.words[:c.when.start]+c.words[c.when.end:]) {
		c.topic, c.after, c.split = before, strings.TrimSpace(strings.TrimLeft(after, ", ")), true
	}
	if c.whole && c.act == telling {
		c.act = actIn(c.words)
	}
	c.past = c.when.span == behind || happened.MatchString(c.words)
	return c
}

// crowded says whether words hold several clauses, one of which a time that was among
// them belongs to.
func crowded(words string) bool {
	parts := parted.Split(words, -1)
	return len(parts) > 1 && slices.ContainsFunc(parts, clause)
}

// parted stands between the clauses of a line.
var parted = text.Lazily(`[,;:]\s+`)

// ours begins what a brand calls its own, which a post is about.
var ours = text.Lazily(`(?i)^(?:our|notre|nos)\s`)

// lesson begins what a post explains.
var lesson = text.Lazily(`(?i)^(?:how|why|comment|pourquoi)\s`)

// saidActs are acts that a sentence does by itself, without an order.
var saidActs = []struct {
	form *text.Pattern
	act  act
}{
	{text.Lazily(`(?i)^(?:we(?:['’]re| are)\s+(?:hiring|recruiting)|(?:on|nous)\s+(?:recrut|embauch))`), recruiting},
	{text.Lazily(`(?i)^(?:(?:a\s+)?(?:big\s+|huge\s+)?thank(?:s| you)|(?:un\s+)?(?:grand\s+|immense\s+)?merci)\b`), thanking},
	{text.Lazily(`(?i)^(?:congratulations|congrats|bravo|félicitations)\b`), praising},
	{text.Lazily(`(?i)^(?:welcome|bienvenue)\b`), welcoming},
	{text.Lazily(`(?i)^(?:we(?:['’]re| are) sorry|our apologies|sorry|nous sommes désolés|toutes nos excuses|nos excuses)`), apologising},
}

func actIn(words string) act {
	for _, said := range saidActs {
		if said.form.MatchString(words) {
			return said.act
		}
	}
	return telling
}

// moment is the time with what follows it.
func (c core) moment() string {
	if c.after == "" {
		return c.when.words
	}
	return c.when.words + ", " + c.after
}

// args are what phrases of the catalogue can be filled with.
func (c core) args(lang string) catalogue.Args {
	args := catalogue.Args{
		"Words": inline(c.words), "Topic": inline(c.topic), "When": c.moment(), "Start": capital(c.moment()),
		"Date": c.when.date, "Time": c.when.words, "To": toward(lang, c.words), "Toward": toward(lang, c.topic),
	}
	args["Do"], args["Day"] = "to "+c.words, cmp.Or(c.when.date, c.when.words)
	if lang == catalogue.French {
		args["Do"] = of(strings.TrimPrefix(c.words, "à "))
		if startsWithDigitOrDay(c.when.date) && hasDigit(c.when.date) {
			args["Day"] = "le " + c.when.date
		}
	}
	return args
}

// uninvited takes off the preposition that an invitation leads with in French:
// "à la soirée", "au concert".
func uninvited(s string) string {
	switch folded := strings.ToLower(s); {
	case strings.HasPrefix(folded, "à ") && determined(s[3:]):
		return s[3:]
	case strings.HasPrefix(folded, "au "):
		return "le " + s[3:]
	case strings.HasPrefix(folded, "aux "):
		return "les " + s[4:]
	default:
		return s
	}
}

// sentence is the core as a sentence of its own.
func (c core) sentence() string { return finished(capital(c.words)) }
