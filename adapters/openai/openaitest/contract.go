package openaitest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// contract is OpenAI's published description of its API.
type contract struct{ schemas map[string]any }

// published is the contract in $CONTRACTS, or in ../shared/contracts beside the
// module. Without it requests are not checked, and the test says so.
func published(t testing.TB) *contract {
	t.Helper()
	c, err := load()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.Logf("NOT CHECKED against OpenAI's contract: no openai/openapi.pruned.json in %s (set $CONTRACTS)", sharedtest.Contracts())
		return nil
	case err != nil:
		t.Fatalf("reading OpenAI's contract: %v", err)
	}
	return c
}

// load reads the contract, once: tests start servers by the hundred.
var load = sync.OnceValues(func() (*contract, error) {
	raw, err := os.ReadFile(filepath.Join(sharedtest.Contracts(), "openai", "openapi.pruned.json"))
	if err != nil {
		return nil, err
	}
	var doc struct {
		Components struct {
			Schemas map[string]any `json:"schemas"`
		} `json:"components"`
	}
	err = json.Unmarshal(raw, &doc)
	return &contract{doc.Components.Schemas}, err
})

// fault says what of a request body the contract does not allow, "" when all is
// well. The contract's objects are open; requests are held to its names all the
// same, since OpenAI refuses unknown ones.
func (c *contract) fault(body []byte) string {
	const request = "CreateChatCompletionRequest"
	if f := c.check(request, body); f != "" {
		return f
	}
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(body, &fields)
	known := c.names(c.schemas[request])
	for name := range fields {
		if !slices.Contains(known, name) {
			return fmt.Sprintf("%q is not in the contract", name)
		}
	}
	return ""
}

// check holds a JSON text to a schema of the contract.
func (c *contract) check(schema string, text []byte) string {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return err.Error()
	}
	if err := c.valid(c.schemas[schema], v); err != nil {
		return err.Error()
	}
	return ""
}

// names lists the properties a schema declares, its own and its allOf's.
func (c *contract) names(schema any) []string {
	s, _ := c.resolve(schema)
	var names []string
	properties, _ := s["properties"].(map[string]any)
	for name := range properties {
		names = append(names, name)
	}
	parts, _ := s["allOf"].([]any)
	for _, part := range parts {
		names = append(names, c.names(part)...)
	}
	return names
}
