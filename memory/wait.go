package memory

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"
)

// Wait returns once the store answers: it waits while there is no Redis at the
// address yet, or while it loads its data. waiting is called with a short reason
// in English when that begins, when the reason changes, and every minute. What
// waiting does not cure (a wrong password, say) is a *RefusedError, at once; other
// errors are ctx's.
func (s *Store) Wait(ctx context.Context, waiting func(reason string)) error {
	said, at := "", time.Time{}
	for b := (backoff{}); ; {
		err := s.Ping(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		reason, curable := why(err)
		if !curable {
			var reply redis.Error
			errors.As(err, &reply)
			return &RefusedError{Server: s.Address(), Reply: reply.Error()}
		}
		if now := time.Now(); reason != said || now.Sub(at) >= time.Minute {
			waiting(reason)
			said, at = reason, now
		}
		if err := b.pause(ctx); err != nil {
			return err
		}
	}
}

// RefusedError is what a server answers to whoever it does not let in.
type RefusedError struct {
	Server string // as Address has it
	Reply  string // its own words; the first is the kind: WRONGPASS, NOAUTH, ERR
}

// Error names the server and repeats its words.
func (e *RefusedError) Error() string { return "Redis at " + e.Server + " refuses: " + e.Reply }

// Away says whether an error of a Store means that the server is not there, or not
// able to serve for now, so that the same may be tried again.
func Away(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, ErrClosed) {
		return false
	}
	var reply redis.Error
	var away net.Error
	switch {
	case errors.As(err, &reply):
		word, _, _ := strings.Cut(reply.Error(), " ")
		_, curable := replyReason(word)
		return curable || word == "READONLY" || word == "OOM"
	default:
		return errors.As(err, &away) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
			errors.Is(err, context.DeadlineExceeded) || errors.Is(err, redis.ErrPoolTimeout) || errors.Is(err, syscall.EPIPE)
	}
}

// why words an error for a person, and says whether waiting may cure it.
func why(err error) (reason string, curable bool) {
	var reply redis.Error
	var dns *net.DNSError
	switch {
	case errors.As(err, &reply):
		word, _, _ := strings.Cut(reply.Error(), " ")
		return replyReason(word)
	case errors.As(err, &dns):
		return "its name is not known: " + dns.Name, true
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return "it does not answer in time", true
	default:
		return "it cannot be reached", true
	}
}

func replyReason(word string) (string, bool) {
	switch word {
	case "LOADING":
		return "it is loading its data", true
	case "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY":
		return "it is busy changing over (" + word + ")", true
	case "MISCONF":
		return "it cannot write to its disk (MISCONF)", true
	default:
		return "", false
	}
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// backoff is how long to pause between tries: from 25 ms, doubling up to 1 s,
// with jitter so that replicas do not come back all at once.
type backoff struct{ next time.Duration }

func (b *backoff) pause(ctx context.Context) error {
	b.next = min(max(2*b.next, 25*time.Millisecond), time.Second)
	t := time.NewTimer(jitter(b.next))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *backoff) reset() { b.next = 0 }

// jitter is d, give or take a quarter.
func jitter(d time.Duration) time.Duration {
	return d*3/4 + rand.N(d/2+1)
}
