package discord

import (
	"errors"
	"net"
)

// farewell is how a connection ended, as far as anybody knows.
type farewell struct {
	code      int  // of Discord's close frame; 0: none came
	op        int  // opReconnect or opInvalid; 0: Discord did not ask for the end
	resumable bool // what Discord says beside opInvalid
	err       error
}

// errCut is that of a connection that we cut.
var errCut = errors.New("discord: cut")

// hangUp cuts the connection without a word, so that its session may be resumed. The
// first farewell counts.
func (c *circuit) hangUp(f farewell) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last.err != nil {
		return
	}
	c.last = f
	if f.err == nil {
		c.last.err = errCut
	}
	close(c.over)
	_ = c.raw.Close()
}

// hail notes that READY or RESUMED came; false when one had before.
func (c *circuit) hail() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.hailed {
		return false
	}
	c.hailed = true
	close(c.hears)
	return true
}

// greeted says whether READY or RESUMED came.
func (c *circuit) greeted() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hailed
}

// ended says whether nothing more comes of it.
func (c *circuit) ended() bool {
	select {
	case <-c.over:
		return true
	default:
		return false
	}
}

// farewell is how it ended; nothing while it has not.
func (c *circuit) farewell() farewell {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// Close is the library's, when it lets go of the connection.
func (c *circuit) Close() error {
	c.hangUp(farewell{err: net.ErrClosed})
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.free {
		c.free = true
		close(c.released)
	}
	return nil
}
