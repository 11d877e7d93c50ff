package copilot

import (
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/text"
)

var agoPattern = text.Lazily(`^(?:il y a |les? |last |past )?(\d{1,4}|une?|an?)? ?(minutes?|min|m|heures?|hours?|h|jours?|days?|j|d|semaines?|weeks?|sem|w)(?: ago)?$`)

// Since reads a moment in the past as people type it: "2h", "3 days ago",
// "yesterday", "lundi", "il y a 2 jours", "2026-03-12", "12/03/2026", RFC 3339.
// Days begin at midnight in now's location. False when it is none of these or
// lies in the future.
func Since(s string, now time.Time) (time.Time, bool) {
	s = strings.TrimSpace(s)
	at, ok := exactly(s, now)
	if !ok {
		at, ok = relatively(text.Fold(s), now)
	}
	return at, ok && !at.After(now)
}

func exactly(s string, now time.Time) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly, "02/01/2006"} {
		if at, err := time.ParseInLocation(layout, s, now.Location()); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

func relatively(s string, now time.Time) (time.Time, bool) {
	midnight := dayOf(now)
	switch s {
	case "today", "aujourd'hui":
		return midnight, true
	case "yesterday", "hier":
		return midnight.AddDate(0, 0, -1), true
	}
	if day, ok := weekdays[s]; ok {
		back := (int(midnight.Weekday()) - int(day) + 7) % 7
		if back == 0 {
			back = 7
		}
		return midnight.AddDate(0, 0, -back), true
	}
	m := agoPattern.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	return now.Add(-time.Duration(howMany(m[1])) * unit(m[2])), true
}

// dayOf is midnight before a moment.
func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// howMany reads a number of units; an article, or nothing, is one.
func howMany(word string) int {
	n, err := strconv.Atoi(word)
	if err != nil {
		return 1
	}
	return n
}

func unit(s string) time.Duration {
	switch s[0] {
	case 'm':
		return time.Minute
	case 'h':
		return time.Hour
	case 's', 'w':
		return 7 * 24 * time.Hour
	default:
		return 24 * time.Hour
	}
}

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
	"lundi": time.Monday, "mardi": time.Tuesday, "mercredi": time.Wednesday, "jeudi": time.Thursday,
	"vendredi": time.Friday, "samedi": time.Saturday, "dimanche": time.Sunday,
}
