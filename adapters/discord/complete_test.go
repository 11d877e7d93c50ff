package discord_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/network"
)

// offered are the names that an option is completed to.
func (s *stage) offered(user, command, option, typed string) []string {
	s.t.Helper()
	names := []string{}
	for _, c := range s.Autocomplete(user, launch, command, option, typed, nil) {
		names = append(names, c.Name)
	}
	return names
}

// TestNetworksAreOffered: whatever accents and capitals, those first that begin with
// what was typed; the channel's usual one first while nothing is.
func TestNetworksAreOffered(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	if got := s.offered(lea, "draft", "network", ""); len(got) != len(network.All()) {
		t.Errorf("offered %v", got)
	}
	for typed, want := range map[string]string{"LÎNK": "LinkedIn", "linkedin": "LinkedIn", "book": "Facebook", "zzz": ""} {
		if got := s.offered(marc, "draft", "network", typed); strings.Join(got, "|") != want {
			t.Errorf("%q offers %v, want %q", typed, got, want)
		}
	}
	s.settings(ada, "settings")
	s.submits(ada, map[string]any{"networks": []string{"threads"}})
	if got := s.offered(lea, "hashtags", "network", ""); len(got) != len(network.All()) || got[0] != "Threads" || slices.Contains(got[1:], "Threads") {
		t.Errorf("offered %v", got)
	}
}

// TestTonesAreOffered in the language of who types.
func TestTonesAreOffered(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for user, want := range map[string]string{lea: "warm", marc: "chaleureux"} {
		if got := s.Autocomplete(user, launch, "draft", "tone", want[:3], nil); len(got) != 1 || got[0].Name != want || got[0].Value != "warm" {
			t.Errorf("offered %v", got)
		}
	}
}

// TestDraftsAreOffered: those of the channel that the person may see, by what was
// asked for: nothing that a machine wrote stands there without its label (P1).
func TestDraftsAreOffered(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.rooms()
	s.asks(lea, "draft", map[string]string{"text": "variants:1 our\n *launch* of " + strings.Repeat("🚀", 80)})
	s.asks(marc, "draft", map[string]string{"text": "variants:1 a café"})
	s.asksIn(lea, both, "draft", map[string]string{"text": "variants:1 elsewhere"})
	s.asks(lea, "summarize", nil) // hers alone
	theirs, hers := s.offered(marc, "hashtags", "draft", ""), s.offered(lea, "hashtags", "draft", "")
	if len(theirs) != 2 || len(hers) != 3 || !strings.HasPrefix(theirs[0], "a café · Marc Olivier · ") || !strings.HasPrefix(theirs[1], "our *launch* of 🚀") {
		t.Errorf("Marc is offered %q, Lea %q", theirs, hers)
	}
	if all := strings.Join(append(theirs, hers...), "\n"); strings.Contains(all, "The text") || strings.Contains(all, "Thursday") || strings.Contains(all, "elsewhere") {
		t.Errorf("offered %s", all)
	}
	if got := s.offered(marc, "hashtags", "draft", "CAFE"); len(got) != 1 {
		t.Errorf("offered %q", got)
	}
	chosen := s.Autocomplete(marc, launch, "hashtags", "draft", "café", nil)[0].Value
	s.asks(marc, "hashtags", map[string]string{"draft": fmt.Sprint(chosen)})
	if p := s.Pen.Last(); !strings.Contains(p.Brief, "The text alpha is out.") {
		t.Errorf("hashtags for %q", p.Brief)
	}
}

// TestManyDraftsAreOffered: no more than Discord takes.
func TestManyDraftsAreOffered(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for n := range 30 {
		s.Command(lea, launch, "draft", s.filled("draft", map[string]string{"text": fmt.Sprintf("variants:1 launch %d", n)}))
	}
	s.rest()
	if got := s.offered(marc, "hashtags", "draft", ""); len(got) != 25 {
		t.Errorf("%d are offered", len(got))
	}
}

// TestNothingIsOfferedWithoutStore: typing goes on without.
func TestNothingIsOfferedWithoutStore(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.drafts()
	s.Memory.Down.Store(true)
	if got := s.offered(lea, "hashtags", "draft", ""); len(got) > 0 {
		t.Errorf("offered %v", got)
	}
	if got := s.offered(lea, "draft", "network", "linkedin"); len(got) != 1 {
		t.Errorf("the networks are %v", got)
	}
}
