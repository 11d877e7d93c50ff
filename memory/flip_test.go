package memory

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// flip changes one bit of a field of a key: of every value, member and name there is.
type flip struct {
	key, field string
	do         func(context.Context, redis.Cmdable, func(string) string) error
}

// flips are all there are of a store.
func (c *court) flips(t testing.TB) (all []flip) {
	ctx := t.Context()
	add := func(key, field string, do func(context.Context, redis.Cmdable, func(string) string) error) {
		all = append(all, flip{key, field, do})
	}
	for _, key := range slices.Sorted(maps.Keys(c.kept)) {
		switch c.s.db.Type(ctx, key).Val() {
		case "string":
			add(key, "", func(ctx context.Context, db redis.Cmdable, f func(string) string) error {
				return db.Set(ctx, key, f(db.Get(ctx, key).Val()), 0).Err()
			})
		case "hash":
			for _, field := range c.s.db.HKeys(ctx, key).Val() {
				add(key, field, func(ctx context.Context, db redis.Cmdable, f func(string) string) error {
					return db.HSet(ctx, key, field, f(db.HGet(ctx, key, field).Val())).Err()
				})
				add(key, "name of "+field, func(ctx context.Context, db redis.Cmdable, f func(string) string) error {
					return errors.Join(db.HSet(ctx, key, f(field), db.HGet(ctx, key, field).Val()).Err(), db.HDel(ctx, key, field).Err())
				})
				add(key, "no "+field, func(ctx context.Context, db redis.Cmdable, _ func(string) string) error {
					return db.HDel(ctx, key, field).Err()
				})
			}
		case "list":
			for i, value := range c.s.db.LRange(ctx, key, 0, -1).Val() {
				add(key, fmt.Sprint(i), func(ctx context.Context, db redis.Cmdable, f func(string) string) error {
					return db.LSet(ctx, key, int64(i), f(value)).Err()
				})
			}
		case "set":
			for _, m := range c.s.db.SMembers(ctx, key).Val() {
				add(key, m, func(ctx context.Context, db redis.Cmdable, f func(string) string) error {
					return errors.Join(db.SRem(ctx, key, m).Err(), db.SAdd(ctx, key, f(m)).Err())
				})
			}
		case "zset":
			for _, z := range c.s.db.ZRangeWithScores(ctx, key, 0, -1).Val() {
				m := z.Member.(string)
				add(key, m, func(ctx context.Context, db redis.Cmdable, f func(string) string) error {
					return errors.Join(db.ZRem(ctx, key, m).Err(), db.ZAdd(ctx, key, redis.Z{Score: z.Score, Member: f(m)}).Err())
				})
			}
		case "stream":
			for _, e := range c.s.db.XRange(ctx, key, "-", "+").Val() {
				add(key, e.ID, func(ctx context.Context, db redis.Cmdable, f func(string) string) error {
					return errors.Join(db.XDel(ctx, key, e.ID).Err(), db.XAdd(ctx, &redis.XAddArgs{Stream: key, Values: []any{"job", f(fmt.Sprint(e.Values["job"]))}}).Err())
				})
			}
		}
		add(key, "the key", func(ctx context.Context, db redis.Cmdable, _ func(string) string) error {
			return db.Del(ctx, key).Err()
		})
	}
	return all
}

// Whatever of all that Redis keeps has a bit flipped, or is taken away: nothing is approved
// that was not to be, and no approval names another text than was shown, or another person.
func TestEveryFieldFlipped(t *testing.T) {
	c := newCourt(t)
	if wrong := c.tried(t); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if d, err := c.s.Draft(t.Context(), home.ref("pending")); err != nil || d.State() != copilot.Approved {
		t.Fatalf("whoever may does not approve: %v", err)
	}
	c.restore(t)
	times := sharedtest.Either(8, 1)
	all, clicks, heard, wrongs := c.flips(t), 0, 0, 0
	for n := range times {
		chance := rand.New(rand.NewPCG(11, uint64(n)))
		for _, f := range all {
			must(t, f.do(t.Context(), c.s.db, func(text string) string { return bitFlipped(chance, text) }))
			for _, wrong := range c.tried(t) {
				t.Errorf("%s %s flipped: %s", f.key, f.field, wrong)
				wrongs++
			}
			if d, err := c.s.Draft(t.Context(), home.ref("pending")); err == nil && d.State() == copilot.Approved {
				heard++
			}
			clicks += len(wrongful) + 1
			c.restore(t)
		}
	}
	if heard < len(all)*times/2 {
		t.Errorf("whoever may was heard %d times of %d: the scene proves less than it says", heard, len(all)*times)
	}
	sharedtest.Prove(t, "fields of every key of Redis, flipped or gone", len(all)*times, wrongs)
	t.Logf("%d keys, %d clicks; whoever may was heard %d times", len(c.kept), clicks, heard)
}

func bitFlipped(chance *rand.Rand, text string) string {
	if text == "" {
		return "\x01"
	}
	b := []byte(text)
	b[chance.IntN(len(b))] ^= 1 << chance.IntN(8)
	return string(b)
}

