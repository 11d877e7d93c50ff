package discord

import (
	"testing"
	"time"
)

// TestTakeoverIsInTime: a seat that nobody renews is free, and another replica looks
// for it, soon enough for nobody to go unheard for more than 15 s. Connecting takes
// what is left.
func TestTakeoverIsInTime(t *testing.T) {
	o := GatewayOptions{}.withDefaults()
	if free := o.Lasts + o.Look; free > 13*time.Second {
		t.Errorf("another replica looks for a free seat after %v", free)
	}
	if o.Renew*2 > o.Lasts {
		t.Errorf("a seat of %v is renewed each %v: one late answer of the store loses it", o.Lasts, o.Renew)
	}
}
