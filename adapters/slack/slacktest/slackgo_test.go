package slacktest

import (
	"testing"

	"github.com/slack-go/slack"
)

func TestSlackGoSpeaks(t *testing.T) {
	s := workspace(t, Options{})
	c := slack.New(s.Options().BotToken, slack.OptionAPIURL(s.APIURL()))
	who, err := c.AuthTestContext(t.Context())
	if err != nil || who.URL != "https://acme.slack.com/" || who.BotID != s.Options().Bot {
		t.Fatalf("auth.test: %+v, %v", who, err)
	}
}
