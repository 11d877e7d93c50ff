package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTableIsWritten: what was tried stands on the page, in one order, and the rest of it
// is left alone.
func TestTableIsWritten(t *testing.T) {
	dir := t.TempDir()
	page, proofs := filepath.Join(dir, "security.md"), filepath.Join(dir, "proofs")
	write := func(name, said string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(said), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(page, "# Security\n"+begin+"old\n"+end+"\nMore.\n")
	write(proofs, `{"what":"renders","test":"TestRenders","tried":120000,"through":0}`+"\n"+`{"what":"clicks","test":"TestClicks","tried":999,"through":1}`+"\n")
	var out strings.Builder
	if err := run(proofs, page, &out); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	want := "# Security\n" + begin + "| tried | how often | got through | test |\n|---|---:|---:|---|\n" +
		"| clicks | 999 | 1 | `TestClicks` |\n| renders | 120,000 | 0 | `TestRenders` |\n" + end + "\nMore.\n"
	if string(got) != want {
		t.Errorf("the page is %s", got)
	}
	write(page, "# Security\n")
	if err := run(proofs, page, &out); err == nil {
		t.Error("a page without marks is written")
	}
}
