package test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

func load(t *testing.T, file string, to any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(chartDir, file))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(b, to); err != nil {
		t.Fatal(err)
	}
}

// leaves lists the paths of all values, such as "image.tag".
func leaves(prefix string, value any) []string {
	object, ok := value.(map[string]any)
	if !ok || len(object) == 0 || prefix == "resources" || prefix == "redis.resources" {
		return []string{prefix}
	}
	var all []string
	for key, inner := range object {
		all = append(all, leaves(strings.TrimPrefix(prefix+"."+key, "."), inner)...)
	}
	return all
}

func TestEveryValueIsExplained(t *testing.T) {
	var values map[string]any
	load(t, "values.yaml", &values)
	readme, err := os.ReadFile(filepath.Join(chartDir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range leaves("", values) {
		if !strings.Contains(string(readme), "`"+path+"`") {
			t.Errorf("README.md does not explain %s", path)
		}
	}
}

// TestSchemaAndValuesAgree: what has a default is in the schema, and the other way round.
func TestSchemaAndValuesAgree(t *testing.T) {
	var values map[string]any
	load(t, "values.yaml", &values)
	b, err := os.ReadFile(filepath.Join(chartDir, "values.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema node
	if err := json.Unmarshal(b, &schema); err != nil {
		t.Fatal(err)
	}
	delete(schema.Properties, "global") // helm's own
	agree(t, "", schema, values)
}

type node struct{ Properties map[string]node }

func agree(t *testing.T, at string, schema node, values map[string]any) {
	t.Helper()
	for name, inner := range schema.Properties {
		value, ok := values[name]
		if !ok {
			t.Errorf("values.yaml has no %s%s", at, name)
		}
		if object, ok := value.(map[string]any); ok && inner.Properties != nil {
			agree(t, at+name+".", inner, object)
		}
	}
	for name := range values {
		if _, ok := schema.Properties[name]; !ok {
			t.Errorf("values.schema.json has no %s%s", at, name)
		}
	}
}
