package memory

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// How long a request is known again when it is delivered again, and how long
// an accept that was given up on is kept from happening.
const (
	seenTime = 24 * time.Hour
	voidTime = time.Hour
)

var (
	errNoID = errors.New("memory: accept: a request needs an id and a platform")
	errLate = errors.New("memory: accept: the store answers too late")
)

// acceptance is one try to have a request accepted, under a job id of its own:
// so that it can be undone without touching another delivery's.
type acceptance struct {
	job     string
	request []byte
	lane    string // of who asks; "" for nobody's
	keys    []string
	most    copilot.Bounds // a minute
	person  string         // whose it is counted as, where it counts
	channel string
	counts  int // 1 if it does
}

func (s *Store) acceptance(r copilot.Request) (acceptance, error) {
	if r.ID == "" || r.Place.Platform == "" {
		return acceptance{}, errNoID
	}
	job := rand.Text()
	b, err := s.putRequest(job, r)
	if err != nil {
		return acceptance{}, err
	}
	a := acceptance{job: job, request: b, lane: lane(r), person: r.Person.ID, channel: r.Place.Channel}
	a.keys = s.keys.queue(append(append([]string{s.keys.seen(r)}, s.keys.levels(r)...), s.keys.used(r.Tenant()))...)
	if r.Limited() {
		a.most, a.counts = s.o.Requests, 1
	}
	return a, nil
}

// args of the script.
func (a acceptance) args(now, deadline int64) []any {
	return []any{
		a.job, a.request, a.lane, now, seenTime.Milliseconds(), deadline,
		a.most.Person, a.most.Channel, a.most.Workspace, a.counts, a.person, a.channel, usedKept.Milliseconds(),
	}
}

// Accept keeps a request for work, durably, in one step with the check whether
// the same was accepted in the last 24 hours: true when it is new. One that was not is
// refused with *copilot.LimitError when there are more than Options.Requests. It answers
// within 1.5 s, also when the store hangs. After an error nothing was kept; with
// copilot.ErrUnsure that holds as soon as the store can be told so, unless a worker
// was faster.
func (s *Store) Accept(ctx context.Context, r copilot.Request) (bool, error) {
	a, err := s.acceptance(r)
	if err != nil {
		return false, err
	}
	fresh, err := s.tryAccept(ctx, a)
	if err == nil || !inDoubt(err) {
		return fresh, err
	}
	return s.settle(ctx, a, err)
}

// tryAccept tells the store until when it may accept. When our idea of its clock
// was wrong it says so and is asked once more.
func (s *Store) tryAccept(ctx context.Context, a acceptance) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, s.o.acceptTime())
	defer cancel()
	for range 2 {
		deadline, err := s.deadline(ctx)
		if err != nil {
			return false, err
		}
		reply, err := s.run(ctx, toAccept, a.keys, a.args(s.nowMS(), deadline)...).Int64Slice()
		if err != nil {
			return false, err
		}
		s.clock.set(reply[1])
		switch {
		case reply[0] >= 0:
			return reply[0] == 1, nil
		case reply[0] == overLimit:
			return false, a.limited(reply[2], reply[3])
		}
	}
	return false, errLate
}

// overLimit is what the script says of a request that is one too many.
const overLimit = -2

var scopes = []copilot.Scope{copilot.ScopePerson, copilot.ScopeChannel, copilot.ScopeWorkspace}

func (a acceptance) limited(whose, us int64) error {
	scope := scopes[whose-1]
	return &copilot.LimitError{Scope: scope, Most: a.most.Of(scope), After: time.Duration(us) * time.Microsecond}
}

// settle finds out what became of an accept without a reply. What has not
// happened is kept from happening.
func (s *Store) settle(ctx context.Context, a acceptance, cause error) (bool, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.o.settleTime())
	defer cancel()
	outcome, err := s.run(ctx, toSettle, a.keys, a.job, voidTime.Milliseconds()).Int()
	switch {
	case err != nil:
		s.doubt(a)
		return false, errors.Join(copilot.ErrUnsure, cause)
	case outcome < 0:
		return false, cause
	default:
		return outcome == 1, nil
	}
}

// inDoubt says whether the store may have done, or may still do, what failed.
func inDoubt(err error) bool {
	var reply redis.Error
	var op *net.OpError
	var limit *copilot.LimitError
	switch {
	case errors.As(err, &limit):
		return false
	case errors.Is(err, errLate), errors.As(err, &reply), errors.Is(err, redis.ErrPoolTimeout), errors.Is(err, redis.ErrClosed):
		return false
	case errors.As(err, &op) && op.Op == "dial":
		return false
	default:
		return true
	}
}
