package writers

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
)

// witness tells whoever wants to know that a writer is called.
func (m *Meter) witness(ctx context.Context, name string) (context.Context, func(copilot.Answer, error)) {
	if m.Witness == nil {
		return ctx, func(copilot.Answer, error) {}
	}
	ctx, end := m.Witness.Begin(ctx, copilot.Stage{Kind: copilot.StageCall, What: name})
	return ctx, func(a copilot.Answer, err error) {
		e := copilot.End{How: copilot.Done, Writer: name, Model: a.Model, Usage: a.Usage}
		if err != nil {
			e.How, e.Why = copilot.Failed, outcome(a, err)
		}
		end(e)
	}
}
