package memory

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// brief bounds one command.
func (s *Store) brief(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, s.o.Patience)
}

// acceptTime is how long an accept may take, settleTime how long it may take,
// when that was in vain, to find out what became of it. Together they are below
// the 1.5 s after which a person is told that nothing was accepted.
func (o Options) acceptTime() time.Duration { return o.Patience * 9 / 10 }
func (o Options) settleTime() time.Duration { return o.Patience * 45 / 100 }

// locate reads the URL that names the server, the Sentinels or the Cluster.
func locate(raw string, patience time.Duration) (address, error) {
	o, err := parse(raw)
	if err != nil {
		return address{}, fmt.Errorf("memory: redis URL: %w", err)
	}
	harden(o, patience)
	silence()
	return address{o}, nil
}

// harden sets what must hold whatever the URL says: nothing is repeated behind
// our back, and a context's deadline counts.
func harden(o *redis.UniversalOptions, patience time.Duration) {
	o.MaxRetries = -1
	o.DialTimeout = patience / 2
	o.DialerRetries = 1
	o.ReadTimeout = patience
	o.WriteTimeout = patience
	o.PoolTimeout = patience
	o.ContextTimeoutEnabled = true
	o.PipelinePoolSize = -1
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}

// silent keeps go-redis from writing to standard error by itself: what it has to
// say comes as errors, and Options.Log is told when the store goes and comes.
type silent struct{}

// Printf drops the line.
func (silent) Printf(context.Context, string, ...any) {}

var silence = sync.OnceFunc(func() { redis.SetLogger(silent{}) })
