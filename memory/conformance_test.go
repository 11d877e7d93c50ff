package memory_test

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/alicebob/miniredis/v2"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

func TestOnMiniredis(t *testing.T) {
	memorytest.Run(t, deploy(t, mini(t)))
}

func TestOnRedis(t *testing.T) {
	memorytest.Run(t, deploy(t, memorytest.Redis(t).URL()))
}

// replica gives a Store the interfaces that the suite asks for.
type replica struct{ *memory.Store }

func (r replica) Timeline(t copilot.Tenant) memorytest.Timeline { return r.Store.Timeline(t) }

// mini starts a Redis inside the test and returns its URL.
func mini(t testing.TB) string {
	t.Helper()
	m := miniredis.NewMiniRedis()
	if err := m.Start(); err != nil {
		t.Fatal(err)
	}
	m.ClockTTL(true)
	t.Cleanup(m.Close)
	return "redis://" + m.Addr()
}

// deploy gives every test keys of its own on one server.
func deploy(_ testing.TB, url string) memorytest.Deploy {
	return func(t testing.TB) memorytest.Replica {
		prefix := rand.Text()
		return func(o memorytest.Options) memorytest.Store {
			return replica{open(t, url, memory.Options{
				Prefix: prefix, Lease: o.Lease, Scan: o.Scan, Attempts: o.Attempts, Kills: o.Kills,
			})}
		}
	}
}

// open opens a store that is closed with the test, once the server answers.
func open(t testing.TB, url string, o memory.Options) *memory.Store {
	t.Helper()
	s, err := memory.Open(t.Context(), url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.Wait(context.WithoutCancel(t.Context()), func(reason string) { t.Log(reason) }); err != nil {
		t.Fatal(err)
	}
	return s
}
