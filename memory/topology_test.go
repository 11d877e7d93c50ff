package memory

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// A Cluster refuses a script whose keys lie in more than one slot, so the whole
// suite on it shows that all of ours lie in one.
func TestOnCluster(t *testing.T) {
	port := memorytest.Port(t)
	server := memorytest.Redis(t, "--port", port, "--cluster-enabled", "yes")
	one := open(t, server.URL(), Options{})
	must(t, one.db.Do(t.Context(), "CLUSTER", "ADDSLOTSRANGE", 0, 16383).Err())
	url := "redis+cluster://127.0.0.1:" + port
	whole := opened(t, url, Options{})
	until(t, "the cluster whole", func() bool {
		return whole.db.Get(t.Context(), "{brouillon}:x").Err() == redis.Nil
	})
	if _, ok := whole.db.(*redis.ClusterClient); !ok {
		t.Fatalf("the client is a %T", whole.db)
	}
	memorytest.Run(t, deploy(url))
}

// Sentinels say where the server is.
func TestOnSentinel(t *testing.T) {
	port, sentinel := memorytest.Port(t), memorytest.Port(t)
	memorytest.Redis(t, "--port", port)
	conf := filepath.Join(t.TempDir(), "sentinel.conf")
	must(t, os.WriteFile(conf, []byte("sentinel monitor main 127.0.0.1 "+port+" 1\n"), 0o600))
	memorytest.Sentinel(t, conf, sentinel)
	s := open(t, "redis+sentinel://127.0.0.1:"+sentinel+"?master_name=main", Options{})
	mustAccept(t, s, "r")
	must(t, s.Finish(t.Context(), mustClaim(t, s)))
}
