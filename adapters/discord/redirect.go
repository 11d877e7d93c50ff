package discord

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// discordAPI is where Discord's HTTP API is.
const discordAPI = "https://discord.com/api/v10"

// versioned is the start of a path of the API.
var versioned = regexp.MustCompile(`^/api(/v[0-9]+)?/`)

// errElsewhere is the error of a request that would not go to Discord's API.
var errElsewhere = errors.New("discord: nothing but Discord's API is called")

// apiPath is the path of a request within the API, as "/channels/1". It is refused
// when it leads elsewhere, or has a part that is missing or climbs: a call without
// an id would be another call.
func apiPath(u *url.URL) (string, error) {
	path := u.EscapedPath()
	if u.Scheme != "https" || u.Host != "discord.com" || u.User != nil || !versioned.MatchString(path) {
		return "", errElsewhere
	}
	path = "/" + path[len(versioned.FindString(path)):]
	for _, part := range strings.Split(path[1:], "/") {
		plain, err := url.PathUnescape(part)
		if err != nil || slices.Contains([]string{"", ".", ".."}, plain) || strings.ContainsAny(plain, "/\\") {
			return "", errElsewhere
		}
	}
	return path, nil
}

// redirect sends every request to where the API is, whatever version the library
// has in its paths, and none anywhere else.
type redirect struct {
	base *url.URL // nil: it could not be read
	next http.RoundTripper
}

// newRedirect takes the address of the API, "" for Discord's own.
func newRedirect(base string, next http.RoundTripper) *redirect {
	if base == "" {
		base = discordAPI
	}
	to, err := url.Parse(strings.TrimSuffix(base, "/"))
	if err != nil || (to.Scheme != "http" && to.Scheme != "https") || to.Host == "" {
		to = nil
	}
	return &redirect{to, next}
}

// RoundTrip sends a request on. Where a token in the path is what counts, the bot's
// own stays here: it would be one more way to be refused.
func (t *redirect) RoundTrip(r *http.Request) (*http.Response, error) {
	path, err := apiPath(r.URL)
	if err == nil && t.base == nil {
		err = errors.New("discord: the address of the API is none")
	}
	if err != nil {
		shut(r)
		return nil, err
	}
	to, err := url.Parse(t.base.String() + path)
	if err != nil {
		shut(r)
		return nil, errElsewhere
	}
	to.RawQuery = r.URL.RawQuery
	r2 := r.Clone(r.Context())
	r2.URL, r2.Host = to, ""
	if routeOf(r.Method, path).token {
		r2.Header.Del("Authorization")
	}
	return t.next.RoundTrip(r2)
}

// shut closes the body of a request that is not sent, as a transport must.
func shut(r *http.Request) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
}
