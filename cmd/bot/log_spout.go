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
	lines   chan []byte
	to      io.Writer
	dropped atomic.Int64
	done    chan struct{} // closed when nothing is written any more
	mu      sync.RWMutex  // held to write by who closes lines
	closed  bool
}

// linesHeld is how many lines may wait: a thousand a second for four seconds, of a few
// hundred bytes each.
const linesHeld = 4096

// logEndsWithin is how long a bot that stops waits for its last lines to be taken.
const logEndsWithin = 2 * time.Second

func newSpout(to io.Writer) *spout {
	p := &spout{lines: make(chan []byte, linesHeld), to: to, done: make(chan struct{})}
	go func() {
		defer close(p.done)
		for line := range p.lines {
			_, _ = p.to.Write(line) // to nobody, if nobody is there
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
	case p.lines <- bytes.Clone(line): // the slice is the caller's again
	default:
		p.dropped.Add(1)
	}
	return len(line), nil
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
