package slack

import (
	"net/url"
	"regexp"
	"strings"
)

// permalink is what a link to a channel or a message says. It is no proof of
// anything: whether the reader may see what it leads to is asked elsewhere.
type permalink struct {
	Host    string // "acme.slack.com", in lower case
	Channel string // "C0123"
	TS      string // "1712345678.123456"; "" when it leads to a channel only
	Thread  string // the thread's first message; "" when TS is that, or in no thread
}

var (
	slackHost   = regexp.MustCompile(`^(?:[a-z0-9-]+\.)+slack(?:-gov)?\.com$`)
	archivePath = regexp.MustCompile(`^/archives/([CDG][A-Z0-9]{2,})(?:/p([0-9]{1,20})([0-9]{6}))?/?$`)
	messageTS   = regexp.MustCompile(`^[0-9]{1,20}\.[0-9]{6}$`)
)

// parsePermalink reads a link as people paste it and as Slack passes it on:
// alone, in angle brackets with or without a label, with escaped ampersands, and
// with punctuation after it.
func parsePermalink(s string) (permalink, bool) {
	u, err := url.Parse(unescape(unwrapped(s)))
	if err != nil || u.Scheme != "https" || u.User != nil || u.Opaque != "" {
		return permalink{}, false
	}
	host, path := strings.ToLower(u.Host), archivePath.FindStringSubmatch(u.EscapedPath())
	if path == nil || !slackHost.MatchString(host) {
		return permalink{}, false
	}
	link := permalink{Host: host, Channel: path[1]}
	if path[2] == "" {
		return link, true
	}
	link.TS = path[2] + "." + path[3]
	thread := u.Query().Get("thread_ts")
	if thread != "" && !messageTS.MatchString(thread) {
		return permalink{}, false
	}
	if thread != link.TS {
		link.Thread = thread
	}
	return link, true
}

// unwrapped is the address alone: without white space, the punctuation of the
// sentence around it, Slack's angle brackets and the label within them.
func unwrapped(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), " \t\r\n.,;:!?…)]}'\"”’»*_~")
	if inner, ok := strings.CutPrefix(s, "<"); ok {
		s = strings.TrimSuffix(inner, ">")
	}
	s, _, _ = strings.Cut(s, "|")
	return s
}

// String is the link itself, without anything that is not needed to follow it.
func (p permalink) String() string {
	return permalinkTo("https://"+p.Host, p.Channel, p.TS, p.Thread)
}

// permalinkTo links to a message, or with ts "" to a channel. base is the address
// of the workspace ("https://acme.slack.com/"); thread is "" for a message that
// is in no thread or starts one.
func permalinkTo(base, channel, ts, thread string) string {
	link := strings.TrimRight(base, "/") + "/archives/" + channel
	if ts == "" {
		return link
	}
	link += "/p" + strings.Replace(ts, ".", "", 1)
	if thread == "" || thread == ts {
		return link
	}
	return link + "?thread_ts=" + thread + "&cid=" + channel
}
