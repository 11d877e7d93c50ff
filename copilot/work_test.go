package copilot_test

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// memoChat is a chat that remembers every card it was shown, by message.
type memoChat struct {
	mu       sync.Mutex
	cards    map[string][]copilot.Card // by message id
	made     map[string]string         // message id by key
	rolesErr error
	roleErrs map[string]error     // of single people, by their ids
	roles    map[string][]string  // likewise; "managers" for the others
	asked    func(copilot.Person) // called before roles are told
	showErr  error
	lines    []copilot.Line
	unread   int // how many lines there are besides
	more     bool
	forbids  bool
	gone     bool     // what is asked for is not there any more
	locale   string   // in which everybody reads; "" as the request says
	told     []string // to one person
	spots    []copilot.Spot
	readings []copilot.Reading

	late        func(copilot.Card) // called before a card is shown
	showErrOnce error              // of the next one
	breaksOff   int                // how often a card is shown and the connection cut
	hangs       bool               // it answers nothing after the first card
}

func newMemoChat() *memoChat {
	return &memoChat{cards: map[string][]copilot.Card{}, made: map[string]string{}}
}

func (c *memoChat) Read(_ context.Context, r copilot.Reading) (copilot.Conversation, error) {
	c.readings = append(c.readings, r)
	if c.forbids {
		return copilot.Conversation{}, copilot.NewFault(copilot.FaultForbidden, "fault.conversation.forbidden", nil, nil)
	}
	if c.gone {
		return copilot.Conversation{}, copilot.NewFault(copilot.FaultAbsent, "fault.draft.absent", nil, nil)
	}
	return copilot.Conversation{Lines: c.lines, Total: len(c.lines) + c.unread, More: c.more}, nil
}

func (c *memoChat) Show(ctx context.Context, at copilot.Spot, card copilot.Card) (string, error) {
	c.mu.Lock()
	if c.hangs && len(c.spots) > 0 {
		c.mu.Unlock()
		<-ctx.Done()
		return "", ctx.Err()
	}
	if err := c.showErrOnce; err != nil {
		c.showErrOnce = nil
		c.mu.Unlock()
		return "", err
	}
	if c.late != nil {
		c.mu.Unlock()
		c.late(card)
		c.mu.Lock()
	}
	defer c.mu.Unlock()
	if c.showErr != nil {
		return "", c.showErr
	}
	message := at.Message
	if message == "" {
		if made, ok := c.made[at.Key]; ok {
			message = made
		} else {
			message = "message-" + at.Key
			c.made[at.Key] = message
		}
	}
	c.spots = append(c.spots, at)
	c.cards[message] = append(c.cards[message], card)
	if c.breaksOff > 0 {
		c.breaksOff--
		return "", copilot.NewFault(copilot.FaultInternal, "chat.fault.unheard", map[string]any{"Platform": "Test"}, nil)
	}
	return message, nil
}

func (c *memoChat) Tell(_ context.Context, _ copilot.Person, _ copilot.Place, sentence string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told = append(c.told, sentence)
	return nil
}

func (c *memoChat) Link(_ context.Context, _ copilot.Place, message string) string {
	return "https://chat.example/" + message
}

func (c *memoChat) Who(_ context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	if c.locale != "" {
		p.Locale = c.locale
	}
	return p, nil
}

func (c *memoChat) Roles(_ context.Context, p copilot.Person, _ copilot.Place) ([]string, error) {
	if c.asked != nil {
		c.asked(p)
	}
	if roles, ok := c.roles[p.ID]; ok {
		return roles, cmp.Or(c.roleErrs[p.ID], c.rolesErr)
	}
	return []string{"managers"}, cmp.Or(c.roleErrs[p.ID], c.rolesErr)
}

// last is the card a message shows now.
func (c *memoChat) last(t *testing.T, message string) copilot.Card {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.cards[message]) == 0 {
		t.Fatalf("nothing was shown in %s", message)
	}
	return c.cards[message][len(c.cards[message])-1]
}

// shown is how many cards were shown so far.
func (c *memoChat) shown() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.spots)
}

