package memory

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// Times within which the store must answer. An Accept may take acceptTime and,
// when that was in vain, settleTime: together below the 1.5 s after which a
// person is told that nothing was accepted.
const (
	dialTime    = 500 * time.Millisecond
	commandTime = time.Second
	acceptTime  = 900 * time.Millisecond
	settleTime  = 450 * time.Millisecond
)

// brief bounds one command.
func brief(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, commandTime)
}

// dialer makes clients for the server, the Sentinels or the Cluster a URL names.
func dialer(raw string) (func() redis.UniversalClient, error) {
	o, err := parse(raw)
	if err != nil {
		return nil, fmt.Errorf("memory: redis URL: %w", err)
	}
	harden(o)
	silence()
	return func() redis.UniversalClient {
		own := *o
		return redis.NewUniversalClient(&own)
	}, nil
}

// harden sets what must hold whatever the URL says: nothing is repeated behind
// our back, and a context's deadline counts.
func harden(o *redis.UniversalOptions) {
	o.MaxRetries = -1
	o.DialTimeout = dialTime
	o.DialerRetries = 1
	o.ReadTimeout = commandTime
	o.WriteTimeout = commandTime
	o.PoolTimeout = commandTime
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
