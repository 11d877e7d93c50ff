package memorytest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

func acceptOnce(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	accepted(t, s, request("r1"))
	for _, replica := range []Store{s, other} {
		fresh, err := replica.Accept(t.Context(), request("r1"))
		ok(t, err)
		if fresh {
			t.Fatal("the same request is new twice")
		}
	}
	depth(t, s, copilot.Depth{Waiting: 1})
	ok(t, s.Finish(t.Context(), claim(t, s)))
	if fresh, err := s.Accept(t.Context(), request("r1")); err != nil || fresh {
		t.Fatalf("delivered again after the answer: new %v, error %v", fresh, err)
	}
	if _, err := s.Accept(t.Context(), request("")); err == nil {
		t.Fatal("a request without an id is accepted: the next one would be taken for it")
	}
}

// Ids that collide when they are joined carelessly.
func acceptByTenant(t *testing.T, open Replica) {
	s := open(Options{})
	for _, c := range [][3]string{
		{"p", "w", "a:b"},
		{"p", "w:a", "b"},
		{"p:w", "a", "b"},
		{"p", "w", "a%3Ab"},
		{"p", "", "w:a:b"},
		{"p", "W", "a:b"},
		{"p", "w", "a:b "},
		{"p", "w", "*"},
		{"p", "w", "{x}"},
		{"p", "w", "é"},
		{"p", "w", "e\u0301"},
	} {
		r := request(c[2])
		r.Place = copilot.Place{Platform: c[0], Workspace: c[1]}
		fresh, err := s.Accept(t.Context(), r)
		ok(t, err)
		if !fresh {
			t.Errorf("request %q is taken for another's", c)
		}
	}
}

func acceptRacing(t *testing.T, open Replica) {
	replicas := []Store{open(Options{}), open(Options{})}
	var fresh atomic.Int64
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			s := replicas[i%2]
			is, err := s.Accept(t.Context(), request("the same"))
			if err != nil {
				t.Error(err)
			}
			if is {
				fresh.Add(1)
			}
			if is, err := s.Accept(t.Context(), request(fmt.Sprint("own ", i))); err != nil || !is {
				t.Errorf("own %d: new %v, error %v", i, is, err)
			}
		})
	}
	wg.Wait()
	if n := fresh.Load(); n != 1 {
		t.Fatalf("the same request was new %d times", n)
	}
	depth(t, replicas[0], copilot.Depth{Waiting: 51})
	seen := map[string]bool{}
	for range 51 {
		j := claim(t, replicas[1])
		if seen[j.Request.ID] {
			t.Fatalf("%q claimed twice", j.Request.ID)
		}
		seen[j.Request.ID] = true
	}
}
