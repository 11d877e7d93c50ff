package memory

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// onBothBench runs a benchmark on a miniredis and on a real Redis that fsyncs
// every write.
func onBothBench(b *testing.B, bench func(b *testing.B, url string)) {
	b.Run("miniredis", func(b *testing.B) { bench(b, mini(b)) })
	b.Run("redis", func(b *testing.B) { bench(b, memorytest.Redis(b).URL()) })
}

// BenchmarkAccept is a request in to durable in Redis.
func BenchmarkAccept(b *testing.B) {
	onBothBench(b, func(b *testing.B, url string) {
		s := open(b, url, Options{})
		mustAccept(b, s, "warm")
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			begun := time.Now()
			mustAccept(b, s, fmt.Sprint(i))
			took = append(took, time.Since(begun))
		}
		percentiles(b, took)
	})
}

// BenchmarkAcceptLimited is what limits cost an accept: by turns with and without them,
// in one run on one server.
func BenchmarkAcceptLimited(b *testing.B) {
	onBothBench(b, func(b *testing.B, url string) {
		plenty := copilot.Bounds{Person: 1_000_000, Channel: 1_000_000, Workspace: 1_000_000}
		stores := []*Store{open(b, url, Options{}), open(b, url, Options{Requests: plenty})}
		var took [2][]time.Duration
		for i := 0; b.Loop(); i++ {
			r := asked(fmt.Sprint(i))
			r.Person.ID = fmt.Sprint(i % 50)
			begun := time.Now()
			if _, err := stores[i%2].Accept(b.Context(), r); err != nil {
				b.Fatal(err)
			}
			took[i%2] = append(took[i%2], time.Since(begun))
		}
		for _, all := range took {
			slices.Sort(all)
		}
		if n := len(took[1]); n > 0 {
			b.ReportMetric(float64(took[1][n/2])/float64(took[0][n/2]), "p50-ratio")
			b.ReportMetric(float64(took[1][n*99/100])/float64(took[0][n*99/100]), "p99-ratio")
		}
	})
}

// BenchmarkEnqueueToClaim is from before an accept to a worker that waited for
// work having it, on another replica.
func BenchmarkEnqueueToClaim(b *testing.B) {
	onBothBench(b, func(b *testing.B, url string) {
		front, back := open(b, url, Options{}), open(b, url, Options{})
		claimed := make(chan time.Time)
		ctx, cancel := context.WithCancel(b.Context())
		go func() {
			defer close(claimed)
			for {
				j, err := back.Claim(ctx)
				if err != nil {
					return
				}
				claimed <- time.Now()
				_ = back.Finish(ctx, j) // the last one may end with the benchmark
			}
		}()
		mustAccept(b, front, "warm")
		<-claimed
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			for back.desk.demand() == 0 { // else the worker's own turnaround is measured
				time.Sleep(50 * time.Microsecond)
			}
			begun := time.Now()
			mustAccept(b, front, fmt.Sprint(i))
			took = append(took, (<-claimed).Sub(begun))
		}
		cancel()
		for range claimed { // ends with the worker
		}
		percentiles(b, took)
	})
}

