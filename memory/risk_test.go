package memory

import (
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// Whatever of a server would lose something is told, all at once, and giving it the
// commands that are told with it mends it.
func TestRisks(t *testing.T) {
	for name, c := range map[string]struct {
		settings [][2]string
		want     []string // what is said, in order
	}{
		"safe":         {nil, nil},
		"every second": {[][2]string{{"appendfsync", "everysec"}}, []string{"appendfsync is everysec"}},
		"never":        {[][2]string{{"appendfsync", "no"}}, []string{"appendfsync is no"}},
		"evicting":     {[][2]string{{"maxmemory-policy", "volatile-lru"}}, []string{"maxmemory-policy is volatile-lru"}},
		"not while it rewrites": {
			[][2]string{{"no-appendfsync-on-rewrite", "yes"}}, []string{"no-appendfsync-on-rewrite is yes"},
		},
		"snapshots alone":   {[][2]string{{"appendonly", "no"}, {"save", "3600 1"}}, []string{"writes snapshots alone"}},
		"nothing on a disk": {[][2]string{{"appendonly", "no"}, {"save", ""}}, []string{"writes nothing to its disk"}},
		"as Redis comes": {
			[][2]string{{"appendonly", "no"}, {"appendfsync", "everysec"}, {"save", "3600 1 300 100 60 10000"}, {"maxmemory-policy", "allkeys-lru"}},
			[]string{"writes snapshots alone", "appendfsync is everysec", "maxmemory-policy is allkeys-lru"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := memorytest.Redis(t)
			s := open(t, server.URL(), Options{})
			for _, set := range c.settings {
				must(t, s.db.ConfigSet(t.Context(), set[0], set[1]).Err())
			}
			found := risksOf(t, s)
			says(t, found, c.want...)
			for _, risk := range found {
				command, ok := strings.CutPrefix(risk.Mend, "redis-cli -s "+server.Socket()+" ")
				if !ok {
					t.Fatalf("%q does not say how this server is reached", risk.Mend)
				}
				must(t, s.db.Do(t.Context(), words(command)...).Err())
			}
			says(t, risksOf(t, s))
		})
	}
}

// What a server does not tell is a risk that says what could not be read, and how the
// bot is let read it.
func TestRisksThatAreNotTold(t *testing.T) {
	for name, c := range map[string]struct {
		rule string // what the bot's user may
		want []string
	}{
		"no CONFIG": {"-config", []string{"CONFIG GET appendfsync: NOPERM"}},
		"no INFO":   {"-info", []string{"does not let its INFO be read (NOPERM"}},
		"all":       {"+@all", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := memorytest.Redis(t)
			admin := open(t, server.URL(), Options{})
			must(t, admin.db.Do(t.Context(), words("ACL SETUSER bot on >p ~* &* +@all "+c.rule)...).Err())
			s := open(t, strings.Replace(server.URL(), "unix://", "unix://bot:p@", 1), Options{})
			found := risksOf(t, s)
			says(t, found, c.want...)
			for _, risk := range found {
				_, command, _ := strings.Cut(risk.Mend, server.Socket()+" ")
				command, _, _ = strings.Cut(strings.ReplaceAll(command, "'", ""), ";")
				if !strings.Contains(risk.Mend, "redis-cli --askpass -s ") || strings.Count(risk.Mend, "'+") != 1 {
					t.Errorf("%q asks for no password, or lets a shell read its |", risk.Mend)
				}
				must(t, admin.db.Do(t.Context(), words(command)...).Err())
			}
			says(t, risksOf(t, s))
		})
	}
	t.Run("neither there", func(t *testing.T) {
		says(t, risksOf(t, open(t, mini(t), Options{})), "no aof_enabled", "CONFIG GET appendfsync: ERR unknown command", "no maxmemory_policy")
	})
}

// What no setting of a server brings about.
func TestRisksOfTroubledServers(t *testing.T) {
	safe := func() told {
		return told{
			server: "h:1", info: map[string]string{"aof_enabled": "1", "aof_last_write_status": "ok", "maxmemory_policy": "noeviction"},
			config: map[string]string{"appendfsync": "always"},
		}
	}
	says(t, safe().risks())
	failing := safe()
	failing.info["aof_last_write_status"] = "err"
	says(t, failing.risks(), "aof_last_write_status is err")
	unsaid := safe()
	unsaid.info["aof_enabled"], unsaid.config = "0", nil
	says(t, unsaid.risks(), "since its last snapshot, if it makes any", "appendfsync is not told")
}

// What is said to mend a refusal does mend it: an ACL rule lets nobody ask by a name
// that is gone, or with a password that was changed.
func TestRefusalsAreToldApart(t *testing.T) {
	for refusal, want := range map[string]string{
		"NOPERM this user has no permissions to run the 'info' command": "redis-cli -h h -p 1 ACL SETUSER bot '+info'",
		"NOAUTH Authentication required.":                               "put the present one into the address",
		"WRONGPASS invalid username-password pair":                      "put the present one into the address",
		"ERR unknown command 'INFO'":                                    "was renamed or taken away",
		"ERR not here":                                                  askProvider,
	} {
		risks := told{server: "h:1", user: "bot", refusal: refusal}.risks()
		says(t, risks, refusal)
		if mend := risks[0].Mend; !strings.Contains(mend, want) || strings.Contains(mend, "ACL") != strings.Contains(want, "ACL") {
			t.Errorf("%s: %q, want %q", refusal, mend, want)
		}
	}
}

// A server that is away or loading is no risk, and no proof of safety either.
func TestRisksUnknown(t *testing.T) {
	server := memorytest.Redis(t)
	s := open(t, server.URL(), hasty)
	server.Kill()
	if risks, err := s.Risks(t.Context()); err == nil || len(risks) > 0 {
		t.Fatalf("of a dead server: risks %q, no error", risks)
	}
	server.Start()
	must(t, s.Wait(patient(t), func(string) {}))
	says(t, risksOf(t, s))
	if _, away := refused(redisError("LOADING Redis is loading the dataset in memory")); away == nil {
		t.Error("a server that loads refuses to tell")
	}
	loading := opened(t, answering(t, map[string]string{"INFO": "loading:1\r\naof_enabled:0\r\n"}), Options{})
	if risks, err := loading.Risks(t.Context()); err == nil || !strings.Contains(err.Error(), "loading") {
		t.Fatalf("of a server that loads: risks %q, error %v", risks, err)
	}
}

func risksOf(t *testing.T, s *Store) []Risk {
	t.Helper()
	found, err := s.Risks(t.Context())
	must(t, err)
	return found
}

// says wants one risk for each of these words, in their order.
func says(t *testing.T, found []Risk, want ...string) {
	t.Helper()
	if len(found) != len(want) {
		t.Fatalf("risks %q, want %q", found, want)
	}
	for i, risk := range found {
		if !strings.Contains(risk.Loss, want[i]) {
			t.Errorf("risk %q, want %q", risk, want[i])
		}
	}
}

// words are the arguments of a command as one types it.
func words(line string) []any {
	var all []any
	for _, word := range strings.Fields(line) {
		all = append(all, word)
	}
	return all
}

type redisError string

func (e redisError) Error() string { return string(e) }
func (redisError) RedisError()     {}

var _ redis.Error = redisError("")
