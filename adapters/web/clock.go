package web

import (
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

var weekdays = map[string][]string{
	catalogue.English: {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	catalogue.French:  {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
}

// dayName is how a conversation heads the messages of a day: "Today",
// "Yesterday", or "Thursday 12 March". Both times must be in one location.
func dayName(lang string, at, now time.Time) string {
	switch daysBetween(at, now) {
	case 0:
		return catalogue.Say(lang, "web.day.today", nil)
	case 1:
		return catalogue.Say(lang, "web.day.yesterday", nil)
	}
	day := catalogue.Day(lang, at)
	if at.Year() == now.Year() {
		day = strings.TrimSuffix(day, at.Format(" 2006"))
	}
	return weekdays[lang][at.Weekday()] + " " + day
}

// daysBetween counts midnights from at to now.
func daysBetween(at, now time.Time) int {
	midnight := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(now).Sub(midnight(at)).Hours() / 24)
}

// moment is a time as a list shows it: the clock for today, the day before it
// otherwise.
func moment(lang string, at, now time.Time) string {
	switch daysBetween(at, now) {
	case 0:
		return at.Format("15:04")
	case 1:
		return catalogue.Say(lang, "web.moment.yesterday", catalogue.Args{"Clock": at.Format("15:04")})
	default:
		return catalogue.Moment(lang, at)
	}
}
