package memory

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// saying answers every PING with the replies in turn, the last one for ever.
func saying(t *testing.T, replies ...string) string {
	t.Helper()
	next := func(command string) string {
		if command != "PING" {
			return ""
		}
		reply := replies[0]
		replies = replies[min(1, len(replies)-1):]
		return reply
	}
	return speaking(t, next)
}

// answering answers some commands with a text.
func answering(t *testing.T, texts map[string]string) string {
	t.Helper()
	return speaking(t, func(command string) string {
		if text, ok := texts[command]; ok {
			return fmt.Sprintf("$%d\r\n%s", len(text), text)
		}
		return ""
	})
}

// speaking is a server that says what it is told to, one connection after another.
func speaking(t *testing.T, reply func(command string) string) string {
	t.Helper()
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
	must(t, err)
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			converse(c, reply)
		}
	}()
	return "unix://" + l.Addr().String() + "?protocol=2"
}

func converse(c net.Conn, reply func(command string) string) {
	defer func() { _ = c.Close() }()
	for in := bufio.NewScanner(c); in.Scan(); {
		word := strings.ToUpper(in.Text())
		said := reply(word)
		if word == "HELLO" {
			said = "-ERR unknown command"
		}
		if said != "" {
			_, _ = c.Write([]byte(said + "\r\n"))
		}
	}
}

func TestWait(t *testing.T) {
	const loading = "-LOADING Redis is loading the dataset in memory"
	for name, c := range map[string]struct {
		replies []string
		said    []string
		fails   string
	}{
		"at once":        {[]string{"+PONG"}, nil, ""},
		"loading":        {[]string{loading, loading, "+PONG"}, []string{"it is loading its data"}, ""},
		"one then other": {[]string{"-MASTERDOWN x", loading, "+PONG"}, []string{"it is busy changing over (MASTERDOWN)", "it is loading its data"}, ""},
		"wrong password": {[]string{"-WRONGPASS no"}, nil, "WRONGPASS"},
		"no password":    {[]string{"-NOAUTH no"}, nil, "NOAUTH"},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, saying(t, c.replies...), Options{})
			var said []string
			err := s.Wait(patient(t), func(reason string) { said = append(said, reason) })
			if (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) {
				t.Fatalf("error %v, want %q", err, c.fails)
			}
			if !slices.Equal(said, c.said) {
				t.Fatalf("said %q, want %q", said, c.said)
			}
		})
	}
}

// A server that stays away is told of again every minute.
func TestWaitSaysAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s, err := Open(ctx, "unix:///nobody/there", Options{})
		must(t, err)
		var said []time.Time
		_ = s.Wait(ctx, func(string) {
			if said = append(said, time.Now()); len(said) == 3 {
				cancel()
			}
		})
		must(t, s.Close())
		time.Sleep(2 * time.Second) // the library tries once a second, and then finds itself closed
		for i, at := range said[1:] {
			if after := at.Sub(said[i]); after < time.Minute || after > time.Minute+2*time.Second {
				t.Errorf("said again after %v", after)
			}
		}
	})
}

// Where a store is said to be, nobody reads a password.
func TestAddress(t *testing.T) {
	for url, want := range map[string]string{
		"redis://u:sesame@h:1/0":                               "h:1",
		"unix://:sesame@/a/b":                                  "/a/b",
		"redis+sentinel://u:sesame@h:1?master_name=m&addr=i:2": "h:1, i:2",
	} {
		if got := opened(t, url, Options{}).Address(); got != want {
			t.Errorf("%s is at %q, want %q", url, got, want)
		}
	}
}

func TestWaitEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := opened(t, "unix:///nobody/there", Options{})
	err := s.Wait(ctx, func(reason string) { cancel() })
	if err != context.Canceled {
		t.Fatalf("error %v, want %v", err, context.Canceled)
	}
	if s.Ping(t.Context()) == nil {
		t.Fatal("a ping to nobody is answered")
	}
}

// A server that starts later, and one whose name is unknown.
func TestWaitForServer(t *testing.T) {
	server := memorytest.Redis(t)
	s := open(t, server.URL(), Options{})
	server.Kill()
	must(t, s.Wait(patient(t), func(string) { server.Start() }))

	lost := opened(t, "redis://no-such-host.invalid:1", Options{})
	ctx, cancel := context.WithCancel(t.Context())
	said := ""
	_ = lost.Wait(ctx, func(reason string) { said = reason; cancel() })
	if said == "" {
		t.Fatal("nothing was said about a server nobody knows")
	}
}
