package discord

import (
	"strconv"
	"testing"
	"time"
)

// TestAddressesAreForgottenInTime: what is of no use any more does not stay until there
// are too many.
func TestAddressesAreForgottenInTime(t *testing.T) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	a := newAddresses(func() time.Time { return now })
	for n := range 2 * 60 { // an hour, with something every half minute
		id := strconv.Itoa(n)
		to := address{Token: id, Until: now.Add(addressAge)}
		a.meet("guild", snowflake(id), to)
		a.await(id, to)
		a.shown(snowflake(id), to, false)
		a.pend("guild", snowflake("of "+id), id) // another process answers
		now = now.Add(30 * time.Second)
	}
	const most = 2*15 + 2*1 // those that live, and those since the last sweep
	for what, n := range map[string]int{"person": len(a.person), "awaited": len(a.awaited), "message": len(a.message), "promise": len(a.pending)} {
		if n > most {
			t.Errorf("%d addresses of a %s are kept, want at most %d", n, what, most)
		}
	}
	if _, _, ok := a.of("119"); !ok {
		t.Error("an address that can be used is forgotten")
	}
}
