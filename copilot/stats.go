package copilot

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// units are what people count a period in, in days.
var units = map[string]int{
	"d": 1, "day": 1, "days": 1, "j": 1, "jour": 1, "jours": 1,
	"week": aWeek, "weeks": aWeek, "semaine": aWeek, "semaines": aWeek,
	"month": aMonth, "months": aMonth, "mois": aMonth,
	"quarter": aQuarter, "quarters": aQuarter, "trimestre": aQuarter, "trimestres": aQuarter,
}

// ones are the words before a unit that leave it at one, or at the number before them.
var ones = strings.Fields("a an one the this last past over for un une le la les l ce cette dernier dernieres derniers derniere sur")

// typedWords are the words and the whole numbers of what somebody typed: of "90d" both.
var typedWords = text.Lazily(`\d+|\p{L}+`)

// longestPeriod is the most of any unit that is counted.
const longestPeriod = 1_000

// periods are all that somebody may have meant by a period, in days; 0 is one that nobody
// understands.
func periods(typed string) (all []int) {
	number, one := 0, true // what is before a unit
	for _, word := range typedWords.FindAllString(text.Fold(typed), -1) {
		unit, is := units[word]
		n, err := strconv.Atoi(word)
		switch {
		case is && number > 0:
			all[len(all)-1] = number * unit
		case is && one:
			all = append(all, unit)
		case is: // "trois mois" are not one
			all = append(all, 0)
		case err == nil:
			all = append(all, n)
		case slices.Contains(ones, word):
			one = one || number == 0
			continue
		}
		number, one = 0, false
		if err == nil && n <= longestPeriod {
			number = n
		}
	}
	return all
}

// PeriodSaid is over how many days somebody wants figures: "90", "7 days", "3 months", "un
// trimestre", DefaultDays for nothing. What may be two of them is none. The error is a *Fault.
func PeriodSaid(typed string) (int, error) {
	if strings.TrimSpace(typed) == "" {
		return DefaultDays, nil
	}
	if meant := periods(typed); len(meant) == 1 && slices.Contains(Periods(), meant[0]) {
		return meant[0], nil
	}
	var all []string
	for _, days := range Periods() {
		all = append(all, strconv.Itoa(days))
	}
	last := len(all) - 1
	return 0, NewFault(FaultInput, "fault.figures.days", catalogue.Args{"Value": text.Cut(text.Canonical(typed), 40), "Days": strings.Join(all[:last], ", "), "Last": all[last]}, nil)
}

// tellStats says how the figures of the place's channel went; and of the workspace's the
// main ones, to whom s lets see them.
func (c *Copilot) tellStats(ctx context.Context, at Place, by Person, s Setting) (string, error) {
	days, err := PeriodSaid(s.Words)
	if err != nil {
		return "", err
	}
	mine, err := c.Course(ctx, at, by, false, days)
	if err != nil {
		return "", err
	}
	lines := mine.tell(by.Locale, ScopeChannel, nil)
	if s.Whole {
		all, err := c.Course(ctx, at, by, true, days)
		if err != nil {
			return "", err
		}
		lines = append(lines, all.tell(by.Locale, ScopeWorkspace, []string{"drafts", "approved", "time", "first", "tokens", "cost"})...)
	}
	if s.Whole && !mine.Prices.Set() && mine.Whole.Tokens.Total() > 0 {
		lines = append(lines, catalogue.Say(by.Locale, "figures.price", nil))
	}
	return strings.Join(lines, "\n"), nil
}

// tell lists the figures of a course, some of them or for nil all, in lines.
func (c Course) tell(locale string, of Scope, some []string) []string {
	args := catalogue.Args{"Days": c.Days}
	if c.Whole.Drafts == 0 {
		return c.bounded(locale, []string{catalogue.Say(locale, "figures.none."+string(of), args)})
	}
	lines := []string{catalogue.Say(locale, "figures.head."+string(of), args)}
	for _, f := range c.Say(locale) {
		if (some == nil || slices.Contains(some, f.Key)) && (f.Key != "cost" || c.Prices.Set()) {
			lines = append(lines, catalogue.Say(locale, "figures.line", catalogue.Args{"Label": f.Label, "Value": f.Value, "Note": f.Note}))
		}
	}
	if some == nil {
		lines = append(lines, c.spark(locale))
	}
	return c.bounded(locale, lines)
}

// bounded is lines, and what of the drafts is not in them.
func (c Course) bounded(locale string, lines []string) []string {
	for _, said := range []string{c.SayBound(locale), c.SayLeftOut(locale)} {
		if said != "" {
			lines = append(lines, said)
		}
	}
	return lines
}

// SayBound says that there were more drafts than a course is made of; "" when there were not.
func (c Course) SayBound(locale string) string {
	if c.From.IsZero() {
		return ""
	}
	return catalogue.Say(locale, "figures.bound", catalogue.Args{"Most": grouped(locale, MostSurveyed), "Day": catalogue.Day(locale, c.From.UTC())})
}

// SayLeftOut says that drafts could not be read, and how many; "" when none.
func (c Course) SayLeftOut(locale string) string {
	if c.LeftOut == 0 {
		return ""
	}
	return catalogue.Say(locale, "figures.left_out", catalogue.Args{"Count": c.LeftOut})
}

// bars are what a line of text can draw, from none to most.
var bars = []rune("▁▂▃▄▅▆▇█")

// spark draws the drafts of each part in one line of text.
func (c Course) spark(locale string) string {
	most := 0
	for _, p := range c.Parts {
		most = max(most, p.Drafts)
	}
	var drawn strings.Builder
	for _, p := range c.Parts {
		height := 0
		if p.Drafts > 0 { // some are never as low as none
			height = max(1, p.Drafts*(len(bars)-1)/most)
		}
		drawn.WriteRune(bars[height])
	}
	key := "figures.spark.day"
	if c.Weekly() {
		key = "figures.spark.week"
	}
	return catalogue.Say(locale, key, catalogue.Args{"Bars": drawn.String(), "Most": grouped(locale, most)})
}
