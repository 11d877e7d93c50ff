package memory

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

// refresh has the client of a Cluster look who holds which slot when a node could not
// be asked. By itself it looks once a minute, or when a node tells it to ask another:
// a dead one tells nothing, and what took its place would be found a minute later.
type refresh struct{ of *redis.ClusterClient }

var _ redis.Hook = refresh{}

// DialHook changes nothing.
func (r refresh) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook looks after a command that was not answered.
func (r refresh) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		r.after(ctx, err)
		return err
	}
}

// ProcessPipelineHook looks after commands that were not answered.
func (r refresh) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		err := next(ctx, cmds)
		r.after(ctx, err)
		return err
	}
}

// after looks, in the background and not more often than the library allows itself.
func (r refresh) after(ctx context.Context, err error) {
	var reply redis.Error
	if err != nil && !errors.As(err, &reply) {
		r.of.ReloadState(ctx)
	}
}
