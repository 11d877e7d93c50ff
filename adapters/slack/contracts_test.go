package slack

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// contract reads a file of Slack's published contracts from $CONTRACTS, or from
// ../shared/contracts beside the module; without them the test skips, saying so.
func contract(t testing.TB, name string) []byte {
	t.Helper()
	dir := os.Getenv("CONTRACTS")
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared", "contracts")
	}
	raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("NOT CHECKED against Slack's contract: no %s in %s; set CONTRACTS to the folder that has it", name, dir)
	}
	if err != nil {
		t.Fatalf("reading Slack's contract: %v", err)
	}
	return raw
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Fatalf("no go.mod above the test's folder (%v)", err)
	return ""
}
