package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	slackgo "github.com/slack-go/slack"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

const (
	partsTeam    = "T0ACME0001"
	partsChannel = "C0PARTS001"
	partsUser    = "U0LEA00001"
)

// partsStage shows drafts of given texts, without commands or workers.
type partsStage struct {
	*slacktest.Slack
	chat  *Chat
	core  *copilot.Copilot
	store *memory.Store
	write func(angles []string) string
	tags  int
}

// Compose is copilot.Writer.
func (s *partsStage) Compose(_ context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	said := s.write(p.Angles)
	piece(said)
	return copilot.Answer{Text: said, Writer: "openai", Model: "scripted-1"}, nil
}

func newPartsStage(t testing.TB) *partsStage {
	s := &partsStage{Slack: slacktest.New(t, slacktest.Options{})}
	s.User(slacktest.User{ID: partsUser, Name: "lea"})
	s.Channel(slacktest.Channel{ID: partsChannel, BotIn: true, Members: []string{partsUser}})
	s.chat = NewChat(ChatOptions{BotToken: copilot.NewSecret(s.Options().BotToken), URL: s.APIURL()})
	ctx, cancel := context.WithCancel(t.Context())
	store, err := inprocess.Open(ctx, memory.Options{Scan: 25 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	s.store = store
	s.core = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: s, Now: time.Now}, Memory: store, Queue: store,
		Chats: map[string]copilot.Chat{Platform: s.chat}, Workers: 1,
	})
	done := make(chan struct{})
	go func() { defer close(done); s.core.Work(ctx) }()
	t.Cleanup(func() { cancel(); <-done; s.chat.Close(context.Background()); _ = store.Close() })
	return s
}

// draft has texts drafted and shown, and returns the messages and the draft.
func (s *partsStage) draft(t interface {
	Helper()
	Fatal(...any)
}, all []string,
) ([]slacktest.Message, copilot.Draft) {
	t.Helper()
	s.write = func(angles []string) string {
		var b strings.Builder
		for i, said := range all {
			fmt.Fprintf(&b, "=== %s\n%s\n", angles[i], said)
		}
		return b.String()
	}
	s.tags++
	before := len(s.Messages(partsChannel))
	at := copilot.Place{Platform: Platform, Workspace: partsTeam, Channel: partsChannel}
	r := copilot.Request{
		ID: fmt.Sprint(s.tags), Command: "draft", Place: at, Person: copilot.Person{Platform: Platform, ID: partsUser},
		Text: "our launch", Options: map[string]string{"variants": fmt.Sprint(len(all))}, Time: time.Now(),
	}
	if err := s.core.Accept(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	var d copilot.Draft
	s.Await("the card", func() bool {
		depth, err := s.store.Depth(context.Background())
		return err == nil && depth.Waiting+depth.Working == 0
	})
	drafts, err := s.core.Drafts(context.Background(), copilot.Filter{Tenant: at.Tenant(), Limit: 1})
	if err == nil && len(drafts) == 1 {
		d, err = s.core.Draft(context.Background(), drafts[0].Ref())
	}
	if err != nil {
		t.Fatal(err)
	}
	return s.Messages(partsChannel)[before:], d
}

// quoted are the exact texts of messages, joined where one continues another: a
// heading that says "(2/3)" has none of its own.
func quoted(t interface{ Fatal(...any) }, messages []slacktest.Message) []string {
	var all []string
	heading := ""
	for _, m := range messages {
		var blocks []struct {
			Type     string
			Text     struct{ Text string }
			Elements []struct {
				Type     string
				Elements []struct{ Type, Text string }
			}
		}
		if err := json.Unmarshal(m.Blocks, &blocks); err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			if b.Type == "section" {
				heading = b.Text.Text
			}
			if b.Type != "rich_text" {
				continue
			}
			said := ""
			for _, quote := range b.Elements {
				for _, e := range quote.Elements {
					said += e.Text
				}
			}
			if at := strings.LastIndex(heading, "("); at >= 0 && !strings.HasPrefix(heading[at:], "(1/") {
				all[len(all)-1] += said
			} else {
				all = append(all, said)
			}
		}
	}
	return all
}

// holds fails for what a card's messages promise whatever they hold.
func (s *partsStage) holds(t interface {
	Fatal(...any)
	Errorf(string, ...any)
}, messages []slacktest.Message, d copilot.Draft,
) {
	got := quoted(t, messages)
	variants := d.Latest().Variants
	if len(got) != len(variants) {
		t.Errorf("%d texts are shown, want %d", len(got), len(variants))
		return
	}
	for i, v := range variants {
		if want := string(copilot.Seal(v.Text)); got[i] != want {
			t.Errorf("text %d is shown as\n%q, want\n%q", i+1, got[i], want)
		}
	}
	for i, m := range messages {
		last := i == len(messages)-1
		if n := len(m.Actions()); (n > 0) != last {
			t.Errorf("message %d of %d has %d buttons", i+1, len(messages), n)
		}
		if lines := strings.Split(m.Plain(), "\n"); !strings.Contains(lines[0], "DRAFT · needs human sign-off") || !strings.Contains(m.Plain()[strings.LastIndex(m.Plain(), "✏️"):], "DRAFT · needs human sign-off") {
			t.Errorf("message %d begins with %q", i+1, lines[0])
		}
		if !strings.HasPrefix(m.Text, "DRAFT · needs human sign-off") {
			t.Errorf("the fallback of message %d is %q", i+1, m.Text)
		}
		if i > 0 && m.ThreadTS != messages[0].TS {
			t.Errorf("message %d is not in the thread", i+1)
		}
	}
}

