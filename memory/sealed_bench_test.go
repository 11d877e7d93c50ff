package memory

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// BenchmarkSealed is how long a few things take with a secret, as a share of how long they
// take without: in turns, on one server, so that both are slowed by the same.
func BenchmarkSealed(b *testing.B) {
	url := memorytest.Redis(b).URL()
	stores := []*Store{open(b, url, Options{Prefix: "plain"}), open(b, url, Options{Prefix: "sealed", Secret: secret})}
	h := household{copilot.Place{Platform: "web", Workspace: "w", Channel: "c", Thread: "t"}, "four hundred letters of what somebody has asked for, as people ask"}
	n := 0
	for name, does := range map[string]func(s *Store, n int){
		"accept": func(s *Store, n int) {
			_, err := s.Accept(b.Context(), h.request(fmt.Sprint("a", n)))
			must(b, err)
		},
		"keep": func(s *Store, n int) { h.draft(b, s, fmt.Sprint("d", n), false) },
		"decide": func(s *Store, n int) {
			d, err := s.Draft(b.Context(), h.ref(fmt.Sprint("d", n)))
			must(b, err)
			_, err = h.decide(b, s, d, copilot.Approve)
			must(b, err)
		},
		"recent": func(s *Store, n int) {
			must(b, s.Remember(b.Context(), h.at, copilot.Exchange{Draft: fmt.Sprint(n % 50), Asked: h.text("asked"), Answer: h.generated("answer")}, copilot.Fence{}))
			_, err := s.Recent(b.Context(), h.at, 50)
			must(b, err)
		},
	} {
		b.Run(name, func(b *testing.B) {
			var took [2][]time.Duration
			for b.Loop() {
				n++
				for i, s := range stores {
					if name == "decide" {
						h.draft(b, s, fmt.Sprint("d", n), false)
					}
					begun := time.Now()
					does(s, n)
					took[i] = append(took[i], time.Since(begun))
				}
			}
			for i := range took {
				slices.Sort(took[i])
			}
			for what, at := range map[string]int{"p50": len(took[0]) / 2, "p99": len(took[0]) * 99 / 100} {
				b.ReportMetric(float64(took[1][at])/float64(took[0][at]), what+"-ratio")
				b.ReportMetric(float64(took[1][at].Microseconds()), what+"-µs")
			}
		})
	}
}
