package memory

import (
	"context"
	"sync"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Store is a copilot.Memory and a copilot.Queue on one Redis. It is safe for
// use by many goroutines.
type Store struct {
	o     Options
	dial  func() redis.UniversalClient
	db    redis.UniversalClient
	keys  keys
	wg    sync.WaitGroup
	ended context.Context
	end   context.CancelFunc
}

var (
	_ copilot.Memory = (*Store)(nil)
	_ copilot.Queue  = (*Store)(nil)
)

// Open makes a Store for a Redis named by a URL: redis://, rediss:// (TLS) or
// unix:// for one server, redis+sentinel://host:port?master_name=… for Sentinel,
// redis+cluster:// for a Cluster (rediss+… with TLS; more nodes as &addr=host:port).
// It does not connect: see Wait. The context gives its values, not its end, to
// the store's own work; Close ends that. Errors never show the URL's password.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	o = o.withDefaults()
	dial, err := dialer(url)
	if err != nil {
		return nil, err
	}
	k, err := keysUnder(o.Prefix)
	if err != nil {
		return nil, err
	}
	s := &Store{o: o, dial: dial, db: dial(), keys: k}
	s.ended, s.end = context.WithCancel(context.WithoutCancel(ctx))
	return s, nil
}

// Ping says whether the store answers; for a readiness check.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	return s.db.Ping(ctx).Err()
}

// Close stops the store's own work, hands back what it had read and nobody
// claimed, and closes its connections. Every Claim must have returned.
func (s *Store) Close() error {
	s.end()
	s.wg.Wait()
	err := s.db.Close()
	s.o.Closed()
	return err
}
