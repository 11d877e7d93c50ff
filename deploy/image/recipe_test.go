package image

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// root is where the tree begins, and the context of the build.
const root = "../.."

// recipe is the Dockerfile as BuildKit reads it: one stage that builds, and the
// image's own.
type recipe struct{ build, last instructions.Stage }

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func parse(t *testing.T) recipe {
	t.Helper()
	result, err := parser.Parse(bytes.NewReader(read(t, "Dockerfile")))
	if err != nil {
		t.Fatal(err)
	}
	stages, _, err := instructions.Parse(result.AST, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(stages) != 2 || stages[0].Name != "build" {
		t.Fatalf("the Dockerfile has %d stages, the first called %q: this follows one called build, and the image's", len(stages), stages[0].Name)
	}
	return recipe{stages[0], stages[1]}
}

// words are the variables of a stage: its ARG and ENV so far.
type words struct {
	given map[string]string // what the engine, or --build-arg, says
	env   []string          // NAME=value, in the order of the stage
}

// declare takes an ARG: what is given for it, or else its default.
func (w *words) declare(c *instructions.ArgCommand) {
	for _, a := range c.Args {
		if value, ok := w.given[a.Key]; ok {
			w.env = append(w.env, a.Key+"="+value)
		} else if a.Value != nil {
			w.env = append(w.env, a.Key+"="+*a.Value)
		}
	}
}

// expand replaces the stage's variables in what an instruction says.
func (w *words) expand(t *testing.T, c instructions.Command) {
	t.Helper()
	e, ok := c.(instructions.SupportsSingleWordExpansion)
	if !ok {
		return
	}
	lex := shell.NewLex('\\')
	err := e.Expand(func(word string) (string, error) {
		said, _, err := lex.ProcessWord(word, shell.EnvsFromSlice(w.env))
		return said, err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// commands are the instructions of one kind, in their order.
func commands[C instructions.Command](s instructions.Stage) []C {
	var all []C
	for _, c := range s.Commands {
		if one, ok := c.(C); ok {
			all = append(all, one)
		}
	}
	return all
}
