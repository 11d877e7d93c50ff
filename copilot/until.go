package copilot

import (
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

var aheadPattern = text.Lazily(`^(?:in |dans )?(\d{1,4}|une?|an?) (jours?|days?|j|d|semaines?|weeks?|sem|w|mois|months?)$`)

// UntilSaid reads until when a fact holds, as people type it: "2026-12-31",
// "31/12/2026", "tomorrow", "vendredi", "in 2 weeks", "dans 3 mois", or what Until
// reads. It holds through that day. False when it is none of these or lies in the past.
func UntilSaid(s string, now time.Time) (time.Time, bool) {
	s = strings.TrimSpace(s)
	ends, ok := Until(s)
	if !ok {
		if ends, ok = exactly(s, now); !ok {
			ends, ok = ahead(text.Fold(s), now)
		}
		if midnight := ends.Equal(dayOf(ends)); midnight {
			ends = time.Date(ends.Year(), ends.Month(), ends.Day()+1, 0, 0, 0, 0, time.UTC)
		}
	}
	return ends.UTC(), ok && ends.After(now) && ends.Year() <= lastYear
}

// lastYear is the last one that can be kept: moments are written with four digits.
const lastYear = 9999

var datePattern = text.Lazily(`^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$`)

// noDate says whether words have the form of a date and name no day that there is.
func noDate(s string) bool {
	s = strings.TrimSpace(s)
	_, ok := exactly(s, time.Time{})
	return !ok && datePattern.MatchString(s)
}

// Lapsed is the fault about an end that cannot be.
func Lapsed(until string) *Fault {
	key := "fault.facts.until"
	if noDate(until) {
		key = "fault.facts.date"
	}
	return NewFault(FaultInput, key, catalogue.Args{"Value": text.Cut(text.Canonical(until), 40), "Option": "until"}, nil)
}

// ahead is the day that words mean.
func ahead(s string, now time.Time) (time.Time, bool) {
	today := dayOf(now)
	if day, ok := weekdays[s]; ok {
		days := (int(day) - int(today.Weekday()) + 7) % 7
		return today.AddDate(0, 0, days), true
	}
	switch {
	case slices.Contains([]string{"today", "aujourd'hui"}, s):
		return today, true
	case slices.Contains([]string{"tomorrow", "demain"}, s):
		return today.AddDate(0, 0, 1), true
	}
	m := aheadPattern.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	n := howMany(m[1])
	switch {
	case strings.HasPrefix(m[2], "mo"):
		return monthsOn(today, n), true
	case unit(m[2]) == 7*24*time.Hour:
		return today.AddDate(0, 0, 7*n), true
	default:
		return today.AddDate(0, 0, n), true
	}
}

// monthsOn is the same day some months later, or the last one of a month that is shorter.
func monthsOn(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, day.Location())
	last := first.AddDate(0, 1, -1)
	return first.AddDate(0, 0, min(day.Day(), last.Day())-1)
}
