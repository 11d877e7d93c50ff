package slack

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// ManifestOptions say how the app of one workspace reaches the bot.
type ManifestOptions struct {
	URL    string // public address of the bot, for HTTP: "https://bot.acme.example"
	Socket bool   // the bot calls Slack instead, and needs no public address
	Prefix string // before each command's name: "br-" for /br-draft
	Locale string // "en" or "fr": the language of what the app says of itself
	Name   string // of the app, at most 35 characters; "" for "Brouillon"
}

// longestName is how many characters Slack lets an app's name have.
const longestName = 35

var prefixes = regexp.MustCompile(`^[a-z0-9_-]{0,16}$`)

// fault says what is wrong and what to do about it. It repeats no address: one may
// carry a password.
func (o ManifestOptions) fault() error {
	switch {
	case o.URL == "" && !o.Socket:
		return errors.New("say how Slack reaches the bot: at its public https address (--url https://…), or over Socket Mode (--socket), which needs none")
	case o.URL != "" && o.Socket:
		return errors.New("the bot is reached at an address (--url) or over Socket Mode (--socket), not both: give one of the two")
	case o.URL != "" && !public(o.URL):
		return errors.New("the url is not an address Slack can call: use https:// and a host, without user or query, e.g. https://bot.acme.example (http only on 127.0.0.1 or localhost)")
	case strings.HasSuffix(strings.TrimRight(o.URL, "/"), "/slack"):
		return errors.New("the url ends in /slack, which is added to it: give the address without, e.g. https://bot.acme.example")
	case !prefixes.MatchString(o.Prefix):
		return fmt.Errorf("the command prefix is %q: use at most 16 of a-z, 0-9, - and _, e.g. br- for /br-draft", o.Prefix)
	case text.Runes(o.Name) > longestName:
		return fmt.Errorf("the app's name is %q: use at most %d characters", o.Name, longestName)
	}
	return nil
}

// address is one as Slack's schema takes it, which knows no capitals in a scheme.
var address = regexp.MustCompile(`^https?://[!-~]+$`)

// longestAddress, in bytes, leaves room in Slack's 3000 for a path.
const longestAddress = 2000

// public says whether a URL can be called: over TLS, or on this machine.
func public(s string) bool {
	u, err := url.Parse(s)
	if err != nil || !address.MatchString(s) || len(s) > longestAddress || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	here := u.Hostname() == "127.0.0.1" || u.Hostname() == "localhost"
	return u.Scheme == "https" || u.Scheme == "http" && here
}
