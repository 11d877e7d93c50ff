package discord

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot/text"
)

// TestChoicesFit: whatever there is to choose from, Discord takes the answer.
func TestChoicesFit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var all []choice
		for i := range rapid.IntRange(0, 60).Draw(t, "how many") {
			all = append(all, choice{chat.Short(anyText().Draw(t, "name"), maxChoice), fmt.Sprint(i)})
		}
		b, err := json.Marshal(choices(matching(all, anyText().Draw(t, "typed"))))
		if err != nil {
			t.Fatal(err)
		}
		var sent struct {
			Type int
			Data struct{ Choices []choice }
		}
		if err := json.Unmarshal(b, &sent); err != nil || sent.Type != replyAutocomplete || sent.Data.Choices == nil || len(sent.Data.Choices) > 25 {
			t.Fatalf("%d choices, %v", len(sent.Data.Choices), err)
		}
		for _, c := range sent.Data.Choices {
			if chat.Width(c.Name) > 100 {
				t.Fatalf("%q is too long", c.Name)
			}
		}
	})
}

// TestMatching: everything that holds what was typed, whatever accents and capitals,
// first what begins with it, each in the order it had.
func TestMatching(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom([]string{"été", "Ete", "net", "Réseau", "eau", "x", ""})
		var all []choice
		for i := range rapid.IntRange(0, 12).Draw(t, "how many") {
			all = append(all, choice{words.Draw(t, "a") + " " + words.Draw(t, "b"), fmt.Sprint("v", i)})
		}
		typed := words.Draw(t, "typed")
		rank := func(c choice) int {
			at := strings.Index(text.Fold(c.Name), text.Fold(typed))
			return min(at, 1)
		}
		var want []choice
		for _, r := range []int{0, 1} {
			for _, c := range all {
				if rank(c) == r {
					want = append(want, c)
				}
			}
		}
		if got := matching(all, typed); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%q of %v is %v, want %v", typed, all, got, want)
		}
	})
}

// TestCut: at most so many units, the beginning of what there was, whole characters.
func TestCut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, limit := anyText().Draw(t, "text"), rapid.IntRange(1, 120).Draw(t, "limit")
		got := chat.Short(s, limit)
		if chat.Width(got) > limit || chat.Width(s) <= limit && got != s {
			t.Fatalf("%q cut to %d is %q", s, limit, got)
		}
	})
}
