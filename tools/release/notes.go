package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// notes are what the changelog says of this version; of what is no version yet, what
// it says is not released. Of what goes out to people though it is not due they say nothing.
func (r release) notes() (string, error) {
	if err := r.due(); err != nil {
		return "", err
	}
	b, err := os.ReadFile(filepath.Join(r.root, "CHANGELOG.md"))
	if err != nil {
		return "", err
	}
	section := "Unreleased"
	if r.isVersion() {
		section = r.bare()
	}
	said, err := cut(string(b), section)
	if err != nil {
		return "", err
	}
	return said + "\nWhat each file is: LICENSES-LINKED.txt and man/bot.1 lie in each archive, SHA256SUMS has their sums, .cdx.json what each bot is made of.\n", nil
}

// cut is a section of a changelog, without its heading.
func cut(changelog, section string) (string, error) {
	heading := "\n## [" + section + "]"
	_, rest, found := strings.Cut("\n"+changelog, heading)
	if !found {
		return "", fmt.Errorf("CHANGELOG.md has no section [%s]: say there what changed, under that name", section)
	}
	_, rest, _ = strings.Cut(rest, "\n") // the date
	said, _, _ := strings.Cut("\n"+rest, "\n## ")
	if said = strings.TrimSpace(said); said == "" {
		return "", fmt.Errorf("CHANGELOG.md says nothing of [%s]", section)
	}
	return said + "\n", nil
}
