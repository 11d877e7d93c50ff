package discord_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/network"
)

// TestVariantIsChosen: of several the person says which; nothing is signed before.
func TestVariantIsChosen(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	s.asks(lea, "draft", map[string]string{"text": "variants:2 our launch"})
	card := s.card(launch)
	if r := s.clicks(marc, card.ID, "act.approve?"); r.Type != 9 || s.newest().State() != copilot.Pending {
		t.Fatalf("answered with type %d", r.Type)
	}
	if form, _ := s.Modal(marc); !strings.Contains(form.Plain(), "Version 2") {
		t.Errorf("the form is %s", form.Plain())
	}
	s.replaced(card.ID, func() string {
		s.submits(marc, map[string]any{"variant": []string{"2"}})
		return "The text bravo is out."
	})
	if said := s.card(launch); strings.Contains(said.Plain(), "alpha") || !strings.Contains(said.Plain(), "Signed off by Marc Olivier") {
		t.Errorf("signed: %s", said.Plain())
	}
}

// TestEditForm: each variant has its input; a text longer than one input stands in
// several and comes back whole; of five texts the hashtags stay what they are.
func TestEditForm(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("A sentence of the text. ", 250) + "The very end." // 6,013 characters
	for name, c := range map[string]struct {
		variants string
		text     func(n int) string
		inputs   string
		send     map[string]any
		want     []string
	}{
		"two":  {"2", short, "text.1/0 text.2/0 hashtags", map[string]any{"text.2/0": "By hand."}, []string{short(0), "By hand."}},
		"five": {"5", short, "text.1/0 text.2/0 text.3/0 text.4/0 text.5/0", map[string]any{"text.5/0": "By hand."}, []string{short(0), short(1), short(2), short(3), "By hand."}},
		"long": {"1", func(int) string { return long }, "text.1/0 text.1/1 hashtags", map[string]any{}, []string{long}},
	} {
		s := open(t, setting{written: func(p copilot.Prompt) string { return chattest.Variants(p, c.text) + "=== hashtags\n#Launch\n" }})
		s.asks(lea, "draft", map[string]string{"text": "variants:" + c.variants + " our launch"})
		before := s.newest().Latest()
		s.clicks(lea, s.card(launch).ID, "act.edit?")
		form, _ := s.Modal(lea)
		if !strings.Contains(form.Plain(), label("en")) || inputsOf(form.Components) != c.inputs {
			t.Errorf("%s: the form has %s: %.200s", name, inputsOf(form.Components), form.Plain())
		}
		if name == "long" {
			c.send["hashtags"] = "#Other"
		}
		s.submits(lea, c.send)
		r := s.newest().Latest()
		whole := network.Network{HashtagStyle: network.AtEnd}
		for i, v := range r.Variants {
			if sum := sha256.Sum256([]byte(whole.Compose(c.want[i], r.Hashtags))); len(r.Variants) != len(c.want) || v.Digest != hex.EncodeToString(sum[:]) || r.Number != 2 {
				t.Errorf("%s: revision %d does not keep %.100q", name, r.Number, c.want[i])
			}
		}
		if name == "five" && strings.Join(r.Hashtags, "") != strings.Join(before.Hashtags, "") {
			t.Errorf("the hashtags are %v, were %v", r.Hashtags, before.Hashtags)
		}
	}
}

func short(n int) string { return "The text " + chattest.Names[n] + " is out." }

// inputsOf are the names of what a form asks for.
func inputsOf(components []any) string {
	var all []string
	for _, c := range components {
		c, _ := c.(map[string]any)
		if input, ok := c["component"].(map[string]any); ok {
			name, _ := input["custom_id"].(string)
			all = append(all, name)
		}
	}
	return strings.Join(all, " ")
}

// TestFormsGiveBack: a form that is refused gives back what was typed, exactly.
func TestFormsGiveBack(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	s.clicks(marc, card.ID, "act.reject?")
	s.approvers(lea) // while the form is open
	r := s.submits(marc, map[string]any{"reason": "Not *now*, <@1>."})
	s.says(r, "Vous n’êtes pas valideur")
	if said := s.whisper(marc); !strings.Contains(said.Plain(), "Not *now*, <@1>.") {
		t.Errorf("told %s", said.Plain())
	}
	s.approvers(marc)
	s.clicks(lea, card.ID, "act.edit?")
	s.clicks(marc, card.ID, "act.approve|")
	s.says(s.submits(lea, map[string]any{"text.1/0": "A text by _hand_."}), "")
	if said := s.whisper(lea); !strings.Contains(said.Plain(), "A text by _hand_.") {
		t.Errorf("told %s", said.Plain())
	}
}
