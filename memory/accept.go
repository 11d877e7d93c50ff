package memory

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
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
}

func (s *Store) acceptance(r copilot.Request) (acceptance, error) {
	if r.ID == "" || r.Place.Platform == "" {
		return acceptance{}, errNoID
	}
	b, err := json.Marshal(r)
	if err != nil {
		return acceptance{}, fmt.Errorf("memory: encode request: %w", err)
	}
	return acceptance{rand.Text(), b, lane(r), s.keys.queue(s.keys.seen(r))}, nil
}

// Accept keeps a request for work, durably, in one step with the check whether
// the same was accepted in the last 24 hours: true when it is new. It answers
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
		reply, err := s.run(ctx, toAccept, a.keys, a.job, a.request, a.lane, s.nowMS(), seenTime.Milliseconds(), deadline).Int64Slice()
		if err != nil {
			return false, err
		}
		s.clock.set(reply[1])
		if reply[0] >= 0 {
			return reply[0] == 1, nil
		}
	}
	return false, errLate
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
	switch {
	case errors.Is(err, errLate), errors.As(err, &reply), errors.Is(err, redis.ErrPoolTimeout), errors.Is(err, redis.ErrClosed):
		return false
	case errors.As(err, &op) && op.Op == "dial":
		return false
	default:
		return true
	}
}
