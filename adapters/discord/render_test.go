package discord

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

// page is a card as it is sent, without what changes from day to day.
func page(card copilot.Card, o layout) string {
	var b strings.Builder
	for _, p := range lay(card, o) {
		fmt.Fprintln(&b, p.Content)
		for _, e := range p.Embeds {
			fmt.Fprintf(&b, "[%s]\n", e.Title)
			if e.Description != "" {
				fmt.Fprintln(&b, e.Description)
			}
			if e.Footer != nil {
				fmt.Fprintln(&b, "—", e.Footer.Text)
			}
		}
		for _, row := range p.Components {
			for _, c := range row.Components {
				fmt.Fprintf(&b, "(%s)", c.Label)
			}
			fmt.Fprintln(&b)
		}
	}
	said := regexp.MustCompile(`\d+ \w+ 20\d\d, \d\d:\d\d`).ReplaceAllString(b.String(), "NOW")
	return regexp.MustCompile(`SHA-256 \w+`).ReplaceAllString(said, "SHA-256 X")
}

func last(cards []copilot.Card) copilot.Card { return cards[len(cards)-1] }

func TestDraftAsShown(t *testing.T) {
	t.Parallel()
	e := newEasel(t)
	e.profile.Approvers = []copilot.Approver{{ID: marc.ID, Name: marc.Name}}
	cards := e.draft(t, map[string]string{"network": "x"}, "We open on *Monday*.", strings.TrimSpace(strings.Repeat("Come and see us. ", 20)))
	want := `✏️ **DRAFT · needs human sign-off**
-# [About this conversation](<https://discord.com/channels/1/2>)
[Draft for X]
-# Asked by Léa · written by the model scripted-1 · NOW
[Version 1 · fact · 20/280]
We open on \*__Monday__\*.
[Version 2 · story · ⛔ 339/280]
` + strings.Repeat("Come and see us. ", 16) + `Come and__ see us. Come and see us. Come and see us. Come and see us.__
[]
**2 things to check**
⚠️ “Monday” — version 1: The date “Monday” is not in the sources.
⛔ “see us. Come and see us. Come and see us. Come and see us.” — version 2: Too long for X: 339 of 280.

-# Can be signed off by: Marc. Not yet: the points marked as blocking must be mended first.
— ✏️ DRAFT · needs human sign-off
(Request changes)(Edit)(Reject)(Withdraw)(Follow up)
`
	if d := cmp.Diff(want, page(last(cards), layout{about: elsewhere, settings: "/copilot approvers"})); d != "" {
		t.Error(d)
	}
}

// TestSignedAsShown: a signed text can be copied as it is.
func TestSignedAsShown(t *testing.T) {
	t.Parallel()
	e := newEasel(t)
	for said, want := range map[string]string{
		"We *open* soon.\n\nCome.": "```\nWe *open* soon.\n\nCome.\n```",
		"We ```open``` soon.":      "We \\`\\`\\`open\\`\\`\\` soon.",
	} {
		card := e.decide(t, signable(t, e, said), copilot.ActApprove, nil)
		want := "✅ **DRAFT · signed off by Marc**\n[Draft of a post]\n-# Asked by Léa · written by the model scripted-1 · NOW\n\n" +
			"**Signed off by Marc, NOW · version 1 of revision 1 · SHA-256 X…**\n[Version 1 · fact]\n" + want + "\n— ✅ DRAFT · signed off by Marc\n"
		if d := cmp.Diff(want, page(card, layout{})); d != "" {
			t.Error(d)
		}
	}
	long := e.decide(t, signable(t, e, strings.TrimSpace(strings.Repeat("Come and *see* us. ", 400))), copilot.ActApprove, nil)
	if got := page(long, layout{}); strings.Contains(got, "```") || !strings.Contains(got, "(3/3)") || !strings.Contains(got, `\*see\*`) {
		t.Errorf("a long signed text is\n%s", got)
	}
}

