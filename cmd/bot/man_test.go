package main

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestManual names every variable and every command, and no line of a help is taken for a
// request.
func TestManual(t *testing.T) {
	page := prints(t, "man")
	var variables func(reflect.Type) []string
	variables = func(c reflect.Type) (all []string) {
		for i := range c.NumField() {
			f := c.Field(i)
			if _, embedded := f.Tag.Lookup("embed"); embedded {
				all = append(all, variables(f.Type)...)
			}
			if name := f.Tag.Get("env"); name != "" {
				all = append(all, name)
			}
		}
		return all
	}
	for _, name := range append(variables(reflect.TypeFor[Config]()), ".B audit verify", ".B doctor", `\-\-unkeyed`) {
		if !strings.Contains(page, name) {
			t.Errorf("nothing of %s", name)
		}
	}
	for _, e := range endings {
		if !strings.Contains(page, roff(e.Means)) {
			t.Errorf("nothing of how %q ends with %d", e.Of, e.Status)
		}
	}
	known := strings.Fields(".TH .SH .SS .TP .B .BR .RI .RS .RE")
	for n, line := range strings.Split(page, "\n") {
		request, _, _ := strings.Cut(line, " ")
		if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !strings.Contains(strings.Join(known, " ")+" ", request+" ") {
			t.Errorf("line %d is a request: %s", n+1, line)
		}
	}
}

// TestRoff keeps text from being a request.
func TestRoff(t *testing.T) {
	for text, want := range map[string]string{".SH NAME": `\&.SH NAME`, "'br": `\&'br`, `a\nb`: `a\enb`, "--x\n.y": `\-\-x .y`} {
		if got := roff(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestEndingsAreOfCommands: what a command's own statuses mean is of a command that there is,
// and follows what the same status means elsewhere; whoever runs the bot reads the same.
func TestEndingsAreOfCommands(t *testing.T) {
	commands, _, _ := strings.Cut(prints(t, "man"), ".SH OPTIONS")
	b, err := os.ReadFile("../../docs/operations.md")
	must(t, err)
	general := -1
	for _, e := range endings {
		row := fmt.Sprintf("| %d | | %s |", e.Status, e.Means)
		if e.Of == "" {
			general = e.Status
		} else if row = fmt.Sprintf("| %d | `bot %s` | %s |", e.Status, e.Of, e.Means); e.Status != general || !strings.Contains(commands, "\n.B "+roff(e.Of)+"\n") {
			t.Errorf("%q, %d: no such command, or out of order", e.Of, e.Status)
		}
		if e.Means != "" && !strings.Contains(string(b), row) {
			t.Errorf("docs/operations.md does not have %s", row)
		}
	}
}
