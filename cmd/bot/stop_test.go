package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// A bot that is asked to leave is not ready any more and begins nothing. It finishes
// what it has begun, and goes on accepting what still comes to it: whoever starts next
// answers that.
func TestLeaving(t *testing.T) {
	redis := memorytest.Redis(t)
	asked, answer := make(chan struct{}, 10), make(chan struct{})
	say := openaitest.Say("=== fact\nOur café in Lyon reopens on Monday 9 March 2026 at 8 am.\n")
	model := openaitest.New(t, func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-answer
		say(w, r)
	})
	args := []string{"--redis=" + redis.URL(), "--openai-base-url=" + model.URL, "--openai-model=" + openaitest.Model, "--openai-api-key=" + openaitest.Key, "--workers=1", "--lame-duck=4s"}
	first := serve(t, args...)
	first.say(t, "/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026 at 8 am")
	<-asked
	first.leave()
	eventually(t, "the bot is not ready", func() bool { return statusAt(t, first.base+"/readyz") == http.StatusServiceUnavailable })
	first.say(t, "/draft variants:1 Our café in Nantes opens too")
	close(answer)
	eventually(t, "what was begun is finished", func() bool {
		return strings.Contains(first.page(t, "/review"), "Our café in Lyon reopens on Monday 9 March 2026")
	})
	if code := first.stop(); code != statusOK {
		t.Errorf("stopped with status %d", code)
	}
	if n := len(asked); n != 0 {
		t.Errorf("%d more requests were begun", n)
	}
	serve(t, args...)
	<-asked // what was accepted on the way out
}

func statusAt(t *testing.T, address string) int {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	return response.StatusCode
}

func TestAfterwards(t *testing.T) {
	for name, c := range map[string]struct {
		cause error
		lasts time.Duration
	}{
		"asked to leave": {errLeave, 5 * time.Second},
		"at a terminal":  {nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, end := context.WithCancelCause(t.Context())
				after, done := afterwards(ctx, 5*time.Second)
				defer done()
				time.Sleep(time.Minute)
				synctest.Wait()
				if after.Err() != nil {
					t.Fatal("it ended before it was told to")
				}
				told := time.Now()
				end(c.cause)
				<-after.Done()
				if took := time.Since(told); took != c.lasts {
					t.Errorf("it went on for %v, not %v", took, c.lasts)
				}
			})
		})
	}
}

// SIGTERM asks to leave, and somebody at a terminal does not wait.
func TestSignals(t *testing.T) {
	for signal, want := range map[syscall.Signal]error{syscall.SIGTERM: errLeave, syscall.SIGINT: context.Canceled} {
		ctx, stop := untilTold(t.Context())
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Signal(signal)
		}
		if err != nil {
			t.Fatal(err)
		}
		<-ctx.Done()
		if got := context.Cause(ctx); got != want {
			t.Errorf("%v: %v, not %v", signal, got, want)
		}
		stop()
	}
}

// Who still comes to a bot that is stopping is told not to keep the connection.
func TestLeavingKeepsNoConnections(t *testing.T) {
	d := newDoors(prometheus.NewRegistry(), &Settings{}, slog.New(slog.DiscardHandler))
	for stopping, want := range map[bool]string{false: "", true: "close"} {
		d.closing.Store(stopping)
		w := httptest.NewRecorder()
		d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil))
		if got := w.Header().Get("Connection"); got != want {
			t.Errorf("stopping %v: Connection: %s", stopping, got)
		}
	}
}
