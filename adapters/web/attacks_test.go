package web

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/brouillon/brouillon/adapters/web/issuer"
	"github.com/brouillon/brouillon/adapters/web/issuer/issuertest"
)

// attack is something that is tried at the door; it returns what came of it.
type attack func(p *passer) response

// bent has a browser sign in at an issuer that misbehaves.
func bent(b issuertest.Bend) attack {
	return func(p *passer) response {
		p.issuer.Bend(b)
		return p.signIn("/review")
	}
}

// saying has the issuer sign other claims; nil takes one away.
func saying(changes map[string]any) attack {
	return bent(issuertest.Bend{Claims: func(claims map[string]any) {
		for name, value := range changes {
			if claims[name] = value; value == nil {
				delete(claims, name)
			}
		}
	}})
}

// signed has the issuer sign otherwise.
func signed(f func(*issuertest.Key, map[string]any) string) attack {
	return bent(issuertest.Bend{Sign: f})
}

// answering has it answer otherwise at the token endpoint.
func answering(f func(http.ResponseWriter, map[string]any)) attack {
	return bent(issuertest.Bend{Answer: f})
}

// returning has a browser come back with something else than it was sent with.
func returning(change func(back url.Values)) attack {
	return func(p *passer) response {
		u, err := url.Parse(p.sent("/review"))
		must(p.t, err)
		back := u.Query()
		change(back)
		u.RawQuery = back.Encode()
		return p.get(u.String())
	}
}

func answer200(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
}

// unsigned is a token that says it needs no signature.
func unsigned(alg string, claims map[string]any) string {
	part := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		return base64.RawURLEncoding.EncodeToString(b)
	}
	return part(map[string]any{"alg": alg, "typ": "JWT"}) + "." + part(claims) + "."
}

