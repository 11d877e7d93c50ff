// Package memorytest is the conformance suite of a store: what every
// implementation of copilot.Memory, copilot.Queue and the workbench's timeline
// has to do, whatever it is built on.
package memorytest

import (
	"context"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Store is what the suite tests.
type Store interface {
	copilot.Memory
	copilot.Queue
	copilot.Stretches
	Timeline(copilot.Tenant) Timeline
	Guests(t copilot.Tenant, idle time.Duration) Guests
	Tenants(ctx context.Context) ([]copilot.Tenant, error)
	Erase(ctx context.Context, t copilot.Tenant, who copilot.Person, entry copilot.Audit) (int, error)
}

// Timeline keeps the messages of the workbench.
type Timeline interface {
	Put(ctx context.Context, channel, id string, value []byte) error
	Find(ctx context.Context, channel, id string) ([]byte, error)
	List(ctx context.Context, channel string, last int) ([][]byte, error)
	Watch(ctx context.Context) (<-chan string, error)
}

// Guests keeps who came in to the workbench.
type Guests interface {
	Arrive(ctx context.Context, person string, who []byte, session, attempt string) (bool, error)
	Linger(ctx context.Context, person, session string, used bool) ([]byte, error)
	Depart(ctx context.Context, person, session string) error
	Forget(ctx context.Context, person string) (bool, error)
	Find(ctx context.Context, person string) ([]byte, error)
	List(ctx context.Context, last int) (map[string][]byte, error)
}

// Options a test opens a store with; zero fields mean the store's own defaults.
type Options struct {
	Lease    time.Duration
	Scan     time.Duration
	Attempts int
	Kills    int
	Requests copilot.Bounds // a minute
}

// Replica opens one more store on what a Deploy made; it is closed with the test.
type Replica func(Options) Store

// Deploy makes an empty place to keep things for one test.
type Deploy func(t testing.TB) Replica

// patience bounds waits that end much sooner in a store that works.
const patience = 30 * time.Second

// Run runs the suite.
func Run(t *testing.T, deploy Deploy) {
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, deploy(t))
		})
	}
}

var tests = map[string]func(*testing.T, Replica){
	"accept once":                  acceptOnce,
	"claim tells when accepted":    claimTellsWhen,
	"depth tells the oldest":       depthOldest,
	"accept is by tenant":          acceptByTenant,
	"accept racing":                acceptRacing,
	"accept within limits":         acceptLimited,
	"limits are one's own":         limitsApart,
	"a limit refuses no delivery":  limitsKnowAgain,
	"claim in order":               claimInOrder,
	"claim waits":                  claimWaits,
	"claim ends with its context":  claimEnds,
	"claim cancelled loses no job": claimCancelled,
	"claim racing":                 claimRacing,
	"finish":                       finish,
	"release":                      release,
	"retry":                        retry,
	"retry later":                  retryLater,
	"park and revive":              parkAndRevive,
	"park at once":                 parkAtOnce,
	"revive what is not parked":    reviveAbsent,
	"takeover":                     takeover,
	"kills park":                   killsPark,
	"extend keeps the lease":       extendKeeps,
	"a lost lease writes nothing":  writesFenced,
	"a flood waits":                floodWaits,
	"a line advances":              lineAdvances,
	"a line keeps places":          lineKeepsPlaces,
	"what is revived waits":        revivedWaits,
	"who is not told":              untold,

	"keep":                     keep,
	"keep twice":               keepTwice,
	"keep needs the lease":     keepFenced,
	"revise":                   revise,
	"revise twice":             reviseTwice,
	"revise stale":             reviseStale,
	"revise needs the lease":   reviseFenced,
	"edit needs no lease":      editUnfenced,
	"decide":                   decideMoves,
	"decide enqueues":          decideEnqueues,
	"decide stale":             decideStale,
	"decide twice":             decideTwice,
	"sign keeps":               signKeeps,
	"sign twice":               signTwice,
	"sign voided":              signVoided,
	"sign overtaken":           signOvertaken,
	"sign racing":              signRacing,
	"sign erased":              signErased,
	"expire":                   expire,
	"decide racing":            decideRacing,
	"refuse":                   refuse,
	"refuse often":             refuseOften,
	"ledger":                   ledger,
	"ledger pages":             ledgerPages,
	"ledger racing":            ledgerRacing,
	"ledger crosses nothing":   ledgerIsolation,
	"ledger erase":             ledgerErase,
	"citing":                   citing,
	"citing survives a crash":  citingOnce,
	"redact":                   redact,
	"absent":                   absent,
	"filter":                   filter,
	"filter pages":             filterPages,
	"survey":                   survey,
	"survey pages":             surveyPages,
	"sign-off, any order":      signOff,
	"profile":                  profile,
	"learn":                    learn,
	"learn racing":             learnRacing,
	"learn late":               learnLate,
	"facts":                    facts,
	"context":                  recent,
	"context caps":             contextCaps,
	"minutes":                  minutes,
	"minutes caps":             minutesCaps,
	"minutes need the lease":   minutesFenced,
	"catch up":                 catchUp,
	"stretch":                  stretch,
	"stretch, any order":       stretchAnyOrder,
	"stretch laid":             stretchLaid,
	"stretch all know of":      stretchKnown,
	"stretch after a gap":      stretchGap,
	"stretch of the deaf":      stretchDeaf,
	"stretch caps":             stretchCaps,
	"opt out":                  optOut,
	"opt out crosses nothing":  optOutIsolation,
	"oblivion":                 oblivion,
	"oblivion crosses nothing": oblivionIsolation,
	"rewrite":                  rewrite,
	"posts":                    posts,
	"nothing crosses":          isolation,
	"timeline":                 timeline,
	"timeline watch":           watch,
	"timeline watch is closed": watchEnds,
	"guests":                   guests,
	"guests idle":              guestsIdle,
	"guests cross nothing":     guestsIsolation,
}
