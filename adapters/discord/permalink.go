package discord

import (
	"net/url"
	"regexp"
	"strings"
)

// permalink is what a link to a channel or a message says. It is no proof of
// anything: whether the reader may see what it leads to is asked elsewhere.
type permalink struct {
	Guild   snowflake
	Channel snowflake // or a thread
	Message snowflake // "" when it leads to a channel only
}

var (
	discordHost = regexp.MustCompile(`^(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com$`)
	messagePath = regexp.MustCompile(`^/channels/([0-9]{1,20})/([0-9]{1,20})(?:/([0-9]{1,20}))?/?$`)
)

// parsePermalink reads a link as people paste it: alone or in angle brackets, of
// any of Discord's clients, and with punctuation after it. One to a direct
// conversation is none.
func parsePermalink(s string) (permalink, bool) {
	u, err := url.Parse(unwrapped(s))
	if err != nil || u.Scheme != "https" || u.User != nil || u.Opaque != "" {
		return permalink{}, false
	}
	path := messagePath.FindStringSubmatch(u.EscapedPath())
	if path == nil || !discordHost.MatchString(strings.ToLower(u.Host)) {
		return permalink{}, false
	}
	return permalink{path[1], path[2], path[3]}, true
}

// unwrapped is the address alone: without white space, the punctuation of the
// sentence around it, and angle brackets.
func unwrapped(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), " \t\r\n.,;:!?…)]}'\"”’»*_~|")
	if inner, ok := strings.CutPrefix(s, "<"); ok {
		s = strings.TrimSuffix(inner, ">")
	}
	return s
}

// String is the link itself, of the usual client.
func (p permalink) String() string {
	link := "https://discord.com/channels/" + p.Guild + "/" + p.Channel
	if p.Message == "" {
		return link
	}
	return link + "/" + p.Message
}
