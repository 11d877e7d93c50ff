package memorytest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// Do gives the server a command, as one types it, once it is there, and returns what
// it answers; the test fails when it refuses.
func (s *Server) Do(command string) string {
	s.t.Helper()
	return do(s.t, "unix", s.Socket(), command)
}

// says is one field of what the server says of itself.
func (s *Server) says(field string) string {
	s.t.Helper()
	_, rest, _ := strings.Cut(s.Do("INFO everything"), "\n"+field+":")
	value, _, _ := strings.Cut(rest, "\r\n")
	return value
}

func do(t testing.TB, network, address, command string) string {
	t.Helper()
	c := redis.NewClient(&redis.Options{
		Network: network, Addr: address, DisableIdentity: true, MaxRetries: -1, DialerRetries: 1,
	})
	defer func() { _ = c.Close() }()
	var words []any
	for _, word := range strings.Fields(command) {
		words = append(words, word)
	}
	var said any
	var refusal redis.Error
	await(t, "a server answers "+command, func() bool {
		if !listens(network, address) { // the library would say so on standard error
			return false
		}
		var err error
		refusal = nil // of a server that was still loading, say
		said, err = c.Do(context.Background(), words...).Result()
		return err == nil || errors.As(err, &refusal) && !strings.HasPrefix(refusal.Error(), "LOADING")
	})
	if refusal != nil {
		t.Fatalf("%s: %v", command, refusal)
	}
	return fmt.Sprint(said)
}

func listens(network, address string) bool {
	c, err := net.Dial(network, address)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}

// await asks again and again until something is so.
func await(t testing.TB, what string, so func() bool) {
	t.Helper()
	end, look := time.After(patience), time.NewTicker(20*time.Millisecond)
	defer look.Stop()
	for !so() {
		select {
		case <-look.C:
		case <-end:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
