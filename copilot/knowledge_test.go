package copilot

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

const knownYAML = `language: fr
audience: cyclistes de ville
audiences:
  vélotaf: vont au travail à vélo
  "null": personne
voice:
  words: On parle "simple".
  traits:
    - chaleureuse
    - un peu sèche
  preferred:
    - votre lampe
  banned:
    - révolutionnaire
  emoji: few
  address: vous
  inclusive: point
  samples:
    - text: A post
    - network: linkedin
      text: |-
        Il fait nuit.
        On roule.
networks:
  - linkedin
hashtags:
  - '#Loupiote'
keep: true
facts:
  - text: La Halo 2 pèse 98 g
    source: laboratoire
    until: "2026-12-31"
  - text: Fermé le lundi
`

// TestYAMLSaysAll holds the written form, and that reading it makes the same.
func TestYAMLSaysAll(t *testing.T) {
	var p Profile
	facts, err := readYAML([]byte(knownYAML), &p)
	if err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC); len(facts) != 2 || !facts[0].Expires.Equal(want) || p.Samples[1].Network != "linkedin" {
		t.Errorf("facts %+v, samples %+v", facts, p.Samples)
	}
	got, err := writeYAML(p, facts)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(knownYAML, string(got)); diff != "" {
		t.Errorf("(-read +written):\n%s", diff)
	}
}

// The files that the pages show are read, and say all that can be said in their language.
func TestPagesShowFilesThatAreRead(t *testing.T) {
	for _, page := range []string{"../docs/voice.md", "../docs/voix.md"} {
		words, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		_, file, _ := strings.Cut(string(words), "```yaml\n")
		file, _, _ = strings.Cut(file, "```")
		var p Profile
		facts, err := readYAML([]byte(file), &p)
		if err != nil || len(facts) != 1 || facts[0].Expires.IsZero() || len(p.Samples) != 1 || p.Inclusive == "" && p.Language == "fr" || len(p.Banned) != 2 || !p.Keep {
			t.Errorf("%s: %v, %+v, %+v", page, err, p, facts)
		}
	}
}

// Whatever a channel knows, what is exported is read again as the same, whoever reads it.
func TestYAMLThereAndBack(t *testing.T) {
	canonical := func(t *rapid.T, name string) string {
		odd := rapid.SampledFrom([]string{"a", "é", " ", "\n", ":", "#", "- ", "'", "\"", "&x", "*", "|", "%", "@", "`", "yes", "null", "~", "12", "🎉", "{", "]", "\t", "2026-01-01", "<<", "!!str"})
		return text.Canonical(strings.Join(rapid.SliceOfN(odd, 1, 8).Draw(t, name), ""))
	}
	list := func(t *rapid.T, name string) []string {
		var all []string
		for range rapid.IntRange(0, 3).Draw(t, name+"s") {
			if s := canonical(t, name); s != "" && !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
		return all
	}
	rapid.Check(t, func(t *rapid.T) {
		p := Profile{Language: rapid.SampledFrom([]string{"", "en", "fr"}).Draw(t, "language"), Audience: canonical(t, "audience"), Keep: rapid.Bool().Draw(t, "keep"), Voice: Voice{
			Words: canonical(t, "words"), Traits: list(t, "trait"), Preferred: list(t, "preferred"), Banned: list(t, "banned"),
			Emoji:     rapid.SampledFrom(append(EmojiChoices(), "")).Draw(t, "emoji"),
			Address:   rapid.SampledFrom(append(AddressChoices(), "")).Draw(t, "address"),
			Inclusive: rapid.SampledFrom(append(InclusiveChoices(), "")).Draw(t, "inclusive"),
		}}
		for _, name := range list(t, "name") {
			a := Audience{oneLine(strings.ReplaceAll(name, ":", "")), oneLine(canonical(t, "who"))}
			if a.Name != "" && a.Words != "" && !named(p.Audiences, a.Name) {
				p.Audiences = append(p.Audiences, a)
			}
		}
		facts := []Fact{}
		for _, s := range list(t, "fact") {
			p.Samples = append(p.Samples, Sample{Network: rapid.SampledFrom([]string{"", "x"}).Draw(t, "network"), Text: s})
			at := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "expires"), 0).UTC()
			facts = append(facts, Fact{Text: s, Source: canonical(t, "source"), Expires: rapid.SampledFrom([]time.Time{{}, at, at.Truncate(24 * time.Hour)}).Draw(t, "until")})
		}
		file, err := writeYAML(p, facts)
		if err != nil {
			t.Fatal(err)
		}
		read := Profile{Language: "en", Audience: "before", Voice: Voice{Words: "before", Emoji: check.NoEmoji}, Approvers: []Approver{{ID: "marc"}}}
		again, err := readYAML(file, &read)
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		p.Approvers = read.Approvers
		if diff := cmp.Diff([]any{p, facts}, []any{read, again}); diff != "" {
			t.Fatalf("%s\n%s", diff, file)
		}
	})
}