// attacks are what must let nobody in.
var attacks = map[string]attack{
	"another nonce":            saying(map[string]any{"nonce": "AAAAAAAAAAAAAAAAAAAAAAAAAA"}),
	"no nonce":                 saying(map[string]any{"nonce": nil}),
	"empty nonce":              saying(map[string]any{"nonce": ""}),
	"another audience":         saying(map[string]any{"aud": "another client"}),
	"no audience":              saying(map[string]any{"aud": nil}),
	"several audiences":        saying(map[string]any{"aud": []string{issuertest.ClientID, "another client"}}),
	"another party":            saying(map[string]any{"aud": []string{issuertest.ClientID, "x"}, "azp": "x"}),
	"another party alone":      saying(map[string]any{"azp": "x"}),
	"another issuer":           saying(map[string]any{"iss": "https://evil.example"}),
	"no issuer":                saying(map[string]any{"iss": nil}),
	"an issuer with a slash":   func(p *passer) response { return saying(map[string]any{"iss": p.issuer.URL + "/"})(p) },
	"expired":                  saying(map[string]any{"exp": time.Now().Add(-time.Second).Unix()}),
	"no expiry":                saying(map[string]any{"exp": nil}),
	"not yet":                  saying(map[string]any{"nbf": time.Now().Add(time.Hour).Unix()}),
	"from the future":          saying(map[string]any{"iat": time.Now().Add(time.Hour).Unix()}),
	"long ago":                 saying(map[string]any{"iat": time.Now().Add(-time.Hour).Unix()}),
	"never issued":             saying(map[string]any{"iat": nil}),
	"about nobody":             saying(map[string]any{"sub": nil}),
	"an endless subject":       saying(map[string]any{"sub": strings.Repeat("s", 300)}),
	"another access token":     saying(map[string]any{"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
	"an address not verified":  saying(map[string]any{"email_verified": false}),
	"verified, it says not":    saying(map[string]any{"email_verified": nil}),
	"verified in other words":  saying(map[string]any{"email_verified": "yes"}),
	"another domain":           saying(map[string]any{"email": "nora@example.com.evil.example"}),
	"a domain inside another":  saying(map[string]any{"email": "nora@evilexample.com"}),
	"two ats":                  saying(map[string]any{"email": `"nora@example.com"@evil.example`}),
	"a group that looks alike": saying(map[string]any{"email_verified": false, "groups": []string{"comms ", "Comms", "commsx"}}),
	"groups in one word":       saying(map[string]any{"email_verified": false, "groups": "x,comms"}),

	"alg none": signed(func(_ *issuertest.Key, c map[string]any) string { return unsigned("none", c) }),
	"alg None": signed(func(_ *issuertest.Key, c map[string]any) string { return unsigned("None", c) }),
	"no alg":   signed(func(_ *issuertest.Key, c map[string]any) string { return unsigned("", c) }),
	"no signature": signed(func(k *issuertest.Key, c map[string]any) string {
		token := k.Sign(c)
		return token[:strings.LastIndexByte(token, '.')+1]
	}),
	"HS256 with the public key": signed(func(k *issuertest.Key, c map[string]any) string {
		der, err := x509.MarshalPKIXPublicKey(k.Private.Public().(*rsa.PublicKey))
		if err != nil {
			panic(err)
		}
		return issuertest.SignWith(jose.HS256, jose.JSONWebKey{Key: pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), KeyID: k.ID}, c)
	}),
	"HS256 with the client's secret": signed(func(k *issuertest.Key, c map[string]any) string {
		return issuertest.SignWith(jose.HS256, jose.JSONWebKey{Key: []byte(issuertest.Secret), KeyID: k.ID}, c)
	}),
	"a key of nobody": signed(func(_ *issuertest.Key, c map[string]any) string { return issuertest.NewKey(jose.RS256).Sign(c) }),
	"a key of nobody by the right name": signed(func(k *issuertest.Key, c map[string]any) string {
		stolen := issuertest.NewKey(jose.RS256)
		stolen.ID = k.ID
		return stolen.Sign(c)
	}),
	"claims exchanged": signed(func(k *issuertest.Key, c map[string]any) string {
		parts := strings.Split(k.Sign(c), ".")
		c["email"] = "boss@example.org"
		return parts[0] + "." + strings.Split(unsigned("RS256", c), ".")[1] + "." + parts[2]
	}),
	"no token at all":     answering(func(w http.ResponseWriter, a map[string]any) { delete(a, "id_token"); answer200(w, a) }),
	"a token of a number": answering(func(w http.ResponseWriter, a map[string]any) { a["id_token"] = 7; answer200(w, a) }),
	"a token of rubbish":  answering(func(w http.ResponseWriter, a map[string]any) { a["id_token"] = "a.b.c"; answer200(w, a) }),
	"not JSON":            answering(func(w http.ResponseWriter, _ map[string]any) { _, _ = w.Write([]byte("<html>")) }),
	"an error as success": answering(func(w http.ResponseWriter, _ map[string]any) {
		answer200(w, map[string]any{"ok": false, "error": "invalid_code"})
	}),
	"a redirect of the token": func(p *passer) response {
		b := issuertest.Bend{}
		b.Answer = func(w http.ResponseWriter, _ map[string]any) {
			w.Header().Set("Location", p.issuer.URL+"/token")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}
		return bent(b)(p)
	},
	"an endless answer": answering(func(w http.ResponseWriter, _ map[string]any) {
		for piece := []byte(strings.Repeat(" ", 64<<10)); ; {
			if _, err := w.Write(piece); err != nil {
				return
			}
		}
	}),
	"endless keys": func(p *passer) response {
		p.issuer.Rotate(jose.RS256)
		return bent(issuertest.Bend{Keys: func(w http.ResponseWriter, _ *http.Request) bool {
			for piece := []byte(strings.Repeat(" ", 64<<10)); ; {
				if _, err := w.Write(piece); err != nil {
					return true
				}
			}
		}})(p)
	},
	"keys elsewhere": bent(issuertest.Bend{Keys: func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Location", "http://127.0.0.1:1/keys")
		w.WriteHeader(http.StatusFound)
		return true
	}}),

	"another state":    returning(func(b url.Values) { b.Set("state", "AAAAAAAAAAAAAAAAAAAAAAAAAA") }),
	"no state":         returning(func(b url.Values) { b.Del("state") }),
	"two states":       returning(func(b url.Values) { b.Add("state", "x") }),
	"no code":          returning(func(b url.Values) { b.Del("code") }),
	"two codes":        returning(func(b url.Values) { b.Add("code", "x") }),
	"a made-up code":   returning(func(b url.Values) { b.Set("code", "AAAAAAAAAAAAAAAAAAAAAAAAAA") }),
	"from elsewhere":   returning(func(b url.Values) { b.Set("iss", "https://evil.example") }),
	"denied":           returning(func(b url.Values) { b.Set("error", "access_denied") }),
	"denied with code": returning(func(b url.Values) { b.Set("error", "access_denied\r\nSet-Cookie: x=y") }),
	"the code of another client": func(p *passer) response {
		// given for another challenge: whoever stole a code has not got its verifier
		off, err := url.Parse(p.passer().get("/login/go").Header.Get("Location"))
		must(p.t, err)
		stolen, err := url.Parse(p.get(off.String()).Header.Get("Location"))
		must(p.t, err)
		return returning(func(b url.Values) { b.Set("code", stolen.Query().Get("code")) })(p)
	},
	"login CSRF: another's way back": func(p *passer) response { // the attacker's own sign-in, finished in this browser
		return p.get(p.passer().sent("/"))
	},
	"login CSRF: in the middle of one's own": func(p *passer) response {
		p.sent("/")
		return p.get(p.passer().sent("/"))
	},
	"too late": func(p *passer) response {
		back := p.sent("/")
		p.clock.forward(issuer.Lasts)
		defer p.clock.forward(-issuer.Lasts)
		return p.get(back)
	},
	"an attempt made up": func(p *passer) response {
		back, err := url.Parse(p.sent("/"))
		must(p.t, err)
		made, _ := json.Marshal(attempt{Attempt: issuer.Attempt{State: "x"}, Began: time.Now()})
		p.set("__Host-"+attemptCookie, base64.RawURLEncoding.EncodeToString(made))
		return p.get(CallbackPath + "?state=x&code=" + back.Query().Get("code"))
	},
	"an attempt as a session": func(p *passer) response {
		p.sent("/")
		p.set("__Host-"+sessionCookie, p.cookie("__Host-"+attemptCookie))
		return p.get("/review")
	},
	"a session made up": func(p *passer) response {
		made, _ := json.Marshal(session{ID: "x", Person: "oidc-x", Began: time.Now()})
		p.set("__Host-"+sessionCookie, base64.RawURLEncoding.EncodeToString(made))
		return p.get("/review")
	},
	"a session under another name": func(p *passer) response {
		p.set(sessionCookie, p.as(nora).cookie("__Host-"+sessionCookie))
		return p.get("/review")
	},
	"a try-out identity": func(p *passer) response {
		p.set(whoCookie, "marc")
		return p.get("/review")
	},
}

// set puts a cookie into the browser.
func (p *passer) set(name, value string) {
	at, err := url.Parse(p.front.URL)
	must(p.t, err)
	p.jar.SetCookies(at, []*http.Cookie{{Name: name, Value: value, Path: "/"}})
}

func (p *passer) cookie(name string) string {
	for _, c := range p.cookies() {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}
