package slack

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// contract reads a file of Slack's published contracts from $CONTRACTS, or from
// ../shared/contracts beside the module; without them the test skips, saying so.
func contract(t testing.TB, name string) []byte {
	t.Helper()
	dir := sharedtest.Contracts()
	raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("NOT CHECKED against Slack's contract: no %s in %s; set CONTRACTS to the folder that has it", name, dir)
	}
	if err != nil {
		t.Fatalf("reading Slack's contract: %v", err)
	}
	return raw
}
