package memory

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// counter is a chat that shows every card, notes what people are told, and gives the lines it
// has.
type counter struct {
	copilot.Chat
	mu    sync.Mutex
	told  []string
	fails int // how often telling fails first
	lines []copilot.Line
}

// Show is copilot.Chat.
func (*counter) Show(_ context.Context, at copilot.Spot, _ copilot.Card) (string, error) {
	return "message-" + at.Key, nil
}

// Tell is copilot.Chat.
func (c *counter) Tell(_ context.Context, _ copilot.Person, _ copilot.Place, said string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fails > 0 {
		c.fails--
		return copilot.NewFault(copilot.FaultInternal, "chat.fault.unheard", map[string]any{"Platform": "Test"}, nil)
	}
	c.told = append(c.told, said)
	return nil
}

// Read is copilot.Chat.
func (c *counter) Read(context.Context, copilot.Reading) (copilot.Conversation, error) {
	return copilot.Conversation{Lines: c.lines, Total: len(c.lines)}, nil
}

// Who is copilot.Chat.
func (*counter) Who(_ context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	return p, nil
}

// Roles is copilot.Chat.
func (*counter) Roles(context.Context, copilot.Person, copilot.Place) ([]string, error) {
	return nil, nil
}

var (
	zoe  = copilot.Person{Platform: "web", ID: "gone-id-zoe", Name: "Zoé Gone-Name", Locale: "en"}
	yann = copilot.Person{Platform: "web", ID: "stay-id-yann", Name: "Yann Stay-Name", Locale: "en"}
	shop = copilot.Place{Platform: "web", Workspace: "w", Channel: "shop"}
)

// writes repeats the brief, or cites all lines one by one.
type writes struct{}

// Compose is copilot.Writer.
func (writes) Compose(_ context.Context, p copilot.Prompt, _ func(string)) (copilot.Answer, error) {
	if len(p.Lines) == 0 {
		return copilot.Answer{Text: "=== fact\n" + p.Brief + "\n=== hashtags\n#shop\n", Writer: "w", Model: "m"}, nil
	}
	said := "=== tldr\n"
	for _, l := range p.Lines {
		said += "- " + l.Text + " [" + l.Ref + "]\n"
	}
	return copilot.Answer{Text: said, Writer: "w", Model: "m"}, nil
}

// house is a copilot at work on a store.
type house struct {
	*copilot.Copilot
	t    *testing.T
	s    *Store
	chat *counter
	late time.Duration // how far its clock is ahead
}

func furnished(t *testing.T, s *Store) *house {
	h := &house{t: t, s: s, chat: &counter{}}
	now := func() time.Time { return time.Now().Add(h.late) }
	h.Copilot = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: writes{}, Now: now, Window: 100_000}, Memory: s, Queue: s, Stretches: s, Workers: 1,
		Chats: map[string]copilot.Chat{"web": h.chat}, Log: slog.New(slog.DiscardHandler),
	})
	return h
}

// works until nothing waits.
func (h *house) works() {
	h.t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(h.t.Context()))
	done := make(chan struct{})
	go func() { defer close(done); h.Work(ctx) }()
	defer func() { cancel(); <-done }()
	deadline, look := time.After(60*time.Second), time.NewTicker(2*time.Millisecond)
	defer look.Stop()
	for {
		if d, err := h.s.Depth(h.t.Context()); err == nil && d.Waiting+d.Working+d.Delayed == 0 {
			return
		}
		select {
		case <-look.C:
		case <-deadline:
			h.t.Fatal("waited in vain")
		}
	}
}

// asks has somebody ask for something, and returns the draft that answers.
func (h *house) asks(who copilot.Person, at copilot.Place, id, command, words string, private bool) copilot.Draft {
	h.t.Helper()
	must(h.t, h.Accept(h.t.Context(), copilot.Request{
		ID: id, Command: command, Place: at, Person: who, Text: words, Time: time.Now(), Private: private,
	}))
	h.works()
	for _, d := range h.drafts(at.Tenant()) {
		if d.Revisions[0].Request == id {
			return d
		}
	}
	h.t.Fatalf("no draft answers %s", id)
	return copilot.Draft{}
}

func (h *house) drafts(t copilot.Tenant) (all []copilot.Draft) {
	h.t.Helper()
	must(h.t, h.s.EachDraft(h.t.Context(), t, func(d copilot.Draft) error { all = append(all, d); return nil }))
	return all
}