// What is wrong is said with its line, in both languages, and changes nothing.
func TestWrongYAMLChangesNothing(t *testing.T) {
	long := strings.Repeat("x", 4_001)
	for file, want := range map[string]string{
		"":                              "The file says nothing.",
		"# only a remark\n":             "The file says nothing.",
		"audience: a\nvoice: [":         "Near line 2, this is not YAML",
		"audience: a\n  b: c":           "Near line 2, this is not YAML",
		"audience: \"a\n":               "this is not YAML",
		"just words":                    "Line 1: expected fields with values, such as: language, audience, audiences, voice",
		"audience: a\n---\naudience: b": "Line 2: a second document begins",
		"audience: a\nvoices: {}":       "Line 2: there is no field “voices” here. There are: language",
		"voice:\n  emoji: some":         "Line 2: “emoji” cannot be “some”. It can be: none, few, free.",
		"voice:\n  emojis: few":         "Line 2: there is no field “emojis” here. There are: words, traits",
		"voice:\n  address: [tu]":       "Line 2: “address” takes a text",
		"voice:\n  traits: warm":        "Line 2: “traits” takes a list",
		"voice:\n  words: " + long:      "Line 2. How the brand speaks: “xxx",
		"voice:\n  traits: [" + strings.Repeat("a,", 21) + "]": "Line 2. Traits: 21 are too many, at most 20 fit.",
		"audience: a\naudience: b":                             "Line 2: “audience” is there a second time",
		"audience: &a x":                                       "Line 1: anchors and aliases",
		"audience: a\nvoice: &v\n  words: b\n":                 "Line 2: anchors and aliases",
		"networks: [x, nowhere]":                               "Line 1: “network” cannot be “nowhere”. It can be: ",
		"hashtags: [a b]":                                      "Line 1: “a b” in this list cannot be a hashtag",
		"facts:\n- source: lab":                                "Line 2: “text” is missing here",
		"facts:\n- text: a\n  until: soon":                     "Line 3: “until” takes a day such as 2026-12-31, not “soon”",
		"facts:\n- text: a\n- text: a":                         "Line 3: “a” is there a second time",
		"audiences: {a: x, À: y}":                              "Line 1: “À” is there a second time",
		"audiences: {'a:b': x}":                                "Line 1: the name “a:b” of an audience has a colon in it",
		"audiences:\n- name: a":                                "Line 2: “words” is missing here",
		"audiences: {a: [b]}":                                  "Line 1: “words” takes a text",
		"audiences: a":                                         "Line 1: “audiences” takes a list",
		"audiences: {a: " + strings.Repeat("x", 1_000) + "}":   "Line 1. Audiences by name: “a: xxx",
		"facts:\n- a":                                          "Line 2: expected fields with values, such as: text, source, until",
		"approvers: [lea]":                                     "Line 1: there is no field “approvers” here",
		strings.Repeat("# x\n", MostYAML/4+1):                  "The file has more than 256 KB",
		"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b]":                  "anchors and aliases",
		"\x00":                                                 "this is not YAML",
		strings.Repeat("[", 100_000):                           "this is not YAML",
	} {
		before := Profile{Language: "fr", Voice: Voice{Words: "before", Traits: []string{"kept"}}}
		p := before
		_, err := readYAML([]byte(file), &p)
		var f *Fault
		if !errors.As(err, &f) || f.Kind != FaultInput || !strings.Contains(strings.ToLower(f.Sentence("en")), strings.ToLower(want)) {
			t.Errorf("%.60q: %v, want %q", file, err, want)
			continue
		}
		if diff := cmp.Diff(before, p); diff != "" {
			t.Errorf("%.60q changed the profile:\n%s", file, diff)
		}
		if fr := f.Sentence("fr"); !strings.Contains(fr, "Rien n’a été modifié.") || strings.Contains(fr, "no value") || strings.Contains(fr, "knows.") {
			t.Errorf("in French: %s", fr)
		}
	}
}

// A part that is not named stays; one that is named is replaced whole.
func TestPartsNotNamedStay(t *testing.T) {
	p := Profile{Language: "fr", Audience: "a", Audiences: []Audience{{"riders", "ride"}}, Networks: []string{"x"}, Voice: Voice{Words: "w", Traits: []string{"t"}}}
	facts, err := readYAML([]byte("voice: {traits: [warm]}\nnetworks:"), &p)
	want := Profile{Language: "fr", Audience: "a", Audiences: p.Audiences, Voice: Voice{Traits: []string{"warm"}}}
	if diff := cmp.Diff(want, p); err != nil || facts != nil || diff != "" {
		t.Errorf("facts %v, %v\n%s", facts, err, diff)
	}
	if facts, err = readYAML([]byte("facts:"), &p); err != nil || facts == nil || len(facts) > 0 {
		t.Errorf("facts %v, %v, want none, but named", facts, err)
	}
}

func FuzzReadYAML(f *testing.F) {
	f.Add(knownYAML)
	f.Add("a: &a [*a]")
	f.Add("? [a]\n: b")
	f.Add("!!binary x: y")
	f.Fuzz(func(t *testing.T, file string) {
		var p Profile
		facts, err := readYAML([]byte(file), &p)
		if err != nil {
			var fault *Fault
			if !errors.As(err, &fault) {
				t.Fatalf("%v is no fault", err)
			}
			return
		}
		if err := p.Check(); err != nil {
			t.Fatalf("read, and yet: %v", err)
		}
		if _, err := writeYAML(p, facts); err != nil {
			t.Fatal(err)
		}
	})
}
