package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// at is the time that files bear here.
var at = time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)

// made makes a release of this tree for one target, and returns its folder.
func made(t *testing.T, target string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "dist")
	r := release{root: "../..", version: "v9.8.7-3-g0123456", at: at, out: out}
	if err := r.make(t.Context(), []string{target}); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestReleaseIsWhole makes one for this machine, twice, the second where whoever builds has
// settings of their own, and looks into the archive.
func TestReleaseIsWhole(t *testing.T) {
	target := runtime.GOOS + "/" + runtime.GOARCH
	one := made(t, target)
	own := filepath.Join(t.TempDir(), "env")
	if err := os.WriteFile(own, []byte("GOFLAGS=-tags=own\nGOARM64=v8.2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOENV", own)
	t.Setenv("GOAMD64", "v3")
	two := made(t, target)
	first := contents(t, one, "SHA256SUMS")
	if second := contents(t, two, "SHA256SUMS"); !bytes.Equal(first, second) {
		t.Errorf("the same tree made\n%s and\n%s", first, second)
	}
	name := "brouillon_9.8.7-3-g0123456_" + strings.ReplaceAll(target, "/", "_")
	for line := range strings.Lines(string(first)) {
		sum, file, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if got := fmt.Sprintf("%x", sha256.Sum256(contents(t, one, file))); got != sum {
			t.Errorf("SHA256SUMS says %s of %s, which has %s", sum, file, got)
		}
	}
	if n := bytes.Count(first, []byte("\n")); n != 2 {
		t.Errorf("%d files have sums, want 2:\n%s", n, first)
	}
	files := untar(t, contents(t, one, name+".tar.gz"))
	for file, want := range map[string]string{
		"LICENSE": "Apache License", "NOTICE": "Brouillon", "README.md": "# Brouillon", "CHANGELOG.md": "# Changelog",
		"docs/slack.md": "## 5. Invite it", "docs/slack.fr.md": "Slack", "docs/operations.md": "# Operations", "docs/pictures/workbench.png": "PNG",
		"man/bot.1": ".B audit verify", "completions/bot.bash": "_bot", "completions/_bot": "#compdef bot", "completions/bot.fish": "complete -c bot",
		"LICENSES-LINKED.txt": "==== github.com/alecthomas/kong@v", "bot": "v9.8.7-3-g0123456",
	} {
		if !strings.Contains(files[name+"/"+file], want) {
			t.Errorf("%s of the archive does not have %q", file, want)
		}
	}
	pages, pictures := matching(t, "../../docs/*.md"), matching(t, "../../docs/pictures/*")
	if want := 10 + len(pages) + len(pictures); len(files) != want || len(pages) < 20 {
		t.Errorf("the archive has %d files, want %d, with %d pages", len(files), want, len(pages))
	}
	wantBill(t, contents(t, one, name+".cdx.json"))
}

// matching are the files of a pattern.
func matching(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// wantBill looks for the parts that matter to whoever reads it.
func wantBill(t *testing.T, b []byte) {
	t.Helper()
	var bill struct {
		Format   string `json:"bomFormat"`
		Metadata struct{ Component struct{ Version string } }
		Parts    []struct {
			Name, Version string
			Evidence      struct{ Licenses []any }
		} `json:"components"`
	}
	if err := json.Unmarshal(b, &bill); err != nil {
		t.Fatal(err)
	}
	if bill.Format != "CycloneDX" || bill.Metadata.Component.Version != "v9.8.7-3-g0123456" || len(bill.Parts) < 10 {
		t.Errorf("the bill is %s of %s with %d parts", bill.Format, bill.Metadata.Component.Version, len(bill.Parts))
	}
	for _, p := range bill.Parts {
		if p.Version == "" || p.Name != "std" && len(p.Evidence.Licenses) == 0 {
			t.Errorf("%s %q has no version or no licence", p.Name, p.Version)
		}
	}
}

// TestBillIsTheSameAnywhere: the tool that writes it is built anew on every machine.
func TestBillIsTheSameAnywhere(t *testing.T) {
	got, err := anywhere([]byte(`{"metadata":{"tools":[{"name":"x","hashes":[{"content":"1"}]}],"component":{"name":"bot"}},"components":[{"name":"kong","hashes":[{"content":"2"}]}]}`))
	const want = `{"components":[{"hashes":[{"content":"2"}],"name":"kong"}],"metadata":{"component":{"name":"bot"},"tools":[{"name":"x"}]}}`
	var short bytes.Buffer
	if err == nil {
		err = json.Compact(&short, got)
	}
	if err != nil || strings.TrimSpace(short.String()) != want {
		t.Errorf("%s, %v; want %s", short.String(), err, want)
	}
	if _, err := anywhere([]byte("no")); err == nil {
		t.Error("what is no bill passes")
	}
}

func contents(t *testing.T, folder, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// untar reads an archive: what is in each file. Only the bot may be run.
func untar(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if runs := h.Mode&0o111 != 0; runs != strings.HasSuffix(h.Name, "/bot") || !h.ModTime.Equal(at) || h.Uid != 0 {
			t.Errorf("%s has mode %o, time %s and owner %d", h.Name, h.Mode, h.ModTime, h.Uid)
		}
		all[h.Name] = string(body)
	}
}

// TestZipForWindows keeps names, time and contents.
func TestZipForWindows(t *testing.T) {
	b, err := zipped("brouillon_1.2.3_windows_amd64", []paper{{"bot.exe", 0o755, []byte("MZ")}, {"man/bot.1", 0o644, []byte(".TH")}}, at)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"brouillon_1.2.3_windows_amd64/bot.exe", "brouillon_1.2.3_windows_amd64/man/bot.1"} {
		if f := r.File[i]; f.Name != want || !f.Modified.Equal(at) || f.UncompressedSize64 == 0 {
			t.Errorf("file %d is %s of %s with %d bytes", i, f.Name, f.Modified, f.UncompressedSize64)
		}
	}
}

func TestCut(t *testing.T) {
	const changelog = "# Changelog\n\n## [Unreleased]\n\n- new\n\n## [1.2.3] - 2026-11-27\n\n### Added\n\n- a\n\n## [1.2.2] - 2026-11-01\n\n- b\n\n## [1.2.1]\n\n"
	for section, want := range map[string]string{"Unreleased": "- new\n", "1.2.3": "### Added\n\n- a\n", "1.2.2": "- b\n", "1.2.1": "", "1.2": "", "9.9.9": ""} {
		got, err := cut(changelog, section)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("[%s] says %q, %v; want %q", section, got, err, want)
		}
	}
}

// TestReleaseNamesWhatChanged: a version without a section in the changelog is not
// released; a commit between versions shows what is not released.
func TestReleaseNamesWhatChanged(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "CHANGELOG.md"), []byte("## [Unreleased]\n\n- new\n\n## [1.2.3]\n\n- a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for version, want := range map[string]string{
		"v1.2.3": "- a", "v1.2.4": "", "v1.2.3-rc.1": "", "v1.2.3-4-g0123456": "- new", "v1.2.3-dirty": "- new", "7c3ac7d": "- new", "dev": "- new",
	} {
		got, err := release{root: folder, version: version}.notes()
		if !strings.HasPrefix(got, want) || (err == nil) != (want != "") {
			t.Errorf("%s: %q, %v; want %q", version, got, err, want)
		}
	}
}