func (h *house) decides(who copilot.Person, d copilot.Draft, v copilot.Verdict, reason string) {
	h.t.Helper()
	r := d.Latest()
	decision := copilot.Decision{Draft: d.ID, Revision: r.Number, Digest: r.Digest, Verdict: v, Person: who, Reason: reason}
	if v == copilot.Approve {
		decision.Variant = 1
	}
	_, err := h.Decide(h.t.Context(), d.Ref(), decision)
	must(h.t, err)
}

// lived is a tenant in which both have done everything there is to do.
func (h *house) lived(at copilot.Place) {
	h.t.Helper()
	ctx, t := h.t.Context(), h.t
	must(t, h.SetProfile(ctx, at, copilot.Profile{
		SelfSignOff: true, Keep: true, Approvers: []copilot.Approver{{ID: zoe.ID, Name: "approver one"}, {ID: yann.ID, Name: "approver two"}},
	}))
	in := func(thread string) copilot.Place {
		p := at
		p.Thread = thread
		return p
	}
	key := at.Workspace + at.Channel
	h.decides(yann, h.asks(zoe, at, key+"1", "draft", "gone-brief one is the rejected", false), copilot.Reject, "stay-reason of another")
	h.asks(zoe, at, key+"2", "draft", "gone-brief two is open", false)
	h.asks(zoe, at, key+"3", "draft", "gone-brief three is private", true)
	h.decides(yann, h.asks(zoe, at, key+"4", "draft", "stay-signed text of Yann", false), copilot.Approve, "")
	h.decides(zoe, h.asks(yann, at, key+"5", "draft", "stay-signed text by her", false), copilot.Approve, "")
	h.decides(zoe, h.asks(yann, at, key+"6", "draft", "stay-brief six", false), copilot.Reject, "gone-reason hers")
	h.asks(yann, at, key+"7", "draft", "stay-brief seven", false)
	h.chat.lines = []copilot.Line{
		{ID: "l1", Author: zoe.Name, AuthorID: zoe.ID, Text: "gone-words of hers, in March", Time: time.Unix(1, 0)},
		{ID: "l2", Author: yann.Name, AuthorID: yann.ID, Text: "stay-words of his, with Zoé Gone-Name, in May", Time: time.Unix(2, 0)},
	}
	h.asks(yann, in("t1"), key+"8", "summarize", "", false)
	h.decides(yann, h.asks(yann, in("t2"), key+"9", "summarize", "", false), copilot.Reject, "stay-reason")
	h.chat.lines = h.chat.lines[1:]
	h.chat.lines[0].Text = "stay-minutes of his, in May"
	h.asks(yann, in("t3"), key+"10", "summarize", "", false)
	must(t, h.s.CatchUp(ctx, at, zoe, time.Unix(5, 0)))
	must(t, h.s.CatchUp(ctx, in("t1"), zoe, time.Unix(5, 0)))
	must(t, h.s.CatchUp(ctx, at, yann, time.Unix(5, 0)))
	must(t, h.AddFact(ctx, at, copilot.Fact{ID: "f", Text: "stay-fact"}))
	ear := copilot.Ear{Holder: "h", ID: "e", Lasts: time.Minute}
	for range 2 {
		heard, err := h.s.Hear(ctx, at.Tenant(), ear)
		must(t, err)
		ear.Knows = heard.Seq
	}
	_, err := h.s.Stretch(ctx, at, ear)
	must(t, err)
	must(t, h.s.Note(ctx, at, copilot.Kept{ID: "k", At: time.Now().UnixMicro(), Top: true, Body: "gone-kept", Author: zoe.ID}))
}

// forgets has somebody forget something, and returns what they are told in the end.
func (h *house) forgets(who copilot.Person, at copilot.Place, typed string) string {
	h.t.Helper()
	s, err := copilot.ReadSetting("forget " + typed)
	must(h.t, err)
	said, err := h.Answer(h.t.Context(), at, who, s)
	must(h.t, err)
	if !s.Sure {
		return said
	}
	h.chat.told = nil
	h.works()
	if len(h.chat.told) != 1 {
		h.t.Fatalf("told %q", h.chat.told)
	}
	return h.chat.told[0]
}

