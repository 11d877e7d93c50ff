package copilot

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// Many courses are kept and no more; what was asked for lately stays, and what was not goes.
func TestCoursesKeepWhatIsAskedFor(t *testing.T) {
	var c courses
	named := func(n int) courseOf { return courseOf{channel: fmt.Sprint(n), days: 7} }
	for n := range mostCourses {
		c.of(named(n), noon)
	}
	first := c.of(named(0), noon)
	c.of(named(mostCourses), noon.Add(time.Second)) // one too many: all are fresh
	if again := c.of(named(0), noon.Add(courseAge)); again != first || len(c.made) != mostCourses {
		t.Errorf("%d are kept; the first is still there: %v", len(c.made), again == first)
	}
	c.of(named(mostCourses), noon.Add(courseAge))
	if again := c.of(named(0), noon.Add(courseAge)); again != first || len(c.made) != 2 {
		t.Errorf("%d are kept; the first is still there: %v", len(c.made), again == first)
	}
}

// Who waits for the course that another makes need not wait longer than they want to.
func TestCourseIsWaitedForAsLongAsWanted(t *testing.T) {
	c := New(Config{Composer: Composer{Now: func() time.Time { return noon }}})
	at := Place{Platform: "test", Workspace: "w", Channel: "c"}
	c.courses.of(courseOf{at.Tenant(), at.Channel, 7}, noon).turn <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Course(ctx, at, Person{Platform: "test", ID: "lea"}, false, 7); kindOf(err) != "cancelled" {
		t.Errorf("had %v", err)
	}
}
