package discord

import (
	"net/url"
	"strings"
)

// route is what a request is, without whom it is about: nothing in it is secret but
// the major part.
type route struct {
	name     string // "PATCH /channels/:id/messages/:id"
	major    string // what its limit is counted by; may be secret
	token    bool   // an interaction's token is what counts, not the bot's
	callback bool   // the answer to an interaction, which waits for nothing
}

// String is what may be logged.
func (r route) String() string { return r.name }

// secrets are what must not be logged of it: the token, as it is written in a path
// and as it is.
func (r route) secrets() []string {
	if !r.token {
		return nil
	}
	written := r.major[strings.LastIndexByte(r.major, '/')+1:]
	plain, _ := url.PathUnescape(written)
	return []string{written, plain}
}

// routeOf says what a path within the API is; what follows "?" does not matter.
func routeOf(method, path string) route {
	path, _, _ = strings.Cut(strings.TrimPrefix(path, "/"), "?")
	parts := strings.Split(path, "/")
	r := route{}
	first := parts[0]
	switch {
	case len(parts) > 2 && (first == "webhooks" || first == "interactions"):
		r.major, r.token = strings.Join(parts[:3], "/"), true
		r.callback = first == "interactions"
	case len(parts) > 1 && (first == "webhooks" || first == "channels" || first == "guilds"):
		r.major = strings.Join(parts[:2], "/")
	}
	for i, p := range parts {
		switch {
		case r.token && i == 2:
			parts[i] = ":token"
		case digits(p):
			parts[i] = ":id"
		}
	}
	r.name = method + " /" + strings.Join(parts, "/")
	return r
}

// digits says whether something looks like an id.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
