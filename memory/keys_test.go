package memory

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

// kinds says of every key which type it has and how long it is kept; the table
// in the package comment is the same for people. TestKinds holds both to what
// is there.
var kinds = []struct {
	key, kind string
	ttl       time.Duration
}{
	{`store`, "string", 0},
	{`sealing`, "string", 0},
	{`queue:work`, "stream", 0},
	{`queue:delayed`, "zset", 0},
	{`queue:parked`, "zset", 0},
	{`queue:untold`, "zset", 0},
	{`queue:lanes`, "hash", 0},
	{`queue:lanes:web:w:u`, "list", 0},
	{`queue:lanes:web:w:u:busy`, "set", 0},
	{`queue:job:[A-Z2-7]+`, "hash", 0},
	{`queue:seen:web:w:[^:]+`, "string", 24 * time.Hour},
	{`draft:web:w:[^:]+`, "hash", 0},
	{`audit:web:w:[^:]+`, "list", 0},
	{`chain:web:w`, "hash", 0},
	{`ledger:web:w`, "list", 0},
	{`drafts:web:w:[^:]+:[^:]+`, "zset", 0},
	{`cited:web:w:c:[^:]+`, "set", 30 * 24 * time.Hour},
	{`profile:web:w:c`, "string", 0},
	{`voice:web:w:c`, "string", 0},
	{`more:web:w:c`, "string", 0},
	{`rules:web:w:c`, "string", 0},
	{`waits`, "set", 0},
	{`facts:web:w:c`, "hash", 0},
	{`context:web:w:c`, "hash", 30 * 24 * time.Hour},
	{`context:web:w:c:order`, "zset", 30 * 24 * time.Hour},
	{`keeping:web:w`, "hash", 0},
	{`hearing:web:w`, "hash", 0},
	{`stretch:web:w:c`, "hash", 7 * 24 * time.Hour},
	{`stretch:web:w:c:lines`, "hash", 7 * 24 * time.Hour},
	{`stretch:web:w:c:order`, "zset", 7 * 24 * time.Hour},
	{`posts:web:w`, "hash", 0},
	{`timeline:web:w:c`, "hash", 0},
	{`timeline:web:w:c:order`, "zset", 0},
	{`changes:web:w`, "stream", 0},
	{`seat:s`, "string", time.Hour},
	{`seat:s:last`, "hash", 0},
	{`ration:r`, "hash", time.Hour},
	{`tokens:2026-03-12`, "hash", 48 * time.Hour},
	{`used:web:w:[0-9]+`, "hash", 48 * time.Hour},
	{`circuit:e`, "hash", 25 * time.Hour},
}

func TestKinds(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{Prefix: "p", Attempts: 1, Secret: secret}), t.Context()
		at := asked("").Place
		keptDraft(t, s, "d")
		must(t, s.SetProfile(ctx, at, copilot.Profile{Voice: copilot.Voice{Words: "v"}, Authority: copilot.Authority{WaitDays: 1}}))
		must(t, s.Learn(ctx, at, time.Now(), func(k *copilot.Known) error { k.Facts = []copilot.Fact{{ID: "f"}}; return nil }))
		must(t, s.Posted(ctx, tenant, "r", "m", copilot.Fence{}))
		must(t, s.Timeline(tenant).Put(ctx, "c", "m", []byte("x")))
		must(t, s.Remember(ctx, at, copilot.Exchange{Draft: "a"}, copilot.Fence{}))
		for _, key := range s.context(at) { // almost forgotten: the next write renews it
			must(t, s.db.PExpire(ctx, key, time.Minute).Err())
		}
		must(t, s.Remember(ctx, at, copilot.Exchange{Draft: "b"}, copilot.Fence{}))
		e := copilot.Ear{Holder: "h", ID: "e", Lasts: time.Minute}
		must(t, s.Opt(ctx, at, true))
		for range 2 {
			_, err := s.Hear(ctx, tenant, e)
			must(t, err)
		}
		for range 2 {
			_, err := s.Stretch(ctx, at, e)
			must(t, err)
			must(t, s.Note(ctx, at, copilot.Kept{ID: "m", At: time.Now().UnixMicro(), Body: "x"}))
			for _, key := range s.keys.stretch(at) { // almost forgotten: the next reading renews it
				must(t, s.db.PExpire(ctx, key, time.Minute).Err())
			}
		}
		_, err := s.Stretch(ctx, at, e)
		must(t, err)
		must(t, s.db.PExpire(ctx, s.keys.cited(at, "l"), time.Minute).Err())
		keptDraft(t, s, "e")
		if _, _, err := s.Identify(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Sit(ctx, "s", time.Hour); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Ration(ctx, "r", 2, time.Hour); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Spend(ctx, "2026-03-12", 1); err != nil {
			t.Fatal(err)
		}
		endpoint, err := s.Circuit("e", Fuse{Failures: 1, Of: 1, Rest: time.Hour, Trial: time.Hour})
		must(t, err)
		turn, _, err := endpoint.Enter(ctx)
		must(t, err)
		must(t, endpoint.Leave(ctx, turn, false))
		for i, after := range []time.Duration{0, time.Hour} {
			s.o.Attempts = i + 1
			mustAccept(t, s, unique())
			if _, err := s.Retry(ctx, mustClaim(t, s), after, ""); err != nil {
				t.Fatal(err)
			}
		}
		for range 3 {
			r := asked(unique())
			r.Person.ID = "u"
			if _, err := s.Accept(ctx, r); err != nil {
				t.Fatal(err)
			}
		}

		found := map[string]bool{}
		for _, key := range s.db.Keys(ctx, "*").Val() {
			found[checkKind(t, s, key)] = true
		}
		for _, k := range kinds {
			if !found[k.key] {
				t.Errorf("no key is like %s", k.key)
			}
		}
	})
}

