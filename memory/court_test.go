package memory

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// lobby is a chat that shows nothing, in which one person holds a role.
type lobby struct{}

func (lobby) Read(context.Context, copilot.Reading) (copilot.Conversation, error) {
	return copilot.Conversation{}, nil
}

func (lobby) Show(_ context.Context, at copilot.Spot, _ copilot.Card) (string, error) {
	return "m " + at.Key, nil
}
func (lobby) Link(context.Context, copilot.Place, string) string                { return "" }
func (lobby) Tell(context.Context, copilot.Person, copilot.Place, string) error { return nil }
func (lobby) Who(_ context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	return p, nil
}

func (lobby) Roles(_ context.Context, p copilot.Person, _ copilot.Place) ([]string, error) {
	if p.ID == "editor" {
		return []string{"editors"}, nil
	}
	return nil, nil
}

// court is a store with drafts in every state, and a copilot that decides about them.
type court struct {
	s     *Store
	core  *copilot.Copilot
	kept  map[string]string        // every key there is, as DUMP gives it
	texts map[string]copilot.Draft // by id, as they were before anybody was at them
}

func holder(id string) copilot.Person {
	return copilot.Person{Platform: "web", ID: id, Name: "canary-" + id}
}

func newCourt(t testing.TB) *court {
	s := open(t, memorytest.Redis(t, "--appendonly", "no").URL(), Options{Secret: secret})
	c := &court{s: s, texts: map[string]copilot.Draft{}}
	c.core = copilot.New(copilot.Config{
		Composer: copilot.Composer{Now: time.Now}, Memory: s, Queue: s, Chats: map[string]copilot.Chat{"web": lobby{}}, Log: s.o.Log,
	})
	p := home.profile()
	p.Authority = copilot.Authority{}
	p.Approvers = []copilot.Approver{{ID: "boss", Name: "Boss"}, {ID: "anna", Name: "Anna"}, {Role: true, ID: "editors", Name: "Editors"}}
	must(t, s.SetProfile(t.Context(), home.at, p))
	p.Signatures = 2
	must(t, s.SetProfile(t.Context(), strict.at, p))
	for _, name := range []string{"pending", "reject", "withdraw", "request_changes", "approve", "edited"} {
		c.keeps(t, home, name, "lea", false)
	}
	c.keeps(t, home, "own", "boss", false)
	c.keeps(t, home, "private", "lea", true)
	c.keeps(t, strict, "partly", "lea", false)
	c.keeps(t, strict, "unsigned", "lea", false)
	for _, v := range []copilot.Verdict{copilot.Reject, copilot.Withdraw, copilot.RequestChanges, copilot.Approve} {
		must(t, c.click(t, home, string(v), 1, v, "boss"))
	}
	must(t, c.click(t, strict, "partly", 1, copilot.Approve, "boss"))
	_, err := s.Revise(t.Context(), home.ref("edited"), copilot.Expect{Revision: 1, Digest: "one"}, home.revision(2, "two"), copilot.Fence{}, copilot.Audit{Act: "edited", Revision: 2, Digest: "two"})
	must(t, err)
	c.remember(t)
	return c
}

// strict is a channel in which two have to sign.
var strict = household{copilot.Place{Platform: "web", Workspace: "w", Channel: "two"}, "canary-two"}

func (c *court) keeps(t testing.TB, h household, name, author string, private bool) {
	t.Helper()
	d := copilot.Draft{
		ID: h.ref(name).Draft, Command: "draft", Place: h.at, Author: holder(author), Brief: h.text("brief"),
		Created: time.Unix(1, 0).UTC(), Private: private, Revisions: []copilot.Revision{h.revision(1, "one")},
	}
	fresh, err := c.s.Accept(t.Context(), h.request("for "+name))
	must(t, err)
	if !fresh {
		t.Fatal("the request is not new")
	}
	j := mustClaim(t, c.s)
	_, err = c.s.Keep(t.Context(), d, j.Fence, copilot.Audit{Draft: d.ID, Revision: 1, Digest: "one", Act: "drafted", Person: holder(author)})
	must(t, err)
	must(t, c.s.Finish(t.Context(), j))
}

