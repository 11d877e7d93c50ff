package memory

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

var home = household{copilot.Place{Platform: "web", Workspace: "w", Channel: "c", Thread: "t"}, "canary-4f1d"}

// lying is everything there is in a server: keys, fields and values.
func lying(t testing.TB, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, key := range s.db.Keys(t.Context(), "*").Val() {
		all[key] = fmt.Sprintf("%q", contents(t, s, key))
	}
	return all
}

// contents are the members and values of a key, as they are.
func contents(t testing.TB, s *Store, key string) []string {
	t.Helper()
	ctx := t.Context()
	switch kind := s.db.Type(ctx, key).Val(); kind {
	case "string":
		return []string{s.db.Get(ctx, key).Val()}
	case "hash":
		var all []string
		for field, value := range s.db.HGetAll(ctx, key).Val() {
			all = append(all, field, value)
		}
		return all
	case "list":
		return s.db.LRange(ctx, key, 0, -1).Val()
	case "set":
		return s.db.SMembers(ctx, key).Val()
	case "zset":
		return s.db.ZRange(ctx, key, 0, -1).Val()
	case "stream":
		return []string{fmt.Sprint(s.db.XRange(ctx, key, "-", "+").Val())}
	default:
		t.Fatalf("%s is a %s", key, kind)
		return nil
	}
}

// Whoever steals a Redis, and its files, has not read a word: neither of what people wrote
// nor of what was written for them, nor what they are called.
func TestStolenRedis(t *testing.T) {
	server := memorytest.Redis(t)
	s := open(t, server.URL(), Options{Secret: secret})
	home.furnish(t, s)
	if n := home.seen(home.survey(t, open(t, server.URL(), Options{Secret: secret}))); n < 100 {
		t.Fatalf("%d canaries are read with the key: the scene proves less than it says", n)
	}
	keys := lying(t, s)
	for key, value := range keys {
		if strings.Contains(key+value, home.canary) {
			t.Errorf("%s holds %.300s", key, value)
		}
	}
	files := 0
	must(t, filepath.WalkDir(filepath.Dir(server.Socket()), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		files += len(b)
		if at := strings.Index(string(b), home.canary); at >= 0 {
			t.Errorf("%s holds …%q", path, b[max(0, at-200):at+100])
		}
		return err
	}))
	if files < 10_000 {
		t.Fatalf("Redis wrote %d bytes: the scene proves less than it says", files)
	}
	t.Logf("%d keys and %d bytes of files hold 0 canaries; with the key there are %d to read", len(keys), files, home.seen(home.survey(t, s)))
}

// Without a secret it is as it ever was: the same scene, and the canaries are there.
func TestUnsealedIsAsItWas(t *testing.T) {
	s := open(t, mini(t), Options{})
	home.furnish(t, s)
	found := 0
	for key, value := range lying(t, s) {
		found += strings.Count(key+value, home.canary)
	}
	if found < 60 {
		t.Fatalf("%d canaries lie in the store: TestStolenRedis proves less than it says", found)
	}
}
