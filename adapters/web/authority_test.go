package web

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/builtin"
)

// asked has somebody ask for a draft, and waits for it.
func (s *street) asked(p *passer) copilot.Draft {
	s.t.Helper()
	if got := p.post("/c/launch", url.Values{"text": {"/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026"}}); got.Status != http.StatusSeeOther {
		s.t.Fatalf("not asked: %d %s", got.Status, read(got.Body))
	}
	return s.draft()
}

// latest is the draft as it is now.
func (s *street) latest(d copilot.Draft) copilot.Revision {
	s.t.Helper()
	now, err := s.core.Draft(s.t.Context(), copilot.Ref{Tenant: Tenant(), Draft: d.ID})
	must(s.t, err)
	return now.Latest()
}

// launch is the channel of that draft.
var launch = copilot.Place{Platform: Platform, Workspace: Workspace, Channel: "launch"}

// TestTryOutSignsNothingOnceOneSignsIn: what somebody signed as an identity to try things
// out with is struck when people sign in, also where a channel still names it.
func TestTryOutSignsNothingOnceOneSignsIn(t *testing.T) {
	s := newStreet(t)
	writer, manager := s.as(nora), s.as(boss)
	must(t, s.core.SetProfile(t.Context(), launch, copilot.Profile{
		Approvers: []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}, {Role: true, ID: RoleManager, Name: "a manager"}},
		Authority: copilot.Authority{Signatures: 2},
	}))
	d := s.asked(writer)

	before := copilot.New(copilot.Config{ // as it ran until the sign-in was configured
		Composer: copilot.Composer{Writer: builtin.New(), Now: time.Now}, Memory: s.store, Queue: s.store,
		Chats: map[string]copilot.Chat{Platform: NewChat(s.store.Timeline(Tenant()), nil)}, Log: slog.New(slog.DiscardHandler),
	})
	marc, _ := findMember("marc")
	r := s.latest(d)
	must(t, before.Click(t.Context(), copilot.Ref{Tenant: Tenant(), Draft: d.ID}, copilot.Click{
		Act: copilot.Act(copilot.Approve), Expect: copilot.Expect{Revision: r.Number, Digest: r.Digest}, Person: marc.person("en"), Request: "marc-1",
	}))
	if got := s.latest(d); len(got.Signatures) != 1 || got.State == copilot.Approved {
		t.Fatalf("Marc has not signed: %+v", got)
	}

	if got := manager.post("/d/"+d.ID+"/approve", clickOn(d)); got.Status != http.StatusSeeOther {
		t.Errorf("the manager cannot sign: %d %s", got.Status, read(got.Body))
	}
	got := s.latest(d)
	if got.State == copilot.Approved {
		t.Error("approved by one person who signed in, and somebody who is nobody")
	}
	counts := 0
	for _, signed := range got.Signatures {
		if signed.Struck != "" {
			continue
		}
		if counts++; signed.Person.ID == "marc" {
			t.Error("Marc’s signature still counts")
		}
	}
	if counts != 1 {
		t.Errorf("%d signatures count: %+v", counts, got.Signatures)
	}
}

// TestNobodyLendsWhatTheyLost: who signs for somebody signs nothing any more once no rule
// lets that one in.
func TestNobodyLendsWhatTheyLost(t *testing.T) {
	for name, c := range map[string]struct {
		allow []Rule
		want  bool
	}{
		"who is still let in":   {[]Rule{"@example.com", "boss@example.org"}, true},
		"whom no rule lets in":  {[]Rule{"boss@example.org", "ana@example.com"}, false},
		"whom another lets in":  {[]Rule{"nora@example.com", "boss@example.org", "ana@example.com"}, true},
		"nor the one who signs": {[]Rule{"ana@example.com"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStreet(t, func(o *SignInOptions) {
				o.Allow = []Rule{"@example.com", "nora@example.com", "ana@example.com", "boss@example.org"}
			})
			author := s.as(map[string]any{"sub": "u-3", "name": "Ana Ruiz", "email": "ana@example.com", "email_verified": true})
			approver, other := s.as(nora), s.as(boss)
			must(t, s.core.SetProfile(t.Context(), launch, copilot.Profile{Approvers: []copilot.Approver{{ID: s.id(t, "Nora Petit"), Name: "Nora Petit"}}}))
			d := s.asked(author)
			if got := approver.post("/c/launch", url.Values{"text": {"/copilot delegate boss@example.org until 2 weeks"}}); got.Status != http.StatusSeeOther {
				t.Fatalf("not delegated: %d %s", got.Status, read(got.Body))
			}
			s.chat.door.allow = c.allow
			other.post("/d/"+d.ID+"/approve", clickOn(d))
			if got := s.latest(d).State == copilot.Approved; got != c.want {
				t.Errorf("approved: %v, want %v", got, c.want)
			}
		})
	}
}

