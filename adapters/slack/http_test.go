package slack_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/chat/platformtest"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// The addresses that Slack calls.
const (
	commandsAt     = "/slack/commands"
	interactionsAt = "/slack/interactions"
	eventsAt       = "/slack/events"
)

// delivery is a request as somebody sends it.
type delivery struct {
	method, path string
	body         string
	at           time.Time // when it was signed
	secret       string    // "" leaves it unsigned
	upper        bool      // the signature in capitals
}

// sends makes a request and returns its status and what it says.
func (s *stage) sends(d delivery) (int, string) {
	s.t.Helper()
	if d.method == "" {
		d.method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(s.Ctx, d.method, s.front+d.path, strings.NewReader(d.body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if d.secret != "" {
		mark := slacktest.Sign(d.secret, d.at, []byte(d.body))
		if d.upper {
			mark = "v0=" + strings.ToUpper(mark[3:])
		}
		r.Header.Set("X-Slack-Request-Timestamp", strconv.FormatInt(d.at.Unix(), 10))
		r.Header.Set("X-Slack-Signature", mark)
	}
	status, said, _ := platformtest.Exchange(s.t, r)
	return status, string(said)
}

// genuine is a delivery as Slack signs it now.
func (s *stage) genuine(path, body string) delivery {
	return delivery{path: path, body: body, at: s.Clock.Now(), secret: s.Options().SigningSecret}
}

// typed is the form of a command.
func typed(command, text, trigger string) string {
	return url.Values{
		"team_id": {"T0ACME0001"}, "channel_id": {launch}, "user_id": {lea}, "user_name": {"lea"},
		"command": {command}, "text": {text}, "trigger_id": {trigger},
	}.Encode()
}

func TestOnlySlackIsHeard(t *testing.T) {
	s := overHTTP(t, setting{})
	body := typed("/draft", "our launch", "1.2.x")
	for _, c := range []struct {
		name   string
		change func(*delivery)
		want   int
	}{
		{"unsigned", func(d *delivery) { d.secret = "" }, http.StatusUnauthorized},
		{"another secret", func(d *delivery) { d.secret = "another-secret-of-somebody" }, http.StatusUnauthorized},
		{"six minutes ago", func(d *delivery) { d.at = d.at.Add(-6 * time.Minute) }, http.StatusUnauthorized},
		{"six minutes ahead", func(d *delivery) { d.at = d.at.Add(6 * time.Minute) }, http.StatusUnauthorized},
		{"fetched", func(d *delivery) { d.method = http.MethodGet }, http.StatusMethodNotAllowed},
		{"elsewhere", func(d *delivery) { d.path = "/slack/other" }, http.StatusNotFound},
		{"more than a megabyte", func(d *delivery) { d.body += strings.Repeat("x", 1<<20) }, http.StatusRequestEntityTooLarge},
	} {
		for _, path := range []string{commandsAt, interactionsAt, eventsAt} {
			d := s.genuine(path, body)
			c.change(&d)
			status, said := s.sends(d)
			if status != c.want {
				t.Errorf("%s at %s: status %d, want %d", c.name, path, status, c.want)
			}
			if strings.Contains(said, "v0=") || strings.Contains(said, s.Options().SigningSecret) {
				t.Errorf("%s at %s: the answer tells too much: %q", c.name, path, said)
			}
		}
	}
	s.rest()
	if n := len(s.drafts()); n > 0 || len(s.Messages(launch)) > 0 {
		t.Errorf("%d drafts came of what Slack did not sign", n)
	}
}

// TestFiveMinutesAreGood: Slack's clock and ours need not agree to the second.
func TestFiveMinutesAreGood(t *testing.T) {
	s := overHTTP(t, setting{})
	for i, skew := range []time.Duration{-4 * time.Minute, 0, 4 * time.Minute} {
		d := s.genuine(commandsAt, typed("/draft", "our launch", fmt.Sprint(i)))
		d.at = d.at.Add(skew)
		if status, said := s.sends(d); status != http.StatusOK || said != "" {
			t.Errorf("signed %v from now: %d %q", skew, status, said)
		}
	}
	s.rest()
	if n := len(s.drafts()); n != 3 {
		t.Errorf("%d drafts, want 3", n)
	}
}

func TestNoServerWithoutSecret(t *testing.T) {
	s := newStage(t, setting{})
	for _, secret := range []string{"", "short", strings.Repeat("x", 15)} {
		if _, err := slack.NewServer(s.door, copilot.NewSecret(secret)); err == nil {
			t.Errorf("a server was made with the secret %q", secret)
		}
	}
}

// TestReplayedCommand: a recording of a signed command is played a hundred times,
// with the signature in small letters and in capitals.
func TestReplayedCommand(t *testing.T) {
	s := overHTTP(t, setting{})
	d := s.genuine(commandsAt, typed("/draft", "our launch", "13.37.abc"))
	for i := range 100 {
		d.upper = i%2 == 1
		if status, said := s.sends(d); status != http.StatusOK || said != "" {
			t.Fatalf("try %d: %d %q", i, status, said)
		}
	}
	s.rest()
	if drafts, messages := len(s.drafts()), len(s.Messages(launch)); drafts != 1 || messages != 1 {
		t.Errorf("%d drafts, %d messages, want one of each", drafts, messages)
	}
	if told := s.whispers(lea); told != "" {
		t.Errorf("the replay was talked about: %q", told)
	}
}

// TestReplayOfWhatWasRefused: what was not accepted does not look accepted when it
// arrives again, and nothing is kept of it.
func TestReplayOfWhatWasRefused(t *testing.T) {
	s := overHTTP(t, setting{})
	d := s.genuine(commandsAt, typed("/draft", "our launch", "13.37.abc"))
	s.Queue.Down.Store(true)
	_, first := s.sends(d)
	s.Queue.Down.Store(false)
	if _, again := s.sends(d); first == "" || again != first {
		t.Errorf("at first %q, then %q", first, again)
	}
	s.rest()
	if n := len(s.drafts()); n != 0 {
		t.Errorf("%d drafts of what was refused", n)
	}
}

// TestReplayedClick: the recording of a click decides once, opens one form and
// tells nobody anything a second time.
func TestReplayedClick(t *testing.T) {
	for _, c := range []struct{ act, of string }{
		{"act.approve", "variants:1 our launch"}, {"act.withdraw", "variants:1 our launch"}, {"act.edit?", "our launch"},
	} {
		t.Run(c.act, func(t *testing.T) {
			s := overHTTP(t, setting{})
			s.approvers(marc)
			s.asks(lea, "/draft", c.of)
			tap := s.record()
			s.Click(marc, launch, s.card(launch).TS, c.act)
			s.rest()
			before := len(s.Calls("*"))
			for i := range 100 {
				r := tap.last()
				r.upper = i%2 == 1
				if status, _ := s.sends(r); status != http.StatusOK {
					t.Fatalf("try %d: %d", i, status)
				}
			}
			s.rest()
			for _, call := range s.Calls("*")[before:] {
				t.Errorf("a replay led to %s %v", call.Method, call.Arguments)
				break
			}
		})
	}
}

// tape records what Slack delivers.
type tape struct {
	s    *stage
	path string
	body []byte
	at   time.Time
}

// record puts a recorder between Slack and the app.
func (s *stage) record() *tape {
	tap := &tape{s: s}
	recorder := chattest.Relay(s.t, s.front, func(r *http.Request, body []byte) {
		stamp, _ := strconv.ParseInt(r.Header.Get("X-Slack-Request-Timestamp"), 10, 64)
		tap.path, tap.body, tap.at = r.URL.Path, bytes.Clone(body), time.Unix(stamp, 0)
	})
	s.ConnectHTTP(recorder)
	return tap
}

// last is what was delivered last, with the signature it had.
func (t *tape) last() delivery {
	return delivery{path: t.path, body: string(t.body), at: t.at, secret: t.s.Options().SigningSecret}
}

func TestFormalities(t *testing.T) {
	s := overHTTP(t, setting{})
	s.Verify()
	for _, c := range []struct{ name, path, body string }{
		{"certificate check", commandsAt, "ssl_check=1&token=x"},
		{"no form", commandsAt, "%zz=%"},
		{"a form without a command", commandsAt, "a=b"},
		{"no form", interactionsAt, "%zz=%"},
		{"no payload", interactionsAt, "a=b"},
		{"no JSON", interactionsAt, "payload=%7B"},
		{"an array", interactionsAt, "payload=[1,2]"},
		{"types that are not Slack's", interactionsAt, "payload=" + url.QueryEscape(`{"type":7,"user":"x"}`)},
		{"no JSON", eventsAt, "{"},
		{"an array", eventsAt, "[]"},
		{"an unknown event", eventsAt, `{"type":"event_callback","event":{"type":"moon_rose","user":{"id":"U1"}}}`},
		{"nothing", eventsAt, ""},
	} {
		if status, said := s.sends(s.genuine(c.path, c.body)); status != http.StatusOK || said != "" {
			t.Errorf("%s at %s: %d %q, want it acknowledged in silence", c.name, c.path, status, said)
		}
	}
}

// TestStoreDown: what cannot be kept is refused in words, in the language of who
// asked, and nothing of it comes back to life.
func TestStoreDown(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Queue.Down.Store(true)
		for user, want := range map[string]string{lea: "Not accepted", marc: "Demande non acceptée"} {
			s.asks(user, "/draft", "our launch")
			if told := s.whispers(user); !strings.Contains(told, want) {
				t.Errorf("%s is told %q, want %q", user, told, want)
			}
		}
		s.Command(marc, launch, "/draft", "")
		r := s.Submit(marc, "", map[string]string{"text": "our launch"})
		if v, open := s.View(marc); !open || !strings.Contains(string(r.Body)+v.Plain(), "Demande non acceptée") {
			t.Errorf("the form is answered %s, and stands: %v", r.Body, open)
		}
		s.Queue.Down.Store(false)
		s.rest()
		if n := len(s.ours(launch)); n > 0 || len(s.drafts()) > 0 {
			t.Errorf("%d messages of what was not accepted", n)
		}
	})
}

// TestEventsComeAgain: an event that could not be kept is not acknowledged.
func TestEventsComeAgain(t *testing.T) {
	s := overHTTP(t, setting{})
	s.Queue.Down.Store(true)
	body := fmt.Sprintf(`{"type":"event_callback","team_id":"T0ACME0001","event":{"type":"app_mention","user":%q,"channel":%q,"ts":"1773133200.000100","text":"<@%s> draft our launch"}}`,
		lea, launch, s.Options().BotUser)
	if status, _ := s.sends(s.genuine(eventsAt, body)); status != http.StatusServiceUnavailable {
		t.Errorf("status %d, want it delivered again", status)
	}
	s.Queue.Down.Store(false)
	for range 2 {
		if status, _ := s.sends(s.genuine(eventsAt, body)); status != http.StatusOK {
			t.Errorf("status %d once the store is back", status)
		}
	}
	s.rest()
	if n := len(s.ours(launch)); n != 1 {
		t.Errorf("%d messages, want one", n)
	}
}
