package memory

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
)

func TestURL(t *testing.T) {
	type want struct {
		Addrs                []string
		DB                   int
		User, Password       string
		Master, SentinelPass string
		Cluster, TLS         bool
	}
	for url, w := range map[string]want{
		"redis://localhost":                  {Addrs: []string{"localhost:6379"}},
		"redis://u:p%40ss@h:1/3":             {Addrs: []string{"h:1"}, DB: 3, User: "u", Password: "p@ss"},
		"rediss://:p@h:1":                    {Addrs: []string{"h:1"}, Password: "p", TLS: true},
		"unix:///run/redis.sock?db=2":        {Addrs: []string{"/run/redis.sock"}, DB: 2},
		"redis+sentinel://h:1?master_name=m": {Addrs: []string{"h:1"}, Master: "m"},
		"redis://h:1?master_name=m":          {Addrs: []string{"h:1"}, Master: "m"},
		"rediss+sentinel://:s@h:1/4?master_name=m&addr=i:2&password=p": {
			Addrs: []string{"h:1", "i:2"}, DB: 4, Master: "m", SentinelPass: "s", Password: "p", TLS: true,
		},
		"redis+cluster://:p@h:1?addr=i:2": {Addrs: []string{"h:1", "i:2"}, Password: "p", Cluster: true},
		"rediss+cluster://h:1":            {Addrs: []string{"h:1"}, Cluster: true, TLS: true},
		// As the chart writes them (deploy/test).
		"rediss://bot:p@redis.example.org:6380/3": {Addrs: []string{"redis.example.org:6380"}, DB: 3, User: "bot", Password: "p", TLS: true},
		"redis+sentinel://s-0.redis:26379/0?master_name=main&addr=s-1.redis:26380&addr=s-2.redis:26379": {
			Addrs: []string{"s-0.redis:26379", "s-1.redis:26380", "s-2.redis:26379"}, Master: "main",
		},
		"rediss+sentinel://:s@s-0.redis:26379/2?master_name=main&username=bot&password=p&addr=s-1.redis:26379": {
			Addrs: []string{"s-0.redis:26379", "s-1.redis:26379"}, DB: 2, Master: "main", SentinelPass: "s", User: "bot", Password: "p", TLS: true,
		},
		"redis+cluster://:p@redis-0.redis:6379?addr=redis-1.redis:6380": {Addrs: []string{"redis-0.redis:6379", "redis-1.redis:6380"}, Password: "p", Cluster: true},
		"rediss+cluster://bot:p@cluster.example.org:6379":               {Addrs: []string{"cluster.example.org:6379"}, User: "bot", Password: "p", Cluster: true, TLS: true},
		"redis://h:1?max_retries=9&read_timeout=1h&pool_size=7":         {Addrs: []string{"h:1"}},
	} {
		o, err := parse(url)
		if err != nil {
			t.Errorf("%s: %v", url, err)
			continue
		}
		got := want{o.Addrs, o.DB, o.Username, o.Password, o.MasterName, o.SentinelPassword, o.IsClusterMode, o.TLSConfig != nil}
		if d := cmp.Diff(w, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", url, d)
		}
		harden(o, time.Second)
		if o.MaxRetries != -1 || o.ReadTimeout != time.Second || !o.ContextTimeoutEnabled {
			t.Errorf("%s: retries or time-outs of its own", url)
		}
	}
}

// A mistyped URL must not put its password into a log.
func TestURLErrors(t *testing.T) {
	for _, url := range []string{
		"", "h:6379", "redis", "://", "http://u:sesame@h", "redis+magic://u:sesame@h", "unix+cluster://u:sesame@/x",
		"redis://u:sesame/x@h:1/0", "redis://u:sesame#x@h", "redis://u:sesame?x@h:1", "redis://u:se\x7fsesame@h",
		"redis://u:12/sesame@h/0", "redis://h:sesame", "redis://h/sesame", "redis://h:1/0?sesame=sesame",
		"redis://h:1?db=sesame", "redis+sentinel://u:sesame@h:1", "redis://[u:sesame@h", "unix://u:sesame@",
	} {
		s, err := Open(t.Context(), url, Options{})
		if err == nil {
			t.Errorf("%q is a Redis", url)
			_ = s.Close()
			continue
		}
		if strings.Contains(err.Error(), "sesame") {
			t.Errorf("%q: the error shows the password: %v", url, err)
		}
	}
}

func TestPrefix(t *testing.T) {
	for _, prefix := range []string{"a:b", "a}b", "{a", "a*", "é", strings.Repeat("a", 65), " "} {
		if s, err := Open(t.Context(), "redis://h", Options{Prefix: prefix}); err == nil {
			t.Errorf("prefix %q is taken", prefix)
			_ = s.Close()
		}
	}
}

// Which client a URL leads to.
func TestClientByURL(t *testing.T) {
	for url, is := range map[string]func(redis.UniversalClient) bool{
		"redis://h":         func(c redis.UniversalClient) bool { _, ok := c.(*redis.Client); return ok },
		"redis+cluster://h": func(c redis.UniversalClient) bool { _, ok := c.(*redis.ClusterClient); return ok },
		"redis+sentinel://h?master_name=m": func(c redis.UniversalClient) bool {
			one, ok := c.(*redis.Client)
			return ok && one.Options().Addr == "FailoverClient"
		},
	} {
		at, err := locate(url, time.Second)
		if err != nil {
			t.Fatal(err)
		}
		c := at.dial()
		if !is(c) {
			t.Errorf("%s leads to a %T", url, c)
		}
		_ = c.Close()
	}
}
