package memory

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/redis/go-redis/v9"
)

// Risk is one way in which a server is set up to lose what it acknowledged.
type Risk struct {
	Server string // host:port, or the path of its socket
	Loss   string // an English sentence: how the server is set up, and what it may lose
	Care   string // when Mend would destroy something, and what to do then; empty where it never does
	Mend   string // what mends it until the server restarts: a command of redis-cli, or what to do instead
	Keep   string // the command of redis-cli that has the server keep the mend; empty where Mend is no setting
	Flag   string // what redis-server is started with instead of both; empty where Keep is
}

// String is the risk in one line.
func (r Risk) String() string {
	if r.Care != "" {
		return r.Loss + ". " + r.Care + ". Otherwise, to mend it: " + r.Mend
	}
	return r.Loss + ". To mend it: " + r.Mend
}

// errLoading is a server that does not say yet how it will keep things: a replica
// closes its file while it reads in what its master has.
var errLoading = errors.New("it is loading its data")

// Risks lists how the servers are set up to lose what was acknowledged, in the
// order of their addresses; none when all are set up to keep everything. It asks
// every node of a Cluster, and with Sentinel the master and its replicas. What a
// server does not tell (some hosted ones do not) is a risk, too. A server that is
// away or is loading its data is left out: ask again when it may be back. An error
// says that no server could be asked.
func (s *Store) Risks(ctx context.Context) ([]Risk, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*s.o.Patience)
	defer cancel()
	var mu sync.Mutex
	var found []Risk
	var away []error
	asked := 0
	err := s.at.each(ctx, func(ctx context.Context, c *redis.Client) {
		told, err := hear(ctx, c)
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			away = append(away, fmt.Errorf("%s: %w", c.Options().Addr, err))
			return
		}
		asked++
		found = append(found, told.risks()...)
	})
	if asked == 0 {
		return nil, fmt.Errorf("memory: read how Redis is set up: %w", errors.Join(append(away, err)...))
	}
	slices.SortStableFunc(found, func(a, b Risk) int { return cmp.Compare(a.Server, b.Server) })
	return found, nil
}

// risks compares what a server told with what keeps everything.
func (t told) risks() []Risk {
	var all []Risk
	add := func(loss, mend string) *Risk {
		all = append(all, Risk{Server: t.server, Loss: "Redis at " + t.server + " " + loss, Mend: mend})
		return &all[len(all)-1]
	}
	set := func(loss, name, value string) *Risk {
		r := add(loss, t.cli("CONFIG SET "+name+" "+value))
		r.Keep, r.Flag = t.cli("CONFIG REWRITE"), "--"+name+" "+value
		return r
	}

	switch {
	case t.refusal != "":
		add("does not let its INFO be read ("+t.refusal+"): nobody knows what it keeps", t.allow(t.refusal, "info"))
		return all
	case t.info["aof_enabled"] == "":
		add("does not tell whether it writes an append-only file (INFO has no aof_enabled)", askProvider)
	case t.info["aof_enabled"] != "1":
		set(t.unwritten(), "appendonly", "yes").Care = t.overwritten()
	case or(t.info["aof_last_write_status"], "ok") != "ok":
		add("could not write to its append-only file (aof_last_write_status is "+t.info["aof_last_write_status"]+"): what it acknowledges may be lost",
			"make room on its disk; "+t.cli("INFO persistence")+" says when it is ok")
	}
	switch fsync := t.config["appendfsync"]; {
	case t.silence != "":
		add("does not tell when it writes to its disk (CONFIG GET appendfsync: "+t.silence+")", t.allow(t.silence, "config|get"))
	case fsync != "always":
		set("acknowledges before it has written to its disk (appendfsync is "+or(fsync, "not told")+"): a crash loses what it acknowledged last", "appendfsync", "always")
	case t.config["no-appendfsync-on-rewrite"] == "yes":
		set("acknowledges before it has written to its disk while it rewrites its file (no-appendfsync-on-rewrite is yes)", "no-appendfsync-on-rewrite", "no")
	}
	switch policy := t.info["maxmemory_policy"]; {
	case policy == "":
		add("does not tell what it drops when its memory is full (INFO has no maxmemory_policy)", askProvider)
	case policy != "noeviction":
		set("drops data when its memory is full (maxmemory-policy is "+policy+")", "maxmemory-policy", "noeviction")
	}
	return all
}

// unwritten words what a server keeps that has no append-only file.
func (t told) unwritten() string {
	switch save, told := t.config["save"]; {
	case !told:
		return "writes no append-only file: a crash loses everything since its last snapshot, if it makes any"
	case save == "":
		return "writes nothing to its disk (appendonly is no, and so is save): a crash loses everything"
	default:
		return "writes snapshots alone (appendonly is no): a crash loses everything since the last one"
	}
}
