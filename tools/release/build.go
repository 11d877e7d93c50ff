package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// build builds the bot for a target, with the flags it is built with everywhere.
func (r release) build(ctx context.Context, system, arch, to string) error {
	flags, err := os.ReadFile(filepath.Join(r.root, "cmd/bot/build.flags"))
	if err != nil {
		return err
	}
	args := append([]string{"build", "-buildvcs=false"}, strings.Fields(string(flags))...)
	args = append(args, "-ldflags", "-s -w -X main.version="+r.version, "-o", to, "./cmd/bot")
	env, err := r.environment(ctx, system, arch)
	if err != nil {
		return err
	}
	_, err = r.run(ctx, env, "go", args...)
	return err
}

// reached is what the go command is told of where modules come from and are kept: it changes
// nothing of what is built.
var reached = []string{"GOPROXY", "GOPRIVATE", "GONOPROXY", "GOSUMDB", "GONOSUMDB", "GOINSECURE", "GOMODCACHE", "GOCACHE", "GOTOOLCHAIN"}

// environment is that in which the go command builds for a target: what whoever builds
// has set, in variables or by go env -w, is not in it, so that the same comes of it everywhere.
func (r release) environment(ctx context.Context, system, arch string) ([]string, error) {
	said, err := r.run(ctx, nil, "go", append([]string{"env", "-json"}, reached...)...)
	if err != nil {
		return nil, err
	}
	env := []string{
		"GOENV=off", "GOFLAGS=", "GOEXPERIMENT=", "GOAMD64=v1", "GOARM64=v8.0", "GOFIPS140=off", "GOWORK=off",
		"CGO_ENABLED=0", "GOOS=" + system, "GOARCH=" + arch,
	}
	values := map[string]string{}
	if err := json.Unmarshal(said, &values); err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	for name, value := range values {
		env = append(env, name+"="+value)
	}
	return env, nil
}

// bill writes what a binary is made of, as the binary itself says, with the licences
// that the modules carry.
func (r release) bill(ctx context.Context, binary, to string) error {
	env, err := r.environment(ctx, runtime.GOOS, runtime.GOARCH)
	if err != nil {
		return err
	}
	said, err := r.run(ctx, env, "go", "tool", "-modfile=tools/go.mod", "cyclonedx-gomod",
		"bin", "-json", "-licenses", "-std", "-noserial", "-notimestamp", "-version", r.version, binary)
	if err != nil {
		return err
	}
	said, err = anywhere(said)
	if err != nil {
		return err
	}
	return os.WriteFile(to, said, 0o644)
}

// anywhere takes the sums of the tool that wrote a bill out of it: they are others on
// every system that the tool is built on.
func anywhere(said []byte) ([]byte, error) {
	var bill struct {
		Metadata struct {
			Tools []map[string]any `json:"tools"`
		} `json:"metadata"`
	}
	whole := map[string]any{}
	if err := errors.Join(json.Unmarshal(said, &bill), json.Unmarshal(said, &whole)); err != nil {
		return nil, fmt.Errorf("the bill of materials: %w", err)
	}
	for _, tool := range bill.Metadata.Tools {
		delete(tool, "hashes")
	}
	if about, ok := whole["metadata"].(map[string]any); ok {
		about["tools"] = bill.Metadata.Tools
	}
	said, err := json.MarshalIndent(whole, "", "  ")
	return append(said, '\n'), err
}

// papers are what every archive has besides the bot. What the bot prints itself is
// printed by one built for this machine.
func (r release) papers(ctx context.Context, work string) ([]paper, error) {
	bot := filepath.Join(work, "bot")
	if err := r.build(ctx, runtime.GOOS, runtime.GOARCH, bot); err != nil {
		return nil, err
	}
	all, err := r.pages()
	if err != nil {
		return nil, err
	}
	for _, p := range []struct{ name, command string }{
		{"man/bot.1", "man"},
		{"completions/bot.bash", "completion bash"},
		{"completions/_bot", "completion zsh"},
		{"completions/bot.fish", "completion fish"},
	} {
		b, err := r.run(ctx, nil, bot, strings.Fields(p.command)...)
		if err != nil {
			return nil, err
		}
		all = append(all, paper{p.name, 0o644, b})
	}
	return all, nil
}

// handed are the files of the tree that go along: the bot's messages name pages of docs.
var handed = []string{"LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "docs/*.md", "docs/pictures/*.png"}

// pages are those files, in an order that is always the same.
func (r release) pages() (all []paper, err error) {
	for _, pattern := range handed {
		names, err := fs.Glob(os.DirFS(r.root), pattern)
		if err != nil || len(names) == 0 {
			return nil, fmt.Errorf("the archives are to have %s: nothing is called that (%v)", pattern, err)
		}
		for _, name := range names {
			b, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(name)))
			if err != nil {
				return nil, err
			}
			all = append(all, paper{name, 0o644, b})
		}
	}
	return all, nil
}

// licences are the terms of everything that is linked in for a system.
func (r release) licences(ctx context.Context, system, arch string) (paper, error) {
	env, err := r.environment(ctx, system, arch)
	if err != nil {
		return paper{}, err
	}
	b, err := r.run(ctx, env, "sh", "cmd/bot/licences.sh")
	return paper{"LICENSES-LINKED.txt", 0o644, b}, err
}

// run runs a program at the root of the tree and returns what it printed.
func (r release) run(ctx context.Context, env []string, name string, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = r.root
	c.Env = append(os.Environ(), env...)
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), args[0], err, errs.String())
	}
	return out, nil
}
