package builtin

import (
	"cmp"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
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
}

// newCore reads what a post is about.
func newCore(lang string, does act, words string) core {
	if does == inviting {
		words = uninvited(words)
	}
	c := core{act: does, words: bare(words)}
	c.when = calendarOf(lang).find(c.words)
	c.whole = does != explaining && does != inviting && clause(c.words) || strings.ContainsAny(words[len(words)-1:], "!?")
	if c.whole {
		c.words = strings.TrimSpace(words)
	}
	c.topic = c.words
	if before, after, ok := c.when.cut(c.words); ok && !c.whole {
		c.topic, c.after, c.split = before, strings.TrimSpace(strings.TrimLeft(after, ", ")), true
	}
	c.past = c.when.span == behind || happened.MatchString(c.words)
	return c
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
