package slack_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// documented are the error codes that Slack's contract lists for a method.
func documented(t testing.TB, method string) []string {
	t.Helper()
	dir := sharedtest.Contracts()
	raw, err := os.ReadFile(filepath.Join(dir, "slack", "methods", method+".json"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("NOT CHECKED against Slack's contract: no slack/methods/%s.json in %s; set CONTRACTS to the folder that has it", method, dir)
	}
	var m struct {
		Errors json.RawMessage `json:"errors"`
	}
	if err == nil {
		err = json.Unmarshal(raw, &m)
	}
	var byName map[string]json.RawMessage
	var codes []string
	if json.Unmarshal(m.Errors, &byName) == nil {
		for code := range byName {
			codes = append(codes, code)
		}
	} else if err == nil {
		err = json.Unmarshal(m.Errors, &codes)
	}
	if err != nil || len(codes) == 0 {
		t.Fatalf("%s: %d errors, %v", method, len(codes), err)
	}
	slices.Sort(codes)
	return codes
}

// silent are errors that want no word, by method and code.
var silent = map[string]string{
	"views.update/not_found":          "the person has closed the form",
	"views.open/exchanged_trigger_id": "the form is open already: it was delivered before",
}

// working are the words of what is not answered yet.
var working = []string{"Working on it", "tried again", "Reading", "Being written", "One moment"}

// finished says whether words are the outcome of something: not only that it is being
// worked on.
func finished(said string) bool {
	return !slices.ContainsFunc(working, func(words string) bool { return strings.Contains(said, words) })
}

// TestHaste: Slack says twice that there were too many calls. What it asks for is
// waited, and nothing is dropped: everything is answered as if nothing had been.
func TestHaste(t *testing.T) {
	for _, m := range moments() {
		if m.from != fromTheStart || m.method == "chat.delete" {
			continue
		}
		t.Run(strings.ReplaceAll(m.name, " ", "_"), func(t *testing.T) {
			t.Parallel()
			s := overHTTP(t, setting{})
			s.chat.RestBy(s.Passes)
			if m.before != nil {
				m.before(s)
			}
			s.ResetCalls()
			s.RateLimit(m.method, 3*time.Second, 2)
			begun, was := s.Clock.Now(), s.read()
			r := m.does(s)
			s.ends(trial{moment: m}, r, was)
			if n, waited := s.Count(m.method), s.Clock.Now().Sub(begun); n < 3 || waited < 6*time.Second {
				t.Errorf("called %d times in %v", n, waited)
			}
			for _, user := range []string{lea, ada} {
				if said := s.Visible(user, launch); strings.Contains(said, "No draft") || strings.Contains(said, "cannot be checked") || strings.Contains(said, "takes no more") {
					t.Errorf("%s reads:\n%s", user, said)
				}
			}
		})
	}
}

// TestRetryAfterIsHonoured waits as long as Slack says, no less: a lower bound, which
// no slow machine can break.
func TestRetryAfterIsHonoured(t *testing.T) {
	t.Parallel()
	s := overHTTP(t, setting{})
	s.RateLimit("chat.postMessage", time.Second, 1)
	begun := time.Now()
	s.asks(lea, "/draft", "variants:1 our launch")
	if waited := time.Since(begun); waited < time.Second || len(s.ours(launch)) != 1 {
		t.Errorf("%d messages after %v", len(s.ours(launch)), waited)
	}
}

// TestObstacles: what people meet, and what they are told to do about it.
func TestObstacles(t *testing.T) {
	for _, c := range []struct {
		name    string
		channel slacktest.Channel
		do      func(*stage)
		says    string
	}{
		{"the bot is not in the channel", slacktest.Channel{}, nil, "Type /invite there to add me"},
		{"a private channel without the bot", slacktest.Channel{Private: true}, nil, "Type /invite there to add me"},
		{"an archived channel", slacktest.Channel{BotIn: true, Archived: true}, nil, "That channel is archived"},
		{"a channel for announcements", slacktest.Channel{BotIn: true, ReadOnly: true}, nil, "Slack does not let me post there"},
		{"a revoked token", slacktest.Channel{BotIn: true}, func(s *stage) { s.Revoke() }, "install the app again"},
		{"too long for Slack", slacktest.Channel{BotIn: true}, func(s *stage) { s.Fail("chat.update", "msg_too_long", 0) }, "Slack refuses a message this long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := overHTTP(t, setting{})
			c.channel.ID, c.channel.Members = launch, []string{lea, marc}
			s.Slack.Channel(c.channel)
			if c.do != nil {
				c.do(s)
			}
			s.Command(lea, launch, "/draft", "our launch")
			s.Await("a sentence", func() bool { s.rest(); return strings.Contains(s.Visible(lea, launch), c.says) })
			if strings.Contains(s.Visible(marc, launch), c.says) {
				t.Error("everybody else reads it too")
			}
		})
	}
}

// TestRevokedToken: each way in ends in a sentence, through the address that came
// with it.
func TestRevokedToken(t *testing.T) {
	s := overHTTP(t, setting{})
	s.asks(marc, "/draft", "our launch") // his language is known from now on
	card := s.card(launch).TS
	s.Revoke()
	s.Command(lea, launch, "/draft", "")
	s.Click(marc, launch, card, "act.edit?")
	s.Shortcut(ada, launch, card, "draft_reply")
	s.rest()
	for user, want := range map[string]string{lea: "install the app again", ada: "install the app again", marc: "réinstaller"} {
		if told := s.whispers(user); !strings.Contains(told, want) {
			t.Errorf("%s is told %q", user, told)
		}
	}
}

// TestLastResort: where the address of a command is used up it is said for their
// eyes only, and where that fails directly.
func TestLastResort(t *testing.T) {
	s := overHTTP(t, setting{})
	at := s.place()
	to := copilot.Person{Platform: "slack", ID: lea}
	for range 6 { // five uses, then an ephemeral message
		s.Command(lea, launch, "/nonsense", "x")
		s.CutBefore("response_url", 1)
		if err := s.chat.Tell(s.Ctx, to, at, "a <!channel> sentence"); err != nil {
			t.Fatal(err)
		}
	}
	if n := s.Count("chat.postEphemeral"); n != 6 {
		t.Errorf("%d ephemerals", n)
	}
	s.Fail("chat.postEphemeral", "user_not_in_channel", 0)
	s.CutBefore("response_url", 1)
	if err := s.chat.Tell(s.Ctx, to, at, "another sentence"); err != nil {
		t.Fatal(err)
	}
	if said := plain(s.card(s.DM(lea))); said != "another sentence" {
		t.Errorf("said %q", said)
	}
}
