package memory

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/redis/go-redis/v9"
)

// address is where the servers are and how they are spoken to.
type address struct{ o *redis.UniversalOptions }

// dial makes a client for the server, the Sentinels or the Cluster.
func (a address) dial() redis.UniversalClient {
	own := *a.o
	db := redis.NewUniversalClient(&own)
	if cluster, ok := db.(*redis.ClusterClient); ok {
		cluster.AddHook(refresh{cluster})
	}
	return db
}

// each asks every server there is: the one, every node of a Cluster, or the master
// that Sentinel knows and its replicas, for any of them may be the next to answer.
// It asks over connections of its own; ask may be called by several goroutines.
func (a address) each(ctx context.Context, ask func(context.Context, *redis.Client)) error {
	if a.o.MasterName != "" {
		return a.eachWatched(ctx, ask)
	}
	db := a.dial()
	defer func() { _ = db.Close() }()
	switch db := db.(type) {
	case *redis.ClusterClient:
		return db.ForEachShard(ctx, func(ctx context.Context, node *redis.Client) error {
			ask(ctx, node)
			return nil
		})
	case *redis.Client:
		ask(ctx, db)
	}
	return nil
}

// eachWatched asks the servers that the first Sentinel to answer knows.
func (a address) eachWatched(ctx context.Context, ask func(context.Context, *redis.Client)) error {
	var unheard error
	for _, sentinel := range a.o.Addrs {
		servers, err := a.watched(ctx, sentinel)
		if err != nil {
			unheard = errors.Join(unheard, err)
			continue
		}
		for _, server := range servers {
			a.one(ctx, server, ask)
		}
		return nil
	}
	return unheard
}

// watched lists the addresses of the master and of its replicas, which may be away.
func (a address) watched(ctx context.Context, sentinel string) ([]string, error) {
	o := a.simple(sentinel)
	o.Username, o.Password, o.DB = a.o.SentinelUsername, a.o.SentinelPassword, 0
	s := redis.NewSentinelClient(o)
	defer func() { _ = s.Close() }()
	master, err := s.GetMasterAddrByName(ctx, a.o.MasterName).Result()
	if err != nil {
		return nil, fmt.Errorf("ask Sentinel %s for the master: %w", sentinel, err)
	}
	replicas, err := s.Replicas(ctx, a.o.MasterName).Result()
	if err != nil {
		return nil, fmt.Errorf("ask Sentinel %s for the replicas: %w", sentinel, err)
	}
	servers := []string{net.JoinHostPort(master[0], master[1])}
	for _, r := range replicas {
		servers = append(servers, net.JoinHostPort(r["ip"], r["port"]))
	}
	return servers, nil
}

func (a address) one(ctx context.Context, server string, ask func(context.Context, *redis.Client)) {
	c := redis.NewClient(a.simple(server))
	defer func() { _ = c.Close() }()
	ask(ctx, c)
}

// simple are the options for one server at an address of its own.
func (a address) simple(server string) *redis.Options {
	own := *a.o
	own.Addrs = []string{server}
	return own.Simple()
}
