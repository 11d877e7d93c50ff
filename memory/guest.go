package memory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// The caps of what is kept of guests. An attempt is known as spent for longer than it
// may take.
const (
	maxSessions = 10
	maxGuests   = 5_000
	spentFor    = 20 * time.Minute
	guestFor    = 365 * 24 * time.Hour // since they came in last
)

// Guests keeps who came in by a sign-in, and which of their sessions have not ended. All
// replicas see the same. It knows no secret: a session is named by a hash of it.
type Guests struct {
	s      *Store
	tenant copilot.Tenant
	idle   time.Duration
}

// Guests is that of one workspace. A session that was not used for as long as idle, of
// at least 1 ms, has ended.
func (s *Store) Guests(t copilot.Tenant, idle time.Duration) *Guests { return &Guests{s, t, idle} }

func (g *Guests) keys(person, attempt string) []string {
	people := g.s.keys.of("guest", g.tenant)
	return []string{people, people + ":order", g.s.keys.of("session", g.tenant, person), g.s.keys.of("spent", g.tenant, attempt)}
}

// Arrive begins a session of a person, of whom it keeps who they are; false when the
// attempt led to another session before. A person has their newest 10 sessions, and the
// newest 5,000 people are known, for a year after they came in last.
func (g *Guests) Arrive(ctx context.Context, person string, who []byte, session, attempt string) (bool, error) {
	return g.s.run(ctx, toArrive, g.keys(person, attempt), person, who, session,
		g.idle.Milliseconds(), maxSessions, spentFor.Milliseconds(), maxGuests, guestFor.Milliseconds()).Bool()
}

// Linger returns who a person is while their session has not ended; used says that it is
// used by that. copilot.ErrAbsent when it has ended, or never was.
func (g *Guests) Linger(ctx context.Context, person, session string, used bool) ([]byte, error) {
	b, err := g.s.run(ctx, toLinger, g.keys(person, ""), person, session, g.idle.Milliseconds(), used).Text()
	if errors.Is(err, redis.Nil) {
		return nil, copilot.ErrAbsent
	}
	return []byte(b), err
}

// Depart ends a session; all of the person's when session is "".
func (g *Guests) Depart(ctx context.Context, person, session string) error {
	ctx, cancel := g.s.brief(ctx)
	defer cancel()
	key := g.keys(person, "")[2]
	var err error
	if session == "" {
		err = g.s.db.Del(ctx, key).Err()
	} else {
		err = g.s.db.ZRem(ctx, key, session).Err()
	}
	if err != nil {
		return fmt.Errorf("memory: end session: %w", err)
	}
	return nil
}

// Forget drops who a person is, and ends their sessions; false when nobody knows them.
func (g *Guests) Forget(ctx context.Context, person string) (bool, error) {
	ctx, cancel := g.s.brief(ctx)
	defer cancel()
	k := g.keys(person, "")
	var dropped *redis.IntCmd
	_, err := g.s.db.TxPipelined(ctx, func(p redis.Pipeliner) error {
		dropped = p.HDel(ctx, k[0], person)
		p.ZRem(ctx, k[1], person)
		p.Del(ctx, k[2])
		return nil
	})
	if err != nil {
		return false, fmt.Errorf("memory: forget guest: %w", err)
	}
	return dropped.Val() > 0, nil
}

// Find returns who a person is, whether they have a session or not; copilot.ErrAbsent
// for one who never came in.
func (g *Guests) Find(ctx context.Context, person string) ([]byte, error) {
	ctx, cancel := g.s.brief(ctx)
	defer cancel()
	b, err := g.s.db.HGet(ctx, g.keys(person, "")[0], person).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, copilot.ErrAbsent
	}
	if err != nil {
		return nil, fmt.Errorf("memory: read guest: %w", err)
	}
	return b, nil
}

// List returns who the newest last people are that came in, by their ids.
func (g *Guests) List(ctx context.Context, last int) (map[string][]byte, error) {
	ctx, cancel := g.s.brief(ctx)
	defer cancel()
	k := g.keys("", "")
	ids, err := g.s.db.ZRange(ctx, k[1], -int64(last), -1).Result()
	if err != nil || len(ids) == 0 {
		return nil, listed(err)
	}
	found, err := g.s.db.HMGet(ctx, k[0], ids...).Result()
	all := make(map[string][]byte, len(ids))
	for i, value := range found {
		if who, ok := value.(string); ok {
			all[ids[i]] = []byte(who)
		}
	}
	return all, listed(err)
}

func listed(err error) error {
	if err != nil {
		return fmt.Errorf("memory: list guests: %w", err)
	}
	return nil
}
