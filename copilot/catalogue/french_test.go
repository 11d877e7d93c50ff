package catalogue

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// noBreak is the space of French before double punctuation and inside quotation
// marks: the one the built-in writer sets, known to every font of the platforms.
const noBreak = "\u00a0"

var (
	// filled is what is no sentence: values, and words typed as they stand.
	filled = regexp.MustCompile("{{[^}]*}}|{[a-z]+}|`[^`]*`|https?://\\S+")
	// unset is punctuation that French sets apart and that is not, or is by a space
	// at which a line may break. A colon between a letter and a word is an option
	// (réseau:linkedin), a scope or an hour.
	unset = regexp.MustCompile(`(?:^|[^` + noBreak + `;!?…])[;!?»]|[ \x{202f}]:|«(?:[^` + noBreak + `]|$)`)
	// typewritten is an apostrophe of a typewriter.
	typewritten = regexp.MustCompile(`'`)
)

// A French sentence is set as French is, on every surface: no line begins with
// its punctuation, and no apostrophe is a typewriter's.
func TestFrenchIsSetAsFrench(t *testing.T) {
	names, err := filepath.Glob("*.fr.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no French files")
	}
	for _, name := range append(names, "../check/data/why.fr.json") {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var sentences map[string]any
		if err := json.Unmarshal(raw, &sentences); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for key, said := range sentences {
			holdFrench(t, name+": "+key, said)
		}
	}
}

// holdFrench holds a sentence, or each of its plural forms.
func holdFrench(t *testing.T, where string, said any) {
	t.Helper()
	if forms, ok := said.(map[string]any); ok {
		for form, sentence := range forms {
			holdFrench(t, where+", "+form, sentence)
		}
		return
	}
	sentence, _ := said.(string)
	plain := filled.ReplaceAllString(sentence, "x")
	for _, fault := range append(unset.FindAllString(plain, -1), typewritten.FindAllString(plain, -1)...) {
		t.Errorf("%s has %q: %s", where, fault, sentence)
	}
}
