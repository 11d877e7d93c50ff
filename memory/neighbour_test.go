package memory

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/sharedtest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// street is a platform on which everybody reads what is said where they are.
type street struct {
	lobby
	said map[copilot.Place]string // by channel
}

func (s street) Read(_ context.Context, r copilot.Reading) (copilot.Conversation, error) {
	r.Place.Thread = ""
	return copilot.Conversation{Lines: []copilot.Line{
		{ID: "m1", Author: "canary-free", Text: s.said[r.Place] + " we open at eight o'clock on Monday", Time: time.Now()},
		{ID: "m2", Author: "canary-free", Text: s.said[r.Place] + " and the garden stays open until ten", Time: time.Now()},
	}, Total: 2}, nil
}

// clerk is a writer that notes what it is told.
type clerk struct {
	mu   sync.Mutex
	told []string
}

func (c *clerk) Compose(_ context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	said := fmt.Sprintf("%+v", p)
	for _, e := range p.Recent {
		said += string(copilot.Seal(e.Answer))
	}
	c.told = append(c.told, said)
	piece("An answer.")
	return copilot.Answer{Text: "An answer.", Writer: "clerk"}, nil
}

func (c *clerk) prompts() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string{}, c.told...)
}

var canaries = regexp.MustCompile(`canary-\d+-\d+x|secret-\d+-\d+x`)

// foreign are the canaries in what somebody saw that are of another channel, or that only
// somebody else may see.
func foreign(in, own string) (found []string) {
	for _, c := range canaries.FindAllString(in, -1) {
		if c != own {
			found = append(found, c)
		}
	}
	return found
}

// Workspaces, each with channels that have something of everything, with the same names and
// ids in all of them: nothing that can be read of one, and nothing that the writer is told in
// one, is of another; and what is private to somebody is told to nobody else.
func TestNeighboursSeeNothing(t *testing.T) {
	tenants, channels := sharedtest.Either(50, 6), sharedtest.Either(20, 5)
	s := open(t, memorytest.Redis(t, "--appendonly", "no").URL(), Options{Secret: secret})
	chat, told := street{said: map[copilot.Place]string{}}, &clerk{}
	core := copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: told, Now: time.Now}, Memory: s, Queue: s, Chats: map[string]copilot.Chat{"web": chat}, Log: s.o.Log,
	})
	var all []household
	for w := range tenants {
		for c := range channels {
			h := household{copilot.Place{Platform: "web", Workspace: fmt.Sprint("w", w), Channel: fmt.Sprint("c", c), Thread: "t"}, fmt.Sprintf("canary-%d-%dx", w, c)}
			all = append(all, h)
			h.furnish(t, s)
			must(t, s.Finish(t.Context(), mustClaim(t, s))) // the job that waits, or the next channel would claim it
			h.hide(t, s, strings.Replace(h.canary, "canary", "secret", 1))
			place := h.at
			place.Thread = ""
			chat.said[place] = h.canary
		}
	}
	reads, found := 0, 0
	check := func(what, in string, h household) {
		reads++
		for _, c := range foreign(in, h.canary) {
			found++
			t.Errorf("%s of %v: %s", what, h.at, c)
		}
	}
	own := 0
	for _, h := range all {
		saw := h.survey(t, s)
		own += h.seen(saw)
		check("what is kept", strings.ReplaceAll(saw, strings.Replace(h.canary, "canary", "secret", 1), ""), h) // a store tells who may see it
		check("what the core lists", h.listed(t, core), h)
	}
	ctx, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	working.Go(func() { core.Work(ctx) })
	for _, h := range all {
		for _, command := range []string{"draft", "summarize"} {
			must(t, core.Accept(ctx, copilot.Request{ID: command + h.at.Channel, Command: command, Place: h.at, Person: holder("stranger"), Text: h.text("tells of the garden"), Time: time.Now()}))
		}
	}
	until(t, "the writer was asked for all", func() bool { return len(told.prompts()) >= 2*len(all) })
	stop()
	working.Wait()
	for _, p := range told.prompts() {
		check("a prompt", p, household{canary: canaries.FindString(p)})
	}
	if n := len(told.prompts()); n < 2*len(all) || own < 100*len(all) {
		t.Errorf("%d prompts, %d of their own canaries: the scene proves less than it says", n, own)
	}
	sharedtest.Prove(t, fmt.Sprintf("reads and prompts in %d workspaces of %d channels", tenants, channels), reads, found)
}

// hide keeps what one person alone may see.
func (h household) hide(t testing.TB, s *Store, canary string) {
	t.Helper()
	hidden := household{h.at, canary}
	must(t, s.Remember(t.Context(), h.at, copilot.Exchange{Draft: "hidden", For: "author", Asked: hidden.text("asked"), Answer: hidden.generated("answer")}, copilot.Fence{}))
	d := hidden.draft(t, s, "hidden", true)
	_, err := s.Draft(t.Context(), d.Ref())
	must(t, err)
}

// listed is what the core lists to somebody who is the author of nothing.
func (h household) listed(t testing.TB, core *copilot.Copilot) string {
	t.Helper()
	drafts, err := core.Drafts(t.Context(), copilot.Filter{Tenant: h.at.Tenant(), Channel: h.at.Channel, For: holder("stranger"), Limit: 1000})
	must(t, err)
	if len(drafts) == 0 {
		t.Fatal("nothing is listed")
	}
	facts, err := core.Facts(t.Context(), h.at)
	must(t, err)
	file, err := core.Export(t.Context(), h.at)
	must(t, err)
	entries, _, err := core.Entries(t.Context(), copilot.EntryFilter{Tenant: h.at.Tenant(), Channel: h.at.Channel, For: holder("stranger"), Limit: 1000})
	must(t, err)
	if len(entries) == 0 {
		t.Fatal("nothing is on record")
	}
	return fmt.Sprintf("%+v %+v %s %+v", drafts, facts, file, entries)
}
