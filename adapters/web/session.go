package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/brouillon/brouillon/adapters/web/issuer"
	"github.com/brouillon/brouillon/copilot"
)

// session is what a signed-in browser keeps, sealed: which it is, whose, since when. The
// cookie says who; the store says whether it still counts. Neither is enough alone.
type session struct {
	ID     string    `json:"id"` // 128 bits or more, made anew by each sign-in
	Person string    `json:"p"`
	Began  time.Time `json:"t"`
}

// name is what the store calls a session: nobody makes a cookie of it.
func (s session) name() string { return digest(s.ID) }

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// attempt is a sign-in under way, as the browser keeps it, sealed.
type attempt struct {
	issuer.Attempt
	Back  string    `json:"b"` // where to go on, within the workbench
	Began time.Time `json:"t"`
}

// The cookies of a sign-in. Over https their names begin so that no other host, and no
// page that is not https, can set them.
const (
	sessionCookie = "brouillon_session"
	attemptCookie = "brouillon_attempt"
)

func (s *SignIn) secure() bool { return s.public.Scheme == "https" }

func (s *SignIn) cookieName(name string) string {
	if s.secure() {
		return "__Host-" + name
	}
	return name
}

func (s *SignIn) keep(w http.ResponseWriter, name, value string, lasts time.Duration) {
	c := &http.Cookie{
		Name: s.cookieName(name), Value: value, Path: "/", MaxAge: int(lasts / time.Second),
		HttpOnly: true, Secure: s.secure(), SameSite: http.SameSiteLaxMode,
	}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// sealed puts a value into a cookie.
func (s *SignIn) sealed(w http.ResponseWriter, by seal, name string, value any, lasts time.Duration) error {
	b, err := by.close(value, name)
	if err != nil {
		return err
	}
	s.keep(w, name, base64.RawURLEncoding.EncodeToString(b), lasts)
	return nil
}

// unsealed reads a cookie that we sealed. Of several by one name, which only somebody
// else can have set, none is believed.
func (s *SignIn) unsealed(r *http.Request, by seal, name string, value any) bool {
	found := r.CookiesNamed(s.cookieName(name))
	if len(found) != 1 {
		return false
	}
	b, err := base64.RawURLEncoding.DecodeString(found[0].Value)
	return err == nil && by.open(b, name, value) == nil
}

// of is the session of a request and whose it is; copilot.ErrAbsent when it has none
// that counts.
func (s *SignIn) of(r *http.Request, used bool) (session, member, error) {
	var has session
	if !s.unsealed(r, s.sessions, sessionCookie, &has) {
		return session{}, member{}, copilot.ErrAbsent
	}
	m, err := s.lingers(r.Context(), has, used)
	return has, m, err
}

// lingers is whose session it is, if it has not ended.
func (s *SignIn) lingers(ctx context.Context, has session, used bool) (member, error) {
	if age := s.now().Sub(has.Began); age >= SessionLasts || age < -time.Minute {
		return member{}, copilot.ErrAbsent
	}
	who, err := s.guests.Linger(ctx, has.Person, has.name(), used)
	if err != nil {
		return member{}, err
	}
	return s.read(has.Person, who)
}

// begin sends a browser off to the issuer, and says where.
func (s *SignIn) begin(w http.ResponseWriter, r *http.Request, back string) (string, error) {
	a, at, err := s.issuer.Begin(r.Context())
	if err != nil {
		return "", err
	}
	return at, s.sealed(w, s.attempts, attemptCookie, attempt{a, back, s.now()}, issuer.Lasts)
}

// under is the sign-in that is under way in a browser, if one is.
func (s *SignIn) under(r *http.Request) (attempt, bool) {
	var a attempt
	ok := s.unsealed(r, s.attempts, attemptCookie, &a)
	return a, ok && s.now().Sub(a.Began) < issuer.Lasts
}

var (
	errNoAttempt = errors.New("no sign-in is under way in this browser, or it took too long")
	errSpent     = errors.New("this sign-in was finished before")
	errNotKept   = errors.New("the store does not answer")
)

// finish lets in whom the issuer sent back, and says where they were going. Whatever
// comes of it, the attempt is over, and so is the session the browser had.
func (s *SignIn) finish(w http.ResponseWriter, r *http.Request, back url.Values) (string, error) {
	s.keep(w, attemptCookie, "", 0)
	a, ok := s.under(r)
	if !ok {
		return "", errNoAttempt
	}
	claims, err := s.issuer.Finish(r.Context(), a.Attempt, back)
	if err != nil {
		return "", err
	}
	id, g, err := s.welcome(claims)
	if err != nil {
		return "", fmt.Errorf("%s: %w", id, err)
	}
	who, err := s.people.close(g, id)
	if err != nil {
		return "", err
	}
	fresh := session{ID: rand.Text(), Person: id, Began: g.At}
	in, err := s.guests.Arrive(r.Context(), id, who, fresh.name(), digest(a.State))
	switch {
	case err != nil:
		return "", fmt.Errorf("%w: %w", errNotKept, err)
	case !in:
		return "", errSpent
	}
	if err := s.depart(r); err != nil {
		return "", fmt.Errorf("%w: %w", errNotKept, err)
	}
	return a.Back, s.sealed(w, s.sessions, sessionCookie, fresh, SessionLasts)
}

// depart ends the session a browser has, if any.
func (s *SignIn) depart(r *http.Request) error {
	var has session
	if !s.unsealed(r, s.sessions, sessionCookie, &has) {
		return nil
	}
	return s.guests.Depart(r.Context(), has.Person, has.name())
}
