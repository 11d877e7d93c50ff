package docs

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	// typed is what a page shows as it stands, or what is not shown: code, what is filled in,
	// comments and tags of HTML, where links lead, pictures, the line under the head of a table.
	typed = regexp.MustCompile("(?ms)^ *```.*?^ *```$|`[^`]*`|{{.*?}}|<!--.*?-->|</?[a-zA-Z][^>\n]*>|\\]\\([^)\\s]*\\)|!\\[|https?://[^\\s)>]+|^\\|[ :|-]+\\| *$|&[a-z]+;")
	// unset is punctuation that French sets apart by a space at which no line breaks, and that
	// is not; the catalogue holds the same of its sentences.
	unset = regexp.MustCompile("(?m)(?:^|[^\u00a0;!?…])[;!?»]|[ \n\u202f]:|«(?:[^\u00a0]|$)|'")
)

// TestFrenchPagesAreSetAsFrench: in no French page, nor in what one is made of, does a line
// begin with punctuation that belongs to the word before, or is an apostrophe a typewriter's.
func TestFrenchPagesAreSetAsFrench(t *testing.T) {
	pages, err := filepath.Glob("*.fr.*")
	if err != nil {
		t.Fatal(err)
	}
	if pages = append(pages, "commandes.md", "voix.md"); len(pages) < 12 {
		t.Fatalf("only %d French pages: have their names changed?", len(pages))
	}
	for _, name := range pages {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range misset(string(page)) {
			t.Errorf("docs/%s %s", name, fault)
		}
	}
}

// misset are the lines of a page on which something is not set as French is.
func misset(page string) (faults []string) {
	said := typed.ReplaceAllStringFunc(page, func(as string) string { // with its lines
		return strings.Map(func(r rune) rune {
			if r == '\n' {
				return r
			}
			return 'x'
		}, as)
	})
	lines := strings.Split(page, "\n")
	for _, at := range unset.FindAllStringIndex(said, -1) {
		n := strings.Count(said[:at[1]], "\n")
		faults = append(faults, fmt.Sprintf("line %d has %q: %s", n+1, said[at[0]:at[1]], lines[n]))
	}
	return faults
}

// TestMissetIsFound: in sentences, and in nothing else that a page shows.
func TestMissetIsFound(t *testing.T) {
	for page, want := range map[string]int{
		"Que faire : rien.": 1, "Vraiment ?": 1, "« rien »": 2, "l'atelier": 1, "oui\u202f: non": 1, "oui\n: non": 1, "oui; non!": 2, "`x` ; y": 1,
		"Que faire\u00a0: rien, «\u00a0là\u00a0»\u00a0! l’atelier, réseau:linkedin, 8:00, vraiment\u00a0?!": 0,
		"```sh\na ; b 'c'\n```\n": 0, "`a ; 'b' !`": 0, "[a](b.md?c;d)": 0, "| a | b |\n| :--- | --- |\n": 0, "<img alt='x !'>": 0, "![une image](a.png)": 0, "{{say \"x ; y\"}}": 0, "https://a.example/?x;y": 0,
	} {
		if found := misset(page); len(found) != want {
			t.Errorf("%q: %q", page, found)
		}
	}
}