func said(c copilot.Card) string {
	var b strings.Builder
	for _, block := range c.Blocks() {
		b.WriteString(block.Text + "\n")
	}
	return b.String()
}

// writerFunc is a writer made of a function.
type writerFunc func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error)

func (f writerFunc) Compose(ctx context.Context, p copilot.Prompt, _ func(string)) (copilot.Answer, error) {
	return f(ctx, p)
}

func echo(_ context.Context, p copilot.Prompt) (copilot.Answer, error) {
	return copilot.Answer{Text: "=== fact\n" + p.Brief + ".", Writer: "echo"}, nil
}

type bench struct {
	*copilot.Copilot
	store *memory.Store
	chat  *memoChat
	ctx   context.Context
}

func newBench(t *testing.T, w copilot.Writer) *bench {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	store, err := inprocess.Open(ctx, memory.Options{Attempts: 2, Scan: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	chat := newMemoChat()
	return &bench{copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: w, Now: time.Now}, Memory: store, Queue: store, Workers: 1,
		Chats: map[string]copilot.Chat{"test": chat}, Log: slog.New(slog.DiscardHandler),
	}), store, chat, ctx}
}

// eventually waits for a condition, looking often, and fails after a long while.
func eventually(t *testing.T, holds func() bool) {
	t.Helper()
	deadline, look := time.After(2*time.Minute), time.NewTicker(2*time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-look.C:
		case <-deadline:
			t.Fatal("waited in vain")
		}
	}
}

// work runs the workers until the queue is quiet.
func (b *bench) work(t *testing.T, quiet func(copilot.Depth) bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(b.ctx)
	done := make(chan struct{})
	go func() { defer close(done); b.Work(ctx) }()
	eventually(t, func() bool {
		d, err := b.store.Depth(b.ctx)
		return err == nil && quiet(d)
	})
	cancel()
	<-done
}

func empty(d copilot.Depth) bool { return d.Waiting+d.Working+d.Delayed == 0 }

var (
	lea     = copilot.Person{Platform: "test", ID: "lea", Name: "Léa Martin", Locale: "en"}
	marc    = copilot.Person{Platform: "test", ID: "marc", Name: "Marc Olivier", Locale: "fr"}
	channel = copilot.Place{Platform: "test", Workspace: "w", Channel: "c"}
)

func draftRequest(id, brief string) copilot.Request {
	return copilot.Request{
		ID: id, Command: "draft", Place: channel, Person: lea, Text: brief,
		Options: map[string]string{"variants": "1"}, Time: time.Now(),
	}
}

// marcSigns makes Marc the approver of the channel.
func (b *bench) marcSigns(t *testing.T) {
	t.Helper()
	if err := b.SetProfile(b.ctx, channel, copilot.Profile{Approvers: []copilot.Approver{{ID: "marc", Name: "Marc"}}}); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) accept(t *testing.T, r copilot.Request) {
	t.Helper()
	if err := b.Accept(b.ctx, r); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) drafts(t *testing.T) []copilot.Draft {
	t.Helper()
	all, err := b.Drafts(b.ctx, copilot.Filter{Tenant: channel.Tenant()})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// P5: delivered five times, answered once.
func TestDeliveredAgainAnsweredOnce(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	for range 5 {
		b.accept(t, draftRequest("r1", "We open on Monday"))
	}
	b.work(t, empty)
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	if n := len(b.drafts(t)); n != 1 || len(b.chat.made) != 1 {
		t.Errorf("%d drafts, %d messages", n, len(b.chat.made))
	}
}

// A worker that dies after it kept the draft is followed by one that shows that
// draft, in the same message, without asking the writer again.
func TestRunAgainShowsWhatWasKept(t *testing.T) {
	calls := 0
	b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		calls++
		b, err := echo(ctx, p)
		return b, err
	}))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	first := b.drafts(t)[0]
	// The same request once more in the queue, as after a takeover: past the
	// dedupe, because it was claimed before.
	job := copilot.Job{ID: "again", Request: draftRequest("r1", "We open on Monday")}
	if err := copilot.AnswerForTest(b.Copilot, b.ctx, job); err != nil {
		t.Fatal(err)
	}
	if calls != 1 || len(b.drafts(t)) != 1 || len(b.chat.made) != 1 {
		t.Errorf("%d calls, %d drafts, %d messages", calls, len(b.drafts(t)), len(b.chat.made))
	}
	if got := b.chat.last(t, "message-r1").Subject(); got.Draft != first.ID || got.Digest != first.Latest().Digest {
		t.Errorf("the message shows %+v", got)
	}
}

