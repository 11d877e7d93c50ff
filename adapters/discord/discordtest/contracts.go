package discordtest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// schemas are the two contracts: of what an app sends, and of what it is sent.
// Parts of them are compiled when they are first needed.
type schemas struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
	paths    object // of the API, as the contract has them
}

// loaded keeps the contracts for the whole test binary: they take a while.
var loaded = sync.OnceValues(load)

// published loads the contracts from $CONTRACTS, or from ../shared/contracts
// beside the module. Without them only the rules written by hand hold, and the
// test says so.
func published(t testing.TB) *schemas {
	t.Helper()
	all, err := loaded()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.Logf("NOT CHECKED against Discord's contracts: no discord/openapi.json or discord/interactions.schema.json (set $CONTRACTS): %v", err)
		return nil
	case err != nil:
		t.Fatalf("reading Discord's contracts: %v", err)
	}
	return all
}

func load() (*schemas, error) {
	all := &schemas{compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}}
	for _, name := range []string{"openapi.json", "interactions.schema.json"} {
		raw, err := os.ReadFile(filepath.Join(sharedtest.Contracts(), "discord", name))
		if err != nil {
			return nil, err
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
		if err != nil {
			return nil, fmt.Errorf("parsing %s: %w", name, err)
		}
		if name == "openapi.json" {
			tighten(doc)
			patch(doc)
			all.paths = asObject(asObject(doc)["paths"])
		}
		if err := all.compiler.AddResource(name, doc); err != nil {
			return nil, fmt.Errorf("adding %s: %w", name, err)
		}
	}
	return all, nil
}

// tighten closes plain objects: the contract leaves them open, and so would take
// any misspelt field.
func tighten(v any) {
	platformtest.Walk(v, func(o object) {
		_, has := o["properties"].(object)
		_, closed := o["additionalProperties"]
		if o["type"] == "object" && has && !closed && o["allOf"] == nil && o["oneOf"] == nil && o["anyOf"] == nil {
			o["additionalProperties"] = false
		}
	})
}

// patch mends what the contract has wrong: default_member_permissions is a string
// of digits, as Discord's documentation and API have it.
func patch(v any) {
	platformtest.Walk(v, func(o object) {
		if p := asObject(o["default_member_permissions"]); p != nil {
			o["default_member_permissions"] = object{"type": []any{"string", "null"}, "pattern": "^[0-9]+$"}
		}
	})
}

// prune drops null, "" and false, which mean nothing but which libraries send in
// places where there is no such field.
func prune(v any) any {
	switch v := v.(type) {
	case object:
		all := object{}
		for name, inner := range v {
			if !blank(inner) {
				all[name] = prune(inner)
			}
		}
		return all
	case []any:
		all := make([]any, len(v))
		for i, inner := range v {
			all[i] = prune(inner)
		}
		return all
	}
	return v
}

func blank(v any) bool { return v == nil || v == "" || v == false }

// part is the compiled schema at a place of a contract.
func (s *schemas) part(at string) (*jsonschema.Schema, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.compiled[at]; c != nil {
		return c, nil
	}
	c, err := s.compiler.Compile(at)
	if err != nil {
		return nil, fmt.Errorf("compiling %s: %w", at, err)
	}
	s.compiled[at] = c
	return c, nil
}
