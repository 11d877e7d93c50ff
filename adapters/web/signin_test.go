package web

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/brouillon/brouillon/adapters/web/issuer"
	"github.com/brouillon/brouillon/adapters/web/issuer/issuertest"
	"github.com/brouillon/brouillon/copilot"
)

// TestSigningIn is the way in and out again, and who one is in between.
func TestSigningIn(t *testing.T) {
	s := newStreet(t)
	p := s.passer()
	if p.in() {
		t.Fatal("somebody is in who never signed in")
	}
	page := p.get("/login?back=/audit")
	if page.Status != http.StatusOK || !strings.Contains(page.Body, `href="/login/go?back=%2Faudit"`) || strings.Contains(page.Body, "Léa") {
		t.Fatalf("the door: %d %s", page.Status, page.Body)
	}
	s.issuer.Is(nora)
	if got := p.signIn("/audit?act=approve"); got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/audit?act=approve" {
		t.Fatalf("not let in: %d %s", got.Status, read(got.Body))
	}
	for _, c := range p.cookies() {
		if c.Name == "__Host-"+attemptCookie {
			t.Error("the attempt is still there")
		}
	}
	review := read(p.get("/review").Body)
	for _, want := range []string{"You are Nora Petit writer", "nora@example.com", "Sign out"} {
		if !strings.Contains(review, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, member := range members {
		if strings.Contains(review, member.Name) {
			t.Errorf("%s can still be chosen", member.Name)
		}
	}
	p.post("/me", url.Values{"who": {"marc"}})
	if got := read(p.get("/review").Body); !strings.Contains(got, "You are Nora Petit writer") {
		t.Error("somebody else could be chosen")
	}
	if got := p.post("/logout", nil); got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/login?out=1" {
		t.Errorf("signing out: %d", got.Status)
	}
	if p.in() {
		t.Error("still in after signing out")
	}
}

// TestSigningOutEnds: a copy of the cookie is worth nothing afterwards, and everywhere
// means everywhere.
func TestSigningOutEnds(t *testing.T) {
	s := newStreet(t)
	first, second := s.as(nora), s.as(nora)
	copied := s.passer()
	at, _ := url.Parse(s.front.URL)
	copied.jar.SetCookies(at, first.cookies())
	if !copied.in() {
		t.Fatal("the copy was worth nothing before")
	}
	first.post("/logout", nil)
	if copied.in() || first.in() {
		t.Error("the session goes on")
	}
	if !second.in() {
		t.Error("another session ended")
	}
	third := s.as(nora)
	third.post("/logout", url.Values{"all": {"1"}})
	if second.in() || third.in() {
		t.Error("not everywhere")
	}
}

// TestSessionsEnd: after twelve hours whatever happens; signing in anew ends the one
// before and makes another.
func TestSessionsEnd(t *testing.T) {
	s := newStreet(t)
	p := s.as(nora)
	before := s.passer()
	at, _ := url.Parse(s.front.URL)
	before.jar.SetCookies(at, p.cookies())
	p.signIn("/")
	if before.in() {
		t.Error("the session of before goes on")
	}
	if !p.in() {
		t.Fatal("the new one does not")
	}
	s.clock.forward(SessionLasts)
	if p.in() {
		t.Error("it lasts for more than it may")
	}
}

// TestEverybodyHasTheirRole: what one may follows from the rules of now, at the click.
func TestEverybodyHasTheirRole(t *testing.T) {
	s := newStreet(t)
	writer, manager := s.as(nora), s.as(boss)
	change := url.Values{"voice": {"Shout."}, "approver": {"role:manager"}}
	if got := writer.post("/c/launch/settings", change); got.Status != http.StatusForbidden || !strings.Contains(got.Body, "Only a manager may change what this channel knows.") {
		t.Errorf("a writer changes settings: %d", got.Status)
	}
	if got := writer.post("/c/launch/settings/file", url.Values{"yaml": {"voice:\n  words: Shout."}}); got.Status != http.StatusForbidden {
		t.Errorf("a writer reads a file in: %d", got.Status)
	}
	if got := writer.post("/c/launch", url.Values{"text": {"/copilot facts add We are closed on Sundays"}}); got.Status != http.StatusForbidden {
		t.Errorf("a writer adds a fact: %d", got.Status)
	}
	if got := manager.post("/c/launch/settings", change); got.Status != http.StatusSeeOther {
		t.Errorf("a manager may not: %d %s", got.Status, read(got.Body))
	}
	writer.post("/c/launch", url.Values{"text": {"/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026"}})
	d := s.draft()
	approve := clickOn(d)
	if got := writer.post("/d/"+d.ID+"/approve", approve); got.Status != http.StatusForbidden {
		t.Errorf("a writer signs off: %d", got.Status)
	}
	if got := manager.post("/d/"+d.ID+"/approve", approve); got.Status != http.StatusSeeOther {
		t.Errorf("the manager may not: %d %s", got.Status, read(got.Body))
	}
	d = s.draft()
	if d.Latest().State != copilot.Approved {
		t.Errorf("it is %s", d.Latest().State)
	}
	if got := read(manager.get("/audit").Body); !strings.Contains(got, "Max Boss") {
		t.Error("the record does not name them")
	}
}

