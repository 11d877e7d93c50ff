package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const page = "# Quality\n\n" + begin + end + "\n\nMore.\n"

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
		if err := run(figures, name, &out); err != nil {
			t.Fatal(err)
		}
	}
	want := head + "| claims | b | F1 | 61 |  | >= 60, <= 99 |  |\n" + "| summary | a | ROUGE-1 | 31.2 | 30.5 | >= 29 | 26 |\n"
	if out.String() != want {
		t.Errorf("printed\n%swant\n%s", out.String(), want)
	}
	written, err := os.ReadFile(name)
	if err != nil || string(written) != "# Quality\n\n"+begin+want+end+"\n\nMore.\n" {
		t.Errorf("%v, the page is\n%s", err, written)
	}
}

func TestWhatCannotBeWrittenDownIsSaid(t *testing.T) {
	name := filepath.Join(t.TempDir(), "quality.md")
	if err := run(filepath.Join(t.TempDir(), "none"), name, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), "EVALDATA") {
		t.Errorf("without figures: %v", err)
	}
	if err := os.WriteFile(name, []byte("# Quality\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(noted(t, `{"task":"a"}`), name, &strings.Builder{}); err != errMarks {
		t.Errorf("without marks: %v", err)
	}
	if err := run(noted(t, `nonsense`), name, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("a figure that is none: %v", err)
	}
}
