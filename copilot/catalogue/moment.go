package catalogue

import (
	"fmt"
	"time"
)

var months = map[string][]string{
	English: {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	French:  {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
}

// Moment writes a time to the minute, in its own location: "23 Nov 2026, 06:24",
// "23 nov. 2026, 06:24". Empty for the zero time.
func Moment(locale string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d, %s", t.Day(), months[Base(locale)][t.Month()-1], t.Year(), t.Format("15:04"))
}