// draft waits for the one draft there is.
func (s *street) draft() copilot.Draft {
	s.t.Helper()
	var all []copilot.Draft
	(&stage{t: s.t}).until("there is a draft", func() bool {
		var err error
		all, err = s.core.Drafts(s.t.Context(), copilot.Filter{Tenant: Tenant()})
		return err == nil && len(all) == 1
	})
	return all[0]
}

// TestRulesOfNow: who is taken off the list is out at once, whatever they have.
func TestRulesOfNow(t *testing.T) {
	s := newStreet(t)
	p, other := s.as(nora), s.as(boss)
	door := s.chat.door
	door.allow = []Rule{"groups=comms"}
	if p.in() {
		t.Error("still in, though no rule lets them in any more")
	}
	if other.in() {
		t.Error("a manager is, whom no rule lets in either")
	}
	s.holdsNothing(t, "lea")
}

// TestManagersComeInLikeEverybody: a rule that makes managers lets nobody in, or the address
// of one would do at an issuer that vouches for everybody's.
func TestManagersComeInLikeEverybody(t *testing.T) {
	s := newStreet(t, func(o *SignInOptions) { o.Allow = []Rule{"https://slack.com/team_id=T0123"} })
	for team, in := range map[string]bool{"T0EVIL": false, "T0123": true} {
		claims := maps.Clone(boss)
		claims["https://slack.com/team_id"] = team
		p := s.passer()
		s.issuer.Is(claims)
		p.signIn("/")
		if p.in() != in {
			t.Errorf("a manager's address in %s: in %v", team, !in)
		}
	}
}

// TestFormerKeyOpensPeople: who came in is known after the key was changed, without a
// session.
func TestFormerKeyOpensPeople(t *testing.T) {
	s := newStreet(t)
	p := s.as(boss)
	all, err := s.chat.people.all(t.Context())
	must(t, err)
	door := NewSignIn(SignInOptions{
		Issuer: issuer.Config{Issuer: s.issuer.URL}, Public: s.chat.door.public, Allow: s.chat.door.allow, Managers: s.chat.door.managers,
		Secret: copilot.NewSecret("another secret of the bots of this test"), Before: streetSecret, Guests: s.chat.door.guests, Now: s.clock.now,
	})
	if m, err := door.find(t.Context(), all[0].ID); err != nil || m.Role != RoleManager {
		t.Errorf("%+v, %v", m, err)
	}
	*s.chat.door = *door
	if p.in() {
		t.Error("their session goes on under another key")
	}
}

// holdsNothing: somebody has no roles, and no authority where a channel names them.
func (s *street) holdsNothing(t *testing.T, id string) {
	t.Helper()
	roles, err := s.chat.Roles(t.Context(), copilot.Person{Platform: Platform, ID: id}, copilot.Place{})
	if !isForbidden(err) || len(roles) != 0 {
		t.Errorf("%s has the roles %v, %v", id, roles, err)
	}
}

// TestPeopleAreSeenAgain: what the issuer said of somebody counts while they are away, as
// a signature of theirs has to; and not for ever.
func TestPeopleAreSeenAgain(t *testing.T) {
	s := newStreet(t)
	s.as(boss)
	all, err := s.chat.people.all(t.Context())
	must(t, err)
	who := copilot.Person{Platform: Platform, ID: all[0].ID}
	s.clock.forward(GuestLasts - time.Minute)
	if roles, err := s.chat.Roles(t.Context(), who, copilot.Place{}); err != nil || len(roles) != 1 || roles[0] != RoleManager {
		t.Errorf("roles %v, %v", roles, err)
	}
	s.clock.forward(time.Minute)
	s.holdsNothing(t, who.ID)
}