// TestLongDraft: five variants of 20,000 characters.
func TestLongDraft(t *testing.T) {
	t.Parallel()
	s := newPartsStage(t)
	var all []string
	for _, name := range []string{"alpha", "bravo", "charlie", "delta", "echo"} {
		all = append(all, strings.TrimSpace(strings.Repeat("Nous parlons de "+name+" et de tout ce qui vient avec. 🎉\n\n", 20_000/55)))
	}
	messages, d := s.draft(t, all)
	if len(messages) < 9 {
		t.Errorf("%d messages hold 100,000 characters", len(messages))
	}
	s.holds(t, messages, d)
}

// TestAnyDraft draws texts of everything people write.
func TestAnyDraft(t *testing.T) {
	t.Parallel()
	s := newPartsStage(t)
	shreds := rapid.SampledFrom([]string{
		"word ", "Une phrase. ", "\n", "\n\n", "👩‍💻", "👍🏽 ", "🇫🇷", "é", "مرحبا بالعالم ", "שלום ", "中文字符", "<!channel> ", "&amp; ", "*a* ", "`b` ", "> c\n",
		strings.Repeat("x", 700), strings.Repeat("mot ", 400), strings.Repeat("👍", 300), strings.Repeat("ligne\n", 150),
	})
	texts := rapid.SliceOfNDistinct(rapid.Map(rapid.SliceOfN(shreds, 1, 40), func(all []string) string { return strings.Join(all, "") }), 1, 5, rapid.ID[string])
	for i := range 15 { // each is a whole conversation
		all := texts.Example(i)
		messages, d := s.draft(t, all)
		if len(messages) == 1 && strings.Contains(messages[0].Plain(), "No draft") {
			continue // nothing of it was text
		}
		s.holds(t, messages, d)
	}
}

// TestFewerParts: what does not stand any more is taken away, and what comes is
// added; the first message stays the same.
func TestFewerParts(t *testing.T) {
	t.Parallel()
	s := newPartsStage(t)
	long := strings.TrimSpace(strings.Repeat("We speak about it and all that comes with it. ", 400))
	messages, d := s.draft(t, []string{long})
	if len(messages) < 2 {
		t.Fatalf("%d messages", len(messages))
	}
	edit := func(said string) []slacktest.Message {
		t.Helper()
		latest := d.Latest()
		_, err := s.core.Edit(t.Context(), d.Ref(), copilot.Edit{
			Expect: copilot.Expect{Revision: latest.Number, Digest: latest.Digest}, Person: d.Author, Texts: []string{said}, Request: fmt.Sprint("edit", latest.Number),
		})
		if err != nil {
			t.Fatal(err)
		}
		if d, err = s.core.Draft(t.Context(), d.Ref()); err != nil {
			t.Fatal(err)
		}
		id, err := s.core.Shown(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		p, err := readPost(id)
		if err != nil {
			t.Fatal(err)
		}
		var shown []slacktest.Message
		for _, ts := range p.ts {
			m, there := s.Message(partsChannel, ts)
			if !there {
				t.Fatalf("%s is not there", ts)
			}
			shown = append(shown, m)
		}
		return shown
	}
	for _, said := range []string{"Short.", long + " And more.", "Short again."} {
		shown := edit(said)
		s.holds(t, shown, d)
		live := 0
		for _, m := range s.Messages(partsChannel) {
			if len(m.Actions()) > 0 {
				live++
			}
		}
		if live != 1 {
			t.Errorf("%d messages have buttons", live)
		}
	}
}

// TestPartsFit: whatever a card holds, each of its messages is within Slack's
// bounds.
func TestPartsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := anyText().Draw(t, "said")
		for _, u := range append(sections(escape(said)), small(said)...) {
			for _, b := range u.blocks {
				if n := utf8.RuneCountInString(blockText(b)); n > 3_000 {
					t.Fatalf("a block has %d characters", n)
				}
			}
		}
		if n := chat.Width(plainText(said, maxButton).Text); n > maxButton || n == 0 {
			t.Fatalf("a button says %d", n)
		}
		if joined := strings.Join(chat.Split(text.Canonical(said), maxSection), ""); joined != text.Canonical(said) {
			t.Fatalf("%q is split as %q", text.Canonical(said), joined)
		}
	})
}

func blockText(b slackgo.Block) string {
	switch b := b.(type) {
	case *slackgo.SectionBlock:
		return b.Text.Text
	case *slackgo.ContextBlock:
		said := ""
		for _, e := range b.ContextElements.Elements {
			said += e.(*slackgo.TextBlockObject).Text
		}
		return said
	}
	return ""
}
