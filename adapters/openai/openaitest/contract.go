package openaitest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// contract is OpenAI's published description of its API.
type contract struct{ schemas map[string]any }

// published loads the contract from $CONTRACTS, or from ../shared/contracts
// beside the module. Without it requests are not checked, and the test says so.
func published(t testing.TB) *contract {
	t.Helper()
	dir := sharedtest.Contracts()
	raw, err := os.ReadFile(filepath.Join(dir, "openai", "openapi.pruned.json"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Logf("NOT CHECKED against OpenAI's contract: no openai/openapi.pruned.json in %s (set $CONTRACTS)", dir)
		return nil
	}
	var doc struct {
		Components struct {
			Schemas map[string]any `json:"schemas"`
		} `json:"components"`
	}
	if err == nil {
		err = json.Unmarshal(raw, &doc)
	}
	if err != nil {
		t.Fatalf("reading OpenAI's contract: %v", err)
	}
	return &contract{doc.Components.Schemas}
}

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
