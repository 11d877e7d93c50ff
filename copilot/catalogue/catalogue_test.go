package catalogue

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var placeholder = regexp.MustCompile(`{{\.\w+}}`)

// raw returns what one file has under each key: a sentence, or its plural forms.
func raw(t *testing.T, name string) map[string]any {
	t.Helper()
	b, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	var kept map[string]any
	if err := json.Unmarshal(b, &kept); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return kept
}

// read returns the sentences of one file, plural forms joined.
func read(t *testing.T, name string) map[string]string {
	t.Helper()
	said := map[string]string{}
	for key, v := range raw(t, name) {
		switch v := v.(type) {
		case string:
			said[key] = v
		case map[string]any:
			said[key], _ = v["other"].(string)
			if one, ok := v["one"].(string); !ok || one == "" {
				t.Errorf("%s: %s has no form for one", name, key)
			}
		}
	}
	return said
}

// Every sentence exists in both languages, says something, and takes the same
// values: a French reader is never answered in English.
func TestBothLanguagesSayTheSame(t *testing.T) {
	names, err := fs.Glob(files, "*.en.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no catalogue files")
	}
	for _, name := range names {
		en, fr := read(t, name), read(t, strings.Replace(name, ".en.", ".fr.", 1))
		for key, sentence := range en {
			other, ok := fr[key]
			if !ok || strings.TrimSpace(other) == "" || strings.TrimSpace(sentence) == "" {
				t.Errorf("%s: %s is missing in one language", name, key)
				continue
			}
			a, b := placeholder.FindAllString(sentence, -1), placeholder.FindAllString(other, -1)
			slices.Sort(a)
			slices.Sort(b)
			if diff := cmp.Diff(slices.Compact(a), slices.Compact(b)); diff != "" {
				t.Errorf("%s: %s takes other values in French:\n%s", name, key, diff)
			}
		}
		for key := range fr {
			if _, ok := en[key]; !ok {
				t.Errorf("%s: %s is missing in English", name, key)
			}
		}
	}
}

// A number may be 0 or 1, or a whole million, which French has a form for that go-i18n
// asks for: what people see is a sentence, never its key.
func TestEverySentenceIsSaidOfAnyNumber(t *testing.T) {
	names, err := fs.Glob(files, "*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no catalogue files")
	}
	for _, name := range names {
		lang := strings.Split(name, ".")[1]
		for key, sentence := range read(t, name) {
			for _, n := range []int{0, 1, 2, 1_000_000} {
				if Say(lang, key, Args{"Count": n}) == key && sentence != key {
					t.Errorf("%s: %s of %d shows its key", name, key, n)
				}
			}
		}
	}
}

// A sentence that says a number has a form for one of them: "1 entries" is not
// English, and a form that is forgotten is found by no reader of the file.
func TestWhatCountsHasAFormForOne(t *testing.T) {
	names, err := fs.Glob(files, "*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no catalogue files")
	}
	for _, name := range names {
		for key, v := range raw(t, name) {
			if plain, ok := v.(string); ok && strings.Contains(plain, "{{.Count}}") {
				t.Errorf("%s: %s says a number and has no form for one", name, key)
			}
		}
	}
}

func TestSay(t *testing.T) {
	for _, c := range []struct {
		lang, key string
		args      Args
		want      string
	}{
		{"en", "label.pending", nil, "DRAFT · needs human sign-off"},
		{"fr-CA", "label.pending", nil, "BROUILLON · à valider par une personne"},
		{"de", "act.approve", nil, "Approve"},
		{"", "act.approve", nil, "Approve"},
		{"en", "title.findings", Args{"Count": 1}, "1 thing to check"},
		{"en", "title.findings", Args{"Count": 2}, "2 things to check"},
		{"fr", "title.findings", Args{"Count": 0}, "0 point à vérifier"},
		{"fr", "title.findings", Args{"Count": 2}, "2 points à vérifier"},
		{"en", "verify.unkeyed.more", Args{"Count": 1}, "Whoever can write to Redis can make a record that was linked without a key. If 1 entry was there when BOT_SECRET_KEY was set, say so: --unkeyed 1"},
		{"fr", "title.findings", Args{"Count": 1_000_000}, "1000000 points à vérifier"},
		{"fr", "no.such.key", nil, "no.such.key"},
	} {
		if got := Say(c.lang, c.key, c.args); got != c.want {
			t.Errorf("Say(%q, %q, %v) = %q, want %q", c.lang, c.key, c.args, got, c.want)
		}
	}
}

func TestMoment(t *testing.T) {
	at := time.Date(2026, 2, 3, 4, 5, 0, 0, time.UTC)
	for lang, want := range map[string]string{"en": "3 Feb 2026, 04:05", "fr-FR": "3 févr. 2026, 04:05"} {
		if got := Moment(lang, at); got != want {
			t.Errorf("Moment(%q) = %q, want %q", lang, got, want)
		}
	}
	if got := Moment("fr", at.AddDate(0, 0, -2)); got != "1er févr. 2026, 04:05" {
		t.Errorf("Moment of the first = %q", got)
	}
	if got := Moment("en", time.Time{}); got != "" {
		t.Errorf("Moment of the zero time = %q", got)
	}
	if got := ZonedMoment("fr", at.In(time.FixedZone("CET", 3600))); got != "3 févr. 2026, 05:05 CET" {
		t.Errorf("ZonedMoment = %q", got)
	}
	if got := ZonedMoment("en", time.Time{}); got != "" {
		t.Errorf("ZonedMoment of the zero time = %q", got)
	}
}
