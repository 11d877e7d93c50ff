package hostiletest

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// Given is the one link that the people of the pieces supply.
const Given = "https://lumo.example/app"

// Piece is a card in which a hostile text stands somewhere.
type Piece struct {
	Where string // it stands: "text", "author", "reason"...
	Text  string
	Card  copilot.Card
	Draft copilot.Draft // whose card it is; without an ID for one that only says how far the work is
	Own   bool          // people wrote it themselves: their links are theirs
}

// Places are where a text can stand, each a Where.
var Places = []string{
	"text", "hashtags", "point", "author", "finding", "exchange", "fact", "name", "approver", "reason", "wish", "signed", "private", "brief", "writing", "answer",
}

// Gallery makes pieces for a chat.
type Gallery struct {
	At   copilot.Place
	Link string // to a message, as the chat gives it

	t      testing.TB
	answer string
	core   *copilot.Copilot
	shown  chan shown
	made   int
}

// Open opens a gallery for as long as a test lasts.
func Open(t testing.TB, at copilot.Place, link string) *Gallery {
	t.Helper()
	g := &Gallery{At: at, Link: link, t: t, shown: make(chan shown, 64)}
	ctx, stop := context.WithCancel(context.Background())
	store, err := inprocess.Open(ctx, memory.Options{Scan: 25 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	g.core = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: pen{g}, Now: time.Now}, Memory: store, Queue: store, Workers: 1,
		Chats: map[string]copilot.Chat{at.Platform: wall{g}}, Log: slog.New(slog.DiscardHandler),
	})
	done := make(chan struct{})
	go func() { defer close(done); g.core.Work(ctx) }()
	t.Cleanup(func() {
		stop()
		<-done
		_ = store.Close()
	})
	return g
}

var moment = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)

func (g *Gallery) composer() copilot.Composer {
	return copilot.Composer{Writer: pen{g}, Now: func() time.Time { return moment }}
}

// pen writes what the gallery wants next.
type pen struct{ g *Gallery }

func (p pen) Compose(_ context.Context, _ copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	said := p.g.answer
	for at := 0; at < len(said); at += 1 + len(said)/3 {
		piece(said[at:min(len(said), at+1+len(said)/3)])
	}
	return copilot.Answer{Text: said, Writer: "openai", Model: "m-1"}, nil
}

// shown is a card, and what it answers.
type shown struct {
	key  string
	card copilot.Card
}

// wall is a chat on which cards are hung.
type wall struct{ g *Gallery }

func (w wall) Read(context.Context, copilot.Reading) (copilot.Conversation, error) {
	return copilot.Conversation{}, nil
}

func (w wall) Show(ctx context.Context, at copilot.Spot, c copilot.Card) (string, error) {
	select {
	case w.g.shown <- shown{at.Key, c}:
	case <-ctx.Done():
	}
	return "1", nil
}
func (w wall) Link(context.Context, copilot.Place, string) string { return w.g.Link }
func (w wall) Who(_ context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	return p, nil
}
func (w wall) Tell(context.Context, copilot.Person, copilot.Place, string) error { return nil }
func (w wall) Roles(context.Context, copilot.Person, copilot.Place) ([]string, error) {
	return nil, nil
}

// Pieces are the cards with a text in every place.
func (g *Gallery) Pieces(said string) []Piece {
	g.t.Helper()
	lang := []string{"en", "fr"}[len(said)%2]
	lea := copilot.Person{Platform: g.At.Platform, ID: "U0LEA00001", Name: "Léa Martin", Locale: lang}
	named := lea
	named.Name = said
	line := copilot.Line{ID: "1", Author: "Ana", AuthorID: "U0ANA00001", Time: moment, Text: "We launch on 14 April.", Link: g.Link}
	hostile, author := line, line
	hostile.Text, author.Author = said, said
	talk := func(l copilot.Line) copilot.Material {
		return copilot.Material{Conversation: copilot.Conversation{Total: 1, Lines: []copilot.Line{l}}}
	}
	const brief = "Our app is at " + Given + " from 14 April"
	fitting := "=== fact\nOur app is out on 14 April: " + Given + "\n=== story\nWe waited all winter. Our app is out.\n"
	attacking := "=== fact\nOur launch.\n" + said + "\n=== story\n" + said + "\n=== hashtags\n#ok " + said
	draft := func(person copilot.Person, words, answer string, m copilot.Material) copilot.Draft {
		return g.draft("draft", person, words, answer, m)
	}
	var all []Piece
	add := func(where string, own bool, d copilot.Draft, p copilot.Profile) {
		if d.ID != "" {
			all = append(all, Piece{where, said, copilot.Show(d, d.Latest(), p, lang), d, own})
		}
	}
	someone := copilot.Profile{Approvers: []copilot.Approver{{ID: "U0MARC0001", Name: "Marc Olivier"}}}

	plain := draft(lea, brief, attacking, copilot.Material{})
	add("text", false, plain, someone)
	add("hashtags", false, g.draft("hashtags", lea, brief, "=== hashtags\n#app "+said+"\n=== phrases\n- "+said, copilot.Material{}), someone)
	add("point", false, g.draft("summarize", lea, "", "=== tldr\n- "+said+" [m1] [m99]\n=== decisions\n- "+strings.ReplaceAll(said, "\n", " ")+" [m1]\n", talk(hostile)), someone)
	add("author", true, g.draft("summarize", lea, "", "=== tldr\n- We launch on 14 April. [m1]", talk(author)), someone)
	add("exchange", false, draft(lea, brief, attacking, copilot.Material{Recent: []copilot.Exchange{{Command: "draft", Person: said, Asked: said, Reason: said, State: copilot.Rejected, At: moment}}}), someone)
	add("fact", true, draft(lea, brief, fitting, copilot.Material{Facts: []copilot.Fact{{ID: "1", Text: text.Canonical(said), Source: text.Canonical(said)}}}), someone)
	add("name", true, draft(named, brief, fitting, copilot.Material{}), copilot.Profile{})
	add("approver", true, draft(lea, brief, fitting, copilot.Material{}), copilot.Profile{Approvers: []copilot.Approver{{ID: "U0MARC0001", Name: said}}})
	if previous := draft(lea, brief, fitting, copilot.Material{}); previous.ID != "" {
		add("wish", true, g.follow(previous, lea, said, attacking), someone)
		add("reason", true, decided(previous, copilot.Decision{Verdict: copilot.Reject, Reason: text.Canonical(said), Person: named}), someone)
	}
	if plain.ID != "" {
		found := plain
		found.Revisions = slices.Clone(plain.Revisions)
		found.Revisions[0].Findings = append(slices.Clone(found.Revisions[0].Findings), check.Finding{Kind: check.Unsupported, Code: "number", Text: text.Canonical(said)})
		add("finding", true, found, someone)
		add("signed", false, decided(plain, copilot.Decision{Verdict: copilot.Approve, Variant: len(plain.Latest().Variants), Person: named, Role: said}), someone)
		alone := plain
		alone.Private = true
		add("private", false, alone, someone)
	}
	return append(all, g.working(said, lea, attacking)...)
}

