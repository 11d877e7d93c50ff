package slack_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
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
	alarm   time.Duration // of Socket Mode
	written func(copilot.Prompt) string
}

// stage is the real core on an in-process store, with workers, behind the
// adapter, in front of a strict Slack.
type stage struct {
	*slacktest.Slack
	t      testing.TB
	ctx    context.Context
	core   *copilot.Copilot
	store  *memory.Store
	queue  *frailQueue
	chat   *slack.Chat
	door   *slack.Door
	socket *slack.Socket // nil over HTTP
	stop   func()        // ends Socket Mode and waits
	front  string        // address of the app; "" over Socket Mode
	pen    *pen
	clock  *clock
	logged *logbook
}

// overHTTP is a stage that Slack calls.
func overHTTP(t testing.TB, o setting) *stage {
	t.Helper()
	s := newStage(t, o)
	server, err := slack.NewServer(s.door, s.Options().SigningSecret)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(server)
	t.Cleanup(front.Close)
	s.front = front.URL
	s.ConnectHTTP(front.URL)
	s.work()
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
	ctx, cancel := context.WithCancel(s.ctx)
	done := make(chan struct{})
	go func() { defer close(done); _ = s.socket.Run(ctx) }()
	s.stop = func() { cancel(); <-done }
	s.t.Cleanup(s.stop)
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
	s := &stage{t: t, clock: newClock(), logged: &logbook{}, pen: &pen{write: o.written}}
	ctx, cancel := context.WithCancel(context.Background())
	s.ctx = ctx
	store, err := inprocess.Open(ctx, memory.Options{Clock: s.clock.Now, Scan: 5 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	s.store, s.queue = store, &frailQueue{Queue: store}
	t.Cleanup(func() {
		cancel()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	o.slack.Now, o.slack.Signing = s.clock.Now, s.clock.Now
	s.Slack = slacktest.New(t, o.slack)
	s.moveIn()
	options := s.Options()
	log := slog.New(s.logged)
	s.chat = slack.NewChat(slack.ChatOptions{BotToken: options.BotToken, AppToken: options.AppToken, URL: s.APIURL(), Now: s.clock.Now, Log: log})
	s.core = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: s.pen, Now: s.clock.Now}, Memory: store, Queue: s.queue,
		Chats: map[string]copilot.Chat{slack.Platform: s.chat}, Log: log, Workers: 2,
	})
	s.door = slack.NewDoor(s.core, s.chat, slack.DoorOptions{Now: s.clock.Now, Log: log, Prefix: o.prefix, Locale: o.locale})
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
func (s *stage) work() {
	ctx, cancel := context.WithCancel(s.ctx)
	done := make(chan struct{})
	go func() { defer close(done); s.core.Work(ctx) }()
	s.t.Cleanup(func() { cancel(); <-done })
}

// rest waits until every accepted request has its answer and nothing is on its
// way. What waits for its time is let come.
func (s *stage) rest() {
	s.t.Helper()
	s.Await("everything that was asked to be answered", func() bool {
		s.door.Wait()
		d, err := s.store.Depth(s.ctx)
		if err == nil && d.Delayed > 0 && d.Waiting+d.Working == 0 {
			s.clock.Forward(time.Second)
		}
		return err == nil && d.Waiting+d.Working+d.Delayed == 0
	})
}

// place is the channel as the core knows it.
func (s *stage) place() copilot.Place {
	return copilot.Place{Platform: slack.Platform, Workspace: s.Options().Team, Channel: launch}
}

// approvers says who may sign off in the channel.
func (s *stage) approvers(ids ...string) {
	s.t.Helper()
	var p copilot.Profile
	for _, id := range ids {
		p.Approvers = append(p.Approvers, copilot.Approver{ID: id, Name: id, Role: strings.HasPrefix(id, "S")})
	}
	if err := s.core.SetProfile(s.ctx, s.place(), p); err != nil {
		s.t.Fatal(err)
	}
}

// drafts are all there are.
func (s *stage) drafts() []copilot.Draft {
	s.t.Helper()
	all, err := s.core.Drafts(s.ctx, copilot.Filter{Tenant: s.place().Tenant(), Limit: 500})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// newest is the draft that was touched last.
func (s *stage) newest() copilot.Draft {
	s.t.Helper()
	all := s.drafts()
	if len(all) == 0 {
		s.t.Fatal("there is no draft")
	}
	d, err := s.core.Draft(s.ctx, all[0].Ref())
	if err != nil {
		s.t.Fatal(err)
	}
	return d
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

// frailQueue is a queue that may be down.
type frailQueue struct {
	copilot.Queue
	down atomic.Bool
}

var errDown = errors.New("the store is down")

// Accept fails while the store is down.
func (q *frailQueue) Accept(ctx context.Context, r copilot.Request) (bool, error) {
	if q.down.Load() {
		return false, errDown
	}
	return q.Queue.Accept(ctx, r)
}

// clock moves a millisecond with each look at it, and as far as it is told.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)} }

// Now is the time.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

// Forward lets time pass.
func (c *clock) Forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// logbook keeps what is logged.
type logbook struct {
	mu    sync.Mutex
	lines []string
}

// Enabled is slog.Handler: everything is kept.
func (l *logbook) Enabled(context.Context, slog.Level) bool { return true }

// Handle is slog.Handler.
func (l *logbook) Handle(_ context.Context, r slog.Record) error {
	line := r.Level.String() + " " + r.Message
	r.Attrs(func(a slog.Attr) bool { line += " " + a.String(); return true })
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, line)
	return nil
}

// WithAttrs is slog.Handler.
func (l *logbook) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup is slog.Handler.
func (l *logbook) WithGroup(string) slog.Handler { return l }

// count is how many lines hold words.
func (l *logbook) count(words string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, line := range l.lines {
		if strings.Contains(line, words) {
			n++
		}
	}
	return n
}
