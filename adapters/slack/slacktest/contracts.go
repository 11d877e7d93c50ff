package slacktest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// schemas are the parts of the Block Kit contract that bodies are held to.
type schemas struct{ message, modal, home *jsonschema.Schema }

// compiled keeps the schemas for the whole test binary: they take a while.
var compiled = sync.OnceValues(compile)

// published loads the Block Kit schema from $CONTRACTS, or from
// ../shared/contracts beside the module. Without it only the rules written by
// hand hold, and the test says so.
func published(t testing.TB) *schemas {
	t.Helper()
	all, err := compiled()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.Logf("NOT CHECKED against Slack's contract: no slack/blockkit.schema.json (set $CONTRACTS): %v", err)
	case err != nil:
		t.Fatalf("reading Slack's contract: %v", err)
	}
	return all
}

func compile() (*schemas, error) {
	raw, err := contract("blockkit.schema.json")
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err != nil {
		return nil, fmt.Errorf("parsing the Block Kit schema: %w", err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("blockkit.json", doc); err != nil {
		return nil, fmt.Errorf("adding the Block Kit schema: %w", err)
	}
	all := &schemas{}
	for name, to := range map[string]**jsonschema.Schema{"SlackMessage": &all.message, "SlackModal": &all.modal, "SlackHome": &all.home} {
		if *to, err = c.Compile("blockkit.json#/definitions/" + name); err != nil {
			return nil, fmt.Errorf("compiling %s: %w", name, err)
		}
	}
	return all, nil
}

// contract reads a file of Slack's contracts.
func contract(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(sharedtest.Contracts(), "slack", filepath.FromSlash(name)))
}

// faultOf says what of a value a schema does not allow, "" when all is well.
func faultOf(schema *jsonschema.Schema, text []byte) string {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		return err.Error()
	}
	err = schema.Validate(v)
	invalid, ok := err.(*jsonschema.ValidationError)
	switch {
	case err == nil:
		return ""
	case !ok:
		return err.Error()
	}
	return strings.ReplaceAll(deepestOf(invalid).Error(), "'anyOf' failed", "is none of what may stand here")
}

// deepestOf finds the cause that says most: of the many blocks a block might have
// been, the one that agrees about its type, and of that the deepest place.
func deepestOf(e *jsonschema.ValidationError) *jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return e
	}
	causes := slices.Clone(e.Causes)
	likely := slices.DeleteFunc(slices.Clone(causes), func(c *jsonschema.ValidationError) bool {
		return otherType(c, len(e.InstanceLocation))
	})
	switch {
	case len(likely) > 0:
		causes = likely
	case len(causes) > 1: // of none of the types that may stand here
		return &jsonschema.ValidationError{SchemaURL: e.SchemaURL, InstanceLocation: e.InstanceLocation, ErrorKind: e.ErrorKind}
	}
	var best *jsonschema.ValidationError
	for _, c := range causes {
		if d := deepestOf(c); best == nil || len(d.InstanceLocation) > len(best.InstanceLocation) {
			best = d
		}
	}
	return best
}

// otherType tells causes that say that the value at a depth is of another type.
func otherType(e *jsonschema.ValidationError, depth int) bool {
	at, path := e.InstanceLocation, e.ErrorKind.KeywordPath()
	if len(at) == depth+1 && at[depth] == "type" && len(path) > 0 && path[len(path)-1] == "const" {
		return true
	}
	return slices.ContainsFunc(e.Causes, func(c *jsonschema.ValidationError) bool { return otherType(c, depth) })
}
