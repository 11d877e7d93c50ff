package web

import (
	"context"
	"sync"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Sight knows who may see the figures of where, as a chat says it.
type Sight interface {
	// Sees says whether somebody may be told the figures of a place; with whole, those of all
	// channels together. An error means that nobody knows.
	Sees(ctx context.Context, p copilot.Person, at copilot.Place, whole bool) (bool, error)
}

// sparing asks a chat so seldom that no reader of plots keeps others from it: a few
// questions at once, and none again within lookAgain of an answer that let nobody in. A
// platform stops answering whoever asks it for too much that it refuses, and then all its
// people are without the bot. What let somebody in the chats themselves remember. It is
// safe for concurrent use.
type sparing struct {
	sight Sight
	now   func() time.Time
	turns chan struct{} // each a question that is being asked

	mu   sync.Mutex
	told map[question]refusal
}

// question is what a chat is asked.
type question struct {
	person, workspace, channel string
	whole                      bool
}

// refusal is an answer that lets nobody in, or none, and when it came.
type refusal struct {
	err error // nil: they may not
	at  time.Time
}

const (
	// lookAgain is for how long such an answer is told again.
	lookAgain = 20 * time.Second
	// mostTurns is how many questions a chat is asked at once, for all readers together.
	mostTurns = 4
	// mostRefusals bounds how many are remembered: then they are all forgotten.
	mostRefusals = 20_000
)

func newSparing(sight Sight, now func() time.Time) *sparing {
	return &sparing{sight: sight, now: now, turns: make(chan struct{}, mostTurns), told: map[question]refusal{}}
}

// Sees is what the chat says, or said a moment ago.
func (s *sparing) Sees(ctx context.Context, p copilot.Person, at copilot.Place, whole bool) (bool, error) {
	q := question{p.ID, at.Workspace, at.Channel, whole}
	if had, ok := s.recall(q); ok {
		return false, had.err
	}
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	if had, ok := s.recall(q); ok { // what was asked while this one waited
		return false, had.err
	}
	may, err := s.sight.Sees(ctx, p, at, whole)
	if (err != nil || !may) && context.Cause(ctx) != context.Canceled { // a reader who went away says nothing of the chat
		s.keep(q, err)
	}
	return may && err == nil, err
}

func (s *sparing) recall(q question) (refusal, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	had, ok := s.told[q]
	return had, ok && s.now().Sub(had.at) < lookAgain
}

func (s *sparing) keep(q question, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.told) >= mostRefusals {
		clear(s.told)
	}
	s.told[q] = refusal{err, s.now()}
}
