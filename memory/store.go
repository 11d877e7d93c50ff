package memory

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Store is a copilot.Memory and a copilot.Queue on one Redis. It is safe for
// use by many goroutines.
type Store struct {
	o    Options
	keys keys
	at   address
	db   redis.UniversalClient

	holder string // who this store is on a seat

	vault *vault
	chain chain
	tips  sync.Map // copilot.Tenant to tip: how its chain stood last
	turns sync.Map // copilot.Tenant to chan struct{}: who writes to its chain

	clock    serverClock
	desk     desk
	working  sync.Once     // starts what feeds the desk
	nudge    chan struct{} // capacity 1: upkeep has something new to look at
	doubting chan struct{} // one place for each accept whose outcome is unknown

	wg    sync.WaitGroup
	ended context.Context // ends with Close
	end   context.CancelFunc
}

var (
	_ copilot.Memory = (*Store)(nil)
	_ copilot.Queue  = (*Store)(nil)

	_ copilot.Stretches = (*Store)(nil)
)

// ErrClosed is returned by what waits in a store that is closed.
var ErrClosed = errors.New("memory: store closed")

// Open makes a Store for the Redis a URL names: redis:// or rediss:// (TLS) or
// unix:// for one server, redis+sentinel://host:port?master_name=main for
// Sentinel (username and password of the server itself as options, too),
// redis+cluster:// for a Cluster; rediss+… with TLS, more hosts as
// &addr=host:port. Of the options of go-redis those about the pool, the
// protocol and TLS count; retries and time-outs are not the URL's to choose.
//
// Open does not connect: see Wait. Errors never quote the URL, which holds a
// password. The context gives its values, not its end, to the store's own work;
// Close ends that.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	o = o.withDefaults()
	at, err := locate(url, o.Patience)
	if err != nil {
		return nil, err
	}
	k, err := keysUnder(o.Prefix)
	if err != nil {
		return nil, err
	}
	s := &Store{
		o: o, keys: k, at: at, db: at.dial(), holder: rand.Text(), chain: newChain(o.Secret), vault: newVault(o.Secret, o.SecretBefore),
		desk: newDesk(), nudge: make(chan struct{}, 1), doubting: make(chan struct{}, maxDoubts),
	}
	s.ended, s.end = context.WithCancel(context.WithoutCancel(ctx))
	return s, nil
}

// Address is where the store was opened: host:port or the path of a socket, of each
// server or Sentinel that was named; without user and password.
func (s *Store) Address() string { return strings.Join(s.at.o.Addrs, ", ") }

// Ping says whether the store answers; for a readiness check.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("memory: ping: %w", err)
	}
	return nil
}

// Close stops the store's own work, hands back jobs nobody claimed, and closes
// its connections. A Claim that still waits returns ErrClosed.
func (s *Store) Close() error {
	s.working.Do(func() {}) // nothing starts any more
	s.end()
	s.wg.Wait()
	err := s.db.Close()
	s.o.Closed()
	if err != nil {
		return fmt.Errorf("memory: close: %w", err)
	}
	return nil
}

// nowMS is the store's clock in milliseconds.
func (s *Store) nowMS() int64 { return s.o.Clock().UnixMilli() }
