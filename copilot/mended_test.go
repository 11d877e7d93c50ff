package copilot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What self-correction changed is shown to the reviewer, in their language, also once
// the draft has been kept; what it could not mend stays a finding.
func TestWhatWasMendedIsShown(t *testing.T) {
	brief := "/draft variants:1 language:en Lumo has 400 players in Lyon and opens on Monday"
	for name, c := range map[string]struct {
		first, second string
		en, fr        string // "" where nothing is to be said
	}{
		"another figure": {
			"Lumo has 900 players in Lyon.", "Lumo has 400 players in Lyon.",
			"found 1 thing in the first try, and the writer mended it. “900” became “400”.", "relevé 1 point dans le premier essai, et le rédacteur l’a corrigé. « 900 » est devenu « 400 ».",
		},
		"taken out": {
			"Lumo has 400 players in Lyon in 2019.", "Lumo has 400 players in Lyon.",
			"“in 2019” was taken out.", "« in 2019 » a été retiré.",
		},
		"to confirm": {
			"Lumo opens at 10:45 on Monday.", "Lumo opens at [to confirm] on Monday.",
			"“10:45” became “[to confirm]”.", "« 10:45 » est devenu « [to confirm] ».",
		},
		"a sentence less": {
			"Lumo has 400 players. Zoé Lambert runs a very long list of things that nobody knows anything about.", "Lumo has 400 players.",
			"“Zoé Lambert” was taken out.", "« Zoé Lambert » a été retiré.",
		},
		"some of it":     {"Lumo has 900 players. Zoé Lambert came.", "Lumo has 400 players. Zoé Lambert came.", "found 1 thing in the first try, and the writer mended it. “900” became “400”.", "« 400 »"},
		"nothing better": {"Lumo has 900 players.", "Lumo has 800 players and 70 cities.", "", ""},
	} {
		w := says("=== fact\n"+c.first, "=== fact\n"+c.second)
		r := compose(t, w, brief, Material{})
		b, err := EncodeRevision(r)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := DecodeRevision(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []Revision{r, kept} {
			for lang, want := range map[string]string{"en": c.en, "fr": c.fr} {
				card := Show(asDraft(asks(brief), v), v, Profile{}, lang)
				labelled(t, card, Label(lang))
				var said string
				for _, b := range card.Blocks() {
					if b.Kind == BlockNotice {
						said += b.Text
					}
				}
				if want == "" && said != "" || !strings.Contains(said, want) {
					t.Errorf("%s, %s: said %q, want %q", name, lang, said, want)
				}
			}
		}
	}
}

// Words that a correction took out are not kept when the message that had them is gone.
func TestWhatWasMendedIsForgottenWithItsMessage(t *testing.T) {
	notes := []Note{{noteCorrected, map[string]any{"Count": 1, "Changes": []string{"secret", ""}}}, {"note.minutes.same", nil}}
	want := []Note{{noteCorrected, map[string]any{"Count": 1}}, {"note.minutes.same", nil}}
	if diff := cmp.Diff(want, unquotedNotes(notes)); diff != "" {
		t.Error(diff)
	}
	if notes[0].Args["Changes"] == nil {
		t.Error("the notes that were given changed")
	}
	deleted := sourceChange{line: "1", gone: true}
	r := Revision{Settings: Settings{Language: "en"}, Notes: notes, Points: []Point{{"tldr", newGenerated("We open"), []Cite{{Line: "1"}}}}, Variants: []Variant{{}}}
	if redacted, ok := deleted.redacted(r, nil); !ok || redacted.Notes[0].Args["Changes"] != nil {
		t.Errorf("kept: %+v", redacted.Notes)
	}
}
