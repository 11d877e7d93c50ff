package main

import (
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
