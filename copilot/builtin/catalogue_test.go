package builtin

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// catalogueKeys are the keys of this writer's phrases.
var catalogueKeys = func() []string {
	b, err := os.ReadFile("../catalogue/builtin.en.json")
	var said map[string]any
	if err == nil {
		err = json.Unmarshal(b, &said)
	}
	if err != nil {
		panic(err)
	}
	var keys []string
	for key := range said {
		if strings.HasPrefix(key, "builtin.") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}()

// A phrase of ours goes into posts that nobody has checked against a source: it
// must not state a figure, a link or a name.
func TestPhrasesClaimNothing(t *testing.T) {
	for _, lang := range []string{catalogue.English, catalogue.French} {
		for _, key := range catalogueKeys {
			words := catalogue.Say(lang, key, catalogue.Args{})
			if hasDigit(words) || strings.ContainsAny(words, "%€$#@/") {
				t.Errorf("%s %s: %q", lang, key, words)
			}
			for _, word := range strings.Fields(words)[1:] {
				if strings.ToLower(word) != word && !strings.ContainsAny(words[:strings.Index(words, word)], ".!?:<") {
					t.Errorf("%s %s: %q looks like a name in %q", lang, key, word, words)
				}
			}
		}
	}
}
