package web

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/hostiletest"
)

// TestHostileRenders: whatever stands wherever on a card, in no page, form or receipt is
// anything alive, unseen, unlabelled or taken for ours.
func TestHostileRenders(t *testing.T) {
	t.Parallel()
	s := newStage(t, &scripted{answer: plainAnswer})
	at := copilot.Place{Platform: Platform, Workspace: Tenant().Workspace, Channel: "launch"}
	gallery := hostiletest.Open(t, at, "/c/launch#m1")
	pages, forms, receipts := hostiletest.NewJury(t, "the workbench"), hostiletest.NewJury(t, "forms of the workbench"), hostiletest.NewJury(t, "receipts")
	for _, said := range hostiletest.Texts(t) {
		for _, p := range gallery.Pieces(said) {
			lang, shown := p.Card.Locale(), view(frame{Key: "k", Place: at, Message: "1", Back: "/c/launch"}, p.Card)
			pages.Judge(p, wrongPage(p, s.laid(lang, "card", shown), 2))
			for _, a := range p.Card.Actions() {
				form := actPage{Draft: "d1", Action: a, Done: done(lang, a), Heading: shown.Heading, Fields: fields(a, p.Card, nil), Back: "/c/launch"}
				labels := 0
				if slices.ContainsFunc(form.Fields, showsText) {
					form.Label, labels = shown.Label, 2
				}
				forms.Judge(p, wrongPage(p, s.laid(lang, "act-form", form), labels))
			}
			if r := p.Draft.Revisions; p.Where == "signed" {
				page, err := Receipt(copilot.Receipt{Draft: p.Draft, Decision: r[len(r)-1].Decision.Shown(), Card: p.Card, Signed: textOf(p.Card)}, time.UTC)
				if err != nil {
					t.Fatal(err)
				}
				receipts.Judge(p, wrongPage(p, string(page), 2))
			}
		}
	}
	pages.Close(hostiletest.Places...)
	forms.Close("text", "hashtags", "point", "fact", "name")
	receipts.Close("signed")
}

// textOf is the text that a signed card shows.
func textOf(c copilot.Card) copilot.Block {
	blocks := c.Blocks()
	return blocks[slices.IndexFunc(blocks, func(b copilot.Block) bool { return b.Copy != "" })]
}

func (s *stage) laid(lang, name string, data any) string {
	s.t.Helper()
	var b bytes.Buffer
	if err := s.server.pages[lang].ExecuteTemplate(&b, name, data); err != nil {
		s.t.Fatal(err)
	}
	return b.String()
}

// harmless are the elements that our pages are made of.
var harmless = strings.Fields("html head body meta title style main article div header h1 h2 h3 h4 p span a form input button section mark ul li details summary q label fieldset legend textarea svg path circle g rect line polyline time code dl dt dd footer br")

// wrongPage is what is wrong with a piece of a page that must show the label so often.
func wrongPage(p hostiletest.Piece, page string, labels int) []string {
	wrong := hostiletest.Label(p.Card)
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	var around, all strings.Builder
	var walk func(n *html.Node, quoted bool)
	walk = func(n *html.Node, quoted bool) {
		switch n.Type {
		case html.TextNode:
			all.WriteString(n.Data + "\n")
			if !quoted {
				around.WriteString(n.Data + "\n")
			}
		case html.ElementNode:
			if !slices.Contains(harmless, n.Data) {
				wrong = append(wrong, "an element "+n.Data)
			}
			for _, a := range n.Attr {
				wrong = append(wrong, wrongAttribute(n, a)...)
				quoted = quoted || a.Key == "class" && slices.Contains([]string{"words", "chips", "text"}, a.Val)
			}
			if n.Data == "style" {
				return
			}
			quoted = quoted || n.Data == "textarea" || n.Data == "q"
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, quoted)
		}
	}
	walk(root, false)
	if label := labelOf(p.Card); label != "" && labels > 0 {
		if got := strings.Count(around.String(), label+"\n"); got < labels {
			wrong = append(wrong, fmt.Sprintf("the label is there %d times of %d", got, labels))
		}
	}
	wrong = append(wrong, hostiletest.Unseen(strings.NewReplacer("\r", "", "\t", "").Replace(all.String()))...)
	wrong = append(wrong, hostiletest.Foreign(p, all.String())...)
	if got, most := hostiletest.Chrome(around.String()), hostiletest.Framed(p.Card, labels); got > most {
		wrong = append(wrong, fmt.Sprintf("%d lines like ours, of %d: %q", got, most, hostiletest.Lines(around.String())))
	}
	return wrong
}

// wrongAttribute is what of an attribute runs, loads or leads away.
func wrongAttribute(n *html.Node, a html.Attribute) []string {
	leads := slices.Contains([]string{"href", "action", "src", "formaction", "srcset", "poster", "xlink:href"}, a.Key)
	switch {
	case leads && !strings.HasPrefix(a.Val, "/c/") && !strings.HasPrefix(a.Val, "/d/"),
		strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
		return []string{fmt.Sprintf("%s %s=%q", n.Data, a.Key, a.Val)}
	}
	return nil
}

func labelOf(c copilot.Card) string {
	if b := c.Blocks(); len(b) > 0 && b[0].Kind == copilot.BlockLabel {
		return b[0].Text
	}
	return ""
}
