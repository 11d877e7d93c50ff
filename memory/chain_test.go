package memory

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// kindsOf lists what is wrong, in order.
func kindsOf(v copilot.Verification) (all []copilot.BreachKind) {
	for _, b := range v.Breaches {
		all = append(all, b.Kind)
	}
	return all
}

func wantKinds(t *testing.T, v copilot.Verification, want ...copilot.BreachKind) {
	t.Helper()
	if d := cmp.Diff(want, kindsOf(v)); d != "" {
		t.Fatalf("breaches (-want +got):\n%s\n%+v", d, v)
	}
}

// What was tampered with is not made good by what is written after it, and keeps nobody
// from working.
func TestTamperingStays(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		var log bytes.Buffer
		s := open(t, url, Options{Secret: secret})
		recorded(t, s)
		must(t, s.db.RPop(t.Context(), s.keys.ledger(tenant)).Err())
		later := open(t, url, Options{Secret: secret, Log: slog.New(slog.NewTextHandler(&log, nil))})
		for i := range 3 {
			ref := keptDraft(t, later, unique())
			must(t, later.Refuse(t.Context(), ref, refusal(ref, i)))
			if v := verified(t, s); v.Whole() {
				t.Fatal("made good by a later entry")
			}
		}
		if !strings.Contains(log.String(), "audit chain is broken") {
			t.Errorf("the log says %q", log.String())
		}
	})
}

// A head that nobody sealed with the key is not sealed by whoever writes next.
func TestForgedHeadStays(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		scene := recorded(t, s)
		scene.setHead(t, map[string]string{"n": scene.head["n"], "link": scene.head["link"], "seal": scene.head["link"]})
		for range 2 {
			keptDraft(t, open(t, url, Options{Secret: secret}), unique())
			wantKinds(t, verified(t, s), copilot.BreachHead)
		}
	})
}

// A tail that was cut off is missed for ever, also when the head is sealed as everybody can
// who has no key; and so are drafts of which nothing is on record any more.
func TestCutAndWipedStay(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		scene := recorded(t, s)
		scene.cutAfter(t, 30, public.seal(tenant, "30", scene.heads[29]["link"]))
		for range 2 {
			keptDraft(t, open(t, url, Options{Secret: secret}), unique())
			wantKinds(t, verified(t, s), copilot.BreachHead)
		}
		scene.wipe(t)
		for range 3 {
			gone := slices.DeleteFunc(kindsOf(verified(t, s)), func(k copilot.BreachKind) bool { return k != copilot.BreachGone })
			if len(gone) != len(scene.trails) {
				t.Fatalf("%d drafts are missed, of %d", len(gone), len(scene.trails))
			}
			keptDraft(t, open(t, url, Options{Secret: secret}), unique())
		}
	})
}

// A record that was made with another key, or with one by a store that has none, is not said
// to have been changed, and nothing of it is erased: that would break it.
func TestAnotherKey(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		keptDraft(t, open(t, url, Options{}), "before there was a key")
		s := open(t, url, Options{Secret: secret, Adopt: today()})
		keptDraft(t, s, "one")
		keptDraft(t, s, "two")
		for _, other := range []Options{{}, {Secret: copilot.NewSecret(secret.Reveal() + "!")}} {
			other := opened(t, url, other)
			wantKinds(t, verified(t, other), copilot.BreachKey)
			if n, err := other.Erase(t.Context(), tenant, person, copilot.Audit{Act: "erased"}); n > 0 || !errors.Is(err, ErrKey) {
				t.Fatalf("erased %d, %v", n, err)
			}
		}
		wantKinds(t, verified(t, s))
		must(t, s.db.LSet(t.Context(), s.keys.ledger(tenant), -1, "x 0 x x").Err())
		wantKinds(t, verified(t, s), copilot.BreachLink, copilot.BreachGone, copilot.BreachAdded, copilot.BreachHead)
	})
}

