package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/builtin"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

var update = flag.Bool("update", false, "write what happens into the golden conversations")

// door is a chat adapter as its users meet it: the golden conversations go in
// and come out through it, over the adapter's own wire.
type door interface {
	// place is the channel the conversation is held in, empty of messages.
	place() copilot.Place
	// person is one of the two people who talk: "lea" reads English and writes,
	// "marc" reads French and signs off.
	person(name string) copilot.Person
	// say types a line in the channel and returns what only the person is told.
	say(ctx context.Context, t *testing.T, who, line string) string
	// click acts on a card as it was last shown, and returns what only the person is told.
	click(ctx context.Context, t *testing.T, who string, about copilot.Subject, act copilot.Act, form map[string]string) string
	// visible is all the text a person sees in the channel.
	visible(ctx context.Context, t *testing.T, who string) string
	// reads is the language in which this chat shows somebody's draft to a person:
	// the person's own where each sees the channel in theirs.
	reads(who string, author copilot.Person) string
}

// TestConversations holds every conversation over every chat adapter. A file
// reads like what happened: who said what, what the writer was asked and
// answered, the card, the click, the outcome. Sections ending in "sees", "is
// told", "is asked" and "audit" are checked, and written by -update.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/conversations/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations")
	}
	for adapter, open := range chatDoors() {
		for _, file := range files {
			name := adapter + "/" + strings.TrimSuffix(filepath.Base(file), ".txt")
			t.Run(name, func(t *testing.T) {
				if !*update { // which writes a file once for each adapter
					t.Parallel()
				}
				hold(t, file, open)
			})
		}
	}
}

