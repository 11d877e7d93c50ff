package memory

import (
	"log/slog"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Options tune a Store; every zero field means its default. All replicas of one
// deployment must use the same.
type Options struct {
	// Prefix begins every key, in braces so that a Cluster keeps all of them in
	// one slot; default "brouillon". Letters, digits, "-" and "_" only.
	Prefix string

	// Lease is how long a job stays with a worker that does not extend it;
	// default 10 s. A worker extends it at least every third of that.
	Lease time.Duration
	// Scan is how often, give or take a quarter, expired leases and due jobs are
	// looked for; default 2 s.
	Scan time.Duration
	// Attempts is how often a job may fail before it is parked; default 5.
	Attempts int
	// Kills is how many workers may die on a job before it is parked; default 3.
	Kills int

	// Patience is how long the store may take to answer one command; default 1 s.
	// An Accept gives up after 1.35 times that.
	Patience time.Duration

	// ContextTTL is how long a channel's recent context, which drafts cite which
	// message, the minutes of threads and
	// up to where people caught up are kept after the last write; default 30 days.
	ContextTTL time.Duration

	// Requests is how many requests a minute are accepted, of each person, channel and
	// workspace: as many at once, and then one for every such part of a minute.
	Requests copilot.Bounds

	// Secret is what the chain of audit entries is made with, so that nobody can make it
	// anew who can write to the server; without one anybody can. What people wrote, and
	// what was written for them, is kept in envelopes that it makes; without one as it is.
	Secret copilot.Secret
	// SecretBefore is the one of before, which opens what was sealed with it.
	SecretBefore copilot.Secret

	// Adopt is the day (2006-01-02) of the operator's word that no version works on the server
	// that knows no envelopes, and that what is in none is the store's own. It is heard once,
	// within a day of that day, by Unlock; "" for none.
	Adopt string
	// lookAgain is how long, at first, until it is looked again for what is sealed with the
	// secret of before; default 2 s.
	lookAgain time.Duration

	// Clock tells the time that is kept with jobs and that delays count by;
	// default time.Now.
	Clock func() time.Time
	// Log is told when the store goes away and comes back; default: nobody is.
	Log *slog.Logger
	// Closed is called at the end of Close: for what has to end with the store.
	Closed func()
}

func (o Options) withDefaults() Options {
	o.Prefix = or(o.Prefix, "brouillon")
	o.Lease = or(o.Lease, 10*time.Second)
	o.Scan = or(o.Scan, 2*time.Second)
	o.Attempts = or(o.Attempts, 5)
	o.Kills = or(o.Kills, 3)
	o.Patience = or(o.Patience, time.Second)
	o.ContextTTL = or(o.ContextTTL, 30*24*time.Hour)
	o.lookAgain = or(o.lookAgain, lookAgain)
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Closed == nil {
		o.Closed = func() {}
	}
	return o
}

// or is v, or the default when v is zero.
func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
