package memory

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// failing is how long a server is silent before it is taken for dead, in tests that
// kill one: longer than a busy machine holds up one that is alive.
const failing = 2 * time.Second

// A Cluster refuses a script whose keys lie in more than one slot, so the whole suite
// on it shows that all of ours lie in one. Every test has a prefix, and so a slot, of
// its own: most are held by a node that the URL does not name.
func TestOnCluster(t *testing.T) {
	t.Parallel()
	c := memorytest.NewCluster(t)
	memorytest.Run(t, deploy(c.URL("{brouillon}")))
}

// The store finds the node that holds its keys from one that does not.
func TestClusterIsFound(t *testing.T) {
	t.Parallel()
	c := memorytest.NewCluster(t)
	s := open(t, c.URL("{brouillon}"), Options{})
	if _, ok := s.db.(*redis.ClusterClient); !ok {
		t.Fatalf("the client is a %T", s.db)
	}
	mustAccept(t, s, "r")
	if keys := c.Holder("{brouillon}").Do("KEYS *"); keys == "[]" {
		t.Fatal("the node that holds the slot has no keys")
	}
	must(t, s.Finish(t.Context(), mustClaim(t, s)))
}

// Sentinels say where the server is.
func TestOnSentinel(t *testing.T) {
	t.Parallel()
	memorytest.Run(t, deploy(memorytest.NewWatched(t, time.Hour).URL()))
}

func TestClusterFailsOver(t *testing.T) {
	t.Parallel()
	c := memorytest.NewCluster(t, "--cluster-node-timeout", "2000")
	s := open(t, c.URL("{brouillon}"), Options{})
	master := c.Holder("{brouillon}")
	replica := c.Replicate(master)
	survives(t, s, master, replica)
}

func TestSentinelFailsOver(t *testing.T) {
	t.Parallel()
	w := memorytest.NewWatched(t, failing)
	s := open(t, w.URL(), Options{})
	survives(t, s, w.Master, w.Replica)
}

// survives kills the master. When its replica has been promoted the store accepts and
// hands out work again, and what was replicated is there.
func survives(t *testing.T, s *Store, master, replica *memorytest.Node) {
	t.Helper()
	judged(t, s, replica)
	ctx := t.Context()
	ref := keptDraft(t, s, "d")
	mustAccept(t, s, "before")
	replica.CatchUp(master)
	master.Kill()

	var after string
	until(t, "work is accepted again", func() bool {
		after = unique()
		fresh, err := s.Accept(ctx, asked(after))
		return err == nil && fresh
	})
	for _, id := range []string{"before", after} {
		j := mustClaim(t, s)
		if j.Request.ID != id {
			t.Fatalf("claimed %q, want %q", j.Request.ID, id)
		}
		must(t, s.Finish(ctx, j))
	}
	if d, err := s.Draft(ctx, ref); err != nil || d.State() != copilot.Pending {
		t.Fatalf("the draft is %v, error %v", d.State(), err)
	}
	if fresh, err := s.Accept(ctx, asked("before")); err != nil || fresh {
		t.Fatalf("what was done is accepted again: %v, error %v", fresh, err)
	}
	says(t, risksOf(t, s)) // the dead master is left out
}

// judged wants a replica to be judged as its master is: it may be the next to answer.
func judged(t *testing.T, s *Store, replica *memorytest.Node) {
	t.Helper()
	says(t, risksOf(t, s))
	replica.Do("CONFIG SET appendfsync everysec")
	var found []Risk
	until(t, "the replica is asked", func() bool { // its offset has gone round
		found = risksOf(t, s)
		return len(found) > 0
	})
	says(t, found, "appendfsync is everysec")
	if found[0].Server != replica.Address() {
		t.Fatalf("risk %q, want it of %s", found[0], replica.Address())
	}
	replica.Do("CONFIG SET appendfsync always")
}
