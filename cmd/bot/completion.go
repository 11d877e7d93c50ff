package main

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/alecthomas/kong"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/network"
)

// completionCmd prints what a shell needs to complete the bot's commands and flags.
type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints the script, made from the commands as they are.
func (c completionCmd) Run(k *kong.Context, std stdio) error {
	script := bashCompletion
	if c.Shell == "fish" {
		script = fishCompletion
	}
	t, err := template.New(c.Shell).Parse(script)
	if err == nil {
		err = t.Execute(std.out, completion{Zsh: c.Shell == "zsh", Points: points(k.Model.Node, "")})
	}
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

//go:embed completion.bash.tmpl
var bashCompletion string

//go:embed completion.fish.tmpl
var fishCompletion string

type completion struct {
	Zsh    bool
	Points []point
}

// point is a place on the command line after which the same words may follow.
type point struct {
	Path     string // the commands before it, with spaces between: "audit verify"; "" at the beginning
	Commands []entry
	Flags    []entry
	Values   []choices
}

// choices are what may follow a flag, where that is a few words.
type choices struct {
	Flag  string
	Words string // with spaces between
}

// Words are all that may follow.
func (p point) Words() string {
	var all []string
	for _, e := range append(slices.Clone(p.Commands), p.Flags...) {
		all = append(all, e.Name)
	}
	return strings.Join(all, " ")
}

// entry is a command or a flag, with a line about it.
type entry struct{ Name, Help string }

// points are a command's own and those below it.
func points(n *kong.Node, path string) []point {
	p := point{Path: path}
	for _, c := range n.Children {
		p.Commands = append(p.Commands, entry{c.Name, firstSentence(c.Help)})
	}
	for _, group := range n.AllFlags(true) {
		for _, f := range group {
			if !concerned(path, f) {
				continue
			}
			p.Flags = append(p.Flags, entry{"--" + f.Name, firstSentence(f.Help)})
			if some := valuesOf(f); len(some) > 0 {
				p.Values = append(p.Values, choices{"--" + f.Name, strings.Join(some, " ")})
			}
		}
	}
	for _, a := range n.Positional {
		for _, value := range a.EnumSlice() {
			p.Commands = append(p.Commands, entry{value, ""})
		}
	}
	if path == "help" {
		for _, c := range n.Parent.Children {
			p.Commands = append(p.Commands, entry{c.Name, firstSentence(c.Help)})
		}
	}
	all := []point{p}
	for _, c := range n.Children {
		all = append(all, points(c, strings.TrimSpace(path+" "+c.Name))...)
	}
	return all
}

// valuesOf are the words that a flag takes, none where it takes others as well.
func valuesOf(f *kong.Flag) []string {
	switch f.Name {
	case "network":
		var all []string
		for _, n := range network.All() {
			all = append(all, n.ID)
		}
		return all
	case "tone":
		return copilot.Tones()
	case "language":
		return []string{catalogue.English, catalogue.French}
	}
	if all := strings.Split(f.PlaceHolder, "|"); len(all) > 1 {
		return all
	}
	return nil
}

// firstSentence is what fits in a line of a menu, without what a shell might read.
func firstSentence(help string) string {
	said, _, _ := strings.Cut(help, ". ")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("'\"`$\\:[]", r) {
			return ' '
		}
		return r
	}, strings.TrimSuffix(said, "."))
}
