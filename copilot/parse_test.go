package copilot

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) // a Monday

func TestParse(t *testing.T) {
	for _, c := range []struct {
		line    string
		command string
		text    string
		options map[string]string
	}{
		{"/draft our app is out", "draft", "our app is out", nil},
		{"/draft network:linkedin tone:warm our app", "draft", "our app", map[string]string{"network": "linkedin", "tone": "warm"}},
		{"/draft our app --network x", "draft", "our app", map[string]string{"network": "x"}},
		{"/draft --network=x --variants=2 our app", "draft", "our app", map[string]string{"network": "x", "variants": "2"}},
		{"/draft réseau:insta langue:français notre appli", "draft", "notre appli", map[string]string{"network": "insta", "language": "français"}},
		{`/draft audience:"young parents, in Lyon" our app`, "draft", "our app", map[string]string{"audience": "young parents, in Lyon"}},
		{"/draft audience:«jeunes parents» notre appli", "draft", "notre appli", map[string]string{"audience": "jeunes parents"}},
		{"/draft see https://example.com/a:b for more", "draft", "see https://example.com/a:b for more", nil},
		{"/draft remember: call Ana at 10:30", "draft", "remember: call Ana at 10:30", nil},
		{"/draft network: linkedin our app", "draft", "our app", map[string]string{"network": "linkedin"}},
		{"/draft public: nous ouvrons", "draft", "public: nous ouvrons", nil},
		{"/draft entrée du public: 9 h", "draft", "entrée du public: 9 h", nil},
		{`/draft audience:"pros",partners our app`, "draft", "our app", map[string]string{"audience": `"pros",partners`}},
		{"/draft first line\n\nsecond  line", "draft", "first line\n\nsecond  line", nil},
		{"/draft\nfirst line", "draft", "first line", nil},
		{"/DRAFT x", "draft", "x", nil},
		{"/summarize", "summarize", "", nil},
		{"/summarize last:50 depuis:hier", "summarize", "", map[string]string{"last": "50", "since": "hier"}},
	} {
		r, err := Parse(c.line)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.line, err)
			continue
		}
		if c.options == nil {
			c.options = map[string]string{}
		}
		if diff := cmp.Diff(Request{Command: c.command, Text: c.text, Options: c.options}, r); diff != "" {
			t.Errorf("Parse(%q):\n%s", c.line, diff)
		}
	}
}

// A mistake is answered with a sentence that names the nearest right thing, in
// the reader's language.
func TestMistakesGetTheNearest(t *testing.T) {
	for _, c := range []struct{ line, locale, want string }{
		{"/drat our app", "en", "There is no command “drat”. Did you mean /draft?"},
		{"/publish our app", "fr", "Il n’y a pas de commande « publish ». Il y a : /draft, /summarize, /hashtags, /copilot."},
		{"/draft netwrok:linkedin our app", "en", "/draft has no option “netwrok”. Did you mean network?"},
		{"/draft network:instgarm our app", "en", "network cannot be “instgarm”. Did you mean instagram?"},
		{"/draft variants:9 our app", "fr", "variantes attend un nombre entier de 1 à 5, pas « 9 »."},
		{"/draft network:linkdin our app", "en", "network cannot be “linkdin”. Did you mean linkedin?"},
		{"/draft network:twiter our app", "en", "network cannot be “twiter”. Did you mean x?"},
		{"/draft réseau:instagrm notre appli", "fr", "réseau ne peut pas être « instagrm ». Vouliez-vous dire instagram ?"},
		{"/draft tone:chaleurex notre appli", "fr", "ton ne peut pas être « chaleurex ». Vouliez-vous dire chaleureux ?"},
		{"/draft ton:xyzxyz notre appli", "fr", "ton ne peut pas être « xyzxyz ». Valeurs possibles : neutre, chaleureux, ludique, formel, direct, enthousiaste."},
		{"/draft netwrok:linkedin notre appli", "fr", "/draft n’a pas d’option « netwrok ». Vouliez-vous dire réseau ?"},
		{"/draft --couleur rouge notre appli", "fr", "/draft n’a pas d’option « couleur ». Elle a : réseau, ton, public, langue, variantes."},
		{"/summarize mots:9", "fr", "mots attend un nombre entier de 15 à 600, pas « 9 »."},
		{"/summarize dernier:0", "fr", "dernier attend un nombre entier de 1 à 10000, pas « 0 »."},
		{"/draft --colour red our app", "en", "/draft has no option “colour”. It has: network, tone, audience, language, variants."},
		{"/draft network:x network:linkedin our app", "en", "network is given twice: say it once."},
		{"/summarize since:tomorrow", "fr", "« tomorrow » n’est pas un moment passé. Essayez 2h, hier, lundi, 2026-03-12, ou dernière visite."},
		{"/draft", "fr", "Dites de quoi il s’agit, par exemple : /draft réseau:linkedin notre nouvelle appli sort le 12 mars"},
		{"/draft \u200b\u202e", "en", "Say what it should be about, for example: /draft network:linkedin our new app is out on 12 March"},
		{"/draft caf\xe9 ouvre lundi", "fr", "Certaines lettres sont illisibles : ce texte n’est pas en UTF-8. Enregistrez-le en UTF-8 et renvoyez-le."},
		{"/draft \x00\x01\x02\xff\xfe", "fr", "Cela ne ressemble pas à du texte. Collez-le en texte brut."},
		{"/draft " + strings.Repeat("word ", 300_000), "en", "That is 1499999 characters; 20000 is the most. Keep what matters, or post it as messages and summarize them."},
	} {
		r, err := Parse(c.line)
		if err == nil {
			_, err = settle(r, noon)
		}
		fault, ok := errors.AsType[*Fault](err)
		if !ok {
			t.Errorf("%.60q: no fault but %v", c.line, err)
			continue
		}
		if got := strings.ReplaceAll(fault.Sentence(c.locale), "\u00a0", " "); got != c.want {
			t.Errorf("%.60q:\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}

func TestSettleSpellsOptionsOneWay(t *testing.T) {
	r, err := Parse("/draft réseau:LinkedIn ton:chaleureux langue:français variantes:2 notre appli")
	if err != nil {
		t.Fatal(err)
	}
	r, err = settle(r, noon)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"network": "linkedin", "tone": "warm", "language": "fr", "variants": "2"}
	if diff := cmp.Diff(want, r.Options); diff != "" {
		t.Error(diff)
	}
}

func TestSummarizeTakesWordsForOptions(t *testing.T) {
	for line, want := range map[string]map[string]string{
		"/summarize 50":              {"last": "50"},
		"/summarize since yesterday": {"since": "2026-11-22T00:00:00Z"},
		"/summarize depuis 2h":       {"since": "2026-11-23T10:00:00Z"},

		"/summarize since:last":                      {"since": "last"},
		"/summarize since:last visit words:60":       {"since": "last", "words": "60"},
		"/summarize since I was last here":           {"since": "last"},
		"/summarize since:\"my last visit\"":         {"since": "last"},
		"/summarize depuis:ma dernière visite":       {"since": "last"},
		"/summarize depuis:« ma dernière visite »":   {"since": "last"},
		"/summarize mots:60 depuis la dernière fois": {"since": "last", "words": "60"},
		"/summarize depuis mon dernier passage":      {"since": "last"},
		"/summarize depuis:Dernière":                 {"since": "last"},
		"/summarize what about 50":                   {},
	} {
		r, err := Parse(line)
		if err == nil {
			r, err = settle(r, noon)
		}
		if diff := cmp.Diff(want, r.Options); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", line, err, diff)
		}
	}
}

// Whatever is typed, nothing but options is taken out of the text.
func TestParseKeepsEveryWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zé0-9,.!?']{1,8}`), 1, 30).Draw(t, "words")
		brief := strings.Join(words, " ")
		r, err := Parse("/draft network:x " + brief)
		if err != nil {
			t.Fatal(err)
		}
		if r.Text != brief {
			t.Fatalf("got %q, want %q", r.Text, brief)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"/draft a", "/draft --network", `/draft audience:"a`, "/", "", "/draft network:«x» y", "/summarize last:\n5"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, err := Parse(line)
		if err == nil {
			r, err = settle(r, noon)
		}
		if fault, ok := errors.AsType[*Fault](err); err != nil && (!ok || fault.Sentence("fr") == fault.Key) {
			t.Fatalf("%q: no sentence for %v", line, err)
		}
		if err == nil && strings.ContainsAny(r.Text, "\x00\u202e\u200b") {
			t.Fatalf("%q: text %q is not canonical", line, r.Text)
		}
	})
}

