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

// deed is something that a person does, which calls a method.
type deed struct {
	method string
	does   func(*stage) slacktest.Reply
	before func(*stage) // nil: nothing
}

// deeds are, for each method, what leads to it.
func deeds() []deed {
	drafts := func(s *stage) slacktest.Reply { return s.Command(lea, launch, "/draft", "variants:1 our launch") }
	drafted := func(s *stage) { s.approvers(lea, marc); drafts(s); s.rest() }
	click := func(act string) func(*stage) slacktest.Reply {
		return func(s *stage) slacktest.Reply { return s.Click(lea, launch, s.card(launch).TS, act) }
	}
	summary := func(s *stage) slacktest.Reply { return s.Command(lea, launch, "/summarize", "50") }
	talked := func(s *stage) { s.SeedThread(launch, 3, []string{marc}) }
	return []deed{
		{"chat.postMessage", drafts, nil},
		{"chat.update", drafts, nil},
		{"chat.postEphemeral", func(s *stage) slacktest.Reply {
			s.Say(lea, launch, "", s.bot()+" sing us a song")
			return slacktest.Reply{}
		}, nil},
		{"views.open", func(s *stage) slacktest.Reply { return s.Command(lea, launch, "/draft", "") }, nil},
		{"views.open", func(s *stage) slacktest.Reply { return s.Command(lea, launch, "/copilot", "") }, nil},
		{"views.open", click("act.edit?"), drafted},
		{"views.update", click("act.edit?"), drafted},
		{"views.update", func(s *stage) slacktest.Reply { return s.Command(lea, launch, "/copilot", "") }, nil},
		{"conversations.history", summary, talked},
		{"conversations.replies", summary, talked},
		{"conversations.replies", func(s *stage) slacktest.Reply {
			return s.Shortcut(lea, launch, s.Messages(launch)[0].TS, "summarize_thread")
		}, talked},
		{"conversations.members", func(s *stage) slacktest.Reply { return s.Command(lea, s.DM(lea), "/summarize", "50") }, func(s *stage) {
			s.SeedHistory(s.DM(lea), 3, []string{lea})
		}},
		{"users.conversations", summary, talked},
		{"users.info", drafts, nil},
		{"users.info", func(s *stage) slacktest.Reply { return s.Command(lea, launch, "/copilot", "") }, nil},
		{"users.info", click("act.approve"), func(s *stage) { drafted(s); s.Clock.Forward(2 * time.Minute) }},
		{"usergroups.list", click("act.approve"), drafted},
		{"usergroups.list", func(s *stage) slacktest.Reply { return s.Command(ada, launch, "/copilot", "") }, nil},
		{"auth.test", summary, talked},
	}
}

// done does a deed and waits until whoever did it has read how it ended.
func (s *stage) done(d deed) {
	s.t.Helper()
	before := map[string]bool{}
	for _, m := range append(s.ours(launch), s.ours(s.DM(lea))...) {
		before[m.Plain()] = true
	}
	r := d.does(s)
	acked, _ := r.JSON["text"].(string)
	s.Await("an answer, or a sentence about why there is none", func() bool {
		s.door.Wait()
		depth, err := s.Store.Depth(s.Ctx)
		if err == nil && depth.Delayed > 0 && depth.Waiting+depth.Working == 0 {
			s.Clock.Forward(5 * time.Second)
		}
		return err == nil && depth.Waiting+depth.Working+depth.Delayed == 0 &&
			(acked != "" || s.hasRead(lea, before) || s.hasRead(ada, before))
	})
}

// working are the words of what is not answered yet.
var working = []string{"Working on it", "tried again", "Reading", "Being written", "One moment"}

// hasRead says whether somebody can read an outcome that was not there before: not
// only that it is worked on.
func (s *stage) hasRead(user string, before map[string]bool) bool {
	unfinished := func(said string) bool {
		return before[said] || slices.ContainsFunc(working, func(words string) bool { return strings.Contains(said, words) })
	}
	if len(s.Ephemerals(user)) > 0 {
		return true
	}
	if v, open := s.View(user); open && !unfinished(v.Plain()) {
		return true
	}
	return slices.ContainsFunc(append(s.ours(launch), s.ours(s.DM(user))...), func(m slacktest.Message) bool { return !unfinished(m.Plain()) })
}

// TestEveryErrorIsAnswered: for each error that Slack documents of the methods we
// call, whatever was asked ends in an answer or in a sentence, never in silence.
func TestEveryErrorIsAnswered(t *testing.T) {
	met := map[string]bool{}
	for n, d := range deeds() {
		first := !met[d.method]
		met[d.method] = true
		for i, code := range documented(t, d.method) {
			if silent[d.method+"/"+code] != "" || !first && (i+n)%2 == 0 { // another way to a method meets half of them
				continue
			}
			t.Run(d.method+"/"+code, func(t *testing.T) {
				t.Parallel()
				s := overHTTP(t, setting{})
				if d.before != nil {
					d.before(s)
				}
				s.Fail(d.method, code, 0)
				s.done(d)
			})
		}
	}
}

// TestHaste: Slack says that there were too many calls. What it asks for is waited,
// and nothing is dropped: everything is answered as if nothing had been.
func TestHaste(t *testing.T) {
	for _, d := range deeds() {
		t.Run(d.method, func(t *testing.T) {
			t.Parallel()
			s := overHTTP(t, setting{})
			if d.before != nil {
				d.before(s)
			}
			s.ResetCalls()
			s.RateLimit(d.method, 0, 2)
			s.done(d)
			if n := s.Count(d.method); n < 3 {
				t.Errorf("called %d times", n)
			}
			for _, user := range []string{lea, ada} {
				if said := s.Visible(user, launch); strings.Contains(said, "went wrong") || strings.Contains(said, "No draft") || strings.Contains(said, "cannot be checked") {
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

// TestTroubleOfSlack: a server error or a broken connection is tried again where
// somebody waits for an answer in a channel, and is said where it cannot be.
func TestTroubleOfSlack(t *testing.T) {
	for name, trouble := range map[string]func(*stage, string){
		"503":         func(s *stage, method string) { s.Status(method, 503, 2) },
		"cut before":  func(s *stage, method string) { s.CutBefore(method, 1) },
		"cut after":   func(s *stage, method string) { s.CutAfter(method, 1) },
		"fatal_error": func(s *stage, method string) { s.Fail(method, "fatal_error", 1) },
	} {
		for _, d := range deeds() {
			t.Run(d.method+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := overHTTP(t, setting{})
				if d.before != nil {
					d.before(s)
				}
				trouble(s, d.method)
				s.done(d)
				answered := slices.Contains([]string{"chat.postMessage", "chat.update", "conversations.history", "conversations.replies"}, d.method)
				if !answered {
					return
				}
				if said := s.Visible(lea, launch); !strings.Contains(said, "The text alpha is out.") && !strings.Contains(said, "The launch is on Thursday.") {
					t.Errorf("not tried again: %s", said)
				}
				if n := len(s.drafts()); n > 1 {
					t.Errorf("%d drafts", n)
				}
			})
		}
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
