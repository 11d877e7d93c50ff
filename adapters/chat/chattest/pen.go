package chattest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// Pen is a writer that writes what it was told to, word for word, and remembers what
// it was asked. Its zero value writes what fits.
type Pen struct {
	Write func(copilot.Prompt) string // nil: Fitting

	mu    sync.Mutex
	asked []copilot.Prompt
	lost  bool // then nothing is written
}

var errLost = errors.New("the pen is lost")

// Compose is copilot.Writer.
func (p *Pen) Compose(ctx context.Context, prompt copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	p.mu.Lock()
	p.asked = append(p.asked, prompt)
	lost := p.lost
	p.mu.Unlock()
	if lost {
		return copilot.Answer{}, errLost
	}
	write := p.Write
	if write == nil {
		write = Fitting
	}
	said := write(prompt)
	for word := range strings.SplitAfterSeq(said, " ") {
		piece(word)
	}
	return copilot.Answer{Text: said, Writer: "openai", Model: "scripted-1"}, ctx.Err()
}

// Lose has nothing written, or with false finds the pen again.
func (p *Pen) Lose(lost bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lost = lost
}

// Last is the latest prompt.
func (p *Pen) Last() copilot.Prompt {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.asked) == 0 {
		return copilot.Prompt{}
	}
	return p.asked[len(p.asked)-1]
}

// CountOf is how many prompts have words in what was read.
func (p *Pen) CountOf(words string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, prompt := range p.asked {
		if strings.Contains(fmt.Sprint(prompt.Brief, prompt.Lines), words) {
			n++
		}
	}
	return n
}
