package test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "write anew the table of values in the chart's README, and testdata/golden")

// value is one that can be given, or a group of such.
type value struct {
	path, comment, standard string
	group                   bool
}

// values lists all, in the order of values.yaml. What is written on one line there
// ({...}) is one value.
func values(t *testing.T) []value {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal(read(t, "values.yaml"), &document); err != nil {
		t.Fatal(err)
	}
	return under("", document.Content[0])
}

func under(prefix string, group *yaml.Node) []value {
	var all []value
	for i := 0; i < len(group.Content); i += 2 {
		key, node := group.Content[i], group.Content[i+1]
		v := value{path: prefix + key.Value, comment: sentence(key.HeadComment)}
		if node.Kind == yaml.MappingNode && node.Style&yaml.FlowStyle == 0 {
			v.group = true
			all = append(append(all, v), under(v.path+".", node)...)
			continue
		}
		b, err := yaml.Marshal(node)
		if err != nil {
			panic(err)
		}
		v.standard = strings.TrimSpace(string(b))
		all = append(all, v)
	}
	return all
}

// sentence is a comment on one line.
func sentence(comment string) string {
	var all []string
	for line := range strings.Lines(comment) {
		all = append(all, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "#")))
	}
	return strings.Join(all, " ")
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(chartDir, file))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryValueIsExplained(t *testing.T) {
	for _, v := range values(t) {
		if !strings.HasSuffix(v.comment, ".") {
			t.Errorf("values.yaml says of %s %q: want a sentence above it", v.path, v.comment)
		}
	}
}

// table is that of the README.
func table(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| value | default | what it does |\n|---|---|---|\n")
	for _, v := range values(t) {
		comment := strings.ReplaceAll(v.comment, "|", `\|`)
		if v.group {
			fmt.Fprintf(&b, "| **`%s`** | | %s |\n", v.path, comment)
			continue
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", v.path, v.standard, comment)
	}
	return b.String()
}

const (
	tableBegins = "<!-- From values.yaml, by `go test -C deploy/test . -update`. -->\n\n"
	tableEnds   = "\n<!-- So far. -->\n"
)

func TestReadmeHasTheValuesAsTheyAre(t *testing.T) {
	before, rest, _ := strings.Cut(string(read(t, "README.md")), tableBegins)
	got, after, ok := strings.Cut(rest, tableEnds)
	if !ok {
		t.Fatal("README.md has no place for the table of values")
	}
	want := table(t)
	if *update {
		whole := before + tableBegins + want + tableEnds + after
		if err := os.WriteFile(filepath.Join(chartDir, "README.md"), []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Error("README.md tells other values than values.yaml has: go test -C deploy/test . -update")
	}
}

// TestExamplesOfTheReadmeWork: each that gives values is rendered and judged.
func TestExamplesOfTheReadmeWork(t *testing.T) {
	tried := 0
	for _, example := range strings.Split(string(read(t, "README.md")), "```yaml\n")[1:] {
		example, _, _ = strings.Cut(example, "```")
		if strings.HasPrefix(example, "externalRules:") { // of prometheus-adapter
			continue
		}
		tried++
		judge(t, example, objects(t, example))
	}
	if tried < 4 {
		t.Errorf("%d examples were tried", tried)
	}
}

// TestUpgradesKeepWhatWasGiven: each command of the README's that changes a release leaves what earlier
// ones were given, can take values back, and writes nothing that Helm 4 would not write over.
func TestUpgradesKeepWhatWasGiven(t *testing.T) {
	upgrades := 0
	for _, block := range strings.Split(string(read(t, "README.md")), "```sh\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		for command := range strings.Lines(strings.ReplaceAll(block, "\\\n", " ")) {
			if strings.Contains(command, "kubectl scale") {
				t.Errorf("%sis not what Helm knows of: say it by a value", command)
			}
			if !strings.HasPrefix(command, "helm upgrade") {
				continue
			}
			upgrades++
			if !slices.Contains(strings.Fields(command), "--reset-then-reuse-values") {
				t.Errorf("%sforgets what was given before, or cannot take it back", command)
			}
		}
	}
	if upgrades < 5 {
		t.Errorf("%d upgrades were read", upgrades)
	}
}

// node is a part of a schema, of which what is not looked at is left out.
type node struct {
	Ref        string `json:"$ref"`
	Type       any
	Properties map[string]node
	Items      *node
	Additional any             `json:"additionalProperties"`
	Definition map[string]node `json:"definitions"`
}

func schemaOf(t *testing.T) node {
	t.Helper()
	var schema node
	if err := json.Unmarshal(read(t, "values.schema.json"), &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestSchemaAndValuesAgree: what has a default is in the schema, and the other way round.
func TestSchemaAndValuesAgree(t *testing.T) {
	var defaults map[string]any
	if err := yaml.Unmarshal(read(t, "values.yaml"), &defaults); err != nil {
		t.Fatal(err)
	}
	schema := schemaOf(t)
	delete(schema.Properties, "global") // helm's own
	agree(t, "", schema, defaults)
}

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

// open are the objects whose fields Kubernetes knows and the schema does not.
var open = []string{"list.items", "peers.items.podSelector", "peers.items.namespaceSelector", "peers.items.ipBlock", "global", "affinity"}

// TestSchemaLetsNothingUnknownIn: a mistyped name is refused wherever names are the chart's.
func TestSchemaLetsNothingUnknownIn(t *testing.T) {
	schema := schemaOf(t)
	for name, d := range schema.Definition {
		closed(t, name, d)
	}
	closed(t, "", schema)
}

func closed(t *testing.T, at string, n node) {
	t.Helper()
	inner, typed := n.Additional.(map[string]any)
	if n.Type == "object" && n.Additional != false && (!typed || len(inner) == 0) && !slices.Contains(open, at) {
		t.Errorf("values.schema.json lets anything into %q", at)
	}
	for name, p := range n.Properties {
		closed(t, strings.TrimPrefix(at+"."+name, "."), p)
	}
	if n.Items != nil {
		closed(t, at+".items", *n.Items)
	}
}
