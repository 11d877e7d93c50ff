package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// golden is one brief with its facts, a faithful post, and what is wrong in two more.
type golden struct {
	title, brief, clean string
	facts               []string
	figure, role        edit
}

// edit replaces a passage of the faithful post, once.
type edit struct{ old, wrong string }

// in returns the post with the passage replaced, and where what is wrong stands, in runes.
func (e edit) in(post string) (text string, start, end int) {
	before, after, _ := strings.Cut(post, e.old)
	start = len([]rune(before))
	return before + e.wrong + after, start, start + len([]rune(e.wrong))
}

// goldens reads the briefs of a language; the head of each file says what is in it.
func goldens(t testing.TB, lang string) []golden {
	t.Helper()
	raw, err := os.ReadFile("testdata/golden." + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "\n== ")
	var all []golden
	for _, part := range strings.Split(rest, "\n== ") {
		g := golden{title: lang + " " + strings.SplitN(part, "\n", 2)[0]}
		g.brief = between(part, "\nbrief:\n", "\nfacts:\n")
		g.facts = strings.Split(between(part, "\nfacts:\n", "\nclean:\n"), "\n")
		g.clean = between(part, "\nclean:\n", "\nfigure:")
		g.figure = edited(t, g, between(part, "\nfigure:", "\nrole:"))
		g.role = edited(t, g, between(part, "\nrole:", "\n\x00"))
		all = append(all, g)
	}
	return all
}

// between returns what stands between two lines of s, or after the first if the second is not there.
func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return strings.TrimSpace(s)
}

func edited(t testing.TB, g golden, s string) edit {
	t.Helper()
	old, wrong, ok := strings.Cut(s, " => ")
	if !ok || strings.Count(g.clean, old) != 1 {
		t.Fatalf("%s: %q does not stand once in the post", g.title, old)
	}
	return edit{old, wrong}
}

// index is what the writer was given: the brief, and a source for each fact.
func (g golden) index() *Indexed {
	sources := []Source{{ID: "brief", Text: g.brief}}
	for i, f := range g.facts {
		sources = append(sources, Source{ID: fmt.Sprint("fact", i+1), Fact: true, Text: strings.TrimPrefix(f, "- ")})
	}
	return Index(sources)
}

// finds reports whether the checks doubt what is wrong, and did not doubt before what was right there.
func (g golden) finds(x *Indexed, e edit) bool {
	touches := func(text string, start, end int) bool {
		return slices.ContainsFunc(x.Claims(text), func(f Finding) bool { return f.Start < end && f.End > start })
	}
	text, start, end := e.in(g.clean)
	return touches(text, start, end) && !touches(g.clean, start, start+len([]rune(e.old)))
}

// TestEvalGolden holds free posts against the briefs they were written from: the faithful one is to be left alone, what
// is wrong in the others to be found where it stands.
func TestEvalGolden(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		all := goldens(t, lang)
		for i, half := range []string{"development", "held out at first"} {
			list := all[i*len(all)/2 : (i+1)*len(all)/2]
			var clean, figures, roles int
			for _, g := range list {
				x := g.index()
				found := x.Claims(g.clean)
				for _, f := range found {
					t.Logf("%s: %s %q, %q", g.title, f.Code, f.Text, f.Place)
				}
				clean += counted(t, len(found) == 0, "")
				figures += counted(t, g.finds(x, g.figure), "%s: missed %q", g.title, g.figure.wrong)
				roles += counted(t, g.finds(x, g.role), "%s: missed %q", g.title, g.role.wrong)
			}
			note := func(measure string, n int, least float64) {
				sharedtest.Note(t, sharedtest.Figure{
					Task: "claims, posts from briefs", Set: fmt.Sprintf("golden %s, %d, %s", lang, len(list), half), Measure: measure, Value: share(n, len(list)), Least: least,
				})
			}
			note("faithful posts left alone, %", clean, 93)
			note("wrong figures found, %", figures, 90)
			note("wrong roles found, %", roles, 35)
		}
	}
}

// counted is 1 for what holds; what does not is logged.
func counted(t testing.TB, holds bool, format string, args ...any) int {
	t.Helper()
	switch {
	case holds:
		return 1
	case format != "":
		t.Logf(format, args...)
	}
	return 0
}
