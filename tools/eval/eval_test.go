package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var (
	plain = marksOf("")
	page  = "# Quality\n\n" + plain.begin + plain.end + "\nMore.\n"
)

func noted(t *testing.T, lines ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "figures")
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestFiguresStandBesideThoseBefore: what is measured again has what was measured before
// beside it, what is not stays, and the rest of the page is left alone.
func TestFiguresStandBesideThoseBefore(t *testing.T) {
	name := filepath.Join(t.TempDir(), "quality.md")
	if err := os.WriteFile(name, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	first := noted(t, `{"task":"summary","set":"a","measure":"ROUGE-1","value":30.5,"least":29,"beside":"26"}`,
		`{"task":"claims","set":"b","measure":"F1","value":61,"least":60,"most":99}`)
	again := noted(t, `{"task":"summary","set":"a","measure":"ROUGE-1","value":31.234,"least":29,"beside":"26"}`)
	var out strings.Builder
	for _, figures := range []string{first, again} {
		out.Reset()
		if err := run(figures, place{page: name}, &out); err != nil {
			t.Fatal(err)
		}
	}
	want := head + "| claims | b | F1 | 61 |  | >= 60, <= 99 |  |\n" + "| summary | a | ROUGE-1 | 31.2 | 30.5 | >= 29 | 26 |\n"
	if out.String() != want {
		t.Errorf("printed\n%swant\n%s", out.String(), want)
	}
	written, err := os.ReadFile(name)
	if err != nil || string(written) != "# Quality\n\n"+plain.begin+want+plain.end+"\nMore.\n" {
		t.Errorf("%v, the page is\n%s", err, written)
	}
}

func TestWhatCannotBeWrittenDownIsSaid(t *testing.T) {
	name := filepath.Join(t.TempDir(), "quality.md")
	if err := run(filepath.Join(t.TempDir(), "none"), place{page: name}, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), "EVALDATA") {
		t.Errorf("without figures: %v", err)
	}
	if err := os.WriteFile(name, []byte("# Quality\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(noted(t, `{"task":"a"}`), place{page: name}, &strings.Builder{}); err != errMarks {
		t.Errorf("without marks: %v", err)
	}
	if err := run(noted(t, `nonsense`), place{page: name}, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("a figure that is none: %v", err)
	}
}

// TestModelsHaveSections: the figures of a model stand under its name, with when they were
// measured, what was measured before beside them, and away from those of others.
func TestModelsHaveSections(t *testing.T) {
	name := filepath.Join(t.TempDir(), "models.md")
	for _, c := range []struct{ value, model, note string }{{"10", "small-1", "Measured in May."}, {"20", "large-2", ""}, {"30", "small-1", "Measured in June."}} {
		if err := run(noted(t, `{"task":"drafts","set":"a","measure":"form","value":`+c.value+`}`), place{name, c.model, c.note}, &strings.Builder{}); err != nil {
			t.Fatal(err)
		}
	}
	small, large := marksOf("small-1"), marksOf("large-2")
	want := "## small-1\n\n" + small.begin + "Measured in June.\n\n" + head + "| drafts | a | form | 30 | 10 |  |  |\n" + small.end +
		"\n## large-2\n\n" + large.begin + head + "| drafts | a | form | 20 |  |  |  |\n" + large.end
	if written, err := os.ReadFile(name); err != nil || string(written) != want {
		t.Errorf("%v, the page is\n%s\nwant\n%s", err, written, want)
	}
	if err := run(noted(t, `{"task":"a"}`), place{name, "a --> b", ""}, &strings.Builder{}); err == nil {
		t.Error("a name that ends a comment is taken")
	}
}
