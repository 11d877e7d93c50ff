package faults

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// outcome is how one delivery was answered.
type outcome int

const (
	unanswered outcome = iota // the connection broke, or no answer in time
	accepted                  // acknowledged, with nothing to say against it
	refused                   // with words for the person
	failed                    // an HTTP status that the platform shows as a failure
	unsure                    // with words: nobody knows what became of it
	withheld                  // not sent, or the platform takes no notice of the answer any more
)

func (o outcome) String() string {
	return [...]string{"unanswered", "accepted", "refused", "failed", "unsure", "withheld"}[o]
}

// order is one command and all that was seen of it.
type order struct {
	serial   int
	crowd    crowd
	outcomes []outcome // of the deliveries of the command
	clicks   []outcome // of the deliveries of a press on Approve; empty: nobody pressed
	wishes   []outcome // of the deliveries of a wish for changes; empty: nobody had one
	history  []event
	deaths   []time.Time // when a replica died that worked on it
	stumbled bool        // a call for it was refused for no good reason
	covered  int         // how often progress was shown where the answer stood already
	shown    time.Time   // when its answer was first shown; zero before
}

// event is a line of an order's history.
type event struct {
	at   time.Time
	what string
}

// acknowledged says whether at least one delivery was acknowledged.
func (o *order) acknowledged() bool { return slices.Contains(o.outcomes, accepted) }

// turnedDown says whether every delivery was refused with words.
func (o *order) turnedDown() bool {
	return slices.Contains(o.outcomes, refused) &&
		!slices.ContainsFunc(o.outcomes, func(r outcome) bool { return r != refused && r != withheld })
}

// story is the history of an order, a line for each event.
func (o *order) story() string {
	var b strings.Builder
	last := ""
	for _, e := range o.history {
		if e.what != last {
			fmt.Fprintf(&b, "    %s %s\n", e.at.Format("15:04:05.000"), e.what)
		}
		last = e.what
	}
	return b.String()
}

// journal is what the harness saw, from outside of every process.
type journal struct {
	mu     sync.Mutex
	orders map[int]*order
	jobs   map[string]int           // serials by job
	held   map[*replica]map[int]int // how many leases of a serial a replica has
}

func newJournal() *journal {
	return &journal{orders: map[int]*order{}, jobs: map[string]int{}, held: map[*replica]map[int]int{}}
}

// open begins the page of an order.
func (j *journal) open(o *order) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.orders[o.serial] = o
}

// note adds a line to the history of a serial; nothing for serial 0.
func (j *journal) note(serial int, format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.noteLocked(serial, format, args...)
}

func (j *journal) noteLocked(serial int, format string, args ...any) {
	if o := j.orders[serial]; o != nil {
		o.history = append(o.history, event{time.Now(), fmt.Sprintf(format, args...)})
	}
}

// delivered notes how a delivery of a command was answered.
func (j *journal) delivered(o *order, door string, to outcome, said string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	o.outcomes = append(o.outcomes, to)
	j.noteLocked(o.serial, "delivered to %s: %v %s", door, to, said)
}

// clicked notes how a delivery of a press on Approve was answered.
func (j *journal) clicked(o *order, door string, to outcome, said string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	o.clicks = append(o.clicks, to)
	j.noteLocked(o.serial, "click delivered to %s: %v %s", door, to, said)
}

// wished notes how a delivery of a wish for changes was answered.
func (j *journal) wished(o *order, door string, to outcome, said string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	o.wishes = append(o.wishes, to)
	j.noteLocked(o.serial, "wish delivered to %s: %v %s", door, to, said)
}

// filed learns which job stands for which serial.
func (j *journal) filed(job string, serial int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if serial > 0 {
		j.jobs[job] = serial
	}
}

// serialOf is the serial of a job; 0 when it is not known.
func (j *journal) serialOf(job string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.jobs[job]
}

// took notes that a replica has leased a job, which then nobody else has.
func (j *journal) took(r *replica, serial int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, serials := range j.held {
		delete(serials, serial)
	}
	if j.held[r] == nil {
		j.held[r] = map[int]int{}
	}
	j.held[r][serial]++
	j.noteLocked(serial, "%s takes it", r.name)
}

// left notes that a replica has given a job back or finished it.
func (j *journal) left(r *replica, serial int, how string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.held[r], serial)
	j.noteLocked(serial, "%s: %s", r.name, how)
}

// died notes that a replica was killed, on every order that it worked on.
func (j *journal) died(r *replica, at time.Time, why string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for serial := range j.held[r] {
		o := j.orders[serial]
		if o == nil {
			continue
		}
		if o.shown.IsZero() {
			o.deaths = append(o.deaths, at)
		}
		j.noteLocked(serial, "%s is killed: %s", r.name, why)
	}
	delete(j.held, r)
}

// answered notes that the answer of a serial can be seen, and returns its order the
// first time.
func (j *journal) answered(serial int) *order {
	j.mu.Lock()
	defer j.mu.Unlock()
	o := j.orders[serial]
	if o == nil || !o.shown.IsZero() {
		return nil
	}
	o.shown = time.Now()
	return o
}

// progressed notes that progress of a serial can be seen, perhaps in place of its
// answer: a job that runs again begins with a placeholder.
func (j *journal) progressed(serial int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if o := j.orders[serial]; o != nil && !o.shown.IsZero() {
		o.covered++
	}
}

// stumblesOneIn is how many commands there are to one whose first message the
// platform refuses for no reason, so that its job is tried again.
const stumblesOneIn = 50

// stumbles says whether the platform refuses a call, which it does once.
func (j *journal) stumbles(c call) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	o := j.orders[c.serial]
	if o == nil || o.stumbled || c.serial%stumblesOneIn != 2 || c.stage == showsNothing {
		return false
	}
	o.stumbled = true
	return true
}

// all are the orders by serial.
func (j *journal) all() []*order {
	j.mu.Lock()
	defer j.mu.Unlock()
	var all []*order
	for _, o := range j.orders {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b *order) int { return a.serial - b.serial })
	return all
}
