package memory

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// clockOf is noon of a day.
func clockOf(day string) func() time.Time {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return func() time.Time { return at.Add(12 * time.Hour) }
}

// keysOf are the names of all that a server keeps.
func keysOf(server *memorytest.Server) string {
	all := strings.Fields(strings.Trim(server.Do("KEYS *"), "[]"))
	slices.Sort(all)
	return strings.Join(all, " ")
}

// TestOpensChangesNothing: who only wants to know whether a secret fits learns what Unlock
// would come to, and leaves everything as it was.
func TestOpensChangesNothing(t *testing.T) {
	server := memorytest.Redis(t)
	one, two := copilot.NewSecret(strings.Repeat("1", 32)), copilot.NewSecret(strings.Repeat("2", 32))
	day := "2026-11-27"
	looks := func(o Options, want Seal, fault error) {
		t.Helper()
		o.Clock = clockOf(day)
		s := opened(t, server.URL(), o)
		before := keysOf(server)
		got, err := s.Opens(t.Context())
		if got != want && err == nil || !errors.Is(err, fault) {
			t.Errorf("it is %q, %v; want %q, %v", got, err, want, fault)
		}
		if after := keysOf(server); after != before {
			t.Errorf("there was %s, and is %s", before, after)
		}
	}
	looks(Options{}, SealNone, nil)
	looks(Options{Secret: one}, SealFirst, nil)
	bare := opened(t, server.URL(), Options{})
	if _, err := bare.Accept(t.Context(), copilot.Request{ID: "r", Place: copilot.Place{Platform: "p", Workspace: "w", Channel: "c"}, Person: copilot.Person{Platform: "p", ID: "u"}}); err != nil {
		t.Fatal(err)
	}
	looks(Options{Secret: one}, "", ErrBare)
	looks(Options{Secret: one, Adopt: day}, SealAdopts, nil)
	sealed := opened(t, server.URL(), Options{Secret: one, Adopt: day, Clock: clockOf(day)})
	if err := sealed.Unlock(t.Context()); err != nil {
		t.Fatal(err)
	}
	looks(Options{Secret: one}, SealFits, nil)
	looks(Options{Secret: one, Adopt: day}, SealFits, nil) // that word was heard
	looks(Options{Secret: two, SecretBefore: one}, SealFits, nil)
	looks(Options{Secret: two}, "", ErrLocked)
	looks(Options{}, "", ErrLocked)
}

// TestVitalsReadTroubles: what did not get to the disk, and what was dropped, is told.
func TestVitalsReadTroubles(t *testing.T) {
	v := Vitals{}.reads(infoFields("# Memory\r\nused_memory:5\r\nmaxmemory:7\r\ntotal_system_memory:9\r\nevicted_keys:3\r\naof_last_write_status:ok\r\naof_last_bgrewrite_status:err\r\nrdb_last_bgsave_status:err\r\n"))
	if v.Used != 5 || v.Most != 7 || v.Machine != 9 || v.Evicted != 3 ||
		strings.Join(v.Unwritten, "; ") != "aof_last_bgrewrite_status is err; rdb_last_bgsave_status is err" {
		t.Errorf("read %+v", v)
	}
	if v := (Vitals{}).reads(infoFields("used_memory:5\r\n")); len(v.Unwritten) > 0 {
		t.Errorf("of what is not told it says %q", v.Unwritten)
	}
}