// checkKind compares a key with its row and returns what the row is found by.
func checkKind(t *testing.T, s *Store, key string) string {
	t.Helper()
	for _, k := range kinds {
		if !regexp.MustCompile(`^\{p\}:` + k.key + `$`).MatchString(key) {
			continue
		}
		if got := s.db.Type(t.Context(), key).Val(); got != k.kind {
			t.Errorf("%s is a %s, want %s", key, got, k.kind)
		}
		left := max(s.db.PTTL(t.Context(), key).Val(), 0)
		if left > k.ttl || left < k.ttl-time.Minute+1 && k.ttl > 0 {
			t.Errorf("%s is kept for %v, want %v", key, left, k.ttl)
		}
		return k.key
	}
	t.Errorf("key %s is in no table", key)
	return ""
}

// Two names never lead to one key, and no id reaches beyond its part of it.
func TestKeysDoNotCollide(t *testing.T) {
	k, err := keysUnder("p")
	must(t, err)
	rapid.Check(t, func(r *rapid.T) {
		id := rapid.OneOf(rapid.StringMatching(`[ab:*{}%/+ ]{0,4}`), rapid.String())
		name := func() [4]string {
			return [4]string{id.Draw(r, "platform"), id.Draw(r, "workspace"), id.Draw(r, "channel"), id.Draw(r, "draft")}
		}
		a, b := name(), name()
		if (all(k, a) == all(k, b)) != (a == b) {
			r.Fatalf("%q and %q lead to %q and %q", a, b, all(k, a), all(k, b))
		}
		for key := range strings.SplitSeq(all(k, a), "\n") {
			if !strings.HasPrefix(key, "{p}:") || strings.ContainsAny(key[4:], "{}") || strings.Count(key, ":") > 5 {
				r.Fatalf("key %q of %q", key, a)
			}
		}
	})
}

// all are the keys of a name that tell its parts apart, together.
func all(k keys, name [4]string) string {
	at := copilot.Place{Platform: name[0], Workspace: name[1], Channel: name[2]}
	return strings.Join([]string{
		k.channel("profile", at), k.one(copilot.Ref{Tenant: at.Tenant(), Draft: name[3]}),
		k.seen(copilot.Request{ID: name[3], Place: at}), k.index(at.Tenant(), name[2], copilot.Pending),
		k.cited(at, name[3]), k.stretch(at)[0], k.seat(name[3])[0], k.ration(name[3])[0], k.tokens(name[3])[0], k.circuit(name[3])[0],
		k.prefix + "queue:lanes:" + lane(copilot.Request{Place: at, Person: copilot.Person{ID: "u" + name[3]}}),
	}, "\n")
}
