package memory

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// Whoever can write to the server and does not have the key: whatever they do to what is
// kept of a record, and wherever, is found.
func TestTamperingIsFound(t *testing.T) {
	trials := 1000
	if testing.Short() {
		trials = 100
	}
	for name, url := range map[string]func(testing.TB) string{
		"miniredis": mini,
		"redis":     func(t testing.TB) string { return memorytest.Redis(t, "--appendonly", "no").URL() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, url(t), Options{Secret: secret})
			scene, missed := recorded(t, s), 0
			for trial := range trials {
				how := scene.tamper(t, rand.New(rand.NewPCG(7, uint64(trial))))
				if v := verified(t, s); v.Whole() {
					missed++
					t.Errorf("trial %d, not found: %s", trial, how)
				}
				scene.restore(t)
			}
			if v := verified(t, s); !v.Whole() {
				t.Fatalf("the scene is not as it was: %+v", v)
			}
			sharedtest.Prove(t, "tamperings with the record, on "+name, trials, missed)
		})
	}
}

var secret = copilot.NewSecret("a secret of these tests, and of nobody else")

func verified(t testing.TB, s *Store) copilot.Verification {
	t.Helper()
	v, err := s.Verify(t.Context(), tenant, copilot.Head{})
	must(t, err)
	return v
}

// scene is a record as it was written, and earlier heads of it.
type scene struct {
	s      *Store
	ledger []string
	trails map[string][]string // by key; those of drafts that are in the chain
	head   map[string]string
	heads  []map[string]string // from the first entry on
}

// recorded writes a record of a few drafts whose entries lie among one another.
func recorded(t testing.TB, s *Store) *scene {
	t.Helper()
	c := &scene{s: s, trails: map[string][]string{}}
	var refs []copilot.Ref
	for i := range 5 {
		refs = append(refs, keptDraft(t, s, fmt.Sprint("d:", i)))
		c.see(t)
	}
	for i := range 25 {
		ref := refs[i*i%len(refs)]
		must(t, s.Refuse(t.Context(), ref, refusal(ref, i)))
		c.see(t)
	}
	for _, ref := range refs[:3] {
		_, err := s.Decide(t.Context(), ref, copilot.Decision{Revision: 1, Digest: "d", Verdict: copilot.Approve, Person: person}, nil,
			copilot.Audit{Draft: ref.Draft, Act: "approve", Person: person, Reason: "because"})
		must(t, err)
		c.see(t)
	}
	c.ledger = s.db.LRange(t.Context(), s.keys.ledger(tenant), 0, -1).Val()
	for _, ref := range refs {
		c.trails[s.keys.trail(ref)] = s.db.LRange(t.Context(), s.keys.trail(ref), 0, -1).Val()
	}
	if v := verified(t, s); !v.Whole() || v.Head.Entries != 33 || len(c.ledger) != 33 {
		t.Fatalf("the record as it was written: %+v", v)
	}
	return c
}

var person = copilot.Person{Platform: "web", ID: "u", Name: "Léa"}

func refusal(ref copilot.Ref, i int) copilot.Audit {
	return copilot.Audit{Draft: ref.Draft, Act: "refused", Person: person, Reason: "approve", Why: "approver.nobody", Revision: i}
}

func (c *scene) see(t testing.TB) {
	c.head = c.s.db.HGetAll(t.Context(), c.s.keys.chain(tenant)).Val()
	c.heads = append(c.heads, c.head)
}

func (c *scene) restore(t *testing.T) {
	t.Helper()
	c.setHead(t, c.head)
	c.setList(t, c.s.keys.ledger(tenant), c.ledger)
	for key, entries := range c.trails {
		c.setList(t, key, entries)
	}
}

func (c *scene) setHead(t *testing.T, to map[string]string) {
	key := c.s.keys.chain(tenant)
	must(t, c.s.db.Del(t.Context(), key).Err())
	if len(to) > 0 {
		must(t, c.s.db.HSet(t.Context(), key, to).Err())
	}
}

func (c *scene) setList(t *testing.T, key string, to []string) {
	must(t, c.s.db.Del(t.Context(), key).Err())
	if len(to) > 0 {
		must(t, c.s.db.RPush(t.Context(), key, to).Err())
	}
}

