package copilot

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
)

// Figure is one of a course's, in a reader's words.
type Figure struct {
	Key   string // "drafts", "approved", "time", "first", "edits", "findings", "alike", "tokens", "cost"
	Label string
	Value string // "–" when there is nothing that it could be of
	Note  string // what it is of; "" when that is plain
}

// nothing stands where there is no figure.
const nothing = "–"

// Say lists the figures of a course in a reader's language.
func (c Course) Say(locale string) []Figure {
	s := figureSayer{c, c.Whole, locale}
	return []Figure{s.drafts(), s.approved(), s.time(), s.first(), s.edits(), s.findings(), s.alike(), s.tokens(), s.cost(c.Prices)}
}

// figureSayer says figures in a language.
type figureSayer struct {
	course Course
	Figures
	locale string
}

func (s figureSayer) say(key string, args catalogue.Args) string {
	return catalogue.Say(s.locale, "figure."+key, args)
}

func (s figureSayer) figure(key, value string, notes ...string) Figure {
	notes = slices.DeleteFunc(notes, func(n string) bool { return n == "" })
	return Figure{key, s.say(key, nil), value, strings.Join(notes, " · ")}
}

// some says how many there are of something; "" for none.
func (s figureSayer) some(key string, n int) string {
	if n == 0 {
		return ""
	}
	return s.say(key, catalogue.Args{"N": grouped(s.locale, n), "Count": n})
}

func (s figureSayer) of(key string, part, all int) string {
	return s.say(key, catalogue.Args{"Part": grouped(s.locale, part), "All": grouped(s.locale, all), "Count": all})
}

func (s figureSayer) drafts() Figure {
	var notes []string
	for _, c := range Table() {
		if n := s.Commands[c.Name]; n > 0 {
			notes = append(notes, "/"+c.Name+" "+grouped(s.locale, n))
		}
	}
	return s.figure("drafts", grouped(s.locale, s.Drafts), append(notes, s.some("private", s.Private))...)
}

func (s figureSayer) approved() Figure {
	return s.figure(
		"approved", grouped(s.locale, s.Approved),
		s.some("rejected", s.Rejected), s.some("expired", s.Expired), s.some("withdrawn", s.Withdrawn), s.some("waiting", s.Waiting),
	)
}

// fewWaits is under how many signed drafts nine in ten of them are no share: of one it is one.
const fewWaits = 10

func (s figureSayer) time() Figure {
	half, ok := s.Within(50)
	if !ok {
		return s.figure("time", nothing, s.say("none.approved", nil))
	}
	most, _ := s.Within(90)
	note := s.say("time.note", catalogue.Args{"Most": SaySpan(s.locale, most)})
	switch {
	case len(s.waits) < fewWaits:
		note = s.some("time.note.few", len(s.waits))
	case most < time.Minute: // which is said without a number
		note = s.say("time.note.under", nil)
	}
	return s.figure("time", SaySpan(s.locale, half), note)
}

func (s figureSayer) first() Figure {
	if s.Decided() == 0 {
		return s.figure("first", nothing, s.say("none.decided", nil))
	}
	return s.figure("first", SayPercent(s.locale, s.FirstPass, s.Decided()), s.of("first.note", s.FirstPass, s.Decided()))
}

func (s figureSayer) edits() Figure {
	if s.Drafts == 0 {
		return s.figure("edits", nothing)
	}
	each := func(n int) string { return SayNumber(s.locale, float64(n)/float64(s.Drafts)) }
	return s.figure("edits", each(s.Edits), s.say("edits.note", catalogue.Args{"Wishes": each(s.Wishes)}))
}

// mostKinds is how many kinds of findings are named: those that are found most.
const mostKinds = 3

func (s figureSayer) findings() Figure {
	if s.Checked == 0 {
		return s.figure("findings", nothing, s.say("none.checked", nil))
	}
	kinds := slices.DeleteFunc(check.Kinds(), func(k check.Kind) bool { return s.Findings[k] == 0 })
	slices.SortStableFunc(kinds, func(a, b check.Kind) int { return cmp.Compare(s.Findings[b], s.Findings[a]) })
	var notes []string
	for _, k := range kinds[:min(mostKinds, len(kinds))] {
		notes = append(notes, s.say("kind."+string(k), nil)+" "+s.hundred(s.Findings[k]))
	}
	return s.figure("findings", s.hundred(s.Found()), notes...)
}

func (s figureSayer) hundred(found int) string {
	return grouped(s.locale, int(math.Round(100*float64(found)/float64(s.Checked))))
}

