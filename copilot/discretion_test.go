package copilot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

// overheard is a writer that notes all it is given.
type overheard struct {
	mu  sync.Mutex
	all strings.Builder
}

// Compose is copilot.Writer.
func (o *overheard) Compose(_ context.Context, p copilot.Prompt, _ func(string)) (copilot.Answer, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	fmt.Fprintf(&o.all, "%+v\n%s\n%s\n", p, p.System, p.User)
	said := "=== fact\nWe open on Monday.\n=== tldr\n- We open on Monday. "
	for _, l := range p.Lines {
		said += "[" + l.Ref + "]"
	}
	return copilot.Answer{Text: said + "\n=== hashtags\n#monday\n", Writer: "overheard"}, nil
}

// given is what it was given so far, and forgets it.
func (o *overheard) given() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	defer o.all.Reset()
	return o.all.String()
}

// Whatever is said, by whom, and whatever is asked for: who does not want to be read is not.
// Neither their words nor their name are given to a writer, and none of it is kept with the
// draft; the others are read, and the card says how many messages were left out.
func TestOptedOutAreNotRead(t *testing.T) {
	w := &overheard{}
	b := newBench(t, w)
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		people := []copilot.Person{lea, marc, {Platform: "test", ID: "ana", Name: "Ana Canary-Name"}, {Platform: "test", ID: "bo", Name: "Bo"}}
		out := map[string]bool{}
		for _, p := range people {
			out[p.ID] = rapid.Bool().Draw(t, p.ID+" is out")
			do := b.Memory.OptIn
			if out[p.ID] {
				do = func(ctx context.Context, tenant copilot.Tenant, p copilot.Person) error {
					return b.Memory.OptOut(ctx, tenant, p, time.Now())
				}
			}
			if err := do(b.ctx, channel.Tenant(), p); err != nil {
				t.Fatal(err)
			}
		}
		b.chat.lines = nil
		left := 0
		for i := range rapid.IntRange(1, 40).Draw(t, "lines") {
			p := rapid.SampledFrom(people).Draw(t, "who")
			words := fmt.Sprintf("canary-%s-%d We open on Monday with %s", p.ID, i, rapid.StringMatching(`[a-zé ]{0,40}`).Draw(t, "words"))
			b.chat.lines = append(b.chat.lines, copilot.Line{
				ID: fmt.Sprint("l", i), Author: "author-" + p.ID, AuthorID: p.ID, Text: words, Time: morning.Add(time.Duration(i) * time.Minute),
			})
			if out[p.ID] {
				left++
			}
		}
		b.Window = rapid.SampledFrom([]int{0, 900, 100_000}).Draw(t, "window")
		at := channel
		at.Thread = rapid.SampledFrom([]string{"", "t"}).Draw(t, "thread")
		r := copilot.Request{
			ID: fmt.Sprint("r", run), Command: rapid.SampledFrom([]string{"summarize", "hashtags"}).Draw(t, "command"),
			Place: at, Person: lea, Time: time.Now(),
		}
		if err := b.Accept(b.ctx, r); err != nil {
			t.Fatal(err)
		}
		b.settle(t)
		given := w.given()
		for _, p := range people {
			if out[p.ID] && (strings.Contains(given, "canary-"+p.ID+"-") || strings.Contains(given, "author-"+p.ID)) {
				t.Fatalf("%s does not want to be read, and the writer was given\n%s", p.ID, given)
			}
			read := false
			for _, l := range b.chat.lines {
				read = read || l.AuthorID == p.ID
			}
			if read && !out[p.ID] && b.Window != 900 && !strings.Contains(given, "canary-"+p.ID+"-") {
				t.Fatalf("%s may be read, and was not: the writer was given\n%s", p.ID, given)
			}
		}
		shown := b.chat.cards["message-"+r.ID]
		card := said(shown[len(shown)-1])
		switch {
		case left == len(b.chat.lines) && r.Command == "summarize" && !strings.Contains(card, "do not want to be read"):
			t.Fatalf("all were left out, and the card says\n%s", card)
		case left == len(b.chat.lines):
		case left > 0 && !strings.Contains(card, fmt.Sprintf("%d message", left)):
			t.Fatalf("%d were left out, and the card says\n%s", left, card)
		case left == 0 && strings.Contains(card, "left out"):
			t.Fatalf("none was left out, and the card says\n%s", card)
		}
	})
}

// settle works until nothing is waiting.
func (b *bench) settle(t *rapid.T) {
	ctx, cancel := context.WithCancel(b.ctx)
	done := make(chan struct{})
	go func() { defer close(done); b.Work(ctx) }()
	defer func() { cancel(); <-done }()
	deadline, look := time.After(30*time.Second), time.NewTicker(time.Millisecond)
	defer look.Stop()
	for {
		if d, err := b.store.Depth(b.ctx); err == nil && empty(d) {
			return
		}
		select {
		case <-look.C:
		case <-deadline:
			t.Fatal("waited in vain")
		}
	}
}

// A message is not drafted from when its author does not want to be read; and who catches
// up is told so rather than that nothing is new.
func TestNothingIsDraftedFromWhoOptedOut(t *testing.T) {
	w := &overheard{}
	b := newBench(t, w)
	b.say(marc, "canary of Marc")
	mustDo(t, b.Memory.OptOut(b.ctx, channel.Tenant(), marc, time.Now()))
	r := draftRequest("r1", "A reply to this")
	r.About = "l0"
	b.accept(t, r)
	b.accept(t, copilot.Request{ID: "r2", Command: "summarize", Place: channel, Person: lea, Time: time.Now()})
	b.work(t, empty)
	if given := w.given(); given != "" {
		t.Errorf("the writer was given\n%s", given)
	}
	for message, want := range map[string]string{"message-r1": "does not want to be read", "message-r2": "do not want to be read"} {
		if card := said(b.chat.last(t, message)); !strings.Contains(card, want) {
			t.Errorf("the card says\n%s", card)
		}
	}
}

// hiding is a store that cannot tell who does not want to be read.
type hiding struct{ copilot.Memory }

// OptedOut is copilot.Discretion.
func (hiding) OptedOut(context.Context, copilot.Tenant, []string) (map[string]time.Time, error) {
	return nil, errors.New("the store is away")
}

// When it cannot be told who does not want to be read nothing is.
func TestNobodyIsReadBlindly(t *testing.T) {
	w := &overheard{}
	b := newBench(t, w)
	b.Memory = hiding{b.Memory}
	b.say(marc, "canary of Marc")
	b.accept(t, copilot.Request{ID: "r1", Command: "summarize", Place: channel, Person: lea, Time: time.Now()})
	b.work(t, func(d copilot.Depth) bool { return d.Parked > 0 })
	if given := w.given(); given != "" {
		t.Errorf("the writer was given\n%s", given)
	}
}
