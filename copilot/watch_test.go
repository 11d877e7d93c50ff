package copilot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// The placeholder of a long summary says which part is being read: every part,
// and none of what is written about it.
func TestPartsAreShown(t *testing.T) {
	b := newBench(t, writerFunc(func(_ context.Context, p copilot.Prompt) (copilot.Answer, error) {
		if p.Part > 0 {
			return copilot.Answer{Text: "- secret of a part [m1]"}, nil
		}
		return copilot.Answer{Text: "- We open on Monday. [m1]"}, nil
	}))
	b.Window = 2_000
	for i := range 60 {
		b.chat.lines = append(b.chat.lines, copilot.Line{ID: fmt.Sprint(i), Author: "Ana", Text: "We open on Monday, at eight in the morning.", Time: time.Now()})
	}
	b.accept(t, copilot.Request{ID: "r1", Command: "summarize", Place: channel, Person: marc, Time: time.Now()})
	b.work(t, empty)
	shown := ""
	for _, card := range b.chat.cards["message-r1"] {
		shown += said(card)
	}
	for _, want := range []string{"Lecture de la partie 1 sur 3…", "Lecture de la partie 2 sur 3…", "Lecture de la partie 3 sur 3…"} {
		if strings.Count(shown, want) != 1 {
			t.Errorf("%q is not shown once:\n%s", want, shown)
		}
	}
	if strings.Contains(shown, "secret") || b.chat.last(t, "message-r1").Subject().Draft == "" {
		t.Errorf("shown:\n%s", shown)
	}
}