func (s figureSayer) alike() Figure {
	if s.Posts == 0 {
		return s.figure("alike", nothing, s.say("none.posts", nil))
	}
	return s.figure("alike", SayPercent(s.locale, s.Alike, s.Posts), s.of("alike.note", s.Alike, s.Posts), s.trend())
}

// trend says how many posts read alike in each half of the course, if there are any in both.
func (s figureSayer) trend() string {
	var posts, alike [2]int
	for i, p := range s.course.Parts {
		half := 2 * i / len(s.course.Parts)
		posts[half] += p.Posts
		alike[half] += p.Alike
	}
	if posts[0] == 0 || posts[1] == 0 {
		return ""
	}
	return s.say("alike.trend", catalogue.Args{
		"Before": SayPercent(s.locale, alike[0], posts[0]), "After": SayPercent(s.locale, alike[1], posts[1]),
	})
}

// known says of how many drafts tokens are known, when that is not all of them.
func (s figureSayer) known() string {
	switch s.Known {
	case s.Drafts:
		return ""
	case 0:
		return s.say("none.known", nil)
	}
	return s.of("tokens.known", s.Known, s.Drafts)
}

func (s figureSayer) tokens() Figure {
	all := s.say("tokens.note", catalogue.Args{"All": grouped(s.locale, s.Tokens.Total())})
	switch {
	case s.Known == 0:
		return s.figure("tokens", nothing, s.known())
	case s.Bought == 0:
		return s.figure("tokens", nothing, s.say("none.approved", nil), all, s.known())
	}
	return s.figure("tokens", grouped(s.locale, s.Tokens.Total()/s.Bought), all, s.known())
}

// cost says how prices are set while nobody knows them.
func (s figureSayer) cost(p Prices) Figure {
	if !p.Set() {
		return s.figure("cost", nothing, catalogue.Say(s.locale, "figures.price", nil))
	}
	total := p.Cost(s.Tokens)
	all := s.say("tokens.note", catalogue.Args{"All": sayMoney(s.locale, total, p.Currency)})
	switch {
	case s.Known == 0:
		return s.figure("cost", nothing, s.known())
	case s.Bought == 0:
		return s.figure("cost", nothing, s.say("none.approved", nil), all, s.known())
	}
	return s.figure("cost", sayMoney(s.locale, total/float64(s.Bought), p.Currency), all, s.known())
}

// SayNumber is a number with at most one digit behind the point, as it is written in a
// language.
func SayNumber(locale string, x float64) string {
	whole, part := math.Modf(math.Round(math.Abs(x)*10) / 10)
	said := grouped(locale, int(whole))
	if digit := int(math.Round(part * 10)); digit > 0 {
		said += point(locale) + strconv.Itoa(digit)
	}
	return said
}

func point(locale string) string {
	if catalogue.Base(locale) == catalogue.French {
		return ","
	}
	return "."
}

// SayPercent is what share one number is of another, more than 0.
func SayPercent(locale string, part, all int) string {
	said := strconv.Itoa(int(math.Round(100 * float64(part) / float64(all))))
	if catalogue.Base(locale) == catalogue.French {
		said += "\u00a0"
	}
	return said + "%"
}

// sayMoney is an amount: to the cent, or to two digits where it is less than a tenth.
func sayMoney(locale string, amount float64, currency string) string {
	said := strconv.FormatFloat(amount, 'f', 2, 64)
	if amount > 0 && amount < 0.1 {
		said = strconv.FormatFloat(amount, 'f', 1-int(math.Floor(math.Log10(amount))), 64)
	}
	whole, cents, _ := strings.Cut(said, ".")
	n, _ := strconv.Atoi(whole)
	return grouped(locale, n) + point(locale) + cents + "\u00a0" + currency
}

// SaySpan is how long something took, to the minute, or to the hour where it is days.
func SaySpan(locale string, d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	args := catalogue.Args{"M": minutes % 60, "H": minutes / 60 % 24}
	switch {
	case d < time.Minute:
		return catalogue.Say(locale, "span.under", nil)
	case minutes < 60:
		return catalogue.Say(locale, "span.minutes", args)
	case minutes < 24*60:
		args["M"] = strconv.Itoa(100 + minutes%60)[1:] // 1 h 05
		return catalogue.Say(locale, "span.hours", args)
	}
	args["D"], args["Count"] = minutes/60/24, minutes/60/24
	return catalogue.Say(locale, "span.days", args)
}
