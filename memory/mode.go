package memory

import "sync/atomic"

// modes is what a vault with a secret may do for a while.
type modes struct {
	adopting atomic.Bool // what is in no envelope is read, to be put into one: by the operator's word, before anything else works
}

// wraps says whether values are put into envelopes.
func (v *vault) wraps() bool { return len(v.rings) > 0 }

// strict says whether a value that is in no envelope is refused.
func (v *vault) strict() bool { return v.wraps() && !v.adopting.Load() }
