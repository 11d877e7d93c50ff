package copilot

import (
	"context"
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
	mu sync.Mutex
	Course
}

// of finds where the course of something is kept, and forgets old ones when there are many.
func (c *courses) of(what courseOf) *madeCourse {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.made == nil || len(c.made) >= mostCourses {
		c.made = map[courseOf]*madeCourse{}
	}
	if c.made[what] == nil {
		c.made[what] = &madeCourse{}
	}
	return c.made[what]
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
	kept := c.courses.of(what)
	kept.mu.Lock()
	defer kept.mu.Unlock()
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