func (c *court) click(t testing.TB, h household, name string, revision int, v copilot.Verdict, who string) error {
	digest := []string{"", "one", "two"}[revision]
	_, err := c.core.Decide(t.Context(), h.ref(name), copilot.Decision{
		Revision: revision, Digest: digest, Variant: 1, Verdict: v, Reason: "because", Person: holder(who),
	})
	return err
}

func (c *court) remember(t testing.TB) {
	c.kept = map[string]string{}
	for _, key := range c.s.db.Keys(t.Context(), "*").Val() {
		c.kept[key] = c.s.db.Dump(t.Context(), key).Val()
	}
	for _, id := range c.ids() {
		d, err := c.s.Draft(t.Context(), copilot.Ref{Tenant: home.at.Tenant(), Draft: id})
		must(t, err)
		c.texts[id] = d
	}
}

func (c *court) ids() (ids []string) {
	for key := range c.kept {
		if rest, ok := strings.CutPrefix(key, c.s.keys.prefix+"draft:web:w:"); ok {
			ids = append(ids, unescape(rest))
		}
	}
	slices.Sort(ids)
	return ids
}

// restore puts everything back as it was.
func (c *court) restore(t testing.TB) {
	t.Helper()
	_, err := c.s.db.TxPipelined(t.Context(), func(tx redis.Pipeliner) error {
		tx.FlushDB(t.Context())
		for key, dump := range c.kept {
			tx.Restore(t.Context(), key, 0, dump)
		}
		return nil
	})
	must(t, err)
}

// wrongful are the clicks that approve nothing, whoever was at the store.
var wrongful = []struct {
	h        household
	name     string
	revision int
	who      string
}{
	{home, "pending", 1, "intruder"},
	{home, "own", 1, "boss"},
	{home, "reject", 1, "boss"},
	{home, "withdraw", 1, "boss"},
	{home, "request_changes", 1, "boss"},
	{home, "approve", 1, "anna"},
	{home, "edited", 1, "boss"},
	{home, "private", 1, "boss"},
	{home, "edited", 2, "intruder"},
	{strict, "partly", 1, "boss"},
	{strict, "partly", 1, "intruder"},
	{strict, "unsigned", 1, "boss"},
}

// tried has everybody click who must not be heard, and then somebody who may. It says what
// was approved that must not be.
func (c *court) tried(t testing.TB) (wrong []string) {
	t.Helper()
	for _, w := range wrongful {
		_ = c.click(t, w.h, w.name, w.revision, copilot.Approve, w.who)
	}
	for _, id := range c.ids() {
		wrong = append(wrong, c.judge(t, id, "")...)
	}
	_ = c.click(t, home, "pending", 1, copilot.Approve, "boss")
	return append(wrong, c.judge(t, home.ref("pending").Draft, "boss")...)
}

// judge says what is wrong with an approval of a draft, if it is approved by now: it was not
// before, but by whom it may be; it is of another text; or it is in another name.
func (c *court) judge(t testing.TB, id, by string) (wrong []string) {
	t.Helper()
	was := c.texts[id]
	now, err := c.s.Draft(t.Context(), copilot.Ref{Tenant: home.at.Tenant(), Draft: id})
	if err != nil || now.State() != copilot.Approved {
		return nil
	}
	if was.State() == copilot.Approved {
		by = was.Latest().Decision.Person.ID
	}
	n, r := now.Latest().Decision, now.Latest()
	switch before := was.Latest(); {
	case n == nil || n.Person.ID != by || by == "":
		wrong = append(wrong, fmt.Sprintf("%s is approved: %+v", id, n))
	case n.Digest != before.Digest || r.Digest != before.Digest || copilot.Seal(r.Variants[0].Text) != copilot.Seal(before.Variants[0].Text):
		wrong = append(wrong, fmt.Sprintf("%s is approved with another text: %+v", id, r))
	}
	return wrong
}
