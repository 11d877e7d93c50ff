package copilot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// crowded is a queue that has had too many.
type crowded struct {
	copilot.Queue
	limit copilot.LimitError
}

func (q crowded) Accept(context.Context, copilot.Request) (bool, error) { return false, &q.limit }

// Whoever is one too many is told whose limit it is and when to try again, in their
// language; it is counted, and nothing is kept.
func TestLimitIsTold(t *testing.T) {
	for scope, want := range map[copilot.Scope][2]string{
		copilot.ScopePerson:    {"you may ask for 20 things a minute", "vous avez droit à 20 demandes par minute"},
		copilot.ScopeChannel:   {"20 things a minute may be asked for in a channel", "un canal a droit à 20 demandes par minute"},
		copilot.ScopeWorkspace: {"in all channels together", "tous canaux confondus"},
	} {
		var counted []string
		b := newBench(t, writerFunc(echo))
		b.Refused = func(why string) { counted = append(counted, why) }
		b.Queue = crowded{b.store, copilot.LimitError{Scope: scope, Most: 20, After: 2100 * time.Millisecond}}
		err := b.Accept(b.ctx, draftRequest("r1", "We open on Monday"))
		fault, ok := errors.AsType[*copilot.Fault](err)
		if !ok || fault.Kind != copilot.FaultLimit || fault.Passes() {
			t.Fatalf("%s: %v", scope, err)
		}
		for i, lang := range []string{"en", "fr"} {
			if s := fault.Sentence(lang); !strings.Contains(s, want[i]) || !strings.Contains(s, []string{"in about 3 seconds", "dans 3 secondes environ"}[i]) {
				t.Errorf("%s: said %q", scope, s)
			}
		}
		if !slices.Equal(counted, []string{"limit_" + string(scope)}) {
			t.Errorf("%s: counted %q", scope, counted)
		}
		if d, err := b.store.Depth(b.ctx); err != nil || d != (copilot.Depth{}) {
			t.Errorf("%s: %+v is kept, %v", scope, d, err)
		}
	}
}
