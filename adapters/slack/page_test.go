package slack

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestPageWithBlocksOfAnyShape: what another app put into the channel makes no
// page unreadable.
func TestPageWithBlocksOfAnyShape(t *testing.T) {
	for _, blocks := range []string{
		`[{"type":"section","text":7}]`, `[{"type":"from_the_future","x":{}}]`, `"none"`, `[{"type":"rich_text","elements":{"a":1}}]`, `null`,
	} {
		body := fmt.Sprintf(`{"ok":true,"messages":[{"ts":"1712345678.123456","user":"U1","text":"hello","blocks":%s,"attachments":%s}]}`, blocks, blocks)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }))
		look := lookup{pages: &pages{newWeb(nil, slog.New(slog.DiscardHandler)), server.Client(), server.URL + "/", copilot.NewSecret("xoxb-test")}, channel: "C1"}
		if err := look.newest(t.Context(), 10); err != nil || len(look.messages) != 1 || look.messages[0].Text != "hello" {
			t.Errorf("%s: %v, %v", blocks, look.messages, err)
		}
		server.Close()
	}
}

// TestCoverageIsHonest: when nobody said how much to read, the card says that it
// was not everything.
func TestCoverageIsHonest(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "auth.test"):
			_, _ = io.WriteString(w, `{"ok":true,"url":"https://acme.slack.com/","user_id":"U0"}`)
		case strings.HasSuffix(r.URL.Path, "users.conversations"):
			_, _ = io.WriteString(w, `{"ok":true,"channels":[{"id":"C1"}]}`)
		case strings.HasSuffix(r.URL.Path, "users.info"):
			_, _ = io.WriteString(w, `{"ok":true,"user":{"id":"U1","name":"lea","team_id":"T1"}}`)
		default:
			asked++
			message := `{"ts":"1712345678.123456","user":"U1","text":"hello"}`
			_, _ = io.WriteString(w, `{"ok":true,"messages":[`+strings.TrimSuffix(strings.Repeat(message+",", channelPage), ",")+`],"response_metadata":{"next_cursor":"more"}}`)
		}
	}))
	defer server.Close()
	c := NewChat(ChatOptions{BotToken: copilot.NewSecret("xoxb-test"), URL: server.URL, Log: slog.New(slog.DiscardHandler)})
	defer c.Close(context.Background())
	at := copilot.Reading{Place: copilot.Place{Platform: Platform, Workspace: "T1", Channel: "C1"}, For: copilot.Person{Platform: Platform, ID: "U1"}}
	read, err := c.Read(t.Context(), at)
	if err != nil || !read.More || len(read.Lines) != channelPage || asked != 1 {
		t.Errorf("%d lines, more %v, after %d pages: %v", len(read.Lines), read.More, asked, err)
	}
	at.Last = 50
	if read, err = c.Read(t.Context(), at); err != nil || read.More {
		t.Errorf("fifty were asked for and read, but more %v: %v", read.More, err)
	}
}

// TestLastReadsOn: what programs said in between does not count, and is read past.
func TestLastReadsOn(t *testing.T) {
	var limits []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limits = append(limits, r.FormValue("limit"))
		said, next := `{"ts":"3.000000","user":"U1","text":"c"},{"ts":"2.000000","bot_id":"B1","text":"card"}`, "more"
		if r.FormValue("cursor") != "" {
			said, next = `{"ts":"1.000000","user":"U1","text":"a"}`, "still more"
		}
		_, _ = io.WriteString(w, `{"ok":true,"messages":[`+said+`],"response_metadata":{"next_cursor":"`+next+`"}}`)
	}))
	defer server.Close()
	look := lookup{pages: &pages{newWeb(nil, slog.New(slog.DiscardHandler)), server.Client(), server.URL + "/", copilot.NewSecret("xoxb-test")}, channel: "C1", people: true}
	if err := look.newest(t.Context(), 2); err != nil || len(look.messages) != 3 || strings.Join(limits, ",") != "2,1" {
		t.Errorf("%d messages on pages of %v: %v", len(look.messages), limits, err)
	}
}
