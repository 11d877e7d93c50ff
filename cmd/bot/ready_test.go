package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
)

// TestReadiness says why the bot is not ready.
func TestReadiness(t *testing.T) {
	for want, why := range map[string]error{"ready": nil, "not heard in Discord": errDeaf, "may lose what it acknowledges": errUnsafe, "store does not answer": errors.New("away")} {
		d := doors{}
		d.open(http.NotFoundHandler(), func(context.Context) error { return why })
		w := httptest.NewRecorder()
		d.readiness(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if !strings.Contains(w.Body.String(), want) || (w.Code == http.StatusOK) != (why == nil) {
			t.Errorf("%v is answered with %d %s", why, w.Code, w.Body.String())
		}
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
	fake.Await("the bot to say so", func() bool {
		response, err := http.DefaultClient.Get(bot.base + "/readyz")
		if err != nil {
			return false
		}
		defer response.Body.Close()
		said, _ := io.ReadAll(response.Body)
		return strings.Contains(string(said), "not heard in Discord")
	})
}
