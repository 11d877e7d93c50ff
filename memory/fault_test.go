package memory

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// A server that refuses to write: everybody is told so, nothing is half kept,
// and all is well when it writes again.
func TestRefusingServer(t *testing.T) {
	server := memorytest.Redis(t)
	s, ctx := open(t, server.URL(), Options{}), t.Context()
	for word, fault := range map[string][2][]any{
		"OOM":      {{"CONFIG", "SET", "maxmemory", "1"}, {"CONFIG", "SET", "maxmemory", "0"}},
		"READONLY": {{"REPLICAOF", "127.0.0.1", "1"}, {"REPLICAOF", "NO", "ONE"}},
		"NOREPLICAS": {
			{"CONFIG", "SET", "min-replicas-to-write", "1"}, {"CONFIG", "SET", "min-replicas-to-write", "0"},
		},
	} {
		t.Run(word, func(t *testing.T) {
			ref := keptDraft(t, s, "d "+word)
			before, err := s.Draft(ctx, ref)
			must(t, err)
			must(t, s.db.Do(ctx, fault[0]...).Err())
			_, accepting := s.Accept(ctx, asked(word))
			_, deciding := s.Decide(ctx, ref, copilot.Decision{Revision: 1, Digest: "d", Verdict: copilot.Approve}, nil, copilot.Audit{})
			must(t, s.db.Do(ctx, fault[1]...).Err())
			for _, err := range []error{accepting, deciding} {
				if err == nil || !strings.Contains(err.Error(), word) {
					t.Fatalf("error %v, want %s", err, word)
				}
			}
			after, err := s.Draft(ctx, ref)
			must(t, err)
			if after.State() != before.State() || len(s.doubting) != 0 {
				t.Fatalf("state %s, %d doubts", after.State(), len(s.doubting))
			}
			if d := depthOf(t, s); d != (copilot.Depth{}) {
				t.Fatalf("depth %+v", d)
			}
			mustAccept(t, s, word)
			must(t, s.Finish(ctx, mustClaim(t, s)))
		})
	}
}

// Scripts that the server has forgotten are sent again.
func TestForgottenScripts(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		for _, id := range []string{"a", "b"} {
			mustAccept(t, s, id)
			must(t, s.db.ScriptFlush(t.Context()).Err())
			must(t, s.Finish(t.Context(), mustClaim(t, s)))
		}
	})
}

// Waiting does not make a wrong password right.
func TestWrongPassword(t *testing.T) {
	server := memorytest.Redis(t, "--requirepass", "sesame")
	right := strings.Replace(server.URL(), "unix://", "unix://:sesame@", 1)
	must(t, open(t, right, Options{}).Ping(t.Context()))
	for _, url := range []string{server.URL(), strings.Replace(right, "sesame", "wrong", 1)} {
		s := opened(t, url, Options{})
		if err := s.Wait(patient(t), func(string) {}); err == nil || strings.Contains(err.Error(), "deadline") {
			t.Fatalf("%s: error %v", url, err)
		}
	}
}
