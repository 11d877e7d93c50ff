package copilot

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// lookalikes finds the addresses in a revision that may lead elsewhere than they seem
// to: with letters that look like others, encoded ones, or a name before the host. Each
// says where it leads, in letters that cannot be taken for others.
func lookalikes(r Revision) []check.Finding {
	var all []check.Finding
	for i, v := range r.Variants {
		for _, link := range text.URLs(v.Text.s) {
			link = goingOn(v.Text.s, link)
			leads, plain := leadsTo(link.Text)
			if plain {
				continue
			}
			start := utf8.RuneCountInString(v.Text.s[:link.Start])
			all = append(all, check.Finding{
				Kind: check.Link, Code: "link_ascii", Text: link.Text, Start: start, End: start + utf8.RuneCountInString(link.Text),
				Args: map[string]string{"host": leads}, Variant: i,
			})
		}
	}
	return all
}

// onward is how a host goes on behind an ideographic full stop, which ends a sentence for
// a reader of the scripts that have it, and is a dot for a browser.
var onward = text.Lazily(`(?i)^(?:。[a-z0-9-][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*)+[^\s。]*`)

// goingOn is a link in a text as far as a browser takes it for one address.
func goingOn(s string, link text.Span) text.Span {
	if _, rest, _ := strings.Cut(withScheme(link.Text), "://"); !strings.ContainsAny(rest, "/?#") {
		link.Text += onward.FindString(s[link.End:])
		link.End = link.Start + len(link.Text)
	}
	return link
}

// leadsTo is the host of a link in ASCII, and whether that is what it says.
func leadsTo(link string) (ascii string, plain bool) {
	u, err := url.Parse(withScheme(link))
	if err != nil {
		return network.ASCIIHost(hostIn(link)), false
	}
	if u.Hostname() == "" {
		return "", true
	}
	ascii = network.ASCIIHost(u.Hostname())
	return ascii, u.User == nil && strings.EqualFold(ascii, u.Hostname()) && !strings.Contains("."+ascii, ".xn--")
}

// hostIn is the host of a link that is none by the letter, as browsers read it: they
// decode what is encoded in it.
func hostIn(link string) string {
	_, host, _ := strings.Cut(withScheme(link), "://")
	if end := strings.IndexAny(host, `/\?#`); end >= 0 {
		host = host[:end]
	}
	host = host[strings.LastIndexByte(host, '@')+1:]
	if plain, err := url.PathUnescape(host); err == nil {
		host = plain
	}
	return host
}
