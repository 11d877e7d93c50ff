package writers

import (
	"context"
	"strings"
	"time"
)

// Share makes a Circuit of one that processes share, whose store may be away: then it
// goes by what this process has seen itself, which the fuse judges, for the store must
// not stop answers.
func Share(common Circuit, f Fuse) Circuit { return shared{common, newOwn(f)} }

type shared struct {
	common Circuit
	own    own
}

// ourTurn begins the turns that our own circuit gave.
const ourTurn = "own:"

// Enter is Circuit.Enter; an error says that ctx has ended.
func (s shared) Enter(ctx context.Context) (turn string, wait time.Duration, err error) {
	turn, wait, err = s.common.Enter(ctx)
	if err == nil {
		return turn, wait, nil
	}
	if ctx.Err() != nil {
		return "", 0, ctx.Err()
	}
	if turn, wait, err = s.own.Enter(ctx); turn != "" {
		turn = ourTurn + turn
	}
	return turn, wait, err
}

// Leave is Circuit.Leave. An error says that the others do not learn of it.
func (s shared) Leave(ctx context.Context, turn string, well bool) error {
	if ours, ok := strings.CutPrefix(turn, ourTurn); ok {
		return s.own.Leave(ctx, ours, well)
	}
	s.own.learn(well)
	return s.common.Leave(ctx, turn, well)
}

// Abandon is Circuit.Abandon.
func (s shared) Abandon(ctx context.Context, turn string) error {
	if ours, ok := strings.CutPrefix(turn, ourTurn); ok {
		return s.own.Abandon(ctx, ours)
	}
	return s.common.Abandon(ctx, turn)
}
