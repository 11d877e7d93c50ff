package memory

import "sync/atomic"

// modes is how far a store has got with its envelopes.
type modes struct {
	begun atomic.Bool // envelopes are made: no version that knows none runs beside
	whole atomic.Bool // all that is kept is in envelopes: what is not was put there by somebody else
}

// wraps says whether values are put into envelopes.
func (v *vault) wraps() bool { return len(v.rings) > 0 && v.begun.Load() }

// strict says whether a value that is in no envelope is refused.
func (v *vault) strict() bool { return len(v.rings) > 0 && v.whole.Load() }
