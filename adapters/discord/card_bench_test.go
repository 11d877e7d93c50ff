package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// BenchmarkCard is what a card of three texts costs, short ones and long ones with 180
// findings, from the store to the bytes that
// Discord is sent: made, escaped, laid out, and its buttons sealed.
func BenchmarkCard(b *testing.B) {
	for name, times := range map[string]int{"short": 3, "long": 20} {
		b.Run(name, func(b *testing.B) {
			benchmarkCard(b, strings.Repeat("Halo 2 opens on *14 April* at €89, see https://example.com and ask @everyone. ", times))
		})
	}
}

func benchmarkCard(b *testing.B, post string) {
	e := newEasel(b)
	shown := last(e.draft(b, nil, post, post+"Story.", post+"Question?")).Subject()
	c, err := NewChat(ChatOptions{Token: copilot.NewSecret("a token of a bot that is long enough")})
	if err != nil {
		b.Fatal(err)
	}
	ref := copilot.Ref{Tenant: easelPlace.Tenant(), Draft: shown.Draft}
	b.ReportAllocs()
	for b.Loop() {
		card, err := e.core.Card(b.Context(), ref, 0, "fr")
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range lay(card, layout{key: "1", settings: settingsCommand}) {
			if _, err := json.Marshal(c.answering(p, copilot.Spot{Place: easelPlace, Key: "1"})); err != nil {
				b.Fatal(err)
			}
		}
	}
}