// Where a breach is, is said: the others are as they were.
func TestBreachesHaveAPlace(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		scene := recorded(t, s)
		trail := s.keys.trail(copilot.Ref{Tenant: tenant, Draft: "d:0"})
		entries := scene.trails[trail]
		must(t, s.db.LSet(t.Context(), trail, 1, strings.Replace(entries[1], "refused", "Refused", 1)).Err())
		v := verified(t, s)
		want := []copilot.Breach{{Kind: copilot.BreachChanged, Position: 6, Draft: "d:0", Number: 2}}
		if d := cmp.Diff(want, v.Breaches); d != "" {
			t.Errorf("a changed entry (-want +got):\n%s", d)
		}
		scene.restore(t)
		must(t, s.db.LRem(t.Context(), s.keys.ledger(tenant), 1, scene.ledger[9]).Err())
		v = verified(t, s)
		e, _ := parseElement(scene.ledger[9])
		after, _ := parseElement(scene.ledger[10])
		want = []copilot.Breach{
			{Kind: copilot.BreachLink, Position: 10, Draft: after.id(), Number: after.index + 1},
			{Kind: copilot.BreachAdded, Draft: e.id(), Number: e.index + 1},
			{Kind: copilot.BreachLength},
		}
		if d := cmp.Diff(want, v.Breaches); d != "" {
			t.Errorf("a dropped link (-want +got):\n%s", d)
		}
		scene.restore(t)
		scene.slipIn(t, "d:0")
		want = []copilot.Breach{{Kind: copilot.BreachAdded, Draft: "d:0", Number: 2}}
		if d := cmp.Diff(want, verified(t, s).Breaches); d != "" {
			t.Errorf("an entry slipped in (-want +got):\n%s", d)
		}
		scene.restore(t)
		must(t, s.db.Del(t.Context(), s.keys.trail(copilot.Ref{Tenant: tenant, Draft: "d:2"})).Err())
		v = verified(t, s)
		if len(v.Breaches) != len(scene.trails[s.keys.trail(copilot.Ref{Tenant: tenant, Draft: "d:2"})]) {
			t.Errorf("a draft that is gone: %+v", v.Breaches)
		}
		for _, b := range v.Breaches {
			if b.Kind != copilot.BreachGone || b.Draft != "d:2" {
				t.Errorf("a draft that is gone: %+v", b)
			}
		}
	})
}

// All of it as it was before: only what was written down elsewhere tells, and the store
// that has seen more.
func TestAnchorFindsARestoredCopy(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		var log bytes.Buffer
		s := open(t, url, Options{Secret: secret, Log: slog.New(slog.NewTextHandler(&log, nil))})
		scene := recorded(t, s)
		ref := keptDraft(t, s, "later")
		anchor := verified(t, s).Head
		scene.restore(t)
		must(t, s.db.Del(t.Context(), s.keys.trail(ref)).Err())
		must(t, s.db.ZRem(t.Context(), s.keys.index(tenant, "", ""), ref.Draft).Err())
		wantKinds(t, verified(t, s))
		v, err := s.Verify(t.Context(), tenant, anchor)
		must(t, err)
		wantKinds(t, v, copilot.BreachShort)

		must(t, s.Refuse(t.Context(), ref, refusal(ref, 1)))
		if !strings.Contains(log.String(), "shorter than it was") {
			t.Errorf("the log says %q", log.String())
		}
		v, err = s.Verify(t.Context(), tenant, anchor)
		must(t, err)
		wantKinds(t, v, copilot.BreachAnchor)
	})
}

// A version before writes beside this one, where nothing is sealed: what it wrote is told apart, and it reads what
// this one writes.
func TestOldVersionWritesBesides(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		old := func(draft string) {
			b, err := json.Marshal(copilot.Audit{Draft: draft, Act: "edited", Person: person, Reason: "old"})
			must(t, err)
			must(t, s.db.RPush(t.Context(), s.keys.trail(copilot.Ref{Tenant: tenant, Draft: draft}), b).Err())
		}
		ref := keptDraft(t, s, "d")
		older := keptDraft(t, s, "all old")
		must(t, s.db.Del(t.Context(), s.keys.chain(tenant), s.keys.ledger(tenant), s.keys.trail(ref), s.keys.trail(older)).Err())

		old("d") // before there was a chain
		must(t, s.Refuse(t.Context(), ref, refusal(ref, 1)))
		for range trailSlack + 5 {
			old("d")
		}
		must(t, s.Refuse(t.Context(), ref, refusal(ref, 2)))
		old("d")
		old("all old")

		v := verified(t, s)
		wantKinds(t, v)
		if v.Head.Entries != 2 || v.Unchained != trailSlack+8 || cmp.Diff(v.Drafts, []string{"d", "all old"}) != "" {
			t.Fatalf("verified %+v", v)
		}
		trail, err := s.Trail(t.Context(), ref)
		must(t, err)
		if len(trail) != trailSlack+9 || trail[1].Person != person || trail[1].Reason != "approve" {
			t.Fatalf("trail %+v", trail)
		}
		n := 0
		must(t, s.Record(t.Context(), tenant, func(e copilot.Entry) error {
			if n++; e.Broken || (e.Act == "edited") != (e.Position == 0) {
				t.Errorf("entry %+v", e)
			}
			return nil
		}))
		if n != trailSlack+10 {
			t.Fatalf("%d entries on record", n)
		}
	})
}

