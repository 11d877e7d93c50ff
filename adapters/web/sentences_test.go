package web

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// sentences reads a catalogue: the texts of each key, in every plural form.
func sentences(t *testing.T, lang string) map[string][]string {
	t.Helper()
	b, err := os.ReadFile("../../copilot/catalogue/web." + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	all := make(map[string][]string)
	for key, value := range raw {
		switch v := value.(type) {
		case string:
			all[key] = []string{v}
		case map[string]any:
			for _, form := range []string{"one", "other"} {
				all[key] = append(all[key], fmt.Sprint(v[form]))
			}
		}
	}
	return all
}

var blank = regexp.MustCompile(`{{\.(\w+)}}`)

func blanks(texts []string) []string {
	var names []string
	for _, m := range blank.FindAllStringSubmatch(strings.Join(texts, " "), -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestBothLanguagesSayTheSame(t *testing.T) {
	en, fr := sentences(t, "en"), sentences(t, "fr")
	for key, texts := range en {
		if len(fr[key]) != len(texts) || !slices.Equal(blanks(fr[key]), blanks(texts)) {
			t.Errorf("%s: %q and %q", key, texts, fr[key])
		}
		for _, text := range slices.Concat(texts, fr[key]) {
			if strings.TrimSpace(text) == "" || text == "<nil>" {
				t.Errorf("%s says nothing in one language", key)
			}
		}
	}
	for key := range fr {
		if en[key] == nil {
			t.Errorf("%s is said in French only", key)
		}
	}
}

// TestFrenchSpacing holds the typography that French readers expect: no straight
// apostrophe, no straight quotes.
func TestFrenchSpacing(t *testing.T) {
	for key, texts := range sentences(t, "fr") {
		for _, text := range texts {
			if strings.ContainsAny(text, `'"`) {
				t.Errorf("%s: %q has a typewriter's quotes", key, text)
			}
		}
	}
}

var named = regexp.MustCompile(`"(web\.[a-z_.]+)"`)

// composed are the keys that the pages put together.
func composed() []string {
	var keys []string
	for _, m := range members {
		keys = append(keys, "web.role."+m.Role, "web.role."+m.Role+".may")
	}
	for _, act := range []copilot.Act{copilot.ActEdit, copilot.ActFollowUp} {
		keys = append(keys, "web.done."+string(act))
	}
	return keys
}

func TestEverySentenceIsThereAndUsed(t *testing.T) {
	used := make(map[string]bool)
	for _, key := range composed() {
		used[key] = true
	}
	for _, files := range []fs.FS{os.DirFS("."), templates} {
		err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".html") {
				return err
			}
			text, err := fs.ReadFile(files, path)
			for _, m := range named.FindAllSubmatch(text, -1) {
				used[string(m[1])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	said := sentences(t, "en")
	for key := range used {
		if said[key] == nil && !strings.HasSuffix(key, ".") {
			t.Errorf("%s is used but not in the catalogue", key)
		}
	}
	for key := range said {
		if !used[key] {
			t.Errorf("%s is in the catalogue but not used", key)
		}
	}
}

// TestNoPageShowsAKey holds that every page has its words in both languages: a
// key that is missing would be shown as itself.
func TestNoPageShowsAKey(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft network:x Halo 2 is out")
	s.as("lea", "en").post("/d/"+d.ID+"/approve", clickOn(d, "variant", "1"))
	s.as("lea", "en").post("/d/"+d.ID+"/edit", clickOn(d, "text.1", "Other", "text.2", "words", "hashtags", ""))
	key := regexp.MustCompile(`\b(web|state|audit|breach|verify|receipt|act|field|sign_off|stamp|label|title|fault|figure|figures|span|kind)\.[a-z_]+(\.[a-z_]+)*\b`)
	for _, lang := range []string{catalogue.English, catalogue.French} {
		for _, path := range []string{
			"/c/launch", "/c/comments", "/c/launch/t/launch-005", "/c/launch/settings", "/review?state=", "/audit", "/stats", "/stats?channel=launch&days=90", "/stats?channel=support", "/d/" + d.ID, "/nothing",
			"/d/" + d.ID + "/edit?revision=2", "/d/" + d.ID + "/approve?revision=1",
		} {
			if found := key.FindString(read(s.as("lea", lang).get(path).Body)); found != "" {
				t.Errorf("%s in %s shows %q", path, lang, found)
			}
		}
	}
}
