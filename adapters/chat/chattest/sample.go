package chattest

import (
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

var seed = flag.Uint64("seed", 1, "of what is sampled")

// Sample is about as many of the cases as are wanted, or all of them with -whole: at
// first cases that bring a label that no other has brought, then any. The test says
// which sample it was, so that it can be had again.
func Sample[C any](t testing.TB, cases []C, wanted int, labels func(C) []string) []C {
	t.Helper()
	all := slices.Clone(cases)
	if sharedtest.Whole() || len(all) <= wanted {
		t.Logf("all %d cases", len(all))
		return all
	}
	random := rand.New(rand.NewPCG(*seed, 0))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	met := map[string]bool{}
	isNew := func(c C) bool {
		fresh := false
		for _, l := range labels(c) {
			fresh = fresh || !met[l]
			met[l] = true
		}
		return fresh
	}
	var first, rest []C
	for _, c := range all {
		if isNew(c) {
			first = append(first, c)
		} else {
			rest = append(rest, c)
		}
	}
	some := append(first, rest[:min(len(rest), max(0, wanted-len(first)))]...)
	t.Logf("%d of %d cases, with -seed=%d; -whole tests all", len(some), len(all), *seed)
	return some
}
