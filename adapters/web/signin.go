package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/web/issuer"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// The longest that a session lasts, and that it lasts unused.
const (
	SessionLasts = 12 * time.Hour
	SessionIdle  = time.Hour
)

// Guests keeps who came in by a sign-in, and which of their sessions have not ended, in
// one place for all replicas. What it keeps is opaque to it, and a session is named by a
// hash. What is not there is copilot.ErrAbsent.
type Guests interface {
	// Arrive begins a session, once for each attempt: false when that led to another.
	Arrive(ctx context.Context, person string, who []byte, session, attempt string) (bool, error)
	// Linger is who somebody is while their session has not ended; used keeps it from
	// ending.
	Linger(ctx context.Context, person, session string, used bool) ([]byte, error)
	// Depart ends a session, or all of a person when it is "".
	Depart(ctx context.Context, person, session string) error
	Find(ctx context.Context, person string) ([]byte, error)
	List(ctx context.Context, last int) (map[string][]byte, error)
}

// SignIn is the door of a workbench that is open to people elsewhere: an issuer says who
// they are, rules say who may come in, and a sealed cookie and the store together keep
// them in.
type SignIn struct {
	issuer   *issuer.Issuer
	public   *url.URL
	name     string // of the issuer, for people
	allow    []Rule
	managers []Rule
	guests   Guests
	now      func() time.Time

	people, sessions, attempts seal
	former                     seal // of people, under the key before
}

// SignInOptions configure a SignIn; every field but the last is needed.
type SignInOptions struct {
	Issuer   issuer.Config // without Callback, which follows from Public
	Public   *url.URL      // where people reach the workbench, without a path
	Allow    []Rule        // who may come in
	Managers []Rule        // who of those may change settings
	Secret   copilot.Secret
	Before   copilot.Secret // that it took the place of, if it did: it opens who came in, and no session
	Guests   Guests

	Now func() time.Time // nil: time.Now
}

// CallbackPath is where the issuer sends people back to.
const CallbackPath = "/login/callback"

// NewSignIn makes the door; it calls nobody.
func NewSignIn(o SignInOptions) *SignIn {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Issuer.Callback, o.Issuer.Now = o.Public.Scheme+"://"+o.Public.Host+CallbackPath, o.Now
	s := &SignIn{
		issuer: issuer.New(o.Issuer), public: o.Public, name: nameOf(o.Issuer.Issuer), allow: o.Allow, managers: o.Managers,
		guests: o.Guests, now: o.Now,
	}
	s.people = newSeal(o.Secret, "people")
	s.sessions = newSeal(o.Secret, "session")
	s.attempts = newSeal(o.Secret, "attempt")
	s.former = newSeal(o.Before.Or(o.Secret), "people")
	return s
}

// brands are issuers as people know them.
var brands = map[string]string{
	"https://slack.com": "Slack", "https://accounts.google.com": "Google", "https://login.microsoftonline.com": "Microsoft",
}

// nameOf is an issuer as people are told it: by its host where they know no better.
func nameOf(address string) string {
	for known, name := range brands {
		if address == known || strings.HasPrefix(address, known+"/") {
			return name
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Host
}

// guest is what is kept of a person who came in: no more than what is shown, and which
// rules were true of them.
type guest struct {
	Name  string    `json:"name"`
	Email string    `json:"email,omitempty"`
	Rules []Rule    `json:"rules"`
	At    time.Time `json:"at"` // when they came in last
}

// errStranger is of somebody whom no rule lets in.
var errStranger = errors.New("no rule of BOT_OIDC_ALLOW is true of them")

const mostName = 80 // runes

// welcome makes a guest of proved claims, under an id that is theirs alone.
func (s *SignIn) welcome(c issuer.Claims) (id string, g guest, err error) {
	rules := slices.Concat(s.allow, s.managers)
	g = guest{Name: text.Cut(oneLine(c.Name()), mostName), Email: oneLine(c.Email()), Rules: held(rules, c), At: s.now()}
	sum := sha256.Sum256([]byte(c.Issuer + "\x00" + c.Subject))
	id = "oidc-" + base64.RawURLEncoding.EncodeToString(sum[:16])
	if !share(g.Rules, s.allow) {
		return id, guest{}, errStranger
	}
	return id, g, nil
}

// oneLine is a name without what makes it look like another.
func oneLine(s string) string { return strings.Join(strings.Fields(text.Canonical(s)), " ") }

// GuestLasts is for how long what an issuer said of somebody counts: a signature of theirs
// where more are needed, and whom they let sign for them while they are away. What they do
// themselves needs a session, which is far shorter.
const GuestLasts = 30 * 24 * time.Hour

// member is a guest as the workbench knows its people; nobody when the rules of today do
// not let them in, or the issuer has not seen them for GuestLasts.
func (s *SignIn) member(id string, g guest) (member, error) {
	if !share(g.Rules, s.allow) || !s.now().Before(g.At.Add(GuestLasts)) {
		return member{}, copilot.ErrAbsent
	}
	m := member{ID: id, Name: g.Name, Role: RoleWriter, Detail: g.Email}
	if share(g.Rules, s.managers) {
		m.Role = RoleManager
	}
	return m, nil
}

// find is who somebody is.
func (s *SignIn) find(ctx context.Context, id string) (member, error) {
	sealed, err := s.guests.Find(ctx, id)
	if err != nil {
		return member{}, err
	}
	return s.read(id, sealed)
}

// read opens what the store kept; what we did not seal is nobody.
func (s *SignIn) read(id string, sealed []byte) (member, error) {
	var g guest
	err := s.people.open(sealed, id, &g)
	if err != nil {
		err = s.former.open(sealed, id, &g)
	}
	if err != nil {
		return member{}, fmt.Errorf("%w: %w", copilot.ErrAbsent, err)
	}
	return s.member(id, g)
}

// mostPeople is how many people are offered where one is chosen.
const mostPeople = 500

// all are the people who may come in, by name.
func (s *SignIn) all(ctx context.Context) ([]member, error) {
	kept, err := s.guests.List(ctx, mostPeople)
	if err != nil {
		return nil, err
	}
	var all []member
	for id, sealed := range kept {
		if m, err := s.read(id, sealed); err == nil {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b member) int {
		if by := strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)); by != 0 {
			return by
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all, nil
}