// BenchmarkDrafts lists the newest fifty of five hundred drafts.
func BenchmarkDrafts(b *testing.B) {
	onBothBench(b, func(b *testing.B, url string) {
		s := open(b, url, Options{})
		for i := range 500 {
			keptDraft(b, s, fmt.Sprint(i))
		}
		for b.Loop() {
			if _, err := s.Drafts(b.Context(), filterOfAll); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSurvey goes through the five thousand drafts of a channel, as its figures do.
func BenchmarkSurvey(b *testing.B) {
	onBothBench(b, func(b *testing.B, url string) {
		s := open(b, url, Options{})
		at := asked("").Place
		for i := range 5000 {
			keptWritten(b, s, fmt.Sprint(i))
		}
		for b.Loop() {
			found := 0
			_, err := s.Survey(b.Context(), at.Tenant(), at.Channel, time.Time{}, 5000, func(copilot.Draft) { found++ })
			if err != nil || found != 5000 {
				b.Fatal(found, err)
			}
		}
	})
}

// keptWritten keeps a draft as large as most: three texts, four findings, two facts.
func keptWritten(b *testing.B, s *Store, id string) {
	b.Helper()
	mustAccept(b, s, "for "+id)
	j := mustClaim(b, s)
	r := copilot.Revision{
		Number: 1, Digest: "d", Request: "for " + id,
		Made: copilot.Provenance{Writer: "openai", Facts: make([]copilot.Fact, 2), Used: &copilot.Usage{Prompt: 900, Completion: 300}},
	}
	for range 3 {
		r.Variants = append(r.Variants, copilot.Variant{Text: copilot.Unseal(copilot.Sealed(strings.Repeat("A post says it. ", 40)))})
	}
	for range 4 {
		r.Findings = append(r.Findings, check.Finding{Kind: check.Unsupported, Text: "40 hours", Code: "number_absent", Args: map[string]string{"a": "b"}})
	}
	d := copilot.Draft{ID: id, Command: "draft", Place: j.Request.Place, Created: time.Unix(1, 0).UTC(), Revisions: []copilot.Revision{r}}
	_, err := s.Keep(b.Context(), d, j.Fence, copilot.Audit{Draft: id, Act: "drafted"})
	must(b, err)
	must(b, s.Finish(b.Context(), j))
}

func percentiles(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkFlood is how long the requests of other people wait for one of four workers
// while somebody has ten thousand in line, beside how long they wait when nobody has. A
// request is worked on for 5 ms.
func BenchmarkFlood(b *testing.B) {
	const flood, others = 10_000, 400
	s := open(b, memorytest.Redis(b).URL(), Options{})
	claimed := crew(b, s, 4, 5*time.Millisecond)
	wait := func(what string) (waits []time.Duration) {
		for i := range others {
			begun := time.Now()
			mustAccept(b, s, fmt.Sprint(what, i))
			waits = append(waits, (<-claimed).Sub(begun))
		}
		slices.Sort(waits)
		return waits
	}
	wait("warm")
	alone := wait("alone")
	for i := range flood {
		r := asked(fmt.Sprint("flood", i))
		r.Person.ID = "flood"
		if _, err := s.Accept(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
	beside := wait("beside")
	for b.Loop() { // all of it was measured above, once
	}
	for name, at := range map[string]int{"p50": others / 2, "p99": others * 99 / 100} {
		b.ReportMetric(float64(alone[at].Microseconds()), name+"-alone-µs")
		b.ReportMetric(float64(beside[at])/float64(alone[at]), name+"-ratio")
	}
}

// crew works on what there is, and says when it began on what nobody floods it with.
func crew(b *testing.B, s *Store, workers int, takes time.Duration) <-chan time.Time {
	claimed := make(chan time.Time, 1)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for {
				j, err := s.Claim(ctx)
				if err != nil {
					return
				}
				if j.Request.Person.ID == "" {
					claimed <- time.Now()
				}
				time.Sleep(takes)
				_ = s.Finish(context.WithoutCancel(ctx), j) // the last ones may end with the benchmark
			}
		})
	}
	b.Cleanup(func() { cancel(); running.Wait() })
	return claimed
}

// BenchmarkDecide is a click to state moved, audited and durable.
func BenchmarkDecide(b *testing.B) {
	onBothBench(b, func(b *testing.B, url string) {
		s := open(b, url, Options{})
		var refs []copilot.Ref
		for i := range 2_000 {
			refs = append(refs, keptDraft(b, s, fmt.Sprint(i)))
		}
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			ref := refs[i%len(refs)]
			d := copilot.Decision{Draft: ref.Draft, Revision: 1, Digest: "d", Verdict: copilot.RequestChanges, At: time.Now()}
			if i >= len(refs) { // asked to change once, it can only be rejected
				d.Verdict = copilot.Reject
			}
			if i >= 2*len(refs) {
				b.Fatal("more drafts are needed")
			}
			begun := time.Now()
			if _, err := s.Decide(b.Context(), ref, d, nil, copilot.Audit{Draft: ref.Draft, Act: string(d.Verdict), At: d.At}); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(begun))
		}
		percentiles(b, took)
	})
}

// BenchmarkVerify holds a record of a hundred thousand entries, four of each draft, against
// its chain.
func BenchmarkVerify(b *testing.B) {
	const drafts, each = 25_000, 4
	s := open(b, memorytest.Redis(b, "--appendonly", "no").URL(), Options{Secret: copilot.NewSecret("thirty-two characters or some more")})
	h := tip{n: "0", whole: true}
	pipe := s.db.Pipeline()
	for n := range drafts * each {
		// A draft has its next entry when fifty others had one.
		id := fmt.Sprintf("draft-%020d", n/(50*each)*50+n%50)
		ref := copilot.Ref{Tenant: tenant, Draft: id}
		entry, err := encodeEntry(copilot.Audit{Draft: id, Revision: 1, Digest: h.link, Act: "drafted", Person: copilot.Person{Platform: "slack", ID: "U0123456789", Name: "Léa Martin"}, Text: h.link, At: time.Now()})
		must(b, err)
		kept := s.coverEntry(tenant, s.keys.trail(ref), entry)
		step := s.step(tenant, h, id, entry, kept)
		h = step.to
		c, _ := commitment(entry)
		pipe.RPush(b.Context(), s.keys.trail(ref), kept)
		pipe.RPush(b.Context(), s.keys.ledger(tenant), fmt.Sprintf("%s %d %s %s", id, n/50%each, c, h.link))
		pipe.ZAdd(b.Context(), s.keys.index(tenant, "", ""), redis.Z{Score: float64(n), Member: id})
		if n%1000 == 999 || n == drafts*each-1 {
			pipe.HSet(b.Context(), s.keys.chain(tenant), "n", h.n, "link", h.link, "seal", s.chain.seal(tenant, h.n, h.link))
			_, err := pipe.Exec(b.Context())
			must(b, err)
		}
	}
	for b.Loop() {
		v, err := s.Verify(b.Context(), tenant, copilot.Head{})
		must(b, err)
		if !v.Whole() || v.Head.Entries != drafts*each || v.Unchained > 0 {
			b.Fatalf("verified %+v", v)
		}
	}
	b.ReportMetric(drafts*each*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}
