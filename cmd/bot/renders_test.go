package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/hostiletest"
)

// TestHostileRenders: whatever stands wherever on a card, nothing of it acts on a
// terminal, nor is it taken for ours: lines of ours alone begin at the edge.
func TestHostileRenders(t *testing.T) {
	t.Parallel()
	gallery := hostiletest.Open(t, copilot.Place{Platform: "terminal", Workspace: "w", Channel: "c"}, "")
	jury := hostiletest.NewJury(t, "the terminal")
	for _, said := range hostiletest.Texts(t) {
		for _, p := range gallery.Pieces(said) {
			shown := plain(p.Card, margin)
			wrong := append(hostiletest.Label(p.Card), hostiletest.Unseen(shown)...)
			wrong = append(wrong, hostiletest.Foreign(p, shown)...)
			if label := p.Card.Blocks()[0]; label.Kind == copilot.BlockLabel {
				line := "─── " + label.Text + " ───\n"
				if !strings.HasPrefix(shown, line) || !strings.HasSuffix(shown, line) {
					wrong = append(wrong, "the label is not first and last")
				}
			}
			var edge strings.Builder
			for line := range strings.Lines(shown) {
				if !strings.HasPrefix(line, "  ") {
					edge.WriteString(line)
				}
			}
			if got, most := hostiletest.Chrome(edge.String()), hostiletest.Framed(p.Card, 2); got > most {
				wrong = append(wrong, fmt.Sprintf("%d lines like ours, of %d, in %.900q", got, most, edge.String()))
			}
			jury.Judge(p, wrong)
		}
	}
	jury.Close(hostiletest.Places...)
}
