package discord

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

const elsewhere = "https://discord.com/channels/1/2"

// within fails for a payload that Discord would refuse, or that could ping.
func within(t fataler, valid func(any) error, p payload) {
	t.Helper()
	if err := valid(p); err != nil {
		t.Fatalf("not within Discord's contract: %v", err)
	}
	total, ids := 0, map[string]bool{}
	count := func(s string, limit int) {
		if n := chat.Width(s); n > limit {
			t.Fatalf("%d characters where %d are allowed: %q", n, limit, s)
		}
	}
	count(p.Content, 2_000)
	for _, e := range p.Embeds {
		count(e.Title, 256)
		count(e.Description, 4_096)
		total += chat.Width(e.Title) + chat.Width(e.Description)
		if e.Footer != nil {
			count(e.Footer.Text, 2_048)
			total += chat.Width(e.Footer.Text)
		}
		if strings.TrimSpace(e.Title+e.Description) == "" && e.Footer == nil {
			t.Fatalf("an embed is empty: %+v", p)
		}
	}
	if total > 5_800 || len(p.Embeds) > maxEmbeds || len(p.Components) > 5 || p.Embeds == nil || p.Components == nil {
		t.Fatalf("%d embeds of %d characters, %d rows", len(p.Embeds), total, len(p.Components))
	}
	for _, row := range p.Components {
		for _, c := range row.Components {
			if ids[c.CustomID] || len(c.CustomID) > maxCustomID {
				t.Fatalf("custom_id %q is there already, or too long", c.CustomID)
			}
			ids[c.CustomID] = true
			if b, ok := readButton(c.CustomID); !ok || b.customID() != c.CustomID {
				t.Fatalf("custom_id %q reads %+v, %v", c.CustomID, b, ok)
			}
		}
		if len(row.Components) == 0 || len(row.Components) > maxRow {
			t.Fatalf("a row of %d", len(row.Components))
		}
	}
}

// holds fails for what the messages of a card promise whatever it holds.
func holds(t fataler, valid func(any) error, card copilot.Card, all []payload) {
	t.Helper()
	label := chat.LabelOf(card)
	for i, p := range all {
		within(t, valid, p)
		last := i == len(all)-1
		if want := last && len(card.Actions()) > 0; (len(p.Components) > 0) != want {
			t.Fatalf("message %d of %d has %d rows of buttons for %d actions", i+1, len(all), len(p.Components), len(card.Actions()))
		}
		footer := p.Embeds[len(p.Embeds)-1].Footer
		if label == "" {
			continue
		}
		if first, _, _ := strings.Cut(p.Content, "\n"); !strings.Contains(first, "DRAFT · ") || footer == nil || !strings.HasSuffix(footer.Text, chat.Short(label, maxLabel)) {
			t.Fatalf("message %d says %q first and %+v last", i+1, p.Content, footer)
		}
		harmlessText(t, p.Content)
		for _, e := range p.Embeds {
			harmlessText(t, e.Title)
			harmlessText(t, e.Description)
		}
	}
}

// harmlessText fails for markdown that mentions, or that hides where a link leads.
func harmlessText(t fataler, shown string) {
	t.Helper()
	r := read(shown)
	for _, live := range r.live {
		if !strings.HasPrefix(live, "<t:") { // of ours
			t.Fatalf("%q is alive in %q", live, shown)
		}
	}
	for _, to := range r.masked {
		if link, ok := parsePermalink(to); !ok || link.Guild != easelPlace.Workspace {
			t.Fatalf("a link of nobody's leads to %q in %q", to, shown)
		}
	}
}

// exact fails unless the texts of a draft can be read in its messages as they are.
func exact(t fataler, card copilot.Card, all []payload) {
	t.Helper()
	var shown strings.Builder
	for _, p := range all {
		for _, e := range p.Embeds {
			shown.WriteString(read(e.Description).plain.String())
		}
	}
	said := letters(shown.String())
	for _, b := range card.Blocks() {
		if b.Kind == copilot.BlockText && !strings.Contains(said, letters(b.Text)) {
			t.Fatalf("%q is shown as %q", b.Text, shown.String())
		}
	}
}

