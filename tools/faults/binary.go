package faults

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// scratch is a directory for what is built.
var scratch string

// before is the last commit of the version that came before this one: what a rolling
// upgrade leaves running beside it.
const before = "1333e5a"

// present builds the bot as it is released, once for all tests.
var present = sync.OnceValues(func() (string, error) { return built("../..", "bot") })

// previous builds the bot of the version before, once for all tests. It fails where
// the history of the repository does not reach back to it.
var previous = sync.OnceValues(func() (string, error) {
	tree := filepath.Join(scratch, before)
	if err := os.Mkdir(tree, 0o700); err != nil {
		return "", err
	}
	archive := filepath.Join(scratch, before+".tar")
	for _, c := range [][]string{
		{"git", "-C", "../..", "archive", "-o", archive, before}, {"tar", "-x", "-f", archive, "-C", tree},
	} {
		if out, err := exec.Command(c[0], c[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%v: %w: %s", c, err, out)
		}
	}
	return built(tree, "bot-"+before)
})

// built builds the bot of a source tree.
func built(tree, name string) (string, error) {
	binary := filepath.Join(scratch, name)
	flags, err := os.ReadFile("../../cmd/bot/build.flags")
	if err != nil {
		return "", err
	}
	build := exec.Command("go", slices.Concat([]string{"build", "-C", tree, "-buildvcs=false", "-ldflags=-s -w", "-o", binary},
		strings.Fields(string(flags)), []string{"./cmd/bot"})...)
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return binary, nil
}
