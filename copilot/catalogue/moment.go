package catalogue

import (
	"fmt"
	"time"
)

var months = map[string][]string{
	English: {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	French:  {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
}

var fullMonths = map[string][]string{
	English: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	French:  {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
}

// Day writes a day in full, as a text for readers would: "1 December 2026",
// "1er décembre 2026".
func Day(locale string, t time.Time) string {
	return fmt.Sprintf("%s %s %d", numbered(locale, t), fullMonths[Base(locale)][t.Month()-1], t.Year())
}

// ShortDay writes a day where there is little room, without its year: "1 Dec", "1er déc.".
func ShortDay(locale string, t time.Time) string {
	return numbered(locale, t) + " " + months[Base(locale)][t.Month()-1]
}

// numbered is the number of a day in its month: French counts the first and names
// the others.
func numbered(locale string, t time.Time) string {
	if Base(locale) == French && t.Day() == 1 {
		return "1er"
	}
	return fmt.Sprint(t.Day())
}

// Moment writes a time to the minute, in its own location: "23 Nov 2026, 06:24",
// "23 nov. 2026, 06:24". Empty for the zero time.
func Moment(locale string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %s %d, %s", numbered(locale, t), months[Base(locale)][t.Month()-1], t.Year(), t.Format("15:04"))
}

// ZonedMoment is a Moment for those who may be elsewhere, or read it in another season: with
// its zone, "23 Nov 2026, 06:24 CET". Empty for the zero time.
func ZonedMoment(locale string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Moment(locale, t) + " " + t.Format("MST")
}
