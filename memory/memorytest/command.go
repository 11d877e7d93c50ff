package memorytest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// Do gives the server a command, as one types it, and returns what it answers; the
// test fails when it refuses.
func (s *Server) Do(command string) string {
	s.t.Helper()
	c := redis.NewClient(&redis.Options{Network: "unix", Addr: s.Socket(), DisableIdentity: true})
	defer func() { _ = c.Close() }()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var words []any
	for _, word := range strings.Fields(command) {
		words = append(words, word)
	}
	reply, err := c.Do(ctx, words...).Result()
	if err != nil {
		s.t.Fatalf("%s: %v", command, err)
	}
	return fmt.Sprint(reply)
}