// id is who somebody is that came in, by their name.
func (s *street) id(t *testing.T, name string) string {
	t.Helper()
	all, err := s.chat.people.all(t.Context())
	must(t, err)
	for _, m := range all {
		if m.Name == name {
			return m.ID
		}
	}
	t.Fatalf("nobody is called %s", name)
	return ""
}

// TestSignInSeedsNobody: where people sign in no sample channel names somebody to try things
// out with.
func TestSignInSeedsNobody(t *testing.T) {
	s := newStreet(t)
	for _, c := range channels {
		p, err := s.core.Profile(t.Context(), c.place(""))
		must(t, err)
		if silent(p) {
			t.Errorf("%s is not seeded", c.ID)
		}
		for _, a := range p.Approvers {
			if !a.Role {
				t.Errorf("%s names %+v", c.ID, a)
			}
		}
	}
}

// TestNameIsWhatOneCallsOneself: a name that two people go by is nobody's, an address is one
// person's, and whoever names somebody is told which one that was.
func TestNameIsWhatOneCallsOneself(t *testing.T) {
	s := newStreet(t)
	s.as(map[string]any{"sub": "u-9", "name": "Max Boss", "email": "writer@example.com", "email_verified": true})
	manager := s.as(boss)
	other := s.as(nora)
	must(t, s.core.SetProfile(t.Context(), launch, copilot.Profile{Approvers: []copilot.Approver{{ID: s.id(t, "Nora Petit"), Name: "Nora Petit"}}}))
	say := func(words string) response {
		return other.post("/c/launch", url.Values{"text": {"/copilot delegate " + words + " until 2 weeks"}})
	}
	for _, name := range []string{"@Max", "Max Boss", "max boss"} {
		got := say(name)
		if body := read(got.Body); got.Status != http.StatusUnprocessableEntity || !strings.Contains(body, "writer@example.com") || !strings.Contains(body, "boss@example.org") {
			t.Errorf("%s: %d %s", name, got.Status, body)
		}
	}
	if got := say("Boss@example.org"); got.Status != http.StatusSeeOther {
		t.Fatalf("an address: %d %s", got.Status, read(got.Body))
	}
	if got := read(other.get("/c/launch").Body); !strings.Contains(got, "Max Boss is who signs in as boss@example.org.") {
		t.Error("they are not told whom they named")
	}
	p, err := s.core.Profile(t.Context(), launch)
	must(t, err)
	if len(p.Delegations) != 1 || !strings.Contains(s.role(t, p.Delegations[0].To.ID), RoleManager) {
		t.Errorf("%+v", p.Delegations)
	}
	d := s.asked(other)
	manager.post("/d/"+d.ID+"/reject", clickOn(d, "reason", "no"))
	if got := read(manager.get("/audit").Body); !strings.Contains(got, "Max Boss (boss@example.org)") {
		t.Error("the record does not tell them apart")
	}
}

func (s *street) role(t *testing.T, id string) string {
	t.Helper()
	roles, err := s.chat.Roles(t.Context(), copilot.Person{Platform: Platform, ID: id}, launch)
	must(t, err)
	return strings.Join(roles, " ")
}
