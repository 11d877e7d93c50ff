package discord

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestOnlyDiscordIsCalled: whatever the library, or an id, would call, it goes to the
// API at the address that was set, or nowhere.
func TestOnlyDiscordIsCalled(t *testing.T) {
	called := ""
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { called = r.RequestURI }))
	defer server.Close()
	r := newRest(restOptions{Token: copilot.NewSecret(botToken), URL: server.URL + "/proxy/v10/"})
	defer r.close()
	for address, want := range map[string]string{
		"https://discord.com/api/v9/gateway":              "/proxy/v10/gateway",
		"https://discord.com/api/v10/gateway/bot?x=1":     "/proxy/v10/gateway/bot?x=1",
		"https://discord.com/api/gateway":                 "/proxy/v10/gateway",
		"https://discord.com/api/v9/a%20b":                "/proxy/v10/a%20b",
		"http://discord.com/api/v9/gateway":               "",
		"https://discord.com.elsewhere.example/api/v9/me": "",
		"https://discord.com@elsewhere.example/api/v9/me": "",
		"https://me:you@discord.com/api/v9/me":            "",
		"https://cdn.discordapp.com/api/v9/me":            "",
		"https://discord.com:8443/api/v9/me":              "",
		"https://discord.com/login":                       "",
		"https://discord.com/api":                         "",
		"https://discord.com/api/v9/":                     "",
		"https://discord.com/api/v9/channels//messages":   "",
		"https://discord.com/api/v9/../../admin":          "",
		"https://discord.com/api/v9/%2e%2e/admin":         "",
		"https://discord.com/api/v9/a%2f..%2fb":           "",
		"https://discord.com/api/v9/a%5c..":               "",
		server.URL + "/proxy/v10/gateway":                 "",
		"http://169.254.169.254/latest/meta-data":         "",
		"file:///etc/passwd":                              "",
	} {
		called = ""
		response, err := r.httpClient().Get(address)
		if err == nil {
			response.Body.Close()
		}
		if called != want || (want == "") != errors.Is(err, errElsewhere) {
			t.Errorf("%s: called %q, want %q: %v", address, called, want, err)
		}
	}
}

// TestNoRedirectIsFollowed: who answers for Discord cannot send us elsewhere.
func TestNoRedirectIsFollowed(t *testing.T) {
	calls := 0
	r, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		http.Redirect(w, r, discordAPI+"/elsewhere", http.StatusTemporaryRedirect)
	})
	if _, err := r.channel(t.Context(), "1"); err == nil || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

// TestAddressThatIsNone: a call fails and says why.
func TestAddressThatIsNone(t *testing.T) {
	for _, address := range []string{"nowhere", "ftp://discord.com", "http://", ":"} {
		r := newRest(restOptions{Token: copilot.NewSecret(botToken), URL: address})
		if _, err := r.channel(t.Context(), "1"); err == nil {
			t.Errorf("%s: no error", address)
		}
		r.close()
	}
}

// FuzzPath: whatever stands where an id should, the call is the one that was meant.
func FuzzPath(f *testing.F) {
	for _, id := range []string{"1", "", "..", "a/b", "%2e%2e", "?x", "#", "a b", "\x00", "é", `..\`} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		u, err := url.Parse(discordAPI + at("channels", id, "messages"))
		if err != nil {
			return
		}
		path, err := apiPath(u)
		if err != nil {
			return
		}
		if got := routeOf(http.MethodGet, path); got.token || got.major != "channels/"+url.PathEscape(id) || u.RawQuery != "" {
			t.Errorf("%q: %+v", id, got)
		}
	})
}
