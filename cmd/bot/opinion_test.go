package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// A second opinion is a call like any other: it goes where drafts are written, and is
// paid for from the tokens of the day; when they are used up the draft stands without.
func TestSecondOpinionIsACall(t *testing.T) {
	for name, c := range map[string]struct {
		opinion bool
		tokens  int
		calls   int
		doubted bool
	}{
		"off": {false, 0, 1, false}, "on": {true, 0, 2, true}, "with tokens left": {true, 9_000, 2, true}, "without": {true, 3_000, 1, false},
	} {
		dear := openaitest.Body("text/event-stream", openaitest.Piece("=== fact\nLumo opens in Lyon on Monday."), openaitest.Finish("stop"), openaitest.Usage(1_500, 500), openaitest.Done)
		server := openaitest.New(t, dear, openaitest.Say("=== unsupported\n- Lumo opens in Lyon on Monday."))
		composer, err := headless(&Settings{BaseURL: server.URL, Key: copilot.NewSecret(openaitest.Key), Model: "m", Parallel: 1, TokensPerDay: c.tokens, Opinion: c.opinion})
		if err != nil {
			t.Fatal(err)
		}
		d, err := composeDraft(t.Context(), composer, draftLine{Brief: "Lumo opens in Lyon on Monday", Language: "en", Variants: 1}, "en")
		if err != nil {
			t.Fatal(err)
		}
		got := slices.ContainsFunc(d.Latest().Findings, func(f check.Finding) bool { return f.Kind == check.Doubted })
		asked := server.Requests()
		if got != c.doubted || len(asked) != c.calls || len(d.Latest().Variants) != 1 {
			t.Errorf("%s: %d calls, findings %+v", name, len(asked), d.Latest().Findings)
		}
		if c.calls == 2 && !strings.Contains(asked[1].Messages[0].Content, "about to sign") {
			t.Errorf("%s: asked\n%s", name, asked[1].Messages[0].Content)
		}
	}
}
