package memory

import (
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

func TestOnMiniredis(t *testing.T) {
	memorytest.Run(t, deploy(mini(t)))
}

func TestOnRedis(t *testing.T) {
	memorytest.Run(t, deploy(memorytest.Redis(t).URL()))
}

// replica gives a Store the interfaces that the suite asks for.
type replica struct{ *Store }

// Timeline is the store's, as the suite's interface.
func (r replica) Timeline(t copilot.Tenant) memorytest.Timeline { return r.Store.Timeline(t) }

// Guests are the store's, as the suite's interface.
func (r replica) Guests(t copilot.Tenant, idle time.Duration) memorytest.Guests {
	return r.Store.Guests(t, idle)
}

// deploy gives every test keys of its own on one server.
func deploy(url string) memorytest.Deploy {
	return func(t testing.TB) memorytest.Replica {
		prefix := unique()
		return func(o memorytest.Options) memorytest.Store {
			return replica{open(t, url, Options{
				Prefix: prefix, Lease: o.Lease, Scan: o.Scan, Attempts: o.Attempts, Kills: o.Kills, Requests: o.Requests,
				Secret: copilot.NewSecret("a secret of this test alone, long enough"),
			})}
		}
	}
}
