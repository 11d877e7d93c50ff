package slack

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// BenchmarkCard is what a card of three texts costs, short ones and long ones with 180
// findings, from the store to the bytes that
// Slack is sent: made, escaped, laid out, and its buttons sealed.
func BenchmarkCard(b *testing.B) {
	for name, times := range map[string]int{"short": 3, "long": 20} {
		b.Run(name, func(b *testing.B) {
			benchmarkCard(b, strings.Repeat("Halo 2 opens on *14 April* at €89, see https://example.com and ask <!channel>. ", times))
		})
	}
}

func benchmarkCard(b *testing.B, post string) {
	s := newPartsStage(b)
	_, d := s.draft(b, []string{post, post + "Story.", post + "Question?"})
	b.ReportAllocs()
	for b.Loop() {
		card, err := s.core.Card(b.Context(), d.Ref(), 0, "fr")
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range s.chat.parts(b.Context(), copilot.Spot{Place: d.Place, Key: "1"}, card) {
			if _, err := json.Marshal(s.chat.sealed(p, partsTeam, chat.Answering("1")).blocks); err != nil {
				b.Fatal(err)
			}
		}
	}
}
