package slacktest

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// connect runs slack-go's client of Socket Mode, which answers with what is given.
func connect(t *testing.T, s *Slack, answer func(socketmode.Event) any) {
	t.Helper()
	c := socketmode.New(client(s))
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() {
		if err := c.RunContext(ctx); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("Socket Mode ended: %v", err)
		}
	})
	all.Go(func() {
		for {
			select {
			case e := <-c.Events:
				acknowledge(ctx, c, e, answer)
			case <-ctx.Done():
				return
			}
		}
	})
	t.Cleanup(func() { cancel(); all.Wait() })
}

func acknowledge(ctx context.Context, c *socketmode.Client, e socketmode.Event, answer func(socketmode.Event) any) {
	switch bad, isBad := e.Data.(*socketmode.ErrorBadMessage); {
	case isBad:
		var r socketmode.Request
		if json.Unmarshal(bad.Message, &r) == nil {
			_ = c.AckCtx(ctx, r.EnvelopeID, nil)
		}
	case e.Request == nil || e.Request.EnvelopeID == "":
	default:
		payload := answer(e)
		if payload == nil {
			_ = c.AckCtx(ctx, e.Request.EnvelopeID, nil)
			return
		}
		_ = c.AckCtx(ctx, e.Request.EnvelopeID, payload)
	}
}

func nothing(socketmode.Event) any { return nil }

func TestSocketModeSpeaksSlackGo(t *testing.T) {
	s := workspace(t, Options{})
	seen := make(chan socketmode.Event, 10)
	connect(t, s, func(e socketmode.Event) any {
		seen <- e
		if e.Type == socketmode.EventTypeSlashCommand {
			return map[string]string{"text": "working"}
		}
		return nil
	})
	s.AwaitConnections(1)

	if r := s.Command(ada, team, "/draft", "for @ben"); !r.Acked() || r.JSON["text"] != "working" {
		t.Errorf("the command's reply: %+v", r)
	}
	if c, ok := (<-seen).Data.(slack.SlashCommand); !ok || c.Text != "for <@"+ben+"|ben>" {
		t.Errorf("the command arrives as %+v", c)
	}
	if e := s.Ephemerals(ada); len(e) != 1 || e[0].Text != "working" {
		t.Errorf("what came with the acknowledgement: %+v", e)
	}
	s.Say(ada, team, "", "good morning")
	if e := <-seen; e.Type != socketmode.EventTypeEventsAPI {
		t.Errorf("the message arrives as %+v", e)
	}
	if r := s.GlobalShortcut(ada, "ask"); !r.Acked() {
		t.Errorf("the shortcut's reply: %+v", r)
	}
	if !s.BadEnvelope(`{"type":"block_actions","actions":"not a list"}`) {
		t.Error("what cannot be read was not acknowledged")
	}
}

func TestSocketModeReconnects(t *testing.T) {
	s := workspace(t, Options{AckLimit: 10 * time.Second})
	connect(t, s, nothing)
	s.AwaitConnections(1)
	for _, reason := range []string{"warning", "refresh_requested", "link_disabled"} {
		s.Disconnect(reason)
		if r := s.Command(ada, team, "/draft", reason); !r.Acked() {
			t.Errorf("after %s: %+v", reason, r)
		}
	}
	s.DropConnections()
	if r := s.Command(ada, team, "/draft", "dropped"); r.Late {
		t.Errorf("after the connections were dropped: %+v", r)
	}
}

// What is not acknowledged when its connection ends comes again on another.
func TestEnvelopesMove(t *testing.T) {
	s := workspace(t, Options{AckLimit: 10 * time.Second})
	var once sync.Once
	attempts := make(chan int, 10)
	connect(t, s, func(e socketmode.Event) any {
		attempts <- e.Request.RetryAttempt
		once.Do(s.DropConnections)
		return nil
	})
	s.AwaitConnections(1)
	if r := s.OpenHome(ada); !r.Acked() || r.Attempts != 2 {
		t.Errorf("the reply: %+v", r)
	}
	if first, second := <-attempts, <-attempts; first != 0 || second != 1 {
		t.Errorf("attempts %d and %d, want 0 and 1", first, second)
	}
}

// What is too large for an acknowledgement gets lost, without a word.
func TestLargeAcknowledgementsAreDropped(t *testing.T) {
	s := workspace(t, Options{AckLimit: 100 * time.Millisecond})
	_, at, err := client(s).StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ws, resp, err := websocket.DefaultDialer.DialContext(t.Context(), at, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	defer func() { _ = ws.Close() }()
	s.AwaitConnections(1)
	go func() {
		var e struct {
			ID string `json:"envelope_id"`
		}
		for e.ID == "" && ws.ReadJSON(&e) == nil {
		}
		_ = ws.WriteJSON(map[string]any{"envelope_id": e.ID, "payload": strings.Repeat("x", mostResponse)})
	}()
	if r := s.Command(ada, team, "/draft", "x"); !r.Late {
		t.Errorf("a large acknowledgement counts: %+v", r)
	}
	if _, resp, err := websocket.DefaultDialer.DialContext(t.Context(), at, nil); err == nil {
		t.Error("a ticket is good for two connections")
	} else {
		_ = resp.Body.Close()
	}
}

func TestEnvelopesAreAsThePublishedOnes(t *testing.T) {
	s := workspace(t, Options{})
	raw := make(chan *socketmode.Request, 10)
	connect(t, s, func(e socketmode.Event) any { raw <- e.Request; return nil })
	s.AwaitConnections(1)
	s.Say(ada, team, "", "@brouillon hello")
	<-raw // the message; the mention follows
	fitsSample(t, "socket-mode/events_api_event_callback.json", encode(<-raw), ofOtherElements)
	s.Command(ada, team, "/draft", "")
	fitsSample(t, "socket-mode/slash_commands_hello_socket_mode.json", encode(<-raw))
	s.GlobalShortcut(ada, "ask")
	fitsSample(t, "socket-mode/interactive_shortcut.json", encode(<-raw))
}