// Of somebody who is forgotten nothing is left in the server, under no key, but what they
// signed; of everybody else everything is, and the record still fits its links.
func TestForgottenIsNowhere(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{}) // without envelopes, so that all can be searched
		h := furnished(t, s)
		other := copilot.Place{Platform: "web", Workspace: "another", Channel: "shop"}
		h.lived(shop)
		h.lived(other)
		if before := h.forgets(zoe, shop, "me"); !strings.Contains(before, "not erase 1 signature") {
			t.Errorf("told before: %s", before)
		}
		elsewhere := dumpOf(t, s, other)
		if n := strings.Count(dumpOf(t, s, shop), "gone-"); n < 20 {
			t.Fatalf("%d canaries to begin with", n)
		}
		said := h.forgets(zoe, shop, "me yes")
		left := dumpOf(t, s, shop)
		for line := range strings.Lines(left) {
			for _, canary := range []string{"gone-words", "gone-brief", "gone-reason", "gone-kept", "gone-id", "Gone-Name"} {
				if strings.Contains(line, canary) && !hersAsSigned(line) {
					t.Errorf("%s is left: %.1000s", canary, line)
				}
			}
		}
		for _, canary := range []string{"stay-signed text of Yann", "stay-signed text by her", "stay-brief six", "stay-brief seven", "stay-words of his", "stay-minutes", "stay-fact", "stay-reason", "stay-id"} {
			if !strings.Contains(left, canary) {
				t.Errorf("%s is gone", canary)
			}
		}
		if now := dumpOf(t, s, other); now != elsewhere {
			t.Error("another workspace is not what it was")
		}
		v, err := s.Verify(t.Context(), shop.Tenant(), copilot.Head{})
		must(t, err)
		if !v.Whole() || v.Erased == 0 {
			t.Errorf("the record: %+v", v)
		}
		for _, want := range []string{"was erased at the word of the person themselves", "unsigned draft", "1 message", "2 places", "of the audit", "2 signed drafts stay"} {
			if !strings.Contains(said, want) {
				t.Errorf("the receipt does not say %q:\n%s", want, said)
			}
		}
		h.late = time.Minute
		again := h.forgets(zoe, shop, "me oui")
		if strings.Contains(again, "unsigned draft:") || strings.Contains(again, "places") {
			t.Errorf("erased again:\n%s", again)
		}
	})
}

// hersAsSigned says whether a line of the dump may have her name: who may sign off is a
// setting, how much somebody asked for today is a bound that nobody forgets themselves
// around, and what is signed is a record.
func hersAsSigned(line string) bool {
	return strings.Contains(line, "profile:") || strings.Contains(line, ":used:") || strings.Contains(line, "stay-signed text of Yann") ||
		strings.Contains(line, "decision:") && strings.Contains(line, `"verdict":"approve"`) ||
		strings.Contains(line, "audit:") && strings.Contains(line, `"act":"approve"`)
}

// dumpOf is what the server holds of the tenant of a place, a line for each key or entry.
func dumpOf(t *testing.T, s *Store, at copilot.Place) string {
	t.Helper()
	var b strings.Builder
	part := ":" + escape(at.Platform) + ":" + escape(at.Workspace)
	ctx := t.Context()
	keys := s.db.Keys(ctx, "*"+part+"*").Val()
	for _, key := range keys {
		if strings.Contains(key, ":list") || !strings.Contains(key+":", part+":") {
			continue
		}
		switch s.db.Type(ctx, key).Val() {
		case "hash":
			for field, value := range s.db.HGetAll(ctx, key).Val() {
				fmt.Fprintln(&b, key, field, strings.ReplaceAll(value, "\n", " "))
			}
		case "list":
			for _, value := range s.db.LRange(ctx, key, 0, -1).Val() {
				fmt.Fprintln(&b, key, value)
			}
		case "string":
			fmt.Fprintln(&b, key, s.db.Get(ctx, key).Val())
		case "set":
			fmt.Fprintln(&b, key, s.db.SMembers(ctx, key).Val())
		case "zset":
			fmt.Fprintln(&b, key, s.db.ZRange(ctx, key, 0, -1).Val())
		case "stream":
			fmt.Fprintln(&b, key, s.db.XRange(ctx, key, "-", "+").Val())
		}
	}
	lines := strings.Split(b.String(), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
