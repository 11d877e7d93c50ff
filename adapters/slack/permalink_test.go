package slack

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
)

func TestParsePermalink(t *testing.T) {
	channel := permalink{Host: "acme.slack.com", Channel: "C0123"}
	message := permalink{Host: "acme.slack.com", Channel: "C0123", TS: "1712345678.123456"}
	reply := permalink{Host: "acme.slack.com", Channel: "C0123", TS: "1712345678.123456", Thread: "1712345600.000100"}
	const link = "https://acme.slack.com/archives/C0123/p1712345678123456"
	for s, want := range map[string]permalink{
		"https://acme.slack.com/archives/C0123":  channel,
		"https://acme.slack.com/archives/C0123/": channel,
		link:                                     message,
		link + "?thread_ts=1712345678.123456&cid=C0123":     message,
		link + "?thread_ts=1712345600.000100&cid=C0123":     reply,
		link + "?thread_ts=1712345600.000100&amp;cid=C0123": reply,
		link + "?cid=C0123&thread_ts=1712345600.000100#x":   reply,
		"  " + link + " ,":          message,
		link + ").":                 message,
		"<" + link + ">":            message,
		"<" + link + ">.":           message,
		"<" + link + "|the thread>": message,
		"<" + link + "?thread_ts=1712345600.000100&amp;cid=C0123|le fil !>": reply,
		"HTTPS://ACME.Slack.com/archives/C0123/p1712345678123456":           message,
		"https://acme.enterprise.slack.com/archives/G0/p1712345678123456":   {},
		"https://acme.enterprise.slack.com/archives/G012/p1712345678123456": {Host: "acme.enterprise.slack.com", Channel: "G012", TS: "1712345678.123456"},
		"https://acme.slack-gov.com/archives/D012/p1712345678123456":        {Host: "acme.slack-gov.com", Channel: "D012", TS: "1712345678.123456"},
		"":                                     {},
		"the thread":                           {},
		"http://acme.slack.com/archives/C0123": {},
		"https://slack.com/archives/C0123":     {},
		"https://evil.com/archives/C0123":      {},
		"https://acme.slack.com.evil.com/archives/C0123":         {},
		"https://evilslack.com/archives/C0123":                   {},
		"https://acme.slack.com@evil.com/archives/C0123":         {},
		"https://u:p@acme.slack.com/archives/C0123":              {},
		"https://acme.slack.com:8443/archives/C0123":             {},
		"https://acme.slack.com/archives/U0123":                  {},
		"https://acme.slack.com/archives/c0123":                  {},
		"https://acme.slack.com/archives/C0123/1712345678123456": {},
		"https://acme.slack.com/archives/C0123/p123456":          {},
		"https://acme.slack.com/archives/C0123/p17x":             {},
		"https://acme.slack.com/archives/C0123/../C0456":         {},
		"https://acme.slack.com/archives/%43%30123":              {},
		link + "?thread_ts=yesterday":                            {},
		"<<" + link + ">":                                        {},
		"https:acme.slack.com/archives/C0123":                    {},
	} {
		chattest.ReadsLink(t, parsePermalink, s, want)
	}
}

func TestPermalinkTo(t *testing.T) {
	const link = "https://acme.slack.com/archives/C1A/p1712345678123456"
	for _, c := range []struct{ base, ts, thread, want string }{
		{"https://acme.slack.com/", "1712345678.123456", "", link},
		{"https://acme.slack.com", "1712345678.123456", "1712345678.123456", link},
		{"https://acme.slack.com/", "1712345678.123456", "1712345600.000100", link + "?thread_ts=1712345600.000100&cid=C1A"},
		{"https://acme.slack.com/", "", "", "https://acme.slack.com/archives/C1A"},
	} {
		if got := permalinkTo(c.base, "C1A", c.ts, c.thread); got != c.want {
			t.Errorf("permalinkTo(%q, %q, %q) = %q, want %q", c.base, c.ts, c.thread, got, c.want)
		}
	}
}

func TestPermalinksSurviveTheRoundTrip(t *testing.T) {
	ts := rapid.StringMatching(`1[0-9]{9}\.[0-9]{6}`)
	rapid.Check(t, func(t *rapid.T) {
		want := permalink{
			Host:    rapid.StringMatching(`[a-z0-9][a-z0-9-]{0,9}(\.enterprise)?\.slack(-gov)?\.com`).Draw(t, "host"),
			Channel: rapid.StringMatching(`[CDG][A-Z0-9]{2,10}`).Draw(t, "channel"),
		}
		if rapid.Bool().Draw(t, "message") {
			want.TS = ts.Draw(t, "ts")
			want.Thread = rapid.OneOf(rapid.Just(""), ts.Filter(func(s string) bool { return s != want.TS })).Draw(t, "thread")
		}
		for _, form := range []string{want.String(), "<" + escape(want.String()) + ">", "<" + escape(want.String()) + "|label>", " " + want.String() + ".\n"} {
			chattest.ReadsLink(t, parsePermalink, form, want)
		}
	})
}

// FuzzPermalink: whatever is taken for a permalink leads to Slack, and its own
// link reads as itself.
func FuzzPermalink(f *testing.F) {
	f.Add("<https://acme.slack.com/archives/C0123/p1712345678123456?thread_ts=1712345600.000100&amp;cid=C0123|x>")
	f.Add("https://acme.slack.com@evil.com/archives/C0123")
	f.Fuzz(func(t *testing.T, s string) {
		link, ok := chattest.LinkReadsAsItself(t, parsePermalink, s)
		if ok && !strings.HasSuffix(link.Host, ".slack.com") && !strings.HasSuffix(link.Host, ".slack-gov.com") {
			t.Errorf("parsePermalink(%q): host %q", s, link.Host)
		}
	})
}