// tamper changes something somewhere, and says what.
func (c *scene) tamper(t *testing.T, chance *rand.Rand) string {
	keys := slices.Sorted(maps.Keys(c.trails))
	switch chance.IntN(9) {
	case 8:
		c.wipe(t)
		return "wiped"
	case 0:
		return c.tamperHead(t, chance)
	case 1:
		n := 1 + chance.IntN(len(c.heads)-1)
		c.setHead(t, c.heads[n-1])
		return fmt.Sprint("the head of ", n)
	case 2:
		return c.cut(t, chance)
	case 3, 4, 5:
		key := keys[chance.IntN(len(keys))]
		to, how := damaged(chance, c.trails[key])
		c.setList(t, key, to)
		return how + " in " + key
	default:
		to, how := damaged(chance, c.ledger)
		c.setList(t, c.s.keys.ledger(tenant), to)
		return how + " in the ledger"
	}
}

func (c *scene) tamperHead(t *testing.T, chance *rand.Rand) string {
	to := maps.Clone(c.head)
	field := []string{"n", "link", "seal"}[chance.IntN(3)]
	switch chance.IntN(3) {
	case 0:
		delete(to, field)
	case 1:
		to = nil
	default:
		to[field] = flipped(chance, to[field])
	}
	c.setHead(t, to)
	return fmt.Sprintf("head %q", to)
}

// cut takes the tail off everything at once, as one can who knows all but the key: the
// seal is that of the head as it was, or the one that needs no key.
func (c *scene) cut(t *testing.T, chance *rand.Rand) string {
	n := 1 + chance.IntN(len(c.ledger)-1)
	seal := c.head["seal"]
	if chance.IntN(2) == 0 {
		seal = public.seal(tenant, c.heads[n-1]["n"], c.heads[n-1]["link"])
	}
	c.cutAfter(t, n, seal)
	return fmt.Sprint("cut off after ", n)
}

func (c *scene) cutAfter(t *testing.T, n int, seal string) {
	c.setList(t, c.s.keys.ledger(tenant), c.ledger[:n])
	left := map[string]int{}
	for _, text := range c.ledger[:n] {
		e, _ := parseElement(text)
		left[c.s.keys.trail(copilot.Ref{Tenant: tenant, Draft: e.id()})]++
	}
	for key, entries := range c.trails {
		c.setList(t, key, entries[:left[key]])
	}
	c.setHead(t, map[string]string{"n": c.heads[n-1]["n"], "link": c.heads[n-1]["link"], "seal": seal})
}

// wipe takes away all there is of the record, and leaves the drafts.
func (c *scene) wipe(t *testing.T) {
	c.setHead(t, nil)
	c.setList(t, c.s.keys.ledger(tenant), nil)
	for key := range c.trails {
		c.setList(t, key, nil)
	}
}

// slipIn doubles the first entry of a draft behind it, and has the ledger look for the others
// one further on.
func (c *scene) slipIn(t *testing.T, draft string) {
	trail := c.s.keys.trail(copilot.Ref{Tenant: tenant, Draft: draft})
	c.setList(t, trail, slices.Insert(slices.Clone(c.trails[trail]), 1, c.trails[trail][0]))
	ledger := slices.Clone(c.ledger)
	for i, text := range ledger {
		if e, _ := parseElement(text); e.id() == draft && e.index > 0 {
			ledger[i] = fmt.Sprint(e.draft, " ", e.index+1, " ", e.commitment, " ", e.link)
		}
	}
	c.setList(t, c.s.keys.ledger(tenant), ledger)
}

// damaged is a list that somebody was at.
func damaged(chance *rand.Rand, list []string) ([]string, string) {
	list = slices.Clone(list)
	i, j := chance.IntN(len(list)), chance.IntN(len(list))
	switch chance.IntN(6) {
	case 0:
		list[i] = flipped(chance, list[i])
		return list, fmt.Sprintf("flipped %d to %q", i, list[i])
	case 1:
		return slices.Delete(list, i, i+1), fmt.Sprint("dropped ", i)
	case 2:
		return slices.Insert(list, j, list[i]), fmt.Sprint("doubled ", i, " at ", j)
	case 3:
		return list[:i], fmt.Sprint("cut off after ", i)
	case 4:
		if i == j {
			return append(list, list[i]), fmt.Sprint("doubled ", i, " at the end")
		}
		list[i], list[j] = list[j], list[i]
		return list, fmt.Sprint("swapped ", i, " and ", j)
	default:
		return append(list, "x "+list[i]), "added at the end"
	}
}

func flipped(chance *rand.Rand, text string) string {
	b := []byte(text)
	b[chance.IntN(len(b))] ^= byte(1 + chance.IntN(255))
	return string(b)
}