func TestSince(t *testing.T) {
	midnight := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for typed, want := range map[string]time.Time{
		"2h": noon.Add(-2 * time.Hour), "3 days ago": noon.AddDate(0, 0, -3), "il y a 2 jours": noon.AddDate(0, 0, -2),
		"yesterday": midnight.AddDate(0, 0, -1), "Hier": midnight.AddDate(0, 0, -1), "today": midnight,
		"monday": midnight.AddDate(0, 0, -7), "vendredi": midnight.AddDate(0, 0, -3), "30 min": noon.Add(-30 * time.Minute),
		"last week": noon.AddDate(0, 0, -7), "2026-03-12": time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC),
		"12/03/2026": time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC), "2026-11-23T08:00": midnight.Add(8 * time.Hour),
	} {
		got, ok := Since(typed, noon)
		if !ok || !got.Equal(want) {
			t.Errorf("Since(%q) = %v, %v; want %v", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "tomorrow", "2030-01-01", "soon", "12/13/2026", "h", "99999999999h"} {
		if got, ok := Since(typed, noon); ok && typed != "h" {
			t.Errorf("Since(%q) = %v", typed, got)
		}
	}
}

func TestRefine(t *testing.T) {
	for said, want := range map[string]Refinement{
		"shorter":                          {Length: "shorter", Whole: true},
		"Plus court, s'il te plaît":        {Length: "shorter", Whole: true},
		"for LinkedIn instead":             {Network: "linkedin", Whole: true},
		"plutôt pour Instagram":            {Network: "instagram", Whole: true},
		"en français":                      {Language: "fr", Whole: true},
		"in English please":                {Language: "en", Whole: true},
		"make it warmer":                   {Tone: "warm", Whole: true},
		"plus formel et plus long":         {Length: "longer", Tone: "formal", Whole: true},
		"2 variants":                       {Variants: 2, Whole: true},
		"shorter, and mention the price":   {Length: "shorter"},
		"our direct flights are back":      {},
		"add that the manual is in French": {},
		"it is no longer sold":             {},
		"3 versions of the box exist":      {},
		"plus court et en anglais":         {Length: "shorter", Language: "en", Whole: true},
		"mention the price; for X instead": {Network: "x"},
		"Announce our new app for nurses":  {},
	} {
		if diff := cmp.Diff(want, Refine(said)); diff != "" {
			t.Errorf("Refine(%q):\n%s", said, diff)
		}
	}
}