// An entry without its person fits its link, and nobody can try out whose it was.
func TestErasedEntryFits(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		scene := recorded(t, s)
		ref := copilot.Ref{Tenant: tenant, Draft: "d:0"}
		entries := scene.trails[s.keys.trail(ref)]
		last := int64(len(entries) - 1)
		bare, err := s.bare(tenant, s.keys.trail(ref), entries[last])
		must(t, err)
		form, linked := erased([]byte(bare))
		if !linked || bytes.Contains(form, []byte("because")) || bytes.Contains(form, []byte(person.Name)) || bytes.Contains(form, []byte("salt")) {
			t.Fatalf("erased: %s", form)
		}
		must(t, s.db.LSet(t.Context(), s.keys.trail(ref), last, form).Err())
		v := verified(t, s)
		wantKinds(t, v, copilot.BreachErased) // for nothing on record says so
		if v.Erased != 1 {
			t.Fatalf("erased %d", v.Erased)
		}
		trail, err := s.Trail(t.Context(), ref)
		must(t, err)
		if e := trail[last]; e.Person.ID != "" || e.Reason != "" || e.Act != "approve" || e.Draft != "d:0" {
			t.Fatalf("entry %+v", e)
		}
	})
}

// A chain that was begun before there was a key goes on with it, and how much of it anybody
// could have made is said. Without the key nobody adds to it unseen.
func TestChainBegunWithoutKey(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		bare, keyed := open(t, url, Options{}), open(t, url, Options{Secret: secret})
		keptDraft(t, bare, "one")
		keptDraft(t, bare, "two")
		for s, unkeyed := range map[*Store]int{bare: 0, keyed: 2} {
			v := verified(t, s)
			wantKinds(t, v)
			if v.Unkeyed != unkeyed || v.Keyed != (s == keyed) {
				t.Fatalf("verified %+v", v)
			}
		}
		keptDraft(t, keyed, "three")
		v := verified(t, keyed)
		wantKinds(t, v)
		if v.Unkeyed != 2 {
			t.Fatalf("verified %+v", v)
		}
		keptDraft(t, bare, "four")
		wantKinds(t, verified(t, keyed), copilot.BreachUnkeyed, copilot.BreachHead)
		keptDraft(t, keyed, "five")
		wantKinds(t, verified(t, keyed), copilot.BreachUnkeyed)
	})
}

// The same script twice, as a Cluster client sends it when a node fails under it, and a
// reply that was lost: one entry, and a chain that is whole.
func TestEntryRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, other := open(t, url, Options{Secret: secret}), open(t, url, Options{Secret: secret})
		ref := keptDraft(t, s, "d")
		entry, err := encodeEntry(refusal(ref, 1))
		must(t, err)
		args := append(s.step(tenant, s.tipOf(tenant), escape(ref.Draft), entry, entry).args, s.refusals(ref, person), copilot.MostRefusals)
		for _, want := range []string{"ok", "kept"} {
			reply, err := s.run(t.Context(), toRefuse, s.keys.draft(ref), args...).Slice()
			must(t, err)
			if reply[0] != want {
				t.Fatalf("reply %v, want %s", reply, want)
			}
		}
		must(t, s.Refuse(t.Context(), ref, refusal(ref, 2))) // it knows of none of that
		must(t, other.Refuse(t.Context(), ref, refusal(ref, 3)))
		must(t, s.Refuse(t.Context(), ref, refusal(ref, 4)))
		v := verified(t, other)
		wantKinds(t, v)
		if v.Head.Entries != 5 {
			t.Fatalf("%d entries", v.Head.Entries)
		}
	})
}

// Those who write to one record in one process do not overtake one another: each of them
// takes one trip, whereas all would otherwise try again after each.
func TestWritersTakeTurns(t *testing.T) {
	s := open(t, memorytest.Redis(t, "--appendonly", "no").URL(), Options{Secret: secret, Patience: time.Minute})
	ref := keptDraft(t, s, "d")
	must(t, s.db.ConfigResetStat(t.Context()).Err())
	const writers = 40
	var wg sync.WaitGroup
	for i := range writers {
		wg.Go(func() {
			if err := s.Refuse(t.Context(), ref, refusal(ref, i)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	stats := s.db.Info(t.Context(), "commandstats").Val()
	_, after, _ := strings.Cut(stats, "cmdstat_evalsha:calls=")
	calls, _, _ := strings.Cut(after, ",")
	if n, err := strconv.Atoi(calls); err != nil || n > writers+2 { // one finds the script unknown
		t.Errorf("%s trips for %d writers", calls, writers)
	}
	wantKinds(t, verified(t, s))
}

// A trail, a ledger or a chain that is none any more is a breach or an error, and no crash.
func TestKeysOfAnotherKind(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Secret: secret})
		ref := keptDraft(t, s, "d")
		must(t, s.db.Set(t.Context(), s.keys.trail(ref), "x", 0).Err())
		wantKinds(t, verified(t, s), copilot.BreachGone)
		for _, key := range []string{s.keys.ledger(tenant), s.keys.chain(tenant)} {
			must(t, s.db.Set(t.Context(), key, "x", 0).Err())
			if v, err := s.Verify(t.Context(), tenant, copilot.Head{}); err == nil {
				t.Errorf("verified %+v", v)
			}
		}
	})
}
