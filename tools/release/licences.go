package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// listing has go list say of each module that goes into the bot what it is and where.
const listing = `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}	{{.Dir}}{{end}}{{end}}`

// terms are files in which modules say what one may do with them.
var terms = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)([.-].*)?$`)

// licences are the terms of everything that is linked in, Go's own library first, on
// any system: whoever hands a binary on has to hand them on too.
func (r release) licences(ctx context.Context) ([]byte, error) {
	where, err := r.run(ctx, nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var modules []string
	for _, system := range []string{"linux", "darwin", "windows"} {
		list, err := r.run(ctx, []string{"CGO_ENABLED=0", "GOOS=" + system}, "go", "list", "-deps", "-f", listing, "./cmd/bot")
		if err != nil {
			return nil, err
		}
		modules = append(modules, strings.FieldsFunc(string(list), func(c rune) bool { return c == '\n' })...)
	}
	slices.Sort(modules)
	modules = append([]string{"Go\t" + strings.TrimSpace(string(where))}, slices.Compact(modules)...)
	var all bytes.Buffer
	for _, m := range modules {
		name, folder, _ := strings.Cut(m, "\t")
		if err := termsOf(&all, name, folder); err != nil {
			return nil, err
		}
	}
	return all.Bytes(), nil
}

// termsOf writes what one module says, under its name.
func termsOf(all *bytes.Buffer, name, folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	found := false
	for _, e := range entries {
		if e.IsDir() || !terms.MatchString(e.Name()) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(all, "==== %s: %s ====\n\n%s\n\n", name, e.Name(), bytes.TrimSpace(b))
		found = true
	}
	if !found {
		return fmt.Errorf("%s does not say its licence", name)
	}
	return nil
}
