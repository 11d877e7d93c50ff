package house

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mostLines is the longest a file may be: what one can keep in mind.
const mostLines = 400

func TestFilesAreShort(t *testing.T) {
	for _, path := range files(t, ".go", ".js", ".css", ".lua", ".tmpl", ".html", ".yaml") {
		if n := strings.Count(read(t, path), "\n"); n > mostLines {
			t.Errorf("%s has %d lines: more than %d is more than one idea", path, n, mostLines)
		}
	}
}

// vague are names that say nothing about what is inside.
var vague = []string{"util", "utils", "common", "types", "service", "services", "manager", "handler", "handlers", "helpers", "misc"}

func TestNamesSaySomething(t *testing.T) {
	for _, path := range files(t, ".go") {
		name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".go"), "_test")
		for _, part := range []string{name, filepath.Base(filepath.Dir(path))} {
			if slices.Contains(vague, part) {
				t.Errorf("%s: %q says nothing about what is inside", path, part)
			}
		}
	}
}

// postponed is spelt apart, so as not to find itself.
var postponed = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)

func TestNothingIsPostponed(t *testing.T) {
	for _, path := range files(t) {
		text := read(t, path)
		if bytes.IndexByte([]byte(text), 0) >= 0 {
			continue // a picture
		}
		if at := postponed.FindStringIndex(text); at != nil {
			t.Errorf("%s:%d says %q: do it, or say it in an issue", path, 1+strings.Count(text[:at[0]], "\n"), text[at[0]:at[1]])
		}
	}
}

func TestLicenceIsThere(t *testing.T) {
	licence := read(t, filepath.Join(root, "LICENSE"))
	for _, words := range []string{"Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS"} {
		if !strings.Contains(licence, words) {
			t.Errorf("LICENSE does not say %q", words)
		}
	}
}

// TestNoticesAreNamed holds that data of others, which carries a NOTICE where it
// lies, is named in the one at the root, where people look.
func TestNoticesAreNamed(t *testing.T) {
	top := read(t, filepath.Join(root, "NOTICE"))
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "NOTICE" || filepath.Dir(path) == root {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err == nil && !strings.Contains(top, filepath.ToSlash(folder)+"\n") {
			t.Errorf("NOTICE does not name %s", folder)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