// draft is what comes of a request; without an ID when nothing does.
func (g *Gallery) draft(command string, p copilot.Person, words, answer string, m copilot.Material) copilot.Draft {
	r := copilot.Request{ID: "r", Command: command, Place: g.At, Person: p, Text: words, Time: moment}
	if command == "draft" {
		r.Options = map[string]string{"variants": "2"}
	}
	r, err := g.composer().Settle(r)
	if err != nil {
		return copilot.Draft{}
	}
	return g.compose(copilot.Draft{ID: "d1", Command: command, Place: g.At, Author: p, Brief: r.Text, Created: moment}, r, answer, m)
}

// follow is a draft with a revision that was asked for in such words.
func (g *Gallery) follow(d copilot.Draft, p copilot.Person, words, answer string) copilot.Draft {
	r := copilot.Request{ID: "r2", Place: g.At, Person: p, Text: words, Draft: d.ID, Time: moment}
	return g.compose(d, r, answer, copilot.Material{Previous: &d})
}

func (g *Gallery) compose(d copilot.Draft, r copilot.Request, answer string, m copilot.Material) copilot.Draft {
	g.answer = answer
	v, err := g.composer().Compose(context.Background(), r, m, nil)
	if err != nil {
		return copilot.Draft{}
	}
	v.Number = len(d.Revisions) + 1
	d.Revisions = append(slices.Clone(d.Revisions), v)
	return d
}

func decided(d copilot.Draft, k copilot.Decision) copilot.Draft {
	d.Revisions = slices.Clone(d.Revisions)
	r := &d.Revisions[len(d.Revisions)-1]
	k.At, k.Draft, k.Revision, k.Digest = moment, d.ID, r.Number, r.Digest
	r.State = copilot.Rejected
	if k.Verdict == copilot.Approve {
		r.State = copilot.Approved
		k.Text = r.Digest
		if k.Variant > 0 {
			k.Text = r.Variants[k.Variant-1].Digest
		}
	}
	r.Decision = &k
	return d
}

// working are the cards that requests show until they are answered, over the whole core:
// the text asked for, and then answered.
func (g *Gallery) working(said string, p copilot.Person, answer string) []Piece {
	asked := g.ask(said, p, answer, said, true)
	answered := g.ask("Our app is at "+Given, p, answer, said, false)
	return slices.Concat(asked["brief"], answered["writing"], answered["answer"])
}

// ask are the cards of one request, by where the text stands in them; the last of a kind.
func (g *Gallery) ask(words string, p copilot.Person, answer, said string, own bool) map[string][]Piece {
	g.made++
	g.answer = answer
	at := g.At
	at.Channel += fmt.Sprint(g.made) // what one said is nothing to go on for the next
	p.ID += fmt.Sprint(g.made)       // nor keeps it waiting
	r := copilot.Request{ID: fmt.Sprint("working-", g.made), Command: "draft", Place: at, Person: p, Text: words, Time: time.Now()}
	all := map[string][]Piece{}
	if g.core.Accept(context.Background(), r) != nil {
		return all // nothing to draft from
	}
	for {
		var s shown
		select {
		case s = <-g.shown:
		case <-time.After(time.Minute):
			g.t.Fatalf("no answer to %.80q", words)
		}
		c, where := s.card, "brief"
		if s.key != r.ID {
			continue // of one before that is tried again
		}
		switch {
		case !c.Passing() && c.Subject().Draft == "":
			return all // the writer wrote nothing
		case !c.Passing():
			where = "answer"
		case slices.ContainsFunc(c.Blocks(), func(b copilot.Block) bool { return b.Kind == copilot.BlockText }):
			where = "writing"
		}
		piece := Piece{Where: where, Text: said, Card: c, Own: own}
		piece.Draft, _ = g.core.Draft(context.Background(), copilot.Ref{Tenant: g.At.Tenant(), Draft: c.Subject().Draft})
		all[where] = []Piece{piece}
		if where == "answer" {
			return all
		}
	}
}
