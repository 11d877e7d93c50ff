package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	version := flag.String("version", "", "the version, as the tag says it: v1.2.3")
	targets := flag.String("targets", runtime.GOOS+"/"+runtime.GOARCH, "what to build for, with spaces between")
	out := flag.String("out", "../dist", "the folder to write to")
	publish := flag.Bool("publish", false, "it goes out to people: refuse what is no version with a section of its own")
	epoch := flag.Int64("epoch", 0, "the time that files bear, in seconds since 1970: that of the commit")
	flag.Parse()
	r := release{root: "..", version: *version, publish: *publish, at: time.Unix(*epoch, 0).UTC(), out: *out}
	if err := r.make(ctx, strings.Fields(*targets)); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release is one version, and where it is made from and written to.
type release struct {
	root    string // of the tree
	version string // v1.2.3, or what git calls a commit
	publish bool   // it goes out to people
	at      time.Time
	out     string
}

// bare is the version as file names and the changelog have it.
func (r release) bare() string { return strings.TrimPrefix(r.version, "v") }

// make writes everything for some targets, of the form linux/amd64.
func (r release) make(ctx context.Context, targets []string) error {
	if r.version == "" || len(targets) == 0 {
		return fmt.Errorf("-version %q and -targets %q: say both", r.version, targets)
	}
	notes, err := r.notes()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "release")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	papers, err := r.papers(ctx, work)
	if err != nil {
		return err
	}
	var made []string
	for _, t := range targets {
		files, err := r.target(ctx, t, work, papers)
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		made = append(made, files...)
	}
	if err := os.WriteFile(filepath.Join(r.out, "notes.md"), []byte(notes), 0o644); err != nil {
		return err
	}
	return sums(r.out, made)
}

// target writes the archive of one target and its bill of materials, and returns their
// names.
func (r release) target(ctx context.Context, target, work string, papers []paper) ([]string, error) {
	system, arch, ok := strings.Cut(target, "/")
	if !ok {
		return nil, fmt.Errorf("no target: write linux/amd64")
	}
	name := fmt.Sprintf("brouillon_%s_%s_%s", r.bare(), system, arch)
	bot, pack, ending := "bot", tarball, ".tar.gz"
	if system == "windows" {
		bot, pack, ending = "bot.exe", zipped, ".zip"
	}
	binary := filepath.Join(work, name, bot)
	if err := r.build(ctx, system, arch, binary); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	licences, err := r.licences(ctx, system, arch)
	if err != nil {
		return nil, err
	}
	archive, err := pack(name, append([]paper{{bot, 0o755, b}, licences}, papers...), r.at)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(r.out, name+ending), archive, 0o644); err != nil {
		return nil, err
	}
	if err := r.bill(ctx, binary, filepath.Join(r.out, name+".cdx.json")); err != nil {
		return nil, err
	}
	fmt.Printf("%s: %d bytes, %d packed\n", name, len(b), len(archive))
	return []string{name + ending, name + ".cdx.json"}, nil
}