// letters is what is left of a text without white space and what is put where a text
// is cut.
func letters(s string) string {
	s = strings.ReplaceAll(s, "Continues in the next message, with the buttons at its end.", "")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\t¶", r) {
			return -1
		}
		return r
	}, s)
}

// TestLongDraft: five variants of 20,000 characters.
func TestLongDraft(t *testing.T) {
	t.Parallel()
	valid := contract(t, "MessageCreateRequest")
	e := newEasel(t)
	var all []string
	for _, name := range []string{"alpha", "bravo", "charlie", "delta", "echo"} {
		all = append(all, strings.TrimSpace(strings.Repeat("Nous parlons de *"+name+"* et de tout ce qui vient avec. 🎉\n\n", 20_000/60)))
	}
	for _, card := range e.draft(t, nil, all...) {
		messages := lay(card, layout{about: elsewhere, settings: "/copilot approvers"})
		holds(t, valid, card, messages)
		exact(t, card, messages)
		if !card.Passing() && len(messages) < 15 {
			t.Errorf("%d messages hold 100,000 characters", len(messages))
		}
	}
}

// TestAnyDraft draws texts of everything people write.
func TestAnyDraft(t *testing.T) {
	t.Parallel()
	valid := contract(t, "MessageCreateRequest")
	e := newEasel(t)
	long := rapid.SampledFrom([]string{strings.Repeat("x", 700), strings.Repeat("mot ", 400), strings.Repeat("👍", 300), strings.Repeat("- l_i_gne\n", 150), strings.Repeat("*", 900), strings.Repeat("https://x.fr/a_b ", 90)})
	said := rapid.Map(rapid.SliceOfN(rapid.OneOf(anyText(), anyText(), long), 1, 8), func(all []string) string { return "Text " + strings.Join(all, " ") })
	texts := rapid.SliceOfN(said, 1, 5)
	for i := range conversations {
		network := []string{"linkedin", "bluesky", "slack"}[i%3]
		o := []layout{{}, {about: elsewhere, settings: "/copilot approvers"}}[i%2]
		for _, card := range e.draft(t, map[string]string{"network": network}, texts.Example(i)...) {
			messages := lay(card, o)
			holds(t, valid, card, messages)
			exact(t, card, messages)
		}
	}
}

// conversations are how many are drawn: each is a whole one.
const conversations = 12

// TestAnySummary draws points and names of everything people write.
func TestAnySummary(t *testing.T) {
	t.Parallel()
	valid := contract(t, "MessageCreateRequest")
	e := newEasel(t)
	authors, points := anyText(), rapid.SliceOfN(anyText(), 1, 4)
	for i := range conversations {
		e.lines = nil
		for n := range 3 {
			id := string(rune('4' + n))
			e.lines = append(e.lines, copilot.Line{ID: id, Author: authors.Example(i), AuthorID: "10", Text: "We open on Monday.", Link: elsewhere + "/" + id, Time: timeOf("175928847299117063")})
		}
		e.write = func(p copilot.Prompt) (string, error) {
			said := "=== decisions\n"
			for _, point := range points.Example(i) {
				said += "- We open on Monday. " + chat.OneLine(point) + " [" + p.Lines[0].Ref + ", " + p.Lines[1].Ref + "]\n"
			}
			return said, nil
		}
		for _, card := range e.ask(t, copilot.Request{Command: "summarize"}) {
			holds(t, valid, card, lay(card, layout{}))
		}
	}
}

// Pieces joined are the text again, each within the limit once it is shown.
func TestSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := text.Canonical(anyText().Draw(t, "said"))
		limit := rapid.IntRange(10, 60).Draw(t, "limit")
		so := func(s string, _ int) string { return escape(s) }
		pieces := split(said, limit, so)
		for _, piece := range pieces {
			if n := chat.Width(so(piece, 0)); n > limit && utf8.RuneCountInString(piece) > 1 {
				t.Fatalf("a piece of %d: %q", n, piece)
			}
		}
		if joined := strings.Join(pieces, ""); joined != said {
			t.Fatalf("%q is split as %q", said, joined)
		}
	})
}
