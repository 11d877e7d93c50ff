package main

import (
	_ "embed"
	"fmt"
	"strings"
	"text/template"

	"github.com/alecthomas/kong"
)

// manCmd prints the manual page.
type manCmd struct{}

//go:embed man.tmpl
var manPage string

// manual is the page's data: commands, and flags under their headings.
type manual struct {
	Version  string
	About    string
	Commands []manualCommand
	Groups   []manualGroup
	Endings  []ending
}

type manualCommand struct {
	Name, Help string
	Flags      []manualFlag
}

type manualGroup struct {
	Title string
	Flags []manualFlag
}

type manualFlag struct{ Name, Value, Env, Help string }

// Run prints it, made from the commands and flags as they are.
func (manCmd) Run(k *kong.Context, std stdio) error {
	m := manual{Version: version, About: k.Model.Help, Endings: endings}
	for _, g := range groups {
		m.Groups = append(m.Groups, manualGroup{Title: strings.TrimSuffix(g.Title, ":")})
	}
	for _, f := range k.Model.Flags {
		for i, g := range groups {
			if f.Group != nil && f.Group.Key == g.Key {
				m.Groups[i].Flags = append(m.Groups[i].Flags, flagged(f))
			}
		}
	}
	for _, leaf := range k.Model.Leaves(true) {
		c := manualCommand{Name: commandOf(k, leaf), Help: leaf.Help}
		for _, f := range leaf.Flags {
			c.Flags = append(c.Flags, flagged(f))
		}
		m.Commands = append(m.Commands, c)
	}
	t, err := template.New("man").Funcs(template.FuncMap{"roff": roff}).Parse(manPage)
	if err == nil {
		err = t.Execute(std.out, m)
	}
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

func flagged(f *kong.Flag) manualFlag {
	shown := manualFlag{Name: f.Name, Help: f.Help}
	if !f.IsBool() {
		shown.Value = f.FormatPlaceHolder()
	}
	if len(f.Envs) > 0 {
		shown.Env = f.Envs[0]
	}
	return shown
}

// roff is text that the formatter takes as it is: no line of it is a request.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
