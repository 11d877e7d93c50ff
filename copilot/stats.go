package copilot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// periodWords are what people type for a period beside a number of days.
var periodWords = map[string]int{
	"week": aWeek, "semaine": aWeek, "month": aMonth, "mois": aMonth, "quarter": aQuarter, "trimestre": aQuarter,
}

// PeriodSaid is over how many days somebody wants figures: "90", "7 days", "un trimestre",
// DefaultDays for nothing. The error is a *Fault.
func PeriodSaid(typed string) (int, error) {
	if strings.TrimSpace(typed) == "" {
		return DefaultDays, nil
	}
	for _, word := range strings.FieldsFunc(text.Fold(typed), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if days, ok := periodWords[word]; ok {
			return days, nil
		}
		days, err := strconv.Atoi(strings.TrimRight(word, "dj"))
		if err == nil && slices.Contains(Periods(), days) {
			return days, nil
		}
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
	if !mine.Prices.Set() && mine.Whole.Tokens.Total() > 0 {
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
