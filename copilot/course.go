package copilot

import (
	"slices"
	"time"
)

// Course is how the figures of a place went over its last days, today among them. Days are
// those of UTC.
type Course struct {
	Days   int
	Begin  time.Time
	At     time.Time // as of when
	Prices Prices
	Whole  Figures
	Parts  []Part    // one after the other, without a gap: weeks from Monday to Sunday, or days
	From   time.Time // when there were more than MostSurveyed: as far back as it goes; else zero

	LeftOut int // drafts that are kept and cannot be read: they are not counted
}

// Part is one of a course: a draft belongs to the one in which it was created.
type Part struct {
	Begin time.Time
	Figures
}

// What people choose from.
const (
	aWeek    = 7
	aMonth   = 30 // unless they say
	aQuarter = 90
)

// Periods are over how many days there are figures; DefaultDays is that of who does not say.
func Periods() []int { return []int{aWeek, aMonth, aQuarter} }

// DefaultDays is over how many days figures are that nobody chose otherwise.
const DefaultDays = aMonth

// MostSurveyed is how many drafts a course is made of: the newest.
const MostSurveyed = 5_000

const day = 24 * time.Hour

// newCourse is one without drafts.
func newCourse(days int, now time.Time) Course {
	now = now.UTC()
	c := Course{Days: days, At: now, Begin: now.Truncate(day).AddDate(0, 0, 1-days)}
	for at := c.Begin; !at.After(now); at = c.after(at) {
		c.Parts = append(c.Parts, Part{Begin: at})
	}
	return c
}

// Weekly says whether its parts are weeks: the first and the last may be cut short.
func (c Course) Weekly() bool { return c.Days > aMonth }

// after is when the part ends that begins at a moment.
func (c Course) after(begin time.Time) time.Time {
	if !c.Weekly() {
		return begin.AddDate(0, 0, 1)
	}
	return begin.AddDate(0, 0, 7-int(begin.Weekday()+6)%7)
}

// add puts a draft where it belongs, if it is of that time. What a clock ahead of ours made
// is of today.
func (c *Course) add(d Draft) {
	at, exact := slices.BinarySearchFunc(c.Parts, d.Created, func(p Part, created time.Time) int { return p.Begin.Compare(created) })
	if !exact {
		at--
	}
	if at < 0 {
		return
	}
	c.Whole.add(d)
	c.Parts[at].add(d)
}

// Last is the day that is the last of a part.
func (c Course) Last(p Part) time.Time {
	last := c.after(p.Begin).AddDate(0, 0, -1)
	if today := c.At.Truncate(day); last.After(today) {
		return today
	}
	return last
}
