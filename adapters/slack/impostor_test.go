package slack

import (
	"log/slog"
	"net/url"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// TestMutatedRequests: what Slack has not signed, to the byte and now, is not let in:
// half a million deliveries with -whole.
func TestMutatedRequests(t *testing.T) {
	t.Parallel()
	server, err := NewServer(NewDoor(&witness{}, silentSlack(t), DoorOptions{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return testNow }}), copilot.NewSecret(aSecret))
	if err != nil {
		t.Fatal(err)
	}
	chattest.Scheme{
		Path: commandsPath, StampHeader: timestampHeader, MarkHeader: signatureHeader, Prefix: signatureScheme,
		Sign:  func(stamp, body string) string { return sign(aSecret, stamp, []byte(body)) },
		Other: func(stamp, body string) string { return sign(aSecret+"0", stamp, []byte(body)) },
		Bodies: []string{
			"text=our+launch&team_id=T1&channel_id=CNUMBER", "ssl_check=1&token=NUMBER", "payload=%7b%22type%22%3a%22NUMBER%22%7d", `{"type":"url_verification","challenge":"cNUMBER"}`,
		},
		Again: func(body string) (string, bool) {
			form, err := url.ParseQuery(body)
			return form.Encode(), err == nil
		},
	}.LetsNoneIn(t, "Slack", server, testNow, sharedtest.Either(500_000, 10_000))
}
