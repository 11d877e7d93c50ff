package writers

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

func TestFallback(t *testing.T) {
	for _, kind := range everyKind {
		t.Run(string(kind), func(t *testing.T) {
			first, second := script(turn{pieces: []string{"half a "}, err: fails(kind)}), script(ok)
			got := compose(t.Context(), Fallback(first, "gpt-5-mini", second))
			want := copilot.Answer{Text: "all well", Writer: "scripted", Notes: []copilot.Note{
				{Key: "note.fallback", Args: map[string]any{"Reason": string(kind), "Model": "gpt-5-mini"}},
			}}
			if d := cmp.Diff(want, got.Answer); d != "" || got.err != nil {
				t.Errorf("%v\n%s", got.err, d)
			}
			if got.said != "half a \fall well" {
				t.Errorf("shown %q", got.said)
			}
		})
	}
}

func TestFallbackIsNotAsked(t *testing.T) {
	bug := errors.New("a bug")
	for name, c := range map[string]struct {
		first turn
		err   error
	}{
		"when all is well":      {ok, nil},
		"for a cut answer":      {turn{pieces: []string{"half"}, cut: true}, nil},
		"for a bug":             {turn{err: bug}, bug},
		"when nobody waits":     {turn{err: context.Canceled}, context.Canceled},
		"when time has run out": {turn{err: context.DeadlineExceeded}, context.DeadlineExceeded},
	} {
		t.Run(name, func(t *testing.T) {
			second := script(ok)
			got := compose(t.Context(), Fallback(script(c.first), "m", second))
			if got.err != c.err || second.calls != 0 || len(got.Notes) != 0 {
				t.Errorf("%v, %d calls, %v", got.err, second.calls, got.Notes)
			}
		})
	}
}

func TestFallbackAfterHangUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	second := script(ok)
	got := compose(ctx, Fallback(script(turn{err: fails(copilot.WriterSlow)}), "m", second))
	if got.err == nil || second.calls != 0 {
		t.Errorf("%v, %d calls", got.err, second.calls)
	}
}

// When nobody has an answer, the first reason is the one to tell.
func TestFallbackFailsToo(t *testing.T) {
	got := compose(t.Context(), Fallback(script(turn{err: fails(copilot.WriterForbidden)}), "m", script(turn{err: fails(copilot.WriterEmpty)})))
	if kindOf(got.err) != copilot.WriterForbidden || got.Text != "" {
		t.Errorf("%q %v", got.Text, got.err)
	}
}
