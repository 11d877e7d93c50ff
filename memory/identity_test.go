package memory

import (
	"sync"
	"testing"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// Of many that ask at once one gives the server its identity, and all are told the same.
func TestIdentifyOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		if is, err := s.Identity(t.Context()); is != "" || err != nil {
			t.Fatalf("before anybody asked it is %q, error %v", is, err)
		}
		var asking sync.WaitGroup
		var all [8]string
		var fresh [8]bool
		for i := range all {
			asking.Go(func() {
				var err error
				if all[i], fresh[i], err = s.Identify(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		asking.Wait()
		gave := 0
		for i := range all {
			if fresh[i] {
				gave++
			}
			if all[i] == "" || all[i] != all[0] {
				t.Errorf("told %q and %q", all[0], all[i])
			}
		}
		if gave != 1 {
			t.Errorf("%d gave it its identity", gave)
		}
	})
}

// A server that is killed comes back as itself; one that lost its data does not.
func TestIdentityIsLostWithTheRest(t *testing.T) {
	server := memorytest.Redis(t)
	s := open(t, server.URL(), Options{})
	is, _, err := s.Identify(t.Context())
	must(t, err)
	server.Kill()
	server.Start()
	must(t, s.Wait(patient(t), func(string) {}))
	again, fresh, err := s.Identify(t.Context())
	must(t, err)
	if again != is || fresh {
		t.Errorf("after a crash it is %q, was %q", again, is)
	}
	server.Kill()
	server.Start("--appendonly", "no")
	must(t, s.Wait(patient(t), func(string) {}))
	lost, err := s.Identity(t.Context())
	must(t, err)
	if lost != "" {
		t.Errorf("without its data it is %q", lost)
	}
}
