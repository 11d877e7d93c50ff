// Package issuertest is an OpenID Connect issuer for tests. It refuses what the protocol
// has it refuse, signs real tokens, and misbehaves where a test asks it to.
package issuertest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// What the issuer calls its client, and the secret between them.
const (
	ClientID = "workbench"
	Secret   = "a secret of the client, for tests alone"
)

// Issuer is one that runs until the test ends.
type Issuer struct {
	URL string

	mu      sync.Mutex
	person  map[string]any // the claims of whoever is signed in to it
	key     *Key
	keys    []*Key // as it publishes them
	granted map[string]grant
	refused []string // why, in order
	asks    bool     // shows a page of its own first
	bend    Bend
	tokens  int
}

// Bend is where it misbehaves; the zero value nowhere.
type Bend struct {
	Claims    func(map[string]any)                                     // changes what is signed
	Sign      func(k *Key, claims map[string]any) string               // signs otherwise
	Answer    func(w http.ResponseWriter, fields map[string]any)       // answers at the token endpoint instead
	Discovery func(w http.ResponseWriter, fields map[string]any)       // says otherwise about itself
	Back      func(at url.Values)                                      // changes what a browser is sent back with
	Keys      func(w http.ResponseWriter, r *http.Request) (done bool) // answers for its keys instead
	Lax       bool                                                     // takes a code again
}

// Key is one that tokens are signed with.
type Key struct {
	ID      string
	Private crypto.Signer
	Alg     jose.SignatureAlgorithm
}

// grant is a code that was given out.
type grant struct {
	nonce, challenge, back string
	person                 map[string]any
}

// New starts an issuer that a person is signed in to, with a key of each kind.
func New(t testing.TB) *Issuer {
	t.Helper()
	i := &Issuer{granted: map[string]grant{}, person: map[string]any{
		"sub": "u-1", "name": "Nora Petit", "email": "nora@example.com", "email_verified": true,
	}}
	i.key = first()
	i.keys = []*Key{i.key}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", i.discovery)
	mux.HandleFunc("GET /authorize", i.authorize)
	mux.HandleFunc("POST /token", i.token)
	mux.HandleFunc("GET /keys", i.publish)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	i.URL = server.URL
	return i
}

// Rotate signs with a new key from now on, and publishes it alone.
func (i *Issuer) Rotate(alg jose.SignatureAlgorithm) *Key {
	k := NewKey(alg)
	i.mu.Lock()
	defer i.mu.Unlock()
	i.key, i.keys = k, []*Key{k}
	return k
}

// first is the key that every issuer begins with: to make one takes a while.
var first = sync.OnceValue(func() *Key { return NewKey(jose.RS256) })

// NewKey makes a key that nobody publishes yet.
func NewKey(alg jose.SignatureAlgorithm) *Key {
	k := &Key{ID: rand.Text(), Alg: alg}
	var err error
	if alg == jose.ES256 {
		k.Private, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	} else {
		k.Private, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		panic(err)
	}
	return k
}

// Is says who is signed in to the issuer, by their claims.
func (i *Issuer) Is(claims map[string]any) { i.set(func() { i.person = claims }) }

// Bend has the issuer misbehave.
func (i *Issuer) Bend(b Bend) { i.set(func() { i.bend = b }) }

// Ask has it show a page of its own before it sends anybody back.
func (i *Issuer) Ask() { i.set(func() { i.asks = true }) }

func (i *Issuer) set(f func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	f()
}

// Refused is why it refused what it was asked, in order.
func (i *Issuer) Refused() []string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return append([]string(nil), i.refused...)
}

// Tokens is how often it was asked for one.
func (i *Issuer) Tokens() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.tokens
}

func (i *Issuer) discovery(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	bend := i.bend.Discovery
	i.mu.Unlock()
	fields := map[string]any{
		"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys",
		"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256", "ES256"},
		"token_endpoint_auth_methods_supported": []string{"client_secret_basic"},
	}
	if bend != nil {
		bend(w, fields)
		return
	}
	writeJSON(w, http.StatusOK, fields)
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}

