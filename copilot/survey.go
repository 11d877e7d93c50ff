package copilot

import (
	"context"
	"maps"
	"sync"
	"time"
)

// courseAge is for how long a course is told again instead of being made anew.
const courseAge = 10 * time.Second

// mostCourses is how many are kept for that.
const mostCourses = 200

// courses are those made lately. The zero value has none; it is safe for concurrent use.
type courses struct {
	mu   sync.Mutex
	made map[courseOf]*madeCourse
}

// courseOf is whose course it is.
type courseOf struct {
	Tenant
	channel string // "" for all of them together
	days    int
}

// madeCourse is one that is made by one at a time.
type madeCourse struct {
	turn  chan struct{} // whoever put something in makes it
	asked time.Time     // last, as courses.mu guards
	Course
}

// of finds where the course of something is kept. When there are many, those that nobody
// asked for lately are forgotten; where all were, it is kept nowhere.
func (c *courses) of(what courseOf, now time.Time) *madeCourse {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept, is := c.made[what]
	if !is {
		kept = &madeCourse{turn: make(chan struct{}, 1)}
		if len(c.made) >= mostCourses {
			maps.DeleteFunc(c.made, func(_ courseOf, m *madeCourse) bool { return now.Sub(m.asked) >= courseAge })
		}
		if c.made == nil {
			c.made = map[courseOf]*madeCourse{}
		}
		if len(c.made) < mostCourses {
			c.made[what] = kept
		}
	}
	kept.asked = now
	return kept
}

// Course is how the figures of the place's channel went over so many days, one of Periods;
// with whole those of all channels of its tenant together. They are at most courseAge old.
// Who may see them is the adapter's to check. The error is a *Fault.
func (c *Copilot) Course(ctx context.Context, at Place, by Person, whole bool, days int) (Course, error) {
	if err := c.Admit(ctx, at, by); err != nil {
		return Course{}, err
	}
	what := courseOf{at.Tenant(), at.Channel, days}
	if whole {
		what.channel = ""
	}
	kept := c.courses.of(what, c.Now())
	select {
	case kept.turn <- struct{}{}:
		defer func() { <-kept.turn }()
	case <-ctx.Done(): // who waits for another's may go away
		return Course{}, NewFault(FaultStore, "fault.figures", nil, ctx.Err())
	}
	now := c.Now()
	if age := now.Sub(kept.At); age >= 0 && age < courseAge {
		return kept.Course, nil
	}
	made, err := Survey(ctx, c.Memory, what.Tenant, what.channel, days, now)
	if err != nil {
		return Course{}, NewFault(FaultStore, "fault.figures", nil, err)
	}
	made.Prices = c.Prices
	kept.Course = made
	return made, nil
}

// Survey makes the course of a channel, or for "" of a tenant, from what is kept.
func Survey(ctx context.Context, m Memory, t Tenant, channel string, days int, now time.Time) (Course, error) {
	c := newCourse(days, now)
	var oldest time.Time
	saw, err := m.Survey(ctx, t, channel, c.Begin, MostSurveyed, func(d Draft) {
		oldest = d.Created
		c.add(d)
	})
	if saw.More {
		c.From = oldest
	}
	c.LeftOut = saw.LeftOut
	return c, err
}

// Surveyed is how much of what there is a survey saw.
type Surveyed struct {
	More    bool // there are drafts beyond as many as were asked for
	LeftOut int  // drafts that are there and cannot be read
}
