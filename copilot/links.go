package copilot

import (
	"net/url"
	"strings"
	"sync"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

// linkPolicy takes out of generated text every link that the person who asked
// did not supply (P7): a model under the spell of a hostile message must not be
// able to carry anything out in a link.
type linkPolicy struct {
	allowed map[string]bool
	said    map[string]bool // in the messages that are summarized: not repeated, and no doubt
	stand   string          // what stands in the place of a link
	variant int             // whose text is being cleaned
	removed []removedLink
}

type removedLink struct {
	host    string
	variant int
}

func (j composition) linkPolicy() *linkPolicy {
	key := "link.removed"
	if j.task == TaskSummarize {
		key = "link.see_message"
	}
	p := &linkPolicy{allowed: map[string]bool{}, said: map[string]bool{}, stand: catalogue.Say(j.settings.Language, key, nil)}
	for _, s := range sources(j.settings.Language, j.brief, j.prompt.Reason, j.material, nil) {
		p.allow(s.Text)
	}
	if j.material.Previous != nil {
		for _, r := range j.material.Previous.Revisions {
			if r.Made.Writer == writerPerson { // what a person put there stays there
				p.allow(texts(r)...)
			}
		}
	}
	for _, l := range j.lines {
		for _, link := range text.URLs(l.Text) {
			p.said[plainLink(link.Text)] = true
		}
	}
	return p
}

// allow takes the links of texts for supplied.
func (p *linkPolicy) allow(texts ...string) {
	for _, words := range texts {
		for _, link := range text.URLs(words) {
			p.allowed[plainLink(link.Text)] = true
			p.allowed[host(link.Text)] = true
		}
	}
}

// plainLink is the form in which two spellings of a link are compared: no
// scheme, lower-case host, no slash or full stop at its end.
func plainLink(link string) string {
	u, err := url.Parse(withScheme(link))
	if err != nil {
		return link
	}
	rest := u.EscapedPath()
	if u.RawQuery != "" {
		rest += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		rest += "#" + u.Fragment
	}
	who := ""
	if u.User != nil { // a link with words before its host is another one
		who = u.User.String() + "@"
	}
	return who + strings.ToLower(u.Host) + strings.TrimRight(rest, "/.,;:!?)")
}

// host is where a link leads, and no link itself: reviewers are shown it. What is no
// proper address is cut by hand, since clients make a link of it all the same.
func host(link string) string {
	if u, err := url.Parse(withScheme(link)); err == nil && u.Host != "" {
		return strings.ToLower(u.Host)
	}
	_, rest, _ := strings.Cut(withScheme(link), "://")
	if end := strings.IndexAny(rest, `/\?#`); end >= 0 {
		rest = rest[:end]
	}
	return strings.ToLower(rest[strings.LastIndexByte(rest, '@')+1:])
}

func withScheme(link string) string {
	if strings.Contains(link, "://") {
		return link
	}
	return "https://" + link
}

// forgedLabel is our own label, or its signed form, in a writer's mouth: either
// language, any case and spacing, whatever stands between its halves.
var forgedLabel = text.Lazily(`(?i)\b(?:draft|brouillon)\s*[·•∙‧|:–—-]\s*` +
	`(?:needs\s+human\s+sign-?\s?off|à\s+valider\s+par\s+une\s+personne|signed\s+off\s+by\s+[^\n.!?]{0,60}|validé\s+par\s+[^\n.!?]{0,60})`)

// slanted is an address with backslashes, or any number of slashes, which browsers take
// for two slashes.
var slanted = text.Lazily(`(?i)\b(https?:)[/\\]+`)

// clean takes forged labels out (P1), replaces foreign links, and remembers their
// hosts for the reviewer.
func (p *linkPolicy) clean(s string) string {
	s = slanted.ReplaceAllString(forgedLabel.ReplaceAllString(text.Canonical(s), "[…]"), "$1//")
	var b strings.Builder
	at := 0
	for _, link := range text.URLs(s) {
		if p.allowed[plainLink(link.Text)] {
			continue
		}
		b.WriteString(s[at:link.Start] + p.stand)
		at = link.End
		if p.said[plainLink(link.Text)] {
			continue
		}
		p.removed = append(p.removed, removedLink{host(link.Text), p.variant})
	}
	return b.String() + s[at:]
}

// findings tells the reviewer which links were taken out.
func (p *linkPolicy) findings() []check.Finding {
	var all []check.Finding
	for _, l := range p.removed {
		all = append(all, check.Finding{Kind: check.Link, Code: "link_removed", Args: map[string]string{"host": l.host}, Variant: l.variant})
	}
	return all
}

// unlinked are findings whose sentences carry no link that the person who asked did not
// supply: they repeat what sources say, and anybody may have written in a conversation. The
// span that a finding is about is of our own text, and clean already.
func (j composition) unlinked(found []check.Finding) []check.Finding {
	policy := sync.OnceValue(j.linkPolicy)
	clean := func(said string) string {
		if len(text.URLs(said)) == 0 {
			return said
		}
		return policy().clean(said)
	}
	for i, f := range found {
		found[i].Place = clean(f.Place)
		for name, said := range f.Args {
			if name != "host" { // which is how we say where a link led
				f.Args[name] = clean(said)
			}
		}
	}
	return found
}