// TestWhatTheStoreKeepsIsSealed: whoever reads Redis learns nobody's name, and whoever
// writes it makes nobody a manager.
func TestWhatTheStoreKeepsIsSealed(t *testing.T) {
	s := newStreet(t)
	s.as(nora)
	s.as(boss)
	guests := s.chat.door.guests
	kept, err := guests.List(t.Context(), 10)
	must(t, err)
	var ids []string
	for id, sealed := range kept {
		ids = append(ids, id)
		if strings.Contains(string(sealed), "Nora") || strings.Contains(string(sealed), "example") {
			t.Errorf("%q is kept as it is", sealed)
		}
	}
	for i, id := range ids { // each as the other, and bent
		other := kept[ids[1-i]]
		bent := append([]byte(nil), kept[id]...)
		bent[len(bent)/2] ^= 1
		for name, value := range map[string][]byte{"another's": other, "bent": bent, "made up": []byte(`{"name":"x","rules":["boss@example.org"]}`)} {
			if m, err := s.chat.door.read(id, value); err == nil {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
}

// TestKeysRotate: a new key of the issuer, of another kind, is believed; the one before
// is not any more.
func TestKeysRotate(t *testing.T) {
	s := newStreet(t)
	s.as(nora)
	s.issuer.Rotate(jose.ES256)
	s.as(nora)
	s.issuer.Rotate(jose.RS256)
	s.as(boss)
}

// TestRules are who rules let in.
func TestRules(t *testing.T) {
	for _, bad := range []string{"nora", "*", "@", "@example", "email=nora@example.com", "email_verified=true", "=x", "groups=", "a b=c", "a@b@c.de"} {
		if rules, err := ReadRules(bad); err == nil {
			t.Errorf("%q is read as %q", bad, rules)
		}
	}
	rules, err := ReadRules(" Nora@Example.com, @example.org ,\nhttps://slack.com/team_id=T0123,groups=Social media,")
	if err != nil || len(rules) != 4 || rules[0] != "nora@example.com" || rules[3] != "groups=Social media" {
		t.Errorf("%q, %v", rules, err)
	}
}

// unanswered is a store that does not answer.
type unanswered struct{ Guests }

func (unanswered) Linger(context.Context, string, string, bool) ([]byte, error) {
	return nil, errors.New("no answer")
}

func (unanswered) Find(context.Context, string) ([]byte, error) { return nil, errors.New("no answer") }

// TestStoreAwayLetsNobodyIn: while it cannot be told whether a session counts it does not,
// nobody has a role, and nobody is told that they have been signed out.
func TestStoreAwayLetsNobodyIn(t *testing.T) {
	s := newStreet(t)
	p := s.as(boss)
	all, err := s.chat.people.all(t.Context())
	must(t, err)
	there := s.chat.door.guests
	s.chat.door.guests = unanswered{there}
	if got := p.get("/review"); got.Status != http.StatusServiceUnavailable || !strings.Contains(got.Body, "The store does not answer") || got.Header.Get("Set-Cookie") != "" {
		t.Errorf("%d %s", got.Status, read(got.Body))
	}
	if got := p.post("/c/launch", url.Values{"text": {"while it is away"}}); got.Status != http.StatusServiceUnavailable {
		t.Errorf("a form: %d", got.Status)
	}
	if roles, err := s.chat.Roles(t.Context(), copilot.Person{Platform: Platform, ID: all[0].ID}, copilot.Place{}); err == nil {
		t.Errorf("somebody has the roles %v", roles)
	}
	s.chat.door.guests = there
	if !p.in() {
		t.Error("the session is gone")
	}
}

// departing is a store that ends no session, and keeps none.
type departing struct{ Guests }

func (departing) Depart(context.Context, string, string) error { return errors.New("no answer") }

func (departing) Arrive(context.Context, string, []byte, string, string) (bool, error) {
	return false, errors.New("no answer")
}

// TestDoorWhileTheStoreIsAway: who signs out is out of this browser whatever the store says,
// and is told what is not ended; who comes in is told that it is not their doing.
func TestDoorWhileTheStoreIsAway(t *testing.T) {
	s := newStreet(t)
	p := s.as(nora)
	s.chat.door.guests = departing{s.chat.door.guests}
	got := p.post("/logout", nil)
	if got.Status != http.StatusServiceUnavailable || !strings.Contains(read(got.Body), "You are signed out in this browser. The store does not answer") || strings.Contains(got.Body, "Nora") {
		t.Errorf("signing out: %d %s", got.Status, read(got.Body))
	}
	if p.in() {
		t.Error("the cookie stays")
	}
	s.issuer.Is(nora)
	if got := p.signIn("/"); got.Status != http.StatusServiceUnavailable || !strings.Contains(read(got.Body), "the store does not answer") {
		t.Errorf("coming in: %d %s", got.Status, read(got.Body))
	}
}

// TestSigningOutTwice: who signs out after the session ended is told that they are out, and
// nothing of it having been in vain.
func TestSigningOutTwice(t *testing.T) {
	s := newStreet(t)
	p := s.as(nora)
	s.clock.forward(SessionLasts)
	if got := p.post("/logout", nil); got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/login?out=1" {
		t.Errorf("%d %s", got.Status, read(got.Body))
	}
	if p.in() {
		t.Error("still in")
	}
}

// TestTokenEndpointAway: an issuer that is not well after somebody signed in to it is told
// from a sign-in that came to nothing.
func TestTokenEndpointAway(t *testing.T) {
	s := newStreet(t)
	for status, want := range map[int]int{http.StatusBadGateway: http.StatusBadGateway, http.StatusBadRequest: http.StatusForbidden} {
		s.issuer.Bend(issuertest.Bend{Answer: func(w http.ResponseWriter, _ map[string]any) { w.WriteHeader(status) }})
		s.issuer.Is(nora)
		got := s.passer().signIn("/")
		if silent := strings.Contains(read(got.Body), "cannot be reached"); got.Status != want || silent != (want == http.StatusBadGateway) {
			t.Errorf("%d: %d %s", status, got.Status, read(got.Body))
		}
	}
}