func TestSummaryAsShown(t *testing.T) {
	t.Parallel()
	e := newEasel(t)
	at := time.Unix(1_712_345_678, 0)
	e.lines = []copilot.Line{
		{ID: "5", Author: "Léa_[M]", AuthorID: "10", Text: "We open on Monday.", Link: elsewhere + "/5", Time: at},
		{ID: "6", Author: "Marc", AuthorID: "11", Text: "At ten.", Time: at},
	}
	e.write = func(p copilot.Prompt) (string, error) {
		return fmt.Sprintf("=== tldr\n- **Léa** says: open on Monday, at snake_ten [%s] [%s]\n", p.Lines[0].Ref, p.Lines[1].Ref), nil
	}
	card := last(e.ask(t, copilot.Request{Command: "summarize"}))
	got := page(card, layout{})
	if want := `• **Léa** says: open on Monday, at snake\_ten ([Léa\_(M)](https://discord.com/channels/1/2/5) <t:1712345678:t>) (Marc <t:1712345678:t>)`; !strings.Contains(got, want) {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
}

// TestFailureAsShown: a card without generated text has no label, and says what to do.
func TestFailureAsShown(t *testing.T) {
	t.Parallel()
	e := newEasel(t)
	e.write = func(copilot.Prompt) (string, error) {
		return "", &copilot.WriterError{Kind: copilot.WriterRefused, Cause: errors.New("no")}
	}
	card := last(e.ask(t, copilot.Request{Command: "draft", Text: "our *launch*"}))
	messages := lay(card, layout{key: "77"})
	if len(messages) != 1 || messages[0].Content != "" || messages[0].Embeds[0].Title != "No draft this time" || messages[0].Embeds[0].Footer != nil {
		t.Fatalf("it is %+v", messages)
	}
	if len(card.Actions()) > 0 {
		if b, ok := readButton(messages[0].Components[0].Components[0].CustomID); !ok || b.request != "77" {
			t.Errorf("it is tried again by %+v", b)
		}
	}
}

// TestUnsignable: where nobody may sign, people are told what to type.
func TestUnsignable(t *testing.T) {
	t.Parallel()
	e := newEasel(t)
	card := last(e.draft(t, nil, "We open soon."))
	if got := page(card, layout{settings: "/copilot approvers"}); !strings.Contains(got, "\n-# Whoever may manage the server sets who may sign off with /copilot approvers\n") {
		t.Errorf("it is\n%s", got)
	}
	if got := page(card, layout{}); strings.Contains(got, "manage the server") {
		t.Errorf("it is\n%s", got)
	}
}

func TestColors(t *testing.T) {
	t.Parallel()
	e := newEasel(t)
	for act, want := range map[copilot.Act]int{"": amber, copilot.ActApprove: green, copilot.ActReject: red, copilot.ActWithdraw: grey} {
		card := signable(t, e, "We open soon.")
		if act != "" {
			card = e.decide(t, card, act, map[string]string{"reason": "no"})
		}
		messages := lay(card, layout{})
		if got := messages[0].Embeds[0].Color; got != want || act != "" && len(messages[0].Components) > 0 {
			t.Errorf("after %q the bar is %x, want %x; buttons: %v", act, got, want, messages[0].Components)
		}
	}
}

// TestMarked: addresses are never broken by what marks them.
func TestMarked(t *testing.T) {
	for _, c := range []struct {
		said  string
		marks []copilot.Mark
		want  string
	}{
		{"a b c", nil, "a b c"},
		{"é b c", []copilot.Mark{{Start: 2, End: 3}}, "é __b__ c"},
		{"a _b_ c", []copilot.Mark{{Start: 2, End: 5}, {Start: 4, End: 7}}, `a __\_b\_ c__`},
		{"a \n\n b", []copilot.Mark{{Start: 0, End: 6}}, "__a__ \n\n __b__"},
		{"https://x.fr/a b", []copilot.Mark{{Start: 8, End: 10}}, "__https://x.fr/a__ b"},
		{"https://x.fr/a_b. c", []copilot.Mark{{Start: 8, End: 19}}, "https://x.fr/a_b. __c__"},
		{"12. a", []copilot.Mark{{Start: 1, End: 3}}, `1__2\.__ a`},
		{"- a", []copilot.Mark{{Start: 0, End: 9}}, `__\- a__`},
		{"1\ufe0f\u20e3 2\ufe0f\u20e3", []copilot.Mark{{Start: 4, End: 5}}, "1\ufe0f\u20e3 __2\ufe0f\u20e3__"}, // one character each
	} {
		if got := marked(c.said, 0, c.marks); got != c.want {
			t.Errorf("marked(%q, %v) = %q, want %q", c.said, c.marks, got, c.want)
		}
	}
	if got := marked("b c", 2, []copilot.Mark{{Start: 4, End: 5}}); got != "b __c__" {
		t.Errorf("in a later piece, %q", got)
	}
}

func TestQuoted(t *testing.T) {
	for said, want := range map[string]string{"a": "“a”", "https://x.fr": "“https://x.fr ”", "https://x.fr b": "“https://x.fr b”"} {
		if got := quoted(said); got != want {
			t.Errorf("quoted(%q) = %q, want %q", said, got, want)
		}
	}
}

// Whatever is marked, the text is shown exactly.
func TestMarkedIsShownExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := valid(anyText().Draw(t, "s")) // as the core keeps it
		marks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) copilot.Mark {
			start := rapid.IntRange(0, 40).Draw(t, "start")
			return copilot.Mark{Start: start, End: start + rapid.IntRange(1, 20).Draw(t, "size")}
		}), 1, 3).Draw(t, "marks")
		got := marked(s, 0, marks)
		if r := read(got); r.plain.String() != valid(s) || len(r.live)+len(r.masked) > 0 {
			t.Fatalf("marked(%q, %v) = %q is shown as %q, with %q alive", s, marks, got, r.plain.String(), r.live)
		}
	})
}

// A finding about a post that is like another leads to that one.
func TestFindingsLinkTheirTwin(t *testing.T) {
	link := "https://discord.com/channels/1/2/3"
	said := findings([]copilot.Item{{Text: "We *open*", Detail: "Almost the same as Lea", Cites: []copilot.Cite{{Author: "see it", Link: link}}}})
	if want := "([see it](" + link + "))"; !strings.HasSuffix(said[0].shown, want) || strings.Contains(said[0].plain, link) {
		t.Errorf("said %+v, want %q at its end", said[0], want)
	}
}
