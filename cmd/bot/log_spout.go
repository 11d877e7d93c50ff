package main

import (
	"bytes"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// spout writes lines to where somebody may have stopped reading: a pipe that is full would
// hold up whoever logs, and with them the commands they are about to acknowledge. So
// writing never waits: lines wait here, and those for which there is no room are dropped
// and counted. One goroutine writes them; close waits for it.
type spout struct {
	lines   chan poured
	to      io.Writer
	dropped atomic.Int64
	done    chan struct{} // closed when nothing is written any more
	mu      sync.RWMutex  // held to write by who closes lines
	closed  bool
	stuck   atomic.Bool // flush was in vain, and nothing has been taken since
}

// poured is a line, or nothing but the wish to know that all before it is taken.
type poured struct {
	line  []byte
	taken chan<- struct{} // closed then; nil: nobody wants to know
}

// linesHeld is how many lines may wait: a thousand a second for four seconds, of a few
// hundred bytes each.
const linesHeld = 4096

// logEndsWithin is how long a bot that stops waits for its last lines to be taken.
const logEndsWithin = 2 * time.Second

func newSpout(to io.Writer) *spout {
	p := &spout{lines: make(chan poured, linesHeld), to: to, done: make(chan struct{})}
	go func() {
		defer close(p.done)
		for next := range p.lines {
			if next.taken != nil {
				close(next.taken)
				continue
			}
			_, _ = p.to.Write(next.line) // to nobody, if nobody is there
			p.stuck.Store(false)
		}
	}()
	return p
}

// Write takes a line, or drops it. It is never an error: who logs could do nothing about it.
func (p *spout) Write(line []byte) (int, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.closed {
		p.dropped.Add(1)
		return len(line), nil
	}
	select {
	case p.lines <- poured{line: bytes.Clone(line)}: // the slice is the caller's again
	default:
		p.dropped.Add(1)
	}
	return len(line), nil
}

// errorWithin is how long whoever logs an error waits until it is written, as far as somebody
// reads: it may be the last that the process says.
const errorWithin = 100 * time.Millisecond

// flush waits until all is written, but not for longer than within, and after that in vain
// not again before somebody reads on.
func (p *spout) flush(within time.Duration) {
	if p.stuck.Load() {
		return
	}
	taken := make(chan struct{})
	if !p.ask(taken) {
		return
	}
	select {
	case <-taken:
	case <-time.After(within):
		p.stuck.Store(true)
	}
}

// ask has taken closed when all before is written; false where there is no room to.
func (p *spout) ask(taken chan<- struct{}) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.closed {
		return false
	}
	select {
	case p.lines <- poured{taken: taken}:
		return true
	default:
		return false
	}
}

// closeAll closes all of them in the time that one may take.
func closeAll(within time.Duration, all ...*spout) {
	var closing sync.WaitGroup
	for _, one := range all {
		closing.Go(func() { one.close(within) })
	}
	closing.Wait()
}

// close takes nothing more and waits until all is written, but not for longer than within:
// nobody may be reading.
func (p *spout) close(within time.Duration) {
	p.mu.Lock()
	p.closed = true
	close(p.lines)
	p.mu.Unlock()
	select {
	case <-p.done:
	case <-time.After(within):
	}
}
