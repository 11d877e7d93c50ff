package house

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pages are those that speak of the code.
func pages(t *testing.T) []string {
	t.Helper()
	return files(t, ".md")
}

// TestPagesNameWhatExists: a page that names a test or a file that is not there
// has been left behind.
func TestPagesNameWhatExists(t *testing.T) {
	tests := map[string]bool{}
	for _, f := range sources(t) {
		for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)\w+)\(`).FindAllStringSubmatch(read(t, f.path), -1) {
			tests[m[1]] = true
		}
	}
	named := regexp.MustCompile("`((?:Test|Fuzz|Benchmark)[A-Z]\\w+)`")
	for _, page := range pages(t) {
		for _, m := range named.FindAllStringSubmatch(read(t, page), -1) {
			if !tests[m[1]] {
				t.Errorf("%s names %s, which no package has", page, m[1])
			}
		}
	}
}

// place finds folders and files of the tree in a page: `memory/memorytest/`.
var place = regexp.MustCompile("`((?:\\./)?(?:cmd|adapters|copilot|memory|deploy|docs|internal|tools|\\.ci)/[\\w./-]*)`")

// link finds links to files of the tree: [text](docs/commands.md).
var link = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)

func TestPagesLeadSomewhere(t *testing.T) {
	for _, page := range pages(t) {
		text := read(t, page)
		for _, m := range place.FindAllStringSubmatch(text, -1) {
			exists(t, page, filepath.Join(root, m[1]))
		}
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			exists(t, page, filepath.Join(filepath.Dir(page), m[1]))
		}
	}
}

func exists(t *testing.T, page, path string) {
	t.Helper()
	if strings.Contains(path, "NAME") {
		return // stands for a name to be chosen
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("%s leads to %s, which is not there", page, path)
	}
}
