package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// TestReadiness says why the bot is not ready.
func TestReadiness(t *testing.T) {
	for want, why := range map[string]error{"ready": nil, "not heard in Discord": deafError("Discord"), "may lose what it acknowledges": errUnsafe, "came back without": errLost, "store does not answer": errors.New("away")} {
		d := doors{}
		d.open(http.NotFoundHandler(), func(context.Context) error { return why })
		w := httptest.NewRecorder()
		d.readiness(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if !strings.Contains(w.Body.String(), want) || (w.Code == http.StatusOK) != (why == nil) {
			t.Errorf("%v is answered with %d %s", why, w.Code, w.Body.String())
		}
	}
}

// TestHealthSaysWhy: who asks a bot from beside it is told why it is not ready.
func TestHealthSaysWhy(t *testing.T) {
	d := newDoors(prometheus.NewRegistry(), &Settings{}, slog.New(slog.DiscardHandler))
	d.open(http.NotFoundHandler(), func(context.Context) error { return errUnsafe })
	server := httptest.NewServer(d)
	defer server.Close()
	var out, complaint strings.Builder
	status := run(t.Context(), []string{"health", "--listen=" + strings.TrimPrefix(server.URL, "http://")}, stdio{nil, &out, &complaint})
	if status != statusFailed || !strings.Contains(complaint.String(), "not ready: 503 Service Unavailable: the store may lose what it acknowledges") {
		t.Errorf("status %d: %s", status, complaint.String())
	}
}

// TestRefusedWhileItRuns: a token that Discord takes back makes the bot not ready, so
// that whoever watches over it sees that nobody is heard.
func TestRefusedWhileItRuns(t *testing.T) {
	fake := discordtest.New(t, discordtest.Options{})
	bot := serve(t, "--discord-bot-token", fake.Options().Token, "--discord-api-url", fake.APIURL())
	fake.AwaitSessions(1)
	fake.CloseWith(4004, "Authentication failed.")
	fake.Fail(http.MethodGet, "/gateway/bot", 100, discordtest.Fault{Status: http.StatusUnauthorized, Code: 0})
	fake.Await("the bot to say so", func() bool { return readyz(bot.base, "not heard in Discord") })
}

// TestSlackTakesTheTokenBack: the same of Slack, where a call tells. Whoever asked for
// something is told too.
func TestSlackTakesTheTokenBack(t *testing.T) {
	fake := slacktest.New(t, slacktest.Options{})
	fake.User(slacktest.User{ID: "U0LEA00001", Name: "lea", RealName: "Léa Martin"})
	fake.Channel(slacktest.Channel{ID: "C0LAUNCH01", Name: "launch", BotIn: true, Members: []string{"U0LEA00001"}})
	bot := serve(t, "--slack-bot-token", fake.Options().BotToken, "--slack-signing-secret", fake.Options().SigningSecret, "--slack-api-url", fake.APIURL())
	fake.ConnectHTTP(bot.base)
	if !readyz(bot.base, "ready") {
		t.Error("it is not ready before")
	}
	fake.Revoke()
	fake.Command("U0LEA00001", "C0LAUNCH01", "/draft", "our launch")
	fake.Await("the bot to say so", func() bool { return readyz(bot.base, "not heard in Slack") })
	fake.Await("the person to be told", func() bool {
		return strings.Contains(fake.Visible("U0LEA00001", "C0LAUNCH01"), "install the app again")
	})
}

// readyz says whether the bot's readiness is told with words.
func readyz(base, words string) bool {
	response, err := http.DefaultClient.Get(base + "/readyz")
	if err != nil {
		return false
	}
	defer response.Body.Close()
	said, _ := io.ReadAll(response.Body)
	return strings.Contains(string(said), words)
}