// authorize sends a browser back with a code, if it was sent as it has to be.
func (i *Issuer) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	i.mu.Lock()
	defer i.mu.Unlock()
	for name, bad := range map[string]bool{
		"client_id": q.Get("client_id") != ClientID, "response_type": q.Get("response_type") != "code",
		"scope": !strings.Contains(q.Get("scope"), "openid"), "state": len(q.Get("state")) < 20, "nonce": len(q.Get("nonce")) < 20,
		"code_challenge": len(q.Get("code_challenge")) != 43, "code_challenge_method": q.Get("code_challenge_method") != "S256",
		"redirect_uri": !strings.HasSuffix(q.Get("redirect_uri"), "/login/callback"),
	} {
		if bad {
			i.refuse(w, name)
			return
		}
	}
	code := rand.Text()
	i.granted[code] = grant{q.Get("nonce"), q.Get("code_challenge"), q.Get("redirect_uri"), i.person}
	back := url.Values{"code": {code}, "state": {q.Get("state")}, "iss": {i.URL}}
	if i.bend.Back != nil {
		i.bend.Back(back)
	}
	to := q.Get("redirect_uri") + "?" + back.Encode()
	if i.asks {
		fmt.Fprintf(w, `<!doctype html><title>Issuer</title><h1>Who are you?</h1><a id="yes" href="%s">Go on</a>`, html.EscapeString(to))
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// token exchanges a code, once, for whoever can prove that it is theirs.
func (i *Issuer) token(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.tokens++
	id, secret, _ := r.BasicAuth()
	if unescaped, err := url.QueryUnescape(secret); err == nil {
		secret = unescaped
	}
	code := r.PostFormValue("code")
	g, known := i.granted[code]
	proof := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	switch {
	case id != ClientID || secret != Secret:
		i.refuse(w, "invalid_client")
		return
	case !known || r.PostFormValue("grant_type") != "authorization_code" || r.PostFormValue("redirect_uri") != g.back,
		base64.RawURLEncoding.EncodeToString(proof[:]) != g.challenge:
		i.refuse(w, "invalid_grant")
		return
	}
	if !i.bend.Lax {
		delete(i.granted, code)
	}
	answer := map[string]any{"access_token": rand.Text(), "token_type": "Bearer", "expires_in": 300}
	now := time.Now()
	claims := map[string]any{
		"iss": i.URL, "aud": ClientID, "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(), "nonce": g.nonce,
		"at_hash": accessHash(answer["access_token"].(string)),
	}
	for name, value := range g.person {
		claims[name] = value
	}
	if i.bend.Claims != nil {
		i.bend.Claims(claims)
	}
	if i.bend.Sign != nil {
		answer["id_token"] = i.bend.Sign(i.key, claims)
	} else {
		answer["id_token"] = i.key.Sign(claims)
	}
	if i.bend.Answer != nil {
		i.bend.Answer(w, answer)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

func accessHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// Sign signs claims as a token.
func (k *Key) Sign(claims map[string]any) string {
	return SignWith(k.Alg, jose.JSONWebKey{Key: k.Private, KeyID: k.ID}, claims)
}

// SignWith signs claims as a token by any algorithm and key.
func SignWith(alg jose.SignatureAlgorithm, key any, claims map[string]any) string {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, nil)
	if err != nil {
		panic(err)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		panic(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		panic(err)
	}
	return token
}

// publish says with which keys it signs.
func (i *Issuer) publish(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	bend := i.bend.Keys
	set := jose.JSONWebKeySet{}
	for _, k := range i.keys {
		set.Keys = append(set.Keys, jose.JSONWebKey{Key: k.Private.Public(), KeyID: k.ID, Algorithm: string(k.Alg), Use: "sig"})
	}
	i.mu.Unlock()
	if bend != nil && bend(w, r) {
		return
	}
	writeJSON(w, http.StatusOK, set)
}

// refuse says why; with mu held.
func (i *Issuer) refuse(w http.ResponseWriter, why string) {
	i.refused = append(i.refused, why)
	writeJSON(w, http.StatusBadRequest, map[string]any{"error": why})
}