// Whoever can write to Redis, knows this program and has no key: states, digests, revisions
// and copies of before are put where they would have a text approved, or somebody approve.
func TestForgedStates(t *testing.T) {
	c := newCourt(t)
	ctx, db := t.Context(), c.s.db
	one := func(name string) string { return c.s.keys.one(home.ref(name)) }
	forgeries := map[string]func(){}
	for _, name := range []string{"pending", "reject", "withdraw", "request_changes", "edited", "private", "own"} {
		for _, state := range copilot.States() {
			forgeries[name+" is "+string(state)] = func() { db.HSet(ctx, one(name), "state:1", string(state), "state:2", string(state)) }
			forgeries[name+" is "+string(state)+" and decided as another"] = func() {
				from := db.HGetAll(ctx, one("approve")).Val()
				db.HSet(ctx, one(name), "state:1", string(state), "decision:1", from["decision:1"], "mark:1", from["mark:1"])
			}
		}
		forgeries[name+" has no decision"] = func() { db.HDel(ctx, one(name), "decision:1"); db.HSet(ctx, one(name), "state:1", "pending") }
		forgeries[name+" has no mark"] = func() { db.HDel(ctx, one(name), "mark:1", "mark:2"); db.HSet(ctx, one(name), "state:1", "pending") }
		forgeries[name+" has nothing on record either"] = func() {
			db.HDel(ctx, one(name), "decision:1")
			db.HSet(ctx, one(name), "state:1", "pending")
			db.LTrim(ctx, c.s.keys.trail(home.ref(name)), 0, 0)
		}
		forgeries[name+" is another"] = func() { db.HSet(ctx, one(name), db.HGetAll(ctx, one("approve")).Val()) }
	}
	forgeries["edited is at its first revision"] = func() { db.HSet(ctx, one("edited"), "latest", "1", "state:1", "pending") }
	forgeries["anybody approves"] = func() {
		db.Set(ctx, c.s.keys.channel("profile", home.at), `{"approvers":[{"id":"intruder","name":"x"}],"self_sign_off":true}`, 0)
	}
	forgeries["one signature is enough"] = func() { db.Del(ctx, c.s.keys.channel("rules", strict.at)) }
	forgeries["signed twice"] = func() {
		db.HSet(ctx, c.s.keys.one(strict.ref("unsigned")), db.HGetAll(ctx, c.s.keys.one(strict.ref("partly"))).Val())
	}
	forgeries["the rules of another channel"] = func() {
		for i, key := range c.s.keys.profile(strict.at) {
			db.Set(ctx, key, db.Get(ctx, c.s.keys.profile(home.at)[i]).Val(), 0)
		}
	}
	wrongs := 0
	for what, forge := range forgeries {
		forge()
		for _, wrong := range c.tried(t) {
			t.Errorf("%s: %s", what, wrong)
			wrongs++
		}
		c.restore(t)
	}
	sharedtest.Prove(t, "states, revisions and profiles forged in Redis without its key", len(forgeries), wrongs)
}

// A draft that is put back as it was before it was decided, with all that vouches for it,
// is not signed after all, nor edited so that the edit can be: the record knows better.
func TestPutBackIsNotSigned(t *testing.T) {
	c := newCourt(t)
	ctx, put := t.Context(), 0
	for _, name := range []string{"again", "revised"} {
		c.keeps(t, home, name, "lea", false)
	}
	c.remember(t)
	before := map[string]map[string]string{}
	for _, name := range []string{"again", "revised"} {
		before[name] = c.s.db.HGetAll(ctx, c.s.keys.one(home.ref(name))).Val()
	}
	moves := map[string]func(name string){
		"rejected":        func(name string) { must(t, c.click(t, home, name, 1, copilot.Reject, "boss")) },
		"withdrawn":       func(name string) { must(t, c.click(t, home, name, 1, copilot.Withdraw, "lea")) },
		"asked to change": func(name string) { must(t, c.click(t, home, name, 1, copilot.RequestChanges, "boss")) },
		"edited": func(name string) {
			_, err := c.s.Revise(ctx, home.ref(name), copilot.Expect{Revision: 1, Digest: "one"}, home.revision(2, "two"), copilot.Fence{}, copilot.Audit{Act: "edited", Revision: 2, Digest: "two"})
			must(t, err)
		},
	}
	for what, move := range moves {
		for name, fields := range before {
			move(name)
			key := c.s.keys.one(home.ref(name))
			must(t, c.s.db.Del(ctx, key).Err())
			must(t, c.s.db.HSet(ctx, key, fields).Err())
			if err := c.click(t, home, name, 1, copilot.Approve, "boss"); !errors.Is(err, ErrForged) {
				t.Errorf("%s, and put back: %v", what, err)
			}
			if d, err := c.s.Draft(ctx, home.ref(name)); err != nil || d.State() != copilot.Pending {
				t.Errorf("%s, and put back: it is %v, %v", what, d.State(), err)
			}
			_, err := c.s.Revise(ctx, home.ref(name), copilot.Expect{Revision: 1, Digest: "one"}, home.revision(2, "three"), copilot.Fence{}, copilot.Audit{Act: "edited", Revision: 2, Digest: "three"})
			if !errors.Is(err, ErrForged) {
				t.Errorf("%s, put back and edited: %v", what, err)
			}
			put++
			c.restore(t)
		}
	}
	t.Logf("%d drafts put back: 0 signed", put)
}