// P4: whatever the writer does, the person sees an answer or a failure that says
// why; what was asked is on it, and it can be tried again.
func TestWriterFailureIsVisibleAndCanBeRetried(t *testing.T) {
	fail := true
	b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		if fail {
			return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterForbidden}
		}
		return echo(ctx, p)
	}))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, func(d copilot.Depth) bool { return empty(d) && d.Parked == 1 })
	card := b.chat.last(t, "message-r1")
	if s := said(card); !strings.Contains(s, "refuses our key") || !strings.Contains(s, "We open on Monday") {
		t.Errorf("the failure says:\n%s", s)
	}
	if len(card.Actions()) != 1 || card.Actions()[0].Act != copilot.ActRetry {
		t.Errorf("actions: %+v", card.Actions())
	}
	fail = false
	if err := b.Again(b.ctx, channel.Tenant(), "r1"); err != nil {
		t.Fatal(err)
	}
	b.work(t, func(d copilot.Depth) bool { return empty(d) && d.Parked == 0 })
	if got := b.chat.last(t, "message-r1").Subject(); got.Draft == "" {
		t.Error("tried again, and still no draft")
	}
	if err := b.Again(b.ctx, channel.Tenant(), "r1"); err == nil {
		t.Error("what is not parked was revived")
	}
}

// A failure that cannot be shown does not rest in silence.
func TestFailureIsToldBeforeItRests(t *testing.T) {
	b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		return copilot.Answer{}, errors.New("strange")
	}))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, func(d copilot.Depth) bool { return empty(d) && d.Parked == 1 })
	if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "We open on Monday") {
		t.Errorf("shown: %s", s)
	}
}

func TestPanicFailsOneRequestOnly(t *testing.T) {
	b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		if strings.Contains(p.Brief, "bad") {
			panic("secret of the brief")
		}
		return echo(ctx, p)
	}))
	b.accept(t, draftRequest("r1", "a bad brief"))
	b.accept(t, draftRequest("r2", "a good brief"))
	b.work(t, func(d copilot.Depth) bool { return empty(d) && d.Parked == 1 })
	if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "went wrong on our side") || strings.Contains(s, "secret") {
		t.Errorf("shown: %s", s)
	}
	if b.chat.last(t, "message-r2").Subject().Draft == "" {
		t.Error("the other request has no answer")
	}
}

func TestReadingIsRefusedVisibly(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.chat.forbids = true
	b.accept(t, copilot.Request{ID: "r1", Command: "summarize", Place: channel, Person: marc, Time: time.Now()})
	b.work(t, empty)
	if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "le copilote ne la lit donc pas pour vous") {
		t.Errorf("shown: %s", s)
	}
}

// A process that stops hands its work back: the next one answers it.
func TestStoppingHandsBack(t *testing.T) {
	started := make(chan struct{})
	var once sync.Once
	block := true
	b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		once.Do(func() { close(started) })
		if block {
			<-ctx.Done()
			return copilot.Answer{}, ctx.Err()
		}
		return echo(ctx, p)
	}))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	ctx, cancel := context.WithCancel(b.ctx)
	done := make(chan struct{})
	go func() { defer close(done); b.Work(ctx) }()
	<-started
	cancel()
	<-done
	block = false
	b.work(t, empty)
	if b.chat.last(t, "message-r1").Subject().Draft == "" || len(b.chat.made) != 1 {
		t.Error("the handed back request has no answer in its message")
	}
}
