package sharedtest

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// Set is the path of an evaluation set, given in parts below Evaldata. Without it the
// test skips, and says so.
func Set(t testing.TB, parts ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{Evaldata()}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED, NOT MEASURED: evaluation data is missing (%v); set EVALDATA to where it is", err)
	}
	return path
}

// Rows are the lines of an evaluation set of JSON objects. Without the set the test
// skips, and says so.
func Rows[T any](t testing.TB, parts ...string) []T {
	t.Helper()
	f, err := os.Open(Set(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var all []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
