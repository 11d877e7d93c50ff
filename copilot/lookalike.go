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

// leadsTo is the host of a link in ASCII, and whether that is what it says.
func leadsTo(link string) (ascii string, plain bool) {
	u, err := url.Parse(withScheme(link))
	if err != nil || u.Hostname() == "" {
		return "", true
	}
	ascii = network.ASCIIHost(u.Hostname())
	return ascii, u.User == nil && strings.EqualFold(ascii, u.Hostname()) && !strings.Contains("."+ascii, ".xn--")
}
