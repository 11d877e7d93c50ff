package slack_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// The people and the channel that every stage has. Ada administers, Lea writes
// and reads English, Marc signs off and reads French.
const (
	ada    = "U0ADA00001"
	lea    = "U0LEA00001"
	marc   = "U0MARC0001"
	launch = "C0LAUNCH01"
)

// setting is what a stage is built with; the zero value serves.
type setting struct {
	slack   slacktest.Options
	prefix  string
	locale  string
	plots   chat.Plots
	alarm   time.Duration // of Socket Mode
	written func(copilot.Prompt) string
}

// stage is the real core on an in-process store, with workers, behind the
// adapter, in front of a strict Slack.
type stage struct {
	*slacktest.Slack
	*chattest.Backstage
	t      testing.TB
	core   *copilot.Copilot
	chat   *slack.Chat
	door   *slack.Door
	socket *slack.Socket // nil over HTTP
	kept   *witnessed    // where what goes by is kept
	stop   func()        // ends Socket Mode and waits
	front  string        // address of the app; "" over Socket Mode
}

// overHTTP is a stage that Slack calls, at work.
func overHTTP(t testing.TB, o setting) *stage {
	t.Helper()
	s := overHTTPIdle(t, o)
	s.work()
	return s
}

// overHTTPIdle is a stage that Slack calls, where nobody works yet.
func overHTTPIdle(t testing.TB, o setting) *stage {
	t.Helper()
	s := newStage(t, o)
	server, err := slack.NewServer(s.door, copilot.NewSecret(s.Options().SigningSecret))
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(server)
	t.Cleanup(front.Close)
	s.front = front.URL
	s.ConnectHTTP(front.URL)
	return s
}

// overSocket is a stage that calls Slack.
func overSocket(t testing.TB, o setting) *stage {
	t.Helper()
	s := newStage(t, o)
	s.listen(o)
	s.AwaitConnections(2)
	s.work()
	return s
}

// listen opens Socket Mode.
func (s *stage) listen(o setting) {
	s.socket = slack.NewSocket(s.door, o.alarm)
	s.stop = s.Run(func(ctx context.Context) { _ = s.socket.Run(ctx) })
}

// onBoth runs a test over both transports.
func onBoth(t *testing.T, o setting, test func(*testing.T, *stage)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, setting) *stage{"http": overHTTP, "socket": overSocket} {
		t.Run(name, func(t *testing.T) { test(t, open(t, o)) })
	}
}

// newStage builds everything but a transport.
func newStage(t testing.TB, o setting) *stage {
	t.Helper()
	s := &stage{t: t, Backstage: chattest.NewBackstage(t, o.written)}
	o.slack.Now, o.slack.Signing = s.Clock.Now, s.Clock.Now
	s.Slack = slacktest.New(t, o.slack)
	s.kept = &witnessed{Stretches: s.Store}
	s.moveIn()
	options := s.Options()
	s.chat = slack.NewChat(slack.ChatOptions{BotToken: copilot.NewSecret(options.BotToken), AppToken: copilot.NewSecret(options.AppToken), URL: s.APIURL(), Now: s.Clock.Now, Log: s.Log(), Stretches: s.kept})
	s.core = s.NewCore(slack.Platform, s.chat)
	s.door = slack.NewDoor(s.core, s.chat, slack.DoorOptions{Now: s.Clock.Now, Log: s.Log(), Prefix: o.prefix, Locale: o.locale, Plots: o.plots})
	t.Cleanup(func() { s.door.Wait(); s.chat.Close(context.Background()) })
	return s
}

// moveIn fills the workspace.
func (s *stage) moveIn() {
	s.User(slacktest.User{ID: ada, Name: "ada", RealName: "Ada Stone", Admin: true})
	s.User(slacktest.User{ID: lea, Name: "lea", RealName: "Léa Martin"})
	s.User(slacktest.User{ID: marc, Name: "marc", RealName: "Marc Olivier", Locale: "fr-FR"})
	s.Slack.Channel(slacktest.Channel{ID: launch, Name: "launch", BotIn: true, Members: []string{ada, lea, marc}})
}

// work sets the workers to work; they end before the store closes.
func (s *stage) work() { s.Employ(s.core) }

// rest waits until every accepted request has its answer and nothing is on its
// way. What waits for its time is let come.
func (s *stage) rest() {
	s.t.Helper()
	s.Await("everything that was asked to be answered", func() bool {
		s.door.Wait()
		return s.Rested()
	})
}

// place is the channel as the core knows it.
func (s *stage) place() copilot.Place {
	return copilot.Place{Platform: slack.Platform, Workspace: s.Options().Team, Channel: launch}
}

// approvers says who may sign off in the channel.
func (s *stage) approvers(ids ...string) {
	s.t.Helper()
	s.Approvers(s.core, s.place(), func(id string) bool { return strings.HasPrefix(id, "S") }, ids...)
}

// drafts are all there are.
func (s *stage) drafts() []copilot.Draft {
	s.t.Helper()
	return s.Drafts(s.core, copilot.Filter{Tenant: s.place().Tenant()})
}

// newest is the draft that was touched last.
func (s *stage) newest() copilot.Draft {
	s.t.Helper()
	return s.Newest(s.core, copilot.Filter{Tenant: s.place().Tenant()})
}

// forges clicks a button that is not there, sealed as if we had put it there.
func (s *stage) forges(user, channel, ts, actionID, value string) slacktest.Reply {
	s.t.Helper()
	return s.ForgeClick(user, channel, ts, actionID, s.chat.Sealed(s.Options().Team, channel, ts, actionID, value))
}

// ours are the bot's messages in a channel.
func (s *stage) ours(channel string) []slacktest.Message {
	var all []slacktest.Message
	for _, m := range s.Messages(channel) {
		if m.User == s.Options().BotUser {
			all = append(all, m)
		}
	}
	return all
}

// card is the bot's newest message in a channel.
func (s *stage) card(channel string) slacktest.Message {
	s.t.Helper()
	all := s.ours(channel)
	if len(all) == 0 {
		s.t.Fatalf("nothing was said in %s", channel)
	}
	return all[len(all)-1]
}

// plain is the text of a message.
func plain(m slacktest.Message) string { return m.Plain() }

// asks types a command and waits for its answer.
func (s *stage) asks(user, command, words string) slacktest.Reply {
	s.t.Helper()
	r := s.Command(user, launch, command, words)
	s.rest()
	return r
}

// whispers are what a user alone was told, unescaped.
func (s *stage) whispers(user string) string {
	var all []string
	for _, m := range s.Ephemerals(user) {
		all = append(all, m.Plain())
	}
	return strings.Join(all, "\n")
}

// hears says whether a user can read words anywhere: in the channel, for their
// eyes only, in a direct message or in a modal.
func (s *stage) hears(user, words string) {
	s.t.Helper()
	if seen := s.Visible(user, launch); !strings.Contains(seen, words) {
		s.t.Errorf("%s does not read %q, but:\n%s", user, words, seen)
	}
}
