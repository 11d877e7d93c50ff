package image

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

// sent lists what an engine would send of this tree to the builder, as it lies here
// with all that git does not know of: what .dockerignore does not hold back.
func sent(t *testing.T) []string {
	t.Helper()
	file, err := os.Open(filepath.Join(root, ".dockerignore"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	patterns, err := ignorefile.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	held, err := patternmatcher.New(patterns)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		back, err := held.MatchesOrParentMatches(name)
		if !back {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// send copies a COPY's sources from the context into a folder.
func send(t *testing.T, c *instructions.CopyCommand, context []string, to string) {
	t.Helper()
	for _, source := range c.SourcePaths {
		n := 0
		for _, name := range context {
			if source == "." || name == filepath.Clean(source) {
				put(t, filepath.Join(root, name), filepath.Join(to, name))
				n++
			}
		}
		if n == 0 {
			t.Fatalf("%s: .dockerignore leaves nothing of it", c)
		}
	}
}

// put copies one file, as old as it is.
func put(t *testing.T, from, to string) {
	t.Helper()
	b, info := found(t, from)
	err := os.MkdirAll(filepath.Dir(to), 0o755)
	if err == nil {
		err = os.WriteFile(to, b, 0o644)
	}
	if err == nil {
		err = os.Chtimes(to, info.ModTime(), info.ModTime())
	}
	if err != nil {
		t.Fatal(err)
	}
}
