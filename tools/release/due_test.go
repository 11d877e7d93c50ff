package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// tree is a folder with a changelog that has these sections, and a chart.
func tree(t *testing.T, version, app string, sections ...string) string {
	t.Helper()
	folder := t.TempDir()
	changelog := "# Changelog\n"
	for _, s := range sections {
		changelog += "\n## [" + s + "]\n\n- said\n"
	}
	chart := fmt.Sprintf("name: brouillon\nversion: %s\nappVersion: %q\n", version, app)
	for name, text := range map[string]string{"CHANGELOG.md": changelog, "deploy/helm/Chart.yaml": chart} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// TestOnlyAVersionIsPublished: whatever else is tagged goes out to nobody. On somebody's
// own machine it is made all the same, with what is not released.
func TestOnlyAVersionIsPublished(t *testing.T) {
	for version, want := range map[string]bool{
		"v1.2.3": true, "v1.2.3-rc.1": true,
		"v1.2.4": false, "v1.2": false, "vfoo": false, "1.2.3": false, "v01.2.3": false, "v1.2.3-dirty": false, "v1.2.3-4-g0123456": false, "7c3ac7d": false, "": false,
	} {
		bare := strings.TrimPrefix(version, "v")
		folder := tree(t, bare, bare, "Unreleased", "1.2.3", "1.2.3-rc.1", "1.2.2")
		r := release{root: folder, version: version, publish: true}
		if _, err := r.notes(); (err == nil) != want {
			t.Errorf("%q: %v, want it published: %t", version, err, want)
		}
		r.publish = false
		if _, err := r.notes(); err != nil && version != "v1.2.4" {
			t.Errorf("%q is not even tried: %v", version, err)
		}
	}
}

// TestChartGoesOutWithTheBot: it asks for the image that is pushed under the same version.
func TestChartGoesOutWithTheBot(t *testing.T) {
	for _, c := range []struct {
		version, app string
		due          bool
	}{{"1.2.3", "1.2.3", true}, {"1.2.2", "1.2.3", false}, {"1.2.3", "1.2.2", false}, {"1.2.3", "v1.2.3", false}} {
		r := release{root: tree(t, c.version, c.app, "1.2.3"), version: "v1.2.3", publish: true}
		if err := r.due(); (err == nil) != c.due {
			t.Errorf("with a chart %s of %s: %v", c.version, c.app, err)
		}
	}
}

// TestChartIsNotBehind: between two versions the chart is of the last, or of the next.
func TestChartIsNotBehind(t *testing.T) {
	r := release{root: "../.."}
	version, app, err := r.chart()
	if err != nil || version != app || !numbered.MatchString("v"+app) {
		t.Fatalf("the chart is version %q, of the bot %q, %v", version, app, err)
	}
	changelog := contents(t, r.root, "CHANGELOG.md")
	for _, m := range regexp.MustCompile(`(?m)^## \[(\d\S*)\]`).FindAllSubmatch(changelog, 1) {
		if string(m[1]) != app {
			t.Errorf("the chart is of %s, and the changelog's newest version is %s", app, m[1])
		}
	}
}