// hold plays one conversation.
func hold(t *testing.T, file string, open func(testing.TB, copilot.Writer) *stage) {
	script, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pen := &scriptedWriter{}
	var w copilot.Writer = pen
	if !slices.ContainsFunc(script.Files, func(f txtar.File) bool { return f.Name == "writer answers" }) {
		w = builtin.New()
	}
	p := play{T: t, stage: open(t, w), pen: pen}
	for i := range script.Files {
		got := p.step(script.Files[i], script.Files[i+1:])
		if got == "" {
			continue
		}
		if *update {
			script.Files[i].Data = []byte(got)
			continue
		}
		if diff := gocmp.Diff(string(script.Files[i].Data), got); diff != "" {
			t.Errorf("-- %s -- (section %d), -want +got:\n%s", script.Files[i].Name, i+1, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(script), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// play is a conversation under way.
type play struct {
	*testing.T
	*stage
	pen  *scriptedWriter
	told string
}

// step plays one section; the result is what a checked section should hold.
func (p *play) step(f txtar.File, rest []txtar.File) string {
	words := strings.Fields(f.Name)
	data := strings.TrimSuffix(string(f.Data), "\n")
	switch {
	case f.Name == "given":
		p.given(data)
	case f.Name == "writer answers":
	case f.Name == "writer is asked":
		return p.pen.lastAsked(p.T)
	case f.Name == "audit":
		return p.audit()
	case words[1] == "says":
		p.pen.prepare(rest)
		p.told = p.door.say(p.ctx, p.T, words[0], data)
		p.settle()
	case words[1] == "clicks":
		p.pen.prepare(rest)
		p.told = p.door.click(p.ctx, p.T, words[0], p.subject(), copilot.Act(words[2]), pairs(data))
		p.settle()
	case words[1] == "sees":
		return p.sees(words[0])
	case words[1] == "is" && words[2] == "told":
		return cmp.Or(p.told, "(nothing)") + "\n"
	default:
		p.Fatalf("unknown section %q", f.Name)
	}
	return ""
}

// given sets the channel up: "approvers: marc", "voice: …", "fact: …".
func (p *play) given(data string) {
	var profile copilot.Profile
	for line := range strings.Lines(data) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "approvers":
			for name := range strings.FieldsSeq(value) {
				who := p.door.person(name)
				profile.Approvers = append(profile.Approvers, copilot.Approver{ID: who.ID, Name: who.Name})
			}
		case "voice":
			profile.Words = value
		case "banned":
			profile.Banned = strings.Split(value, ", ")
		case "networks":
			profile.Networks = strings.Fields(value)
		case "self sign-off":
			profile.SelfSignOff = value == "yes"
		case "fact":
			id := "fact" + strconv.Itoa(len(value))
			if err := p.core.AddFact(p.ctx, p.door.place(), copilot.Fact{ID: id, Text: value, Source: "the team"}); err != nil {
				p.Fatal(err)
			}
		default:
			p.Fatalf("given what? %q", line)
		}
	}
	if err := p.core.SetProfile(p.ctx, p.door.place(), profile); err != nil {
		p.Fatal(err)
	}
}

// newest is the draft that was touched last.
func (p *play) newest() copilot.Draft {
	drafts, err := p.core.Drafts(p.ctx, copilot.Filter{Tenant: p.door.place().Tenant(), Limit: 1})
	if err != nil || len(drafts) == 0 {
		p.Fatalf("no draft: %v", err)
	}
	d, err := p.core.Draft(p.ctx, drafts[0].Ref())
	if err != nil {
		p.Fatal(err)
	}
	return d
}

// subject is the card on people's screens: the revision that stood there before
// the present step, so that a second click is stale.
func (p *play) subject() copilot.Subject {
	if p.shown.Draft == "" {
		d := p.newest()
		p.shown = copilot.Subject{Draft: d.ID, Revision: d.Latest().Number, Digest: d.Latest().Digest}
	}
	return p.shown
}

// sees returns the newest card as plain text, after making sure that every line
// of it is visible, in this order, through the adapter.
func (p *play) sees(who string) string {
	person := p.door.person(who)
	d := p.newest()
	card, err := p.core.Card(p.ctx, d.Ref(), 0, person.Locale)
	if err != nil {
		p.Fatal(err)
	}
	p.shown = card.Subject()
	var want strings.Builder
	want.WriteString(plain(card, ""))
	for _, a := range card.Actions() {
		fmt.Fprintf(&want, "[%s]", a.Label)
	}
	shown, err := p.core.Card(p.ctx, d.Ref(), 0, p.door.reads(who, d.Author))
	if err != nil {
		p.Fatal(err)
	}
	inOrder(p.T, p.door.visible(p.ctx, p.T, who), shown)
	return strings.TrimRight(want.String(), "\n") + "\n"
}

// inOrder fails unless the card's texts stand in the visible text, in order.
func inOrder(t *testing.T, visible string, c copilot.Card) {
	t.Helper()
	rest := strings.Join(strings.Fields(visible), " ")
	at := 0
	look := func(s string) {
		s = strings.Join(strings.Fields(s), " ")
		found := strings.Index(rest[at:], s)
		if found < 0 {
			t.Errorf("not visible after what stands before it: %q\nin: …%s", s, rest[at:])
			return
		}
		at += found + len(s)
	}
	// The card is the last thing in the channel: begin at its heading.
	at = max(0, strings.LastIndex(rest, c.Blocks()[1].Text)-len(c.Blocks()[0].Text)-40)
	for _, b := range c.Blocks() {
		if b.Kind == copilot.BlockText || b.Kind == copilot.BlockLabel || b.Kind == copilot.BlockStamp || b.Kind == copilot.BlockNotice {
			look(b.Text)
		}
	}
}

func (p *play) audit() string {
	trail, err := p.core.Trail(p.ctx, p.newest().Ref())
	if err != nil {
		p.Fatal(err)
	}
	var b strings.Builder
	for _, a := range trail {
		fmt.Fprintf(&b, "%s: %s\n", a.Person.Name, a.Sentence(catalogue.English))
	}
	return b.String()
}

// pairs reads a form: "variant: 1".
func pairs(data string) map[string]string {
	form := map[string]string{}
	for line := range strings.Lines(data) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		form[key] = value
	}
	return form
}
