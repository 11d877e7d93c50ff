package discord

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// contract gives back a check of JSON against one schema of Discord's published
// contract, from $CONTRACTS or from ../shared/contracts beside the module; without it
// the test skips, saying so. The contract is closed first: a field that Discord does
// not know is a slip of ours.
func contract(t testing.TB, schema string) func(v any) error {
	t.Helper()
	api, err := published()
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("NOT CHECKED against Discord's contract: %v; set CONTRACTS to the folder that has it", err)
	}
	if err != nil {
		t.Fatalf("reading Discord's contract: %v", err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("openapi.json", api); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("openapi.json#/components/schemas/" + schema)
	if err != nil {
		t.Fatal(err)
	}
	return func(v any) error {
		raw, err := json.Marshal(v)
		if err != nil {
			return err
		}
		sent, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			return err
		}
		if err := compiled.Validate(sent); err != nil {
			return fmt.Errorf("%w\n%s", err, raw)
		}
		return nil
	}
}

// published is the contract, read once.
var published = sync.OnceValues(func() (any, error) {
	raw, err := os.ReadFile(filepath.Join(sharedtest.Contracts(), "discord", "openapi.json"))
	if err != nil {
		return nil, err
	}
	api, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	tighten(api)
	return api, nil
})

// tighten closes plain objects and puts right what the contract has wrong: the API
// takes permissions as digits in a string.
func tighten(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			tighten(one)
		}
	case map[string]any:
		properties, ok := v["properties"].(map[string]any)
		if _, open := v["additionalProperties"]; ok && !open && v["type"] == "object" && v["allOf"] == nil {
			v["additionalProperties"] = false
		}
		if _, ok := properties["default_member_permissions"]; ok {
			properties["default_member_permissions"] = map[string]any{"type": []any{"string", "null"}, "pattern": "^[0-9]+$"}
		}
		for _, one := range v {
			tighten(one)
		}
	}
}

// The contract holds: what is too long or unknown is refused.
func TestContractRefuses(t *testing.T) {
	valid := contract(t, "MessageCreateRequest")
	if err := valid(map[string]any{"content": "a", "embeds": []any{}, "components": []any{}, "allowed_mentions": map[string]any{"parse": []any{}}}); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []map[string]any{
		{"contents": "a"},
		{"content": 1},
		{"embeds": []any{map[string]any{"titel": "a"}}},
		{"components": []any{map[string]any{"type": 1, "components": []any{map[string]any{"type": 2, "style": 9, "label": "a", "custom_id": "b"}}}}},
	} {
		if valid(wrong) == nil {
			t.Errorf("%v passes", wrong)
		}
	}
}
