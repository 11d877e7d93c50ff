package docs

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// link is where words in Markdown lead; pictures too.
var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// TestLinksLeadSomewhere: what a page links to in this repository is there, the heading too.
func TestLinksLeadSomewhere(t *testing.T) {
	seen := 0
	for _, page := range markdown(t) {
		for _, m := range link.FindAllStringSubmatch(prose(t, page), -1) {
			target, err := url.Parse(m[1])
			if err != nil || target.IsAbs() {
				continue
			}
			seen++
			file := page
			if target.Path != "" {
				file = filepath.Join(filepath.Dir(page), target.Path)
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			} else if target.Fragment != "" && !headings(t, file)[target.Fragment] {
				t.Errorf("%s links to %s, where no heading is called that", page, m[1])
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d links were found: has their form changed?", seen)
	}
}

// TestRedisLinesAreSafe: who copies a line that starts Redis has one on which the bot starts.
func TestRedisLinesAreSafe(t *testing.T) {
	const safe = "redis-server --appendonly yes --appendfsync always --maxmemory-policy noeviction"
	lines := regexp.MustCompile(`(?m)^redis-server .*$`)
	seen := map[string]string{}
	for _, page := range markdown(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines.FindAllString(string(text), -1) {
			if seen[page] = line; !strings.HasPrefix(line, safe) {
				t.Errorf("%s starts %q, want %q", page, line, safe)
			}
		}
	}
	for _, page := range []string{"../docs/reliability.md", "../docs/reliability.fr.md"} {
		if !strings.Contains(seen[page], ` --save ""`) {
			t.Errorf("%s starts %q, with snapshots", page, seen[page])
		}
	}
	if len(seen) < 8 {
		t.Errorf("only %d pages start a Redis: has the form of the line changed?", len(seen))
	}
}

// runbook is where an alert says what to do.
var runbook = regexp.MustCompile(`runbook_url: https://github\.com/brouillon/brouillon/blob/main/docs/(\S+\.md)#(\S+)`)

// TestAlertsHaveRunbooks: what an alert wants of somebody is written under its name.
func TestAlertsHaveRunbooks(t *testing.T) {
	alerts, err := os.ReadFile("../deploy/helm/files/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	books := runbook.FindAllStringSubmatch(string(alerts), -1)
	if n := strings.Count(string(alerts), "- alert:"); n == 0 || n != len(books) {
		t.Errorf("%d alerts have %d runbooks", n, len(books))
	}
	for _, book := range books {
		if !headings(t, book[1])[book[2]] {
			t.Errorf("docs/%s has no heading %s", book[1], book[2])
		}
	}
}

// markdown is every page of the repository.
func markdown(t *testing.T) []string {
	t.Helper()
	var pages []string
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && path != ".."):
			return fs.SkipDir
		case strings.HasSuffix(path, ".md"):
			pages = append(pages, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// prose is a page without what is to be typed.
func prose(t *testing.T, file string) string {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept strings.Builder
	code := false
	for line := range strings.Lines(string(page)) {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			code = !code
		} else if !code {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// headings are the names by which headings of a page are linked to, as GitHub makes
// them: in lower case, without punctuation, a hyphen for each space.
func headings(t *testing.T, file string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for line := range strings.Lines(prose(t, file)) {
		words := strings.TrimLeft(line, "#")
		if words == line || !strings.HasPrefix(words, " ") {
			continue
		}
		names[strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, strings.TrimSpace(words))] = true
	}
	return names
}
