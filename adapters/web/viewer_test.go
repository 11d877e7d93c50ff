package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestTheBrowsersLanguage(t *testing.T) {
	for header, want := range map[string]string{
		"": "en", "fr": "fr", "fr-CA,fr;q=0.9,en;q=0.8": "fr", "de, fr;q=0.5": "fr", "de": "en", "en;q=0.2,fr;q=0.9": "fr",
		"not a header at all;;;": "en", "pt-BR,en-US;q=0.7": "en", strings.Repeat("fr,", 10_000): "fr",
	} {
		if got := preferred(header, "en"); got != want {
			t.Errorf("preferred(%.40q) = %s, want %s", header, got, want)
		}
	}
	if got := preferred("de", "fr"); got != "fr" {
		t.Errorf("the bot's own language is not the fallback: %s", got)
	}
}

func TestCookiesSayWho(t *testing.T) {
	s := &Server{locale: "en", chat: NewChat(nil, nil)}
	for cookies, want := range map[string]viewer{
		"":                            {member: members[0], Lang: "en", Theme: ""},
		whoCookie + "=marc":           {member: members[2], Lang: "en", Theme: ""},
		whoCookie + "=root":           {member: members[0], Lang: "en", Theme: ""},
		langCookie + "=fr":            {member: members[0], Lang: "fr", Theme: ""},
		langCookie + "=tlh":           {member: members[0], Lang: "en", Theme: ""},
		themeCookie + "=dark":         {member: members[0], Lang: "en", Theme: "dark"},
		themeCookie + `=x" onload="x`: {member: members[0], Lang: "en", Theme: ""},
		themeCookie + "=system; a=b":  {member: members[0], Lang: "en", Theme: ""},
		whoCookie + "=sam; " + langCookie + "=fr; " + themeCookie + "=light": {member: members[1], Lang: "fr", Theme: "light"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Cookie", cookies)
		if got := s.viewerOf(r); got != want {
			t.Errorf("%q: %+v, want %+v", cookies, got, want)
		}
	}
}

func TestChoosing(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	got := s.as("lea", "en").post("/me", url.Values{"who": {"marc"}, "back": {"/review?state="}})
	if got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/review?state=" {
		t.Errorf("%d to %s", got.Status, got.Header.Get("Location"))
	}
	kept := got.Header.Get("Set-Cookie")
	for _, want := range []string{"brouillon_who=marc", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(kept, want) {
			t.Errorf("the cookie %q lacks %s", kept, want)
		}
	}
	if got := s.as("lea", "en").post("/me", url.Values{"who": {"root"}, "lang": {"x"}, "theme": {"pink"}}); got.Header.Get("Set-Cookie") != "" {
		t.Errorf("kept %q", got.Header.Get("Set-Cookie"))
	}
	page := s.as("marc", "fr").get("/c/launch").Body
	if !strings.Contains(page, `<html lang="fr">`) || !strings.Contains(read(page), "Vous êtes Marc Olivier responsable") {
		t.Error("the page does not say who one is, in French")
	}
}

func TestLocalPath(t *testing.T) {
	for path, want := range map[string]string{
		"/c/launch#m-1": "/c/launch#m-1", "/": "/", "": "/", "https://evil.example": "/", "//evil.example": "/", "/\\evil.example": "/",
		"javascript:alert(1)": "/", "/a\r\nSet-Cookie: x=y": "/", "/\t/evil.example": "/", "c/launch": "/",
	} {
		if got := localPath(path); got != want {
			t.Errorf("localPath(%q) = %q, want %q", path, got, want)
		}
	}
}

// FuzzLocalPath holds that no form can send anybody off to another site.
func FuzzLocalPath(f *testing.F) {
	for _, path := range []string{"/c/launch", "//evil.example", "/\\evil", "https://evil.example", "/%2f/evil.example"} {
		f.Add(path)
	}
	here, err := url.Parse("http://127.0.0.1:8080/c/launch")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, path string) {
		to, err := here.Parse(localPath(path))
		if err == nil && to.Host != here.Host {
			t.Errorf("%q leads to %s", path, to)
		}
	})
}
