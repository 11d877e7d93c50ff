package memory

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// stance is how the latest revision of a draft stood when it was vouched for. The script
// that moves it goes by exactly that: whoever can write to the server could have it look
// otherwise in between.
type stance struct {
	states  string // it may be in, each in angle brackets; "" for none: it is stale
	mark    string
	entries string // how many there were on record of the draft; "" where nothing is vouched for
}

// args begin those of every script that moves a revision; see stands.lua.
func (s stance) args() []any { return []any{s.states, s.mark, s.entries} }

var errRestless = errors.New("memory: more and more goes on record of the draft: try again")

// judgings is how often a revision is vouched for anew because something went on record
// meanwhile: each time somebody else got on.
const judgings = 100

// move runs a script that moves a revision out of one of some states, each in angle
// brackets. ErrForged when it was moved before, by what is on record.
func (s *Store) move(ctx context.Context, ref copilot.Ref, expect copilot.Expect, states string, run func(stance) *redis.Cmd) (copilot.Draft, error) {
	for range judgings {
		stood, err := s.stance(ctx, ref, expect, states)
		if err != nil {
			return copilot.Draft{}, err
		}
		cmd := run(stood)
		if reply, _ := cmd.Val().([]any); len(reply) > 0 && reply[0] == "restless" {
			continue
		}
		return s.change(ref, cmd)
	}
	return copilot.Draft{}, errRestless
}

// stance vouches for the latest revision of a draft: its mark fits, and nothing on record
// says that it has moved on. Whoever can write to the server could put a draft back as it
// was before it was decided, marks and all, and have it signed after all. What is on record
// is linked, so that what was taken out of it is missed.
func (s *Store) stance(ctx context.Context, ref copilot.Ref, expect copilot.Expect, states string) (stance, error) {
	if !s.vault.strict() {
		return stance{states: states}, nil
	}
	fields, trail, err := s.lying(ctx, ref, expect.Revision)
	if err != nil {
		return stance{}, err
	}
	n, state := expect.Revision, copilot.State(fields[field("state", expect.Revision)])
	if fields["latest"] != strconv.Itoa(n) || fields[field("digest", n)] != expect.Digest || !isOneOf(state, states) {
		return stance{entries: decimal(int64(len(trail)))}, nil // the script says that it is stale
	}
	if err := s.vouched(ref, fields, n); err != nil {
		return stance{}, err
	}
	for _, text := range trail {
		var a copilot.Audit
		if decode(text, &a) == nil && moved(a, n, state) {
			return stance{}, s.of(ref, field("state", n)).trouble(ErrForged)
		}
	}
	return stance{among(state), fields[field("mark", n)], decimal(int64(len(trail)))}, nil
}

// lying is what vouches for a revision, and what is on record of its draft, at one moment.
func (s *Store) lying(ctx context.Context, ref copilot.Ref, n int) (map[string]string, []string, error) {
	brief, cancel := s.brief(ctx)
	defer cancel()
	names := []string{"latest", field("digest", n), field("state", n), field("mark", n)}
	var now *redis.SliceCmd
	var trail *redis.StringSliceCmd
	_, err := s.db.TxPipelined(brief, func(tx redis.Pipeliner) error {
		now = tx.HMGet(brief, s.keys.one(ref), names...)
		trail = tx.LRange(brief, s.keys.trail(ref), 0, -1)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("memory: read audit: %w", err)
	}
	fields := map[string]string{}
	for i, name := range names {
		fields[name] = raw(now.Val()[i])
	}
	return fields, trail.Val(), nil
}

// among lists states for a script, each in angle brackets.
func among(states ...copilot.State) (list string) {
	for _, state := range states {
		list += "<" + string(state) + ">"
	}
	return list
}

func isOneOf(state copilot.State, states string) bool { return strings.Contains(states, among(state)) }

// moved says whether, by an entry, a revision cannot be in a state that can be moved.
func moved(a copilot.Audit, n int, state copilot.State) bool {
	outcome, decided := copilot.Verdict(a.Act).Outcome()
	switch {
	case state.Final() || a.Act == "refused" || a.Act == "erased":
		return false
	case a.Revision > n:
		return true
	}
	return decided && a.Revision == n && (outcome.Final() || state == copilot.Pending)
}
