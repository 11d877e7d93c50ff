package web

import (
	"slices"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// writing holds the cards whose text is still being written, by message. It
// lives and dies with this process: another replica, and a restart, show the
// placeholder until the draft itself is kept.
type writing struct {
	mu    sync.Mutex
	cards map[string]copilot.Card
}

func newWriting() *writing { return &writing{cards: make(map[string]copilot.Card)} }

func (w *writing) set(message string, c copilot.Card) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cards[message] = c
}

func (w *writing) find(message string) (copilot.Card, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, ok := w.cards[message]
	return c, ok
}

func (w *writing) drop(message string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.cards, message)
}

// generated says whether a card holds text that a writer wrote.
func generated(c copilot.Card) bool { return slices.ContainsFunc(c.Blocks(), isGenerated) }

func isGenerated(b copilot.Block) bool {
	switch b.Kind {
	case copilot.BlockText, copilot.BlockHashtags, copilot.BlockPoints, copilot.BlockPhrases:
		return true
	default:
		return false
	}
}

// unfinished says whether a card shows text that is still being written; a draft
// that is kept although its writer was cut short names a state.
func unfinished(c copilot.Card) bool {
	return c.Subject().State == "" && slices.ContainsFunc(c.Blocks(), func(b copilot.Block) bool { return b.Partial })
}
