package builtin

import (
	"strings"

	"github.com/brouillon/brouillon/copilot/network"
	"github.com/brouillon/brouillon/copilot/text"
)

// layout is how a network's readers expect a post to be set.
type layout struct {
	titled bool   // a first line stands for the whole
	title  int    // most characters of it
	line   bool   // every sentence on a line of its own
	tight  bool   // no blank lines
	bullet string // before an item of a list
	greets bool   // begins with a greeting
}

// layoutOf says how to set a post for a network.
func layoutOf(n network.Network) layout {
	l := layout{bullet: "• "}
	switch n.ID {
	case "instagram", "tiktok", "pinterest":
		l.line = true
	case "x", "bluesky", "threads", "mastodon":
		l.tight, l.bullet = true, "→ "
	case "newsletter":
		l.titled, l.title, l.greets = true, n.TitleFold, true
	case "blog", "reddit", "youtube":
		l.titled, l.title = true, n.Title
	}
	if l.titled && l.title == 0 {
		l.title = max(n.TitleFold, 60)
	}
	if n.Forbidden != "" && strings.ContainsAny(n.Forbidden, "→•") {
		l.bullet = "- "
	}
	return l
}

// render sets a post.
func (l layout) render(p post) string {
	var parts []string
	for _, b := range p.blocks {
		parts = append(parts, l.block(b))
	}
	gap := "\n\n"
	if l.tight {
		gap = "\n"
	}
	body := strings.Join(parts, gap)
	if l.titled && p.title != "" && bare(body) != p.title {
		return p.title + "\n\n" + body
	}
	return body
}

func (l layout) block(b block) string {
	words := make([]string, len(b.pieces))
	for i, q := range b.pieces {
		words[i] = q.words
		if b.list && q.rank != rankHeader {
			words[i] = l.bullet + q.words
		}
	}
	if b.list || b.lines || l.line {
		return strings.Join(words, "\n")
	}
	return strings.Join(words, " ")
}

// titleOf is the first candidate that is short enough, without its full stop;
// failing that, the beginning of the last. "" where posts have no title.
func (l layout) titleOf(candidates ...string) string {
	best := ""
	for _, s := range candidates {
		if s = bare(s); !l.titled || s == "" {
			continue
		}
		if best = s; text.Runes(best) <= l.title {
			return best
		}
	}
	return text.Cut(best, l.title)
}

func beforeComma(s string) string {
	head, _, ok := strings.Cut(s, ",")
	if !ok || len(strings.Fields(head)) < 3 {
		return ""
	}
	return head
}

// networkOf is the network of that id; the zero network if there is none.
func networkOf(id string) network.Network {
	n, _ := network.Find(id)
	return n
}
